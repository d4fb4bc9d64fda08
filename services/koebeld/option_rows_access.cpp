#include "koebeld/option_rows.hpp"

namespace koebel {

std::vector<OptionRow> access_option_rows(Settings& d) {
    return {
        whole(
            "access.session_idle_hours",
            d.access.session_idle,
            {1, 24 * 90},
            "Hours after which an unused session ends."
        ),
        whole(
            "access.session_hours", d.access.session_absolute, {1, 24 * 365}, "Hours after which every session ends."
        ),
        whole(
            "access.remembered_hours",
            d.access.remembered,
            {24, 24 * 365},
            "Hours a session lasts on a device that its person has Koebel remember, used or not."
        ),
        whole(
            "access.last_used_seconds",
            d.access.last_used_every,
            {10, 3'600},
            "How exactly a session's last use is kept, in seconds."
        ),
        whole(
            "access.failures", d.access.failures, {5, 1'000}, "Failed attempts of one address before it has to wait."
        ),
        whole("access.failure_minutes", d.access.failure_window, {1, 1'440}, "Minutes in which they are counted."),
        whole(
            "access.invitation_hours",
            d.access.invitation_lifetime,
            {1, 24 * 90},
            "Hours an invitation can be used, unless whoever makes it says otherwise."
        ),
        whole(
            "access.recovery_minutes", d.access.recovery_lifetime, {5, 1'440}, "Minutes a recovery link can be used."
        ),
        whole(
            "access.choose_password_minutes",
            d.access.password_without_old,
            {1, 60},
            "Minutes after signing in with a one-time link in which a password is chosen without the old one."
        ),
        whole(
            "leaving.archive_days",
            d.leaving.archive_kept,
            {1, 90},
            "Days in which somebody who left can read what was said to them, with a code of their own."
        ),
        whole("access.password_passes", d.access.password_passes, {2, 10}, "Passes of argon2id over its memory."),
        whole(
            "access.password_memory_bytes",
            d.access.password_memory,
            {64 << 20, 1 << 30},
            "Bytes argon2id takes for each password that is being checked."
        ),
        whole(
            "access.password_threads",
            d.access.password_threads,
            {0, 64},
            "Passwords that are checked at once; 0: one per core."
        ),
        whole(
            "access.login_failures",
            d.access.login_failures,
            {3, 100},
            "Wrong passwords from one address before a login has to wait there."
        ),
        whole(
            "access.login_failures_everywhere",
            d.access.login_failures_everywhere,
            {10, 10'000},
            "And from all addresses before it has to wait everywhere, for access.login_wait_seconds."
        ),
        whole(
            "access.login_wait_seconds",
            d.access.login_wait_first,
            {1, 600},
            "Seconds a login waits then; after each wrong password twice as long."
        ),
        whole(
            "access.login_wait_most_minutes",
            d.access.login_wait_most,
            {1, 1'440},
            "Minutes a login waits at most: never for good."
        ),
        secret(
            "access.code_key",
            d.access.code_key,
            "The key that seals the secrets of time-based codes, 64 hexadecimal digits; empty: the one in code.key of "
            "the"
            " data directory. Nodes that share a database share it."
        ),
        whole(
            "access.code_set_up_minutes",
            d.access.code_set_up,
            {5, 60},
            "Minutes from the offer of a time-based code to its confirmation."
        ),
        whole(
            "access.recovery_codes",
            d.access.recovery_codes,
            {4, 20},
            "Recovery codes that come with a time-based code, each good once."
        ),
        whole(
            "token.usual_days",
            d.access.token_usual,
            {1, 365},
            "Days an API token works, unless whoever makes it says otherwise; never longer than token.most_days."
        ),
        whole("token.most_days", d.access.token_most, {1, 365}, "Days an API token works at most."),
        whole("token.most", d.access.tokens, {1, 1'000}, "API tokens one person, or the organisation, may have."),

        text("mail.url", d.mail.url, "smtp://host[:port] or smtps://host[:port]; without one no mail is sent."),
        text("mail.user", d.mail.user, "Who signs in there; empty: nobody needs to."),
        secret("mail.password", d.mail.password, "Their password."),
        text("mail.from", d.mail.from, "The sender's address."),
        toggle(
            "mail.without_tls",
            d.mail.without_tls,
            "Also to a server that offers no TLS: ways in can be read on the way."
        ),
        whole("mail.patience_seconds", d.mail.patience, {1, 300}, "Seconds for one letter."),
        whole("mail.waiting", d.mail.waiting, {10, 100'000}, "Letters that wait to be sent; more are refused."),

        whole(
            "kiosk.idle_seconds",
            d.access.kiosk.idle,
            {5, 600},
            "Seconds without a sign of life after which whoever is signed in at a kiosk no longer is."
        ),
        whole(
            "kiosk.warning_seconds", d.access.kiosk.warning, {2, 300}, "Seconds before that in which the kiosk warns."
        ),
        whole(
            "kiosk.longest_minutes",
            d.access.kiosk.longest,
            {1, 120},
            "Minutes somebody is signed in at a kiosk at most, signs of life or not."
        ),
        whole(
            "kiosk.person_failures",
            d.access.kiosk.person_failures,
            {3, 20},
            "Wrong PINs of one person before kiosks, and nothing else, make them wait."
        ),
        whole("kiosk.person_pause_minutes", d.access.kiosk.person_pause, {1, 1'440}, "Minutes they wait then."),
        whole(
            "kiosk.failures",
            d.access.kiosk.failures,
            {5, 500},
            "Wrong PINs and cards at one kiosk before it waits for an administrator."
        ),
        whole("kiosk.failure_minutes", d.access.kiosk.failure_window, {1, 1'440}, "Minutes in which they are counted."),
        whole(
            "kiosk.link_hours",
            d.access.kiosk.link_lifetime,
            {1, 720},
            "Hours the link that pairs a kiosk can be opened."
        ),
        whole("kiosk.session_hours", d.access.kiosk.session, {24, 24 * 730}, "Hours a kiosk stays paired."),
        whole("access.cached_sessions", d.access.cached_sessions, {100, 1'000'000}, "Callers this node remembers."),
        whole("access.cached_seconds", d.access.cached_for, {1, 600}, "Seconds it remembers them."),
        whole("access.audit_hours", d.access.audit_kept, {24 * 30, 24 * 3'650}, "Hours the audit trail is kept."),

        whole(
            "setup.link_hours",
            d.access.set_up_lifetime,
            {1, 24 * 7},
            "Hours the link works that begins the set-up of an empty Koebel."
        ),
    };
}

}  // namespace koebel
