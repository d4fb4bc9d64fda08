#include "base/log.hpp"
#include "live/connection.hpp"
#include "live/shard.hpp"

#include <boost/asio/use_awaitable.hpp>

namespace koebel::live {

namespace {

constexpr std::size_t kTopicsPerRead = 256;

}  // namespace

Topic& Shard::topic(const std::string& name) {
    auto& topic = topics_[name];
    if (topic) return *topic;
    topic = std::make_unique<Topic>();
    topic->name = name;
    topic->reads_before = head_reads_;
    node_.interest.add(name);
    node_.counters.add(Counters::kTopics);
    if (is_pushed(name)) {
        if (const auto state = node_.states.find(name)) show(*topic, *state);
        if (node_.on_topic) node_.on_topic(name);
    }
    open_soon(name);
    return *topic;
}

void Shard::show(Topic& topic, const PushedState& state) {
    if (state.version <= topic.state_version) return;
    topic.state_version = state.version;
    topic.state = state.frame;
    for (auto* subscription : topic.audience.subscriptions()) mark_due(*subscription->connection);
}

void Shard::open_soon(const std::string& topic) {
    to_open_.insert(topic);
    if (opening_) return;
    opening_ = true;
    node_.tasks.spawn(context_.get_executor(), "live.open_topics", open_topics());
}

asio::awaitable<void> Shard::open_topics() {
    while (!to_open_.empty()) {
        std::vector<std::string> names;
        while (!to_open_.empty() && names.size() < kTopicsPerRead) {
            names.push_back(std::move(to_open_.extract(to_open_.begin()).value()));
        }
        std::optional<TopicHeads> heads;
        const auto read = ++head_reads_;
        try {
            auto reading = node_.source->topic_heads(names);  // named: g++ 12
            heads = co_await std::move(reading);
        } catch (const std::exception& fault) {
            log("live").warn("topics cannot be opened: {}; trying again", fault.what());
        }
        if (heads && heads->snapshot.epoch() == epoch_) {
            when_applied(heads->position, [this, snapshot = heads->snapshot, read] { opened(snapshot, read); });
            continue;
        }
        // SQL is away, or the tail is about to notice that history was rewound.
        to_open_later_.insert(names.begin(), names.end());
    }
    opening_ = false;
}

void Shard::opened(const v1::Snapshot& heads, std::uint64_t read) {
    for (const auto& head : heads.heads()) {
        const auto found = topics_.find(head.topic());
        if (found == topics_.end()) continue;
        auto& topic = *found->second;
        // A read that began for another topic of that name, before a rewind: events passed since that this one never
        // saw.
        if (read <= topic.reads_before) continue;
        topic.ring.open(head.seq());
        if (!topic.is_dirty && !topic.audience.is_broadcasting()) topic.audience.set_sent(topic.ring.head());
        const auto subscriptions = topic.audience.subscriptions();  // begin() may end some
        for (auto* subscription : subscriptions) {
            if (subscription->stage != Subscription::Stage::kOpening) continue;
            // A read that had begun before may know less than the snapshot the client comes with.
            subscription->asked_sql = read > subscription->reads_before;
            subscription->connection->begin(*subscription);
        }
    }
}

void Shard::release_topics(std::chrono::steady_clock::time_point now) {
    std::erase_if(topics_, [&](auto& entry) {
        auto& topic = *entry.second;
        if (!topic.audience.empty() || topic.is_dirty || topic.audience.is_broadcasting()) return false;
        if (now - topic.idle_since < node_.settings.ring_kept) return false;
        grow(topic, -topic.ring.clear());
        node_.interest.remove(topic.name);
        if (is_pushed(topic.name) && !node_.interest.has(topic.name)) node_.states.forget(topic.name);
        node_.counters.add(Counters::kTopics, -1);
        watched_.erase(topic.name);
        return true;
    });
}

void Shard::grow(Topic& topic, std::int64_t bytes) {
    ring_bytes_ += bytes;
    node_.counters.add(Counters::kRingBytes, bytes);
    if (topic.ring.size() > 0 && !topic.recent) {
        recent_.push_front(&topic);
        topic.recent = recent_.begin();
    }
    if (topic.ring.size() == 0 && topic.recent) {
        recent_.erase(*topic.recent);
        topic.recent.reset();
    }
    while (ring_bytes_ > static_cast<std::int64_t>(ring_budget_) && !recent_.empty()) {
        auto& oldest = *recent_.back();
        const auto freed = oldest.ring.drop_oldest();
        ring_bytes_ -= freed;
        node_.counters.add(Counters::kRingBytes, -freed);
        if (oldest.ring.size() > 0) continue;
        recent_.pop_back();
        oldest.recent.reset();
    }
}

void Shard::touch(Topic& topic) {
    if (topic.recent) recent_.splice(recent_.begin(), recent_, *topic.recent);
}

void Shard::push_watchers() {
    const auto counts = node_.watchers.counts();
    auto topics = watched_;
    for (const auto& [name, count] : counts) topics.insert(name);
    for (const auto& name : topics) {
        const auto found = topics_.find(name);
        if (found == topics_.end()) continue;
        auto& topic = *found->second;
        const auto now = counts.find(name);
        const std::uint32_t count = now == counts.end() ? 0 : now->second;
        if (count == topic.watchers) continue;
        topic.watchers = count;
        topic.state_version = ++node_.state_version;
        v1::ServerFrame message;
        message.mutable_state()->set_topic(name);
        message.mutable_state()->set_version(topic.state_version);
        message.mutable_state()->mutable_watchers()->set_count(count);
        topic.state = encode(message);
        if (count == 0) {
            watched_.erase(name);
        } else {
            watched_.insert(name);
        }
        for (auto* subscription : topic.audience.subscriptions()) mark_due(*subscription->connection);
    }
}

void Shard::request_block(const std::shared_ptr<Subscription>& subscription) {
    const BlockCache::Key key{.topic = subscription->name, .number = subscription->cursor / kBlockEvents};
    const auto& ring = subscription->topic->ring;
    const auto through = std::min(ring.first() - 1, (key.number + 1) * kBlockEvents);
    auto waiter = [this, weak = std::weak_ptr(subscription)](const BlockPtr& block) {
        asio::post(context_, [this, weak, block] {
            if (const auto held = weak.lock()) block_arrived(held, block);
        });
    };
    BlockPtr here;
    subscription->reading = true;
    const auto found = node_.blocks.find(key, through, here, std::move(waiter));
    if (found == BlockCache::Found::kHere) block_arrived(subscription, here);
    if (found == BlockCache::Found::kToBeRead) {
        node_.tasks.spawn(context_.get_executor(), "live.read_block", read_block(key));
    }
}

void Shard::block_arrived(const std::shared_ptr<Subscription>& subscription, const BlockPtr& block) {
    subscription->reading = false;
    if (!subscription->topic) return;
    auto& connection = *subscription->connection;
    if (!block) {
        retry_.push_back(subscription);
        return;
    }
    if (block->stale) return mark_due(connection);
    if (block->last_position > applied_) {
        // It holds events later than what this thread applied; a change of rights may lie between.
        subscription->reading = true;
        when_applied(block->last_position, [this, weak = std::weak_ptr(subscription), block] {
            if (const auto held = weak.lock()) block_arrived(held, block);
        });
        return;
    }
    const auto next = subscription->cursor + 1;
    if (block->first_seq == 0 || block->first_seq > next || block->last_seq < next) {
        connection.finish(*subscription, v1::Subscribed::STATUS_RESET);  // beyond retention
        return;
    }
    subscription->block = block;
    mark_due(connection);
}

asio::awaitable<void> Shard::read_block(BlockCache::Key key) {
    for (bool done = false; !done;) {
        std::shared_ptr<Block> block;
        try {
            auto reading = node_.source->block(key);  // named: g++ 12
            block = co_await std::move(reading);
        } catch (const std::exception& fault) {
            log("live").warn("a block cannot be read: {}; trying again", fault.what());
        }
        done = node_.blocks.fill(key, std::move(block));
    }
}

}  // namespace koebel::live
