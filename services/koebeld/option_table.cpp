#include "koebeld/option_table.hpp"

#include <utility>

namespace koebel {

std::vector<OptionRow> option_rows(Settings& d) {
    return {
        text("data.directory", d.data_directory, "The folder of the database, the lock and the admin socket."),

        whole("store.readers", d.store.readers, {1, 64}, "Read connections, a thread each."),
        secret(
            "store.postgresql",
            d.store.postgresql,
            "A libpq connection string; without one SQLite keeps the record in data.directory."
        ),
        whole("store.queue", d.store.queue, {64, 1'000'000}, "Reads and writes that may wait; more are refused."),
        whole("store.batch_jobs", d.store.batch_jobs, {1, 1'000}, "Writes in one commit; on PostgreSQL at most 50."),
        whole("store.batch_ms", d.store.batch_time, {1, 1'000}, "Milliseconds of work in one commit; the rest waits."),
        whole(
            "store.receipts_hours", d.store.receipts_kept, {1, 720}, "Hours in which a repeat gets the first answer."
        ),
        whole(
            "store.log_hours", d.store.log_kept, {24, 24 * 3650}, "Hours the log is kept for clients that were away."
        ),

        toggle("redis.enabled", d.redis.enabled, "Answer boards from Redis; without it SQL answers them, slower."),
        secret(
            "redis.url",
            d.redis.url,
            "redis://[[user]:password@]host[:port][/database] or unix:///path; without one koebeld keeps a private "
            "server."
        ),
        whole("redis.connect_ms", d.redis.connect, {10, 60'000}, "Milliseconds to connect and sign in."),
        whole("redis.command_ms", d.redis.command, {10, 60'000}, "Milliseconds for the answer to a command."),
        whole("redis.in_flight", d.redis.in_flight, {16, 1'000'000}, "Commands without an answer; more are refused."),
        whole(
            "redis.retry_ms",
            d.redis.retry_most,
            {100, 60'000},
            "Milliseconds at most between two tries to connect; the first ones come sooner."
        ),
        whole(
            "redis.send_bytes",
            d.redis.send_bytes,
            {1 << 20, 1 << 30},
            "Bytes of commands that wait to be sent; more are refused."
        ),
        whole("redis.reply_bytes", d.redis.reply_bytes, {1 << 16, 1 << 30}, "Bytes of one answer."),
        text("redis.server", d.redis.server, "The private server's program: a path, or a name to be found in PATH."),
        whole(
            "redis.memory_bytes",
            d.redis.memory_bytes,
            {16 << 20, std::int64_t{1} << 40},
            "Bytes the private server may take: about 150 for each place on a board."
        ),

        whole("io.threads", d.io_threads, {0, 256}, "Threads for connections; 0: one per core."),

        word("log.format", d.log_format, "text or json."),
        word("log.level", d.log_level, {"debug", "info", "warning", "error"}, "debug, info, warning or error."),

        text("http.address", d.http.address, "The address to listen on; 0.0.0.0 for every network."),
        whole("http.port", d.http.port, {0, 65'535}, "The port to listen on; 0: one that is free."),
        text(
            "http.public_url",
            d.http.public_url,
            "What people type: the one source for links, cookies, Host and Origin checks."
        ),
        list(
            "http.trusted_proxies",
            d.http.trusted_proxies,
            "Addresses and networks, with commas between, whose X-Forwarded-For is believed."
        ),
        text("http.web_root", d.http.web_root, "The folder of the built pages."),
        whole("http.web_bytes", d.http.web_bytes, {1 << 20, 1 << 30}, "Bytes of pages kept in memory."),
        whole("http.header_bytes", d.http.http.header_bytes, {1'024, 65'536}, "Bytes of a request's line and headers."),
        whole("http.body_bytes", d.http.http.body_bytes, {1'024, 16 << 20}, "Bytes of a request's body."),
        whole("http.header_ms", d.http.http.header_time, {100, 60'000}, "Milliseconds a client has for its headers."),
        whole("http.body_ms", d.http.http.body_time, {100, 60'000}, "Milliseconds a client has for its body."),
        whole(
            "http.idle_ms",
            d.http.http.idle_time,
            {1'000, 600'000},
            "Milliseconds between two requests of one connection."
        ),
        whole("http.write_ms", d.http.http.write_time, {1'000, 600'000}, "Milliseconds for one answer to leave."),
        whole("http.connections", d.http.connections.node, {16, 1'000'000}, "Connections on this node."),
        whole(
            "http.connections_per_address",
            d.http.connections.address,
            {0, 1'000'000},
            "Connections from one address; 0: no limit."
        ),
        whole(
            "http.sockets_per_person", d.http.connections.principal, {1, 1'000}, "WebSockets of one person or screen."
        ),
        whole(
            "http.upgrades_per_second",
            d.http.upgrades.per_second,
            {1, 100'000},
            "WebSockets opened a second; more wait for their turn."
        ),
        whole("http.upgrades_burst", d.http.upgrades.burst, {1, 100'000}, "WebSockets opened at once."),
        whole(
            "http.upgrade_wait_ms",
            d.http.upgrades.wait,
            {0, 25'000},
            "Milliseconds a WebSocket may wait for its turn; longer: told when to come back."
        ),
        whole(
            "http.requests_per_second",
            d.http.requests_per_second,
            {1, 100'000},
            "Calls and upgrades a second from one address; raise it for an office behind one address."
        ),
        whole(
            "http.requests_burst", d.http.requests_burst, {1, 100'000}, "Calls and upgrades at once from one address."
        ),
        whole(
            "http.drain_wait_seconds",
            d.drain_wait,
            {0, 5},
            "Seconds between not ready and the first farewell, in which a load balancer notices."
        ),
        whole(
            "http.drain_seconds", d.drain_window, {0, 6}, "Seconds over which clients are sent away when koebeld ends."
        ),

        whole(
            "overload.lag_ms",
            d.overload.lag,
            {50, 60'000},
            "Milliseconds an io thread may be behind before calls and WebSockets are refused."
        ),
        whole(
            "overload.store_queue",
            d.overload.store_queue,
            {16, 1'000'000},
            "Writes, or reads, waiting for SQL before calls and WebSockets are refused."
        ),

        text("metrics.address", d.http.metrics_address, "The address of /metrics; never a public one."),
        whole("metrics.port", d.http.metrics_port, {0, 65'535}, "The port of /metrics; 0: none."),

        whole(
            "socket.message_bytes",
            d.websocket.read_message_max,
            {4'096, 1 << 20},
            "Bytes of one message from a client."
        ),
        whole(
            "socket.call_queue",
            d.websocket.call_queue,
            {1, 64},
            "Calls of one connection that wait; full: reading stops."
        ),
        whole(
            "socket.outbox_frames",
            d.websocket.outbox_frames,
            {4, 256},
            "Replies of one connection that wait; full: reading stops."
        ),
        whole("socket.outbox_bytes", d.websocket.outbox_bytes, {16'384, 1 << 20}, "The same in bytes."),
        whole("socket.subscriptions", d.websocket.subscriptions, {1, 1'024}, "Topics one connection may follow."),
        whole("socket.frames_rate", d.websocket.frames_rate, {1, 1'000}, "Frames a second from one client, pings too."),
        whole("socket.frames_burst", d.websocket.frames_burst, {10, 10'000}, "Frames at once from one client."),
        whole("socket.handshake_ms", d.websocket.handshake, {100, 60'000}, "Milliseconds for the WebSocket handshake."),
        whole(
            "socket.ping_ms",
            d.websocket.ping,
            {1'000, 60'000},
            "Milliseconds between two Pings, give or take a quarter."
        ),
        whole("socket.pong_ms", d.websocket.pong_deadline, {500, 60'000}, "Milliseconds a client has for its Pong."),
        whole(
            "socket.write_stall_ms",
            d.websocket.write_stall,
            {500, 120'000},
            "Milliseconds without progress in writing before a slow client is closed."
        ),
        whole(
            "socket.expiring_ms",
            d.websocket.expiring_notice,
            {1'000, 3'600'000},
            "Milliseconds before a session's end at which its page is told."
        ),
        whole("socket.closing_ms", d.websocket.closing, {100, 5'000}, "Milliseconds for the closing handshake."),
        whole(
            "socket.send_buffer",
            d.websocket.send_buffer,
            {0, 16 << 20},
            "Bytes the kernel keeps for one slow client; 0: its own choice."
        ),

        whole(
            "live.byte_budget",
            d.live.byte_budget,
            {1 << 20, std::int64_t{4} << 30},
            "Bytes of encoded frames kept for clients that were away."
        ),
        whole("live.ring_frames", d.live.ring_frames, {1, 65'536}, "Frames kept per topic and io thread."),
        whole("live.ring_seconds", d.live.ring_kept, {0, 3'600}, "Seconds a topic's frames outlive its last follower."),
        whole(
            "live.poll_ms",
            d.live.poll,
            {50, 10'000},
            "Milliseconds between two looks into SQL for what other nodes wrote."
        ),
        whole(
            "live.tick_ms",
            d.live.tick,
            {10, 1'000},
            "Milliseconds between two looks at deadlines, and between two states of a topic."
        ),
        whole(
            "live.isolated_seconds",
            d.live.isolated_after,
            {2, 300},
            "Seconds without SQL after which a node closes its connections."
        ),
        whole("live.watching_seconds", d.live.watching_kept, {20, 300}, "Seconds a page counts as being looked at."),
        whole(
            "relay.poll_ms",
            d.relay.poll,
            {50, 10'000},
            "Milliseconds between two looks at Redis, and at the log for what nobody announced."
        ),
        whole(
            "relay.lag_ms",
            d.relay.lag,
            {100, 60'000},
            "Milliseconds Redis may be behind before a node ships without holding the lease."
        ),
        whole(
            "relay.trusted_ms",
            d.relay.trusted_for,
            {500, 60'000},
            "Milliseconds since Redis was up to date in which boards are read from it."
        ),
        whole(
            "relay.check_ms",
            d.relay.check,
            {1'000, 3'600'000},
            "Milliseconds between two comparisons of Redis with SQL."
        ),
        whole(
            "relay.lease_ms", d.relay.lease, {1'000, 300'000}, "Milliseconds the lease of the node that ships holds."
        ),
        whole(
            "relay.others_rebuild_ms",
            d.relay.others_rebuild,
            {100, 60'000},
            "Milliseconds wrong boards wait for the node that ships; then any node builds them anew."
        ),
        whole(
            "relay.notice_ms",
            d.relay.notice,
            {0, 60'000},
            "Milliseconds boards are answered from SQL before people are told."
        ),
        whole("relay.batch", d.relay.batch, {10, 10'000}, "Places in one call of the script."),
        whole("relay.page", d.relay.page, {100, 100'000}, "Places read from SQL at once."),
        whole("relay.sample", d.relay.sample, {1, 1'000}, "Members of each board that a comparison looks at."),
        whole("bus.canary_ms", d.relay.canary, {50, 10'000}, "Milliseconds between two canaries through the bus."),
        whole(
            "bus.deaf_ms",
            d.relay.deaf,
            {500, 60'000},
            "Milliseconds a canary may be away before the bus counts as deaf."
        ),

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

        whole(
            "screen.session_hours",
            d.screen.session,
            {24, 24 * 730},
            "Hours a screen stays signed in; its address signs it in again."
        ),

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

std::span<const OptionSpec> option_table() {
    static const auto table = [] {
        Settings defaults;  // the rooms' own
        std::vector<OptionSpec> specs;
        for (auto& row : option_rows(defaults)) specs.push_back(std::move(row.spec));
        return specs;
    }();
    return table;
}

}  // namespace koebel
