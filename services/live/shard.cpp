#include "live/shard.hpp"

#include "base/log.hpp"
#include "live/connection.hpp"

#include <boost/asio/post.hpp>

namespace koebel::live {

namespace {

constexpr std::size_t kBatchesUnderWay = 256;  // then the tail waits

}  // namespace

Shard::Shard(Node& node, asio::io_context& context, const store::LogHead& start, std::size_t ring_budget)
    : node_(node),
      context_(context),
      epoch_(start.epoch),
      applied_(start.position),
      ring_budget_(ring_budget),
      beat_(context),
      heard_at_(node.now()) {}

Shard::~Shard() = default;

void Shard::start() {
    asio::post(context_, [this] { arm_beat(); });
}

void Shard::stop() {
    {
        const std::lock_guard lock(room_mutex_);
        stopping_ = true;
    }
    room_.notify_all();
    asio::post(context_, [this] { beat_.cancel(); });
}

void Shard::post(Batch batch) {
    {
        std::unique_lock lock(room_mutex_);
        room_.wait(lock, [&] { return stopping_ || under_way_ < kBatchesUnderWay; });
        if (stopping_) return;
        ++under_way_;
    }
    asio::post(context_, [this, batch = std::move(batch)] {
        {
            const std::lock_guard lock(room_mutex_);
            --under_way_;
        }
        room_.notify_one();
        deliver(*batch);
    });
}

void Shard::post_rewound(const store::LogHead& head) {
    asio::post(context_, [this, head] { rewind(head); });
}

void Shard::post_state(const std::string& topic, PushedState state) {
    asio::post(context_, [this, topic, state = std::move(state)] {
        if (const auto found = topics_.find(topic); found != topics_.end()) show(*found->second, state);
    });
}

std::unique_ptr<Connection> Shard::join(Subscriber& subscriber) {
    return std::make_unique<Connection>(*this, subscriber);
}

void Shard::deliver(const std::vector<Delivery>& batch) {
    for (const auto& delivery : batch) apply(delivery);
    if (!batch.empty()) advance(batch.back().position);
}

void Shard::apply(const Delivery& delivery) {
    for (const auto& tombstone : delivery.tombstones) {
        const auto found = topics_.find(tombstone.topic);
        if (found == topics_.end()) continue;
        found->second->audience.replace(tombstone.seq, tombstone.frame);
        const auto [swapped, bytes] = found->second->ring.replace(tombstone.seq, tombstone.frame);
        if (!swapped) continue;
        node_.counters.add(Counters::kRedactions);
        grow(*found->second, bytes);
    }
    for (const auto position : delivery.forgotten) {
        for (const auto& [name, topic] : topics_) forget(*topic, position);
    }
    if (delivery.access) {
        for (auto* connection : connections_) connection->subscriber_.access_changed(*delivery.access);
    }
    const auto found = topics_.find(delivery.topic);
    if (found == topics_.end()) return;
    auto& topic = *found->second;
    auto bytes = topic.ring.append({.seq = delivery.seq, .position = delivery.position, .frame = delivery.frame});
    while (topic.ring.size() > node_.settings.ring_frames) bytes -= topic.ring.drop_oldest();
    grow(topic, bytes);
    mark_dirty(topic);
}

void Shard::forget(Topic& topic, std::uint64_t position) {
    const auto seq = topic.ring.seq_at(position);
    if (!seq) return;
    if (topic.audience.is_broadcasting() && *seq > topic.audience.sent()) abandon(topic);
    while (topic.ring.first() <= *seq) grow(topic, -topic.ring.drop_oldest());
}

void Shard::rewind(const store::LogHead& head) {
    epoch_ = head.epoch;
    applied_ = head.position;
    waiting_.clear();
    for (auto* connection : connections_) {
        connection->subscriber_.rewound();
        for (const auto& subscription : connection->subscriptions_) {
            if (subscription->topic) connection->finish(*subscription, v1::Subscribed::STATUS_RESET);
        }
    }
    for (auto& [name, topic] : topics_) {
        grow(*topic, -topic->ring.clear());
        node_.interest.remove(name);
        node_.counters.add(Counters::kTopics, -1);
    }
    topics_.clear();
    dirty_.clear();
    broadcasting_.clear();
    watched_.clear();
    to_open_.clear();
}

void Shard::advance(std::uint64_t position) {
    applied_ = position;
    while (!waiting_.empty() && waiting_.begin()->first <= applied_) {
        const auto then = std::move(waiting_.extract(waiting_.begin()).mapped());
        then();
    }
}

void Shard::when_applied(std::uint64_t position, std::function<void()> then) {
    if (position <= applied_) return then();
    waiting_.emplace(position, std::move(then));
}

void Shard::arm_beat() {
    {
        const std::lock_guard lock(room_mutex_);
        if (stopping_) return;
    }
    beat_.expires_after(node_.settings.tick);
    beat_.async_wait([this](const boost::system::error_code& error) {
        if (error) return;
        beat();
        arm_beat();
    });
}

void Shard::beat() {
    const auto now = node_.now();
    const bool isolated = without_sql(now);
    if (isolated && !isolated_) {
        log("live").error("no answer from SQL for {} s: closing all", node_.settings.isolated_after.count());
    }
    isolated_ = isolated;
    for (auto* connection : connections_) {
        connection->expire_watching(now);
        if (isolated_) connection->subscriber_.isolated();
        connection->subscriber_.tick(now);
    }
    push_watchers();
    release_topics(now);
    for (const auto& name : std::exchange(to_open_later_, {})) {
        if (topics_.contains(name)) open_soon(name);
    }
    for (const auto& weak : std::exchange(retry_, {})) {
        if (const auto subscription = weak.lock(); subscription && subscription->topic) {
            mark_due(*subscription->connection);
        }
    }
}

bool Shard::without_sql(std::chrono::steady_clock::time_point now) {
    const auto heard = node_.source->last_success();
    if (heard != heard_from_sql_) {
        heard_from_sql_ = heard;
        heard_at_ = now;
    }
    return now - heard_at_ > node_.settings.isolated_after;
}

void Shard::leave(Connection& connection) {
    auto* last = connections_.back();
    connections_[connection.slot_] = last;
    last->slot_ = connection.slot_;
    connections_.pop_back();
    if (connection.due_) std::ranges::replace(due_, &connection, nullptr);
    node_.counters.add(Counters::kConnections, -1);
}

}  // namespace koebel::live
