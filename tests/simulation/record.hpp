#pragma once

#include "store/store.hpp"

#include <koebel/v1/common.pb.h>

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace koebel::simulation {

/// A right to follow a topic, as it stands from a position on.
struct Right {
    std::uint64_t position = 0;
    bool allowed = false;
};

/// One course of history. A rewind begins another one with what was left; none is ever forgotten here,
/// so that what a client saw can be held against it.
struct Timeline {
    std::vector<store::LogEntry> entries;                      ///< by position - 1, redacted ones included
    std::map<std::string, std::vector<std::uint64_t>> topics;  ///< positions, by seq - 1
    std::map<std::pair<std::string, std::string>, std::vector<Right>> rights;  ///< by person and topic
    std::map<std::string, std::uint64_t> redacted;                             ///< where, by the id of what is gone
    std::string epoch;
    std::uint64_t begins_after = 0;  ///< the last position it shares with the one before
};

/// What SQL holds, in memory: the log and the rights, changed together. Every method is one transaction.
class Record {
public:
    struct Change {
        std::string topic;
        std::string type;
        std::string payload;
        std::vector<std::uint64_t> redacts = {};
        std::string person = {};  ///< for an entry of `access`: whose right changes
        std::string right = {};   ///< to which topic
        bool allowed = false;     ///< and how
    };

    Record();

    // As the store answers.

    [[nodiscard]] store::LogHead head() const;
    [[nodiscard]] std::vector<store::LogEntry> after(std::uint64_t position, std::size_t limit) const;
    [[nodiscard]] std::vector<store::LogEntry> topic_after(
        const std::string& topic, std::uint64_t seq, std::size_t limit
    ) const;
    [[nodiscard]] v1::Snapshot snapshot(const std::vector<std::string>& topics) const;
    [[nodiscard]] bool may_follow(const std::string& person, const std::string& topic) const;
    std::string confirm_history(const store::LogHead& delivered);

    store::Committed append(const std::vector<Change>& changes);
    /// A failover to a server that misses everything after `position`.
    void lose_after(std::uint64_t position);
    /// Retention: entries up to `position` go, but for the newest.
    void forget_up_to(std::uint64_t position);

    // What the checks ask.

    [[nodiscard]] const Timeline& now() const { return *timelines_.back(); }
    /// The id that the `ahead`th of the next commit's entries gets.
    [[nodiscard]] std::string next_id(std::size_t ahead) const { return "id-" + std::to_string(ids_ + ahead + 1); }
    [[nodiscard]] std::uint64_t kept_from() const { return kept_from_; }
    [[nodiscard]] const std::vector<std::unique_ptr<Timeline>>& timelines() const { return timelines_; }
    [[nodiscard]] std::uint64_t topic_head(const std::string& topic) const;
    /// Whether some course of history has this event at this place.
    [[nodiscard]] bool has(const std::string& topic, std::uint64_t seq, const std::string& id) const;
    /// Whether whoever has applied everything up to the event `applied` knows that `id` was redacted.
    [[nodiscard]] bool is_redacted(const std::string& id, const store::LogEntry& applied) const;
    /// Whether in some course of history the person may follow the event's topic at its position or later.
    /// One that lost the event counts from where it begins: it is what SQL says about rights by then.
    [[nodiscard]] bool may_see(const std::string& person, const store::LogEntry& event) const;

private:
    std::vector<std::unique_ptr<Timeline>> timelines_;
    std::uint64_t kept_from_ = 1;
    std::uint64_t ids_ = 0;
    std::uint64_t epochs_ = 1;
};

}  // namespace koebel::simulation
