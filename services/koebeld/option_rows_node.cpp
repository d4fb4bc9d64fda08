#include "koebeld/option_rows.hpp"

namespace koebel {

std::vector<OptionRow> node_option_rows(Settings& d) {
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
    };
}

}  // namespace koebel
