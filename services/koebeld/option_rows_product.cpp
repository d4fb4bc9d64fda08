#include "koebeld/option_rows.hpp"

namespace koebel {

std::vector<OptionRow> product_option_rows(Settings& d) {
    return {
        whole(
            "screen.session_hours",
            d.screen.session,
            {24, 24 * 730},
            "Hours a screen stays signed in; its address signs it in again."
        ),
        whole(
            "screen.code_minutes",
            d.screen.pairing,
            {1, 60},
            "Minutes in which a television's code can be typed; afterwards it shows another one."
        ),
        whole(
            "screen.codes_of_address",
            d.screen.pairings_of_address,
            {1, 1'000},
            "Codes of televisions at one address that are open at once."
        ),
        whole(
            "screen.ring_pause_seconds",
            d.screen.ring_pause,
            {0, 3'600},
            "Seconds for which a screen's bell is silent after it rang."
        ),
        whole(
            "screen.report_seconds",
            d.screen.report,
            {10, 600},
            "Seconds after which a screen says what it shows, when nothing happens."
        ),
        whole(
            "screen.missed_minutes",
            d.screen.missed,
            {5, 240},
            "Minutes without a sign of a screen, within its waking hours, until it is missed."
        ),
        whole(
            "screen.shown_days",
            d.screen.shown_kept,
            {1, 365},
            "Days for which it is known on which screens a recognition rang."
        ),
        whole(
            "screen.newcomer_days",
            d.screen.newcomer,
            {0, 90},
            "Days for which a colleague who joined stands on the screens; 0: not at all."
        ),
        whole("screen.pins_kept_days", d.screen.pins_kept, {1, 365}, "Days for which pins are kept that are over."),
        whole("screen.pins", d.screen.pins, {1, 1'000}, "Pins on screens that are not over."),

        whole(
            "doctor.free_mib",
            d.doctor.free_mib,
            {64, 1 << 20},
            "MiB that should be free where the data is; the doctor calls a quarter of it a problem."
        ),
        whole(
            "doctor.fsync_ms",
            d.doctor.fsync,
            {1, 10'000},
            "Milliseconds a durable write may take before the doctor warns."
        ),
        whole(
            "doctor.certificate_days",
            d.doctor.certificate,
            {3, 365},
            "Days left of public_url's certificate below which the doctor warns; a third of it is a problem."
        ),
        whole(
            "doctor.connection_ms",
            d.doctor.connection,
            {100, 60'000},
            "Milliseconds the doctor waits for public_url to connect, and to answer."
        ),
        whole(
            "doctor.file_check_seconds",
            d.doctor.file_check,
            {1, 3'600},
            "Seconds the doctor looks for damage in the database's file."
        ),

        whole(
            "media.upload_bytes",
            d.media.upload_bytes,
            {64 << 10, 32 << 20},
            "Bytes of an image somebody sends; what is kept of it is 300 KB at most."
        ),
        whole("media.upload_ms", d.http.http.upload_time, {1'000, 600'000}, "Milliseconds a client has to send it."),
        whole("media.uploads", d.http.uploads, {1, 64}, "Images that are being sent at once, one of a person."),
        whole("media.workers", d.media.workers, {1, 16}, "Images that are redrawn at once, each by a process."),
        whole("media.waiting", d.media.waiting, {1, 64}, "Images that wait for that; more are refused."),
        whole(
            "media.worker_bytes",
            d.media.worker_bytes,
            {384 << 20, std::int64_t{4} << 30},
            "Bytes of address space such a process may have."
        ),
        whole("media.worker_cpu_seconds", d.media.worker_cpu, {1, 60}, "Seconds of processor time it may take."),
        whole("media.worker_ms", d.media.worker_time, {1'000, 60'000}, "Milliseconds it may take by the clock."),
        whole(
            "media.cache_bytes",
            d.media.cache_bytes,
            {1 << 20, std::int64_t{1} << 40},
            "Bytes of pictures kept in data.directory, beside those in the database."
        ),

        toggle(
            "demonstration.lan",
            d.access.demonstration_lan,
            "Whether the demonstration may be entered from the local network, not only from this machine."
        ),

        toggle(
            "demonstration.traffic",
            d.demonstration_traffic,
            "Whether the demonstration's people keep thanking each other."
        ),

        also_as(
            "conformance-echo",
            toggle(
                "conformance.echo",
                d.conformance_echo,
                "Whether WebSocket conformance suites on this machine find an echo at /conformance-echo; only where "
                "http.address is a loopback address."
            )
        ),

        whole(
            "recognition.take_back_seconds",
            d.recognition.take_back,
            {10, 600},
            "Seconds in which a recognition can be taken back."
        ),
        whole(
            "recognition.edit_minutes",
            d.recognition.edit,
            {1, 1'440},
            "Minutes in which a giver can change a recognition's words."
        ),
        whole(
            "recognition.team_members",
            d.recognition.team_members,
            {1, 5'000},
            "A larger team is not thanked as a whole."
        ),
        whole(
            "recognition.open_reports",
            d.recognition.open_reports,
            {1, 100},
            "So many reports of one person may wait for a moderator at once."
        ),
        whole(
            "recognition.picture_hours",
            d.recognition.picture,
            {1, 720},
            "Hours for which a picture is kept that somebody sent and that goes along with nothing."
        ),
        whole(
            "recognition.unused_pictures",
            d.recognition.unused_pictures,
            {5, 50},
            "Such pictures at once, of one person; the oldest goes."
        ),
        whole(
            "recognition.long_ago_days",
            d.recognition.long_ago,
            {7, 730},
            "Days without thanking a colleague after which the composer offers them again, as one among others."
        ),

        whole(
            "conversation.edit_minutes",
            d.conversation.edit,
            {1, 1'440},
            "Minutes in which an author can change a comment or a boost."
        ),
        whole(
            "conversation.remarks",
            d.conversation.remarks,
            {50, 10'000},
            "Comments and boosts on one recognition; more are refused."
        ),
        whole(
            "moderation.held_words",
            d.moderation.held_words,
            {300, 5'000},
            "Words on the list for which something waits until a curator has looked at it."
        ),

        whole(
            "leaderboard.team_weight",
            d.leaderboard.team_weight,
            {0, 1'000},
            "How many average people a team's thanks per head are mixed with, so that small teams do not jump; 0: none."
        ),
        whole("leaderboard.kept_days", d.leaderboard.kept, {35, 3'650}, "Days closed periods are kept."),
        whole(
            "leaderboard.pause_ms",
            d.leaderboard.pause,
            {250, 10'000},
            "Milliseconds between two states of a board that is being looked at."
        ),
        whole("game.goals", d.game.goals, {1, 10}, "Goals that may run on one day."),
        whole(
            "game.pause_ms",
            d.game.pause,
            {250, 60'000},
            "Milliseconds between two readings of goals that are being looked at."
        ),

        whole("story.nominations", d.story.nominations, {1, 500}, "Nominations of one person for one show."),
        whole("story.team_members", d.story.team_members, {1, 5'000}, "A larger team is not nominated as a whole."),
        whole(
            "story.ageing_days",
            d.story.ageing,
            {1, 60},
            "Days after which a nomination that no curator read has waited too long."
        ),

        whole("calls.person_rate", d.calls.person_rate, {1, 10'000}, "Tokens a second for a signed-in caller."),
        whole("calls.person_burst", d.calls.person_burst, {1, 100'000}, "Tokens a signed-in caller can save."),
        whole(
            "calls.address_rate",
            d.calls.address_rate,
            {1, 10'000},
            "Tokens a second for an address that is not signed in."
        ),
        whole("calls.address_burst", d.calls.address_burst, {1, 100'000}, "Tokens an address can save."),
        whole(
            "calls.deadline_ms",
            d.calls.deadline,
            {100, 60'000},
            "Milliseconds after which a call is answered DEADLINE_EXCEEDED."
        ),
        whole("calls.in_flight", d.calls.in_flight, {16, 100'000}, "Calls at work on this node; more are refused."),
    };
}

}  // namespace koebel
