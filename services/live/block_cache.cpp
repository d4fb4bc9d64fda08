#include "live/block_cache.hpp"

#include "live/settings.hpp"

namespace koebel::live {

BlockCache::BlockCache(std::size_t byte_budget, Counters& counters) : byte_budget_(byte_budget), counters_(counters) {}

BlockCache::Found BlockCache::find(const Key& key, std::uint64_t through, BlockPtr& here, Waiter waiter) {
    const std::lock_guard lock(mutex_);
    if (const auto entry = entries_.find(key); entry != entries_.end() && entry->second.block->last_seq >= through) {
        recent_.splice(recent_.begin(), recent_, entry->second.recent);
        counters_.add(Counters::kBlockHits);
        here = entry->second.block;
        return Found::kHere;
    }
    auto [reading, first] = readings_.try_emplace(key);
    reading->second.waiters.push_back(std::move(waiter));
    if (!first) {
        // Its snapshot may be older than what this one needs.
        if (through > reading->second.through) reading->second.stale = true;
        reading->second.through = std::max(through, reading->second.through);
        counters_.add(Counters::kBlockHits);
        return Found::kOnItsWay;
    }
    reading->second.through = through;
    counters_.add(Counters::kBlockReads);
    return Found::kToBeRead;
}

bool BlockCache::fill(const Key& key, std::shared_ptr<Block> block) {
    std::vector<Waiter> waiters;
    {
        const std::lock_guard lock(mutex_);
        const auto reading = readings_.find(key);
        if (block && reading->second.stale) {
            reading->second.stale = false;
            counters_.add(Counters::kBlockReads);
            return false;
        }
        waiters = std::move(reading->second.waiters);
        readings_.erase(reading);
        if (const auto old = entries_.find(key); old != entries_.end()) drop(old);
        if (block && block->frame) remember(key, block);
        if (block && block->frame && block->frame->size() <= byte_budget_) {
            bytes_ += block->frame->size();
            recent_.push_front(key);
            entries_.emplace(key, Entry{block, recent_.begin()});
            while (bytes_ > byte_budget_) drop(entries_.find(recent_.back()));
        }
        counters_.set(Counters::kBlockBytes, static_cast<std::int64_t>(bytes_));
    }
    for (auto& waiter : waiters) waiter(block);
    return true;
}

void BlockCache::redact(const std::string& topic, std::uint64_t seq) {
    const Key key{.topic = topic, .number = (seq - 1) / kBlockEvents};
    const std::lock_guard lock(mutex_);
    if (const auto reading = readings_.find(key); reading != readings_.end()) reading->second.stale = true;
    if (const auto entry = entries_.find(key); entry != entries_.end()) drop(entry);
    const auto held = held_.find(key);
    if (held == held_.end()) return;
    for (const auto& weak : held->second) {
        if (const auto block = weak.lock()) block->stale.store(true);
    }
    counters_.add(Counters::kRedactions);
    held_.erase(held);
}

void BlockCache::clear() {
    const std::lock_guard lock(mutex_);
    for (auto& [key, reading] : readings_) reading.stale = true;
    for (const auto& [key, blocks] : held_) {
        for (const auto& weak : blocks) {
            if (const auto block = weak.lock()) block->stale.store(true);
        }
    }
    held_.clear();
    entries_.clear();
    recent_.clear();
    bytes_ = 0;
}

void BlockCache::drop(std::map<Key, Entry>::iterator entry) {
    bytes_ -= entry->second.block->frame->size();
    recent_.erase(entry->second.recent);
    entries_.erase(entry);
}

void BlockCache::remember(const Key& key, const std::shared_ptr<Block>& block) {
    auto& blocks = held_[key];
    std::erase_if(blocks, [](const auto& weak) { return weak.expired(); });
    blocks.push_back(block);
    if (held_.size() < sweep_at_) return;
    for (auto entry = held_.begin(); entry != held_.end();) {
        std::erase_if(entry->second, [](const auto& weak) { return weak.expired(); });
        entry = entry->second.empty() ? held_.erase(entry) : std::next(entry);
    }
    sweep_at_ = std::max<std::size_t>(1'024, 2 * held_.size());
}

}  // namespace koebel::live
