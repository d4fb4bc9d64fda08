#include "koebeld/samples.hpp"

#include <string>

namespace koebel {
namespace {

template <class Number>
gateway::Sample sample(std::string name, Number value, std::string help) {
    return {.name = "koebel_" + std::move(name), .help = std::move(help), .value = static_cast<double>(value)};
}

}  // namespace

std::vector<gateway::Sample> to_samples(const store::Statistics& s) {
    return {
        sample("store_batches_total", s.batches.load(), "Commits that succeeded."),
        sample("store_jobs_total", s.jobs.load(), "Writes answered."),
        sample("store_repeats_total", s.repeats.load(), "Writes answered from a receipt."),
        sample("store_dropped_batches_total", s.dropped_batches.load(), "Batches whose transaction was lost."),
        sample(
            "store_commit_seconds_total",
            static_cast<double>(s.commit_microseconds.load()) / 1e6,
            "Time spent in COMMIT."
        ),
        sample("store_reads_total", s.reads.load(), "Reads answered."),
        sample("store_faults_total", s.faults.load(), "Writes and reads that ended without an outcome."),
        sample("store_overloaded_total", s.overloaded.load(), "Writes and reads refused because a queue was full."),
        sample("store_reconnects_total", s.reconnects.load(), "Connections to the database made again."),
        sample("store_write_queue", s.write_queue.load(), "Writes waiting now."),
        sample("store_read_queue", s.read_queue.load(), "Reads waiting now."),
        sample("store_wal_bytes", s.wal_bytes.load(), "Bytes of SQLite's log not yet in the database file."),
    };
}

std::vector<gateway::Sample> to_samples(const live::Statistics& s) {
    return {
        sample("live_connections", s.connections, "Connections of this node."),
        sample("live_subscriptions", s.subscriptions, "Topics followed, all connections together."),
        sample("live_topics", s.topics, "Topics somebody follows here."),
        sample("live_ring_bytes", s.ring_bytes, "Bytes of encoded events kept."),
        sample("live_block_bytes", s.block_bytes, "Bytes of catch-up blocks kept."),
        sample("live_position", s.position, "Position of the newest entry delivered."),
        sample("live_entries_total", s.entries, "Entries taken from the log."),
        sample("live_tail_reads_total", s.tail_reads, "Reads of the log, polls included."),
        sample("live_tail_faults_total", s.tail_faults, "Reads of the log that failed."),
        sample("live_events_sent_total", s.events_sent, "Events handed to connections."),
        sample("live_blocks_sent_total", s.blocks_sent, "Catch-up blocks handed to connections."),
        sample("live_states_sent_total", s.states_sent, "States handed to connections."),
        sample("live_block_reads_total", s.block_reads, "Catch-up blocks read from SQL."),
        sample("live_block_hits_total", s.block_hits, "Catch-up blocks found in the cache."),
        sample("live_resets_total", s.resets, "Subscriptions told to start from a snapshot."),
        sample("live_redactions_total", s.redactions, "Frames and blocks replaced by tombstones."),
    };
}

std::vector<gateway::Sample> to_samples(const live::RelayStatistics& s) {
    return {
        sample("relay_trusted", s.is_trusted, "1 while boards are read from Redis, 0 while SQL answers."),
        sample("relay_lease", s.holds_lease, "1 while this node ships to Redis."),
        sample("relay_applied", s.applied, "Position up to which Redis has the boards."),
        sample("relay_lag", s.lag, "Entries of the log that Redis has not."),
        sample("relay_updates_total", s.updates, "Places shipped to Redis."),
        sample("relay_pages_total", s.pages, "Pages of the log shipped to Redis."),
        sample("relay_gaps_total", s.gaps, "Pages that came before those they follow."),
        sample("relay_checks_total", s.checks, "Comparisons of Redis with SQL."),
        sample("relay_mismatches_total", s.mismatches, "Times that boards in Redis were missing or wrong."),
        sample("relay_rebuilds_total", s.rebuilds, "Times that all boards were built anew."),
        sample("relay_faults_total", s.faults, "Rounds that ended by a fault of Redis or SQL."),
    };
}

std::vector<gateway::Sample> to_samples(const live::BusStatistics& s) {
    return {
        sample("bus_heads_total", s.heads, "News of the log heard on the bus."),
        sample("bus_canaries_total", s.canaries, "Canaries that came back."),
        sample("bus_reconnects_total", s.reconnects, "Connections made anew because they were deaf."),
        sample("bus_canary_age_seconds", s.canary_age, "Since the newest canary came back."),
    };
}

std::vector<gateway::Sample> to_samples(const redis::Statistics& s) {
    return {
        sample("redis_connected", s.connected ? 1 : 0, "1 while there is a connection to Redis."),
        sample("redis_connects_total", s.connects, "Connections made to Redis."),
        sample("redis_faults_total", s.faults, "Commands without an answer."),
        sample("redis_commands_total", s.commands, "Commands answered."),
        sample("redis_command_seconds_total", s.seconds, "What answered commands took, all together."),
        sample("redis_in_flight", s.in_flight, "Commands under way."),
    };
}

std::vector<gateway::Sample> to_samples(const gateway::WebSocketStatistics& s) {
    std::vector<gateway::Sample> samples{
        sample("websockets", s.open, "WebSockets open now."),
        sample("websockets_accepted_total", s.accepted, "WebSockets opened."),
        sample("websocket_calls_total", s.calls, "Calls over WebSockets."),
        sample("websocket_frames_in_total", s.frames_in, "Frames from clients."),
    };
    for (const auto& [code, count] : s.closed) {
        auto closed = sample("closes_total", count, "WebSockets closed, by code.");
        closed.labels = {{"code", std::to_string(code)}};
        samples.push_back(std::move(closed));
    }
    return samples;
}

std::vector<gateway::Sample> to_samples(const VitalSigns& signs) {
    return {
        sample("io_lag_seconds", signs.lag().count(), "How long the slowest io thread's handlers wait for their turn.")
    };
}

}  // namespace koebel
