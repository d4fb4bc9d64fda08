#pragma once

#include "simulation/record.hpp"

#include <koebel/v1/live.pb.h>

#include <map>
#include <string>

namespace koebel::simulation {

/// What one shard was seen to have applied: the newest event it let out in an epoch.
struct ShardProgress {
    std::string epoch;
    store::LogEntry newest;
};

/// Watches what a server says on one connection, as it says it: after each Subscribe the events from
/// there on, each once and in order, nothing the person may not see, nothing that was redacted before.
class StreamCheck {
public:
    StreamCheck(const Record& record, std::string person, ShardProgress& shard)
        : record_(record), person_(std::move(person)), shard_(shard) {}

    /// The server read a Subscribe and follows.
    void subscribed(const std::string& topic, std::uint64_t from) { next_[topic] = from + 1; }
    /// The server follows no more.
    void ended(const std::string& topic) { next_.erase(topic); }
    void keep(const std::set<std::string>& topics) {
        std::erase_if(next_, [&](const auto& entry) { return !topics.contains(entry.first); });
    }
    [[nodiscard]] bool follows(const std::string& topic) const { return next_.contains(topic); }
    [[nodiscard]] std::size_t size() const { return next_.size(); }

    /// What is wrong with this frame; empty: nothing.
    [[nodiscard]] std::string sent(const v1::ServerFrame& frame, const std::string& epoch);

private:
    [[nodiscard]] std::string event(const v1::Event& event, bool in_block);
    [[nodiscard]] std::string announced(const v1::Subscribed& word);

    const Record& record_;
    const std::string person_;
    ShardProgress& shard_;
    std::map<std::string, std::uint64_t> next_;
    std::map<std::string, std::uint64_t> states_;
};

/// The words that an event of this id was committed with.
[[nodiscard]] std::string words_of(const v1::Event& event);

}  // namespace koebel::simulation
