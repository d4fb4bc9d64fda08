#pragma once

#include "base/time.hpp"
#include "rpc/caller.hpp"

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace koebel::access {

/// The callers this node has read lately, by the hash of their secret. Thread-safe; owned by the
/// authenticator. Invariant: nothing is kept that was read before a change of the rights it rests on
/// had been applied here; so a reader takes a ticket before it asks SQL.
class CallerCache {
public:
    /// Which changes a reading may not have seen.
    using Ticket = std::uint64_t;

    CallerCache(std::size_t most, std::chrono::seconds kept_for) : most_(most), kept_for_(kept_for) {}

    [[nodiscard]] std::optional<rpc::Caller> find(const std::string& hash, Instant now);

    [[nodiscard]] Ticket ticket() const;

    /// Keeps a caller read after `ticket`; does nothing when rights changed since.
    void keep(const std::string& hash, const rpc::Caller& caller, Ticket ticket, Instant now);

    /// Forgets the callers that rest on a session, person or screen.
    void forget(const std::string& subject);
    void forget_all();

private:
    struct Entry {
        std::string hash;
        rpc::Caller caller;
        Instant read_at;
    };
    using Entries = std::list<Entry>;  // the oldest first

    void drop(Entries::iterator entry);
    [[nodiscard]] static std::array<std::string, 3> subjects_of(const rpc::Caller& caller);

    const std::size_t most_;
    const std::chrono::seconds kept_for_;
    mutable std::mutex mutex_;
    Ticket changes_ = 0;
    Entries entries_;
    std::unordered_map<std::string, Entries::iterator> by_hash_;
    std::unordered_map<std::string, std::unordered_set<std::string>> by_subject_;  // to hashes
};

}  // namespace koebel::access
