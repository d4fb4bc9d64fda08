#include "access/caller_cache.hpp"

#include <array>
#include <utility>

namespace koebel::access {

std::optional<rpc::Caller> CallerCache::find(const std::string& hash, Instant now) {
    const std::scoped_lock lock{mutex_};
    const auto found = by_hash_.find(hash);
    if (found == by_hash_.end()) return std::nullopt;
    const auto& entry = *found->second;
    if (now < entry.read_at + kept_for_ && now < entry.caller.session_ends) return entry.caller;
    drop(found->second);
    return std::nullopt;
}

CallerCache::Ticket CallerCache::ticket() const {
    const std::scoped_lock lock{mutex_};
    return changes_;
}

void CallerCache::keep(const std::string& hash, const rpc::Caller& caller, Ticket ticket, Instant now) {
    const std::scoped_lock lock{mutex_};
    if (ticket != changes_) return;
    if (const auto known = by_hash_.find(hash); known != by_hash_.end()) drop(known->second);
    while (entries_.size() >= most_) drop(entries_.begin());
    const auto entry = entries_.insert(entries_.end(), Entry{.hash = hash, .caller = caller, .read_at = now});
    by_hash_.emplace(hash, entry);
    for (const auto& subject : subjects_of(caller)) {
        if (!subject.empty()) by_subject_[subject].insert(hash);
    }
}

void CallerCache::forget(const std::string& subject) {
    const std::scoped_lock lock{mutex_};
    ++changes_;
    const auto found = by_subject_.find(subject);
    if (found == by_subject_.end()) return;
    const auto hashes = found->second;  // a copy: drop() takes from it
    for (const auto& hash : hashes) drop(by_hash_.at(hash));
}

void CallerCache::forget_all() {
    const std::scoped_lock lock{mutex_};
    ++changes_;
    entries_.clear();
    by_hash_.clear();
    by_subject_.clear();
}

void CallerCache::drop(Entries::iterator entry) {
    for (const auto& subject : subjects_of(entry->caller)) {
        const auto found = by_subject_.find(subject);
        if (found == by_subject_.end()) continue;
        found->second.erase(entry->hash);
        if (found->second.empty()) by_subject_.erase(found);
    }
    by_hash_.erase(entry->hash);
    entries_.erase(entry);
}

std::array<std::string, 3> CallerCache::subjects_of(const rpc::Caller& caller) {
    return {caller.session.text(), caller.person.text(), caller.screen.text()};
}

}  // namespace koebel::access
