#include "live/connection.hpp"

#include "live/shard.hpp"
#include "live/subscriber.hpp"

namespace koebel::live {

using Stage = Subscription::Stage;

Connection::Connection(Shard& shard, Subscriber& subscriber) : shard_(shard), subscriber_(subscriber) {
    slot_ = shard_.connections_.size();
    shard_.connections_.push_back(this);
    shard_.node_.counters.add(Counters::kConnections);
}

Connection::~Connection() {
    while (!watching_.empty()) stop_watching(watching_.begin()->first);
    for (const auto& subscription : subscriptions_) detach(*subscription);
    shard_.leave(*this);
}

void Connection::subscribe(const v1::Subscribe& request) {
    indirect();
    std::erase_if(subscriptions_, [&](const auto& old) {
        if (old->name != request.topic()) return false;
        detach(*old);
        return true;
    });
    auto subscription = std::make_shared<Subscription>();
    subscription->name = request.topic();
    subscription->connection = this;
    subscription->epoch = request.epoch();
    subscription->cursor = request.from();
    subscription->reads_before = shard_.head_reads_;
    auto& topic = shard_.topic(request.topic());
    subscription->topic = &topic;
    topic.audience.add(*subscription);
    shard_.node_.counters.add(Counters::kSubscriptions);
    subscriptions_.push_back(subscription);
    begin(*subscription);
}

void Connection::end(const std::string& topic) {
    stop_watching(topic);
    if (const auto subscription = find(topic)) return finish(*subscription, v1::Subscribed::STATUS_ENDED);
    auto refused = std::make_shared<Subscription>();
    refused->name = topic;
    refused->connection = this;
    subscriptions_.push_back(refused);
    finish(*refused, v1::Subscribed::STATUS_ENDED);
}

void Connection::keep(const std::function<bool(const std::string&)>& allowed) {
    for (const auto& subscription : subscriptions_) {
        if (!subscription->topic || allowed(subscription->name)) continue;
        stop_watching(subscription->name);
        finish(*subscription, v1::Subscribed::STATUS_ENDED);
    }
}

void Connection::signal(const v1::Signal& signal) {
    if (!signal.has_watching() || !follows(signal.topic()) || is_pushed(signal.topic())) return;
    if (!signal.watching().visible()) return stop_watching(signal.topic());
    const auto until = shard_.node_.now() + shard_.node_.settings.watching_kept;
    const auto [entry, entered] = watching_.insert_or_assign(signal.topic(), until);
    if (entered) shard_.node_.watchers.enter(entry->first, subscriber_.principal());
}

bool Connection::follows(const std::string& topic) const {
    const auto subscription = find(topic);
    return subscription && subscription->topic;
}

std::vector<v1::TopicHead> Connection::heads() const {
    std::vector<v1::TopicHead> heads;
    for (const auto& subscription : subscriptions_) {
        if (subscription->stage != Stage::kLive) continue;
        auto& head = heads.emplace_back();
        head.set_topic(subscription->name);
        head.set_seq(subscription->topic->ring.head());
    }
    return heads;
}

void Connection::direct(int descriptor) {
    const auto is_level = [](const std::shared_ptr<Subscription>& one) {
        if (one->announcement) return false;
        return one->stage != Stage::kLive || one->cursor == one->topic->audience.sent(*one);
    };
    if (direct_ || !std::ranges::all_of(subscriptions_, is_level)) return;
    direct_ = true;
    gathered_ = {};  // most connections are direct: they hold no room for what may come
    for (const auto& one : subscriptions_) {
        if (one->stage == Stage::kLive) one->topic->audience.set_descriptor(*one, descriptor);
    }
}

void Connection::indirect() {
    if (!std::exchange(direct_, false)) return;
    for (const auto& one : subscriptions_) {
        if (!one->topic || !one->topic->audience.has_descriptor(*one)) continue;
        one->cursor = one->topic->audience.sent(*one);
        one->topic->audience.set_descriptor(*one, Audience::kNone);
    }
}

void Connection::gather(std::vector<Frame>& frames, std::size_t limit) {
    indirect();
    gathered_.clear();
    // Asking for a block may end a subscription; it never adds or removes one.
    for (const auto& subscription : subscriptions_) settle(subscription);
    for (const auto& subscription : subscriptions_) {
        if (frames.size() + 3 > limit) return;
        gather_own(*subscription, frames);
    }
    gather_events(frames, limit);
}

void Connection::taken(std::size_t count) {
    auto& counters = shard_.node_.counters;
    for (std::size_t i = 0; i < std::min(count, gathered_.size()); ++i) {
        auto& [subscription, kind, mark] = gathered_[i];
        switch (kind) {
            case Kind::kAnnouncement:
                subscription->announcement.reset();
                break;
            case Kind::kState:
                subscription->state_version = mark;
                counters.add(Counters::kStatesSent);
                break;
            case Kind::kBlock:
                subscription->cursor = mark;
                subscription->block.reset();
                counters.add(Counters::kBlocksSent);
                break;
            case Kind::kEvent:
                subscription->cursor = mark;
                counters.add(Counters::kEventsSent);
                break;
        }
    }
    gathered_.clear();
    std::erase_if(subscriptions_, [](const auto& one) { return one->stage == Stage::kOver && !one->announcement; });
    for (const auto& subscription : subscriptions_) {
        if (subscription->stage != Stage::kCatchingUp || subscription->cursor != subscription->topic->ring.head())
            continue;
        subscription->stage = Stage::kLive;
        subscription->announcement = v1::Subscribed::STATUS_LIVE;
    }
}

std::shared_ptr<Subscription> Connection::find(const std::string& topic) const {
    const auto found = std::ranges::find(subscriptions_, topic, [](const auto& one) { return one->name; });
    return found == subscriptions_.end() ? nullptr : *found;
}

bool Connection::follows_several_dirty() const {
    return std::ranges::count_if(subscriptions_, [](const auto& one) { return one->topic && one->topic->is_dirty; }) >
           1;
}

void Connection::detach(Subscription& subscription) {
    if (!subscription.topic) return;
    auto& topic = *subscription.topic;
    topic.audience.remove(subscription);
    if (topic.audience.empty()) topic.idle_since = shard_.node_.now();
    subscription.topic = nullptr;
    shard_.node_.counters.add(Counters::kSubscriptions, -1);
}

void Connection::finish(Subscription& subscription, v1::Subscribed::Status status) {
    if (subscription.topic) subscription.head = subscription.topic->ring.head();
    detach(subscription);
    subscription.stage = Stage::kOver;
    subscription.announcement = status;
    subscription.block.reset();
    if (status == v1::Subscribed::STATUS_RESET) shard_.node_.counters.add(Counters::kResets);
    shard_.mark_due(*this);
}

void Connection::begin(Subscription& subscription) {
    if (subscription.epoch != shard_.epoch_) return finish(subscription, v1::Subscribed::STATUS_RESET);
    const auto& ring = subscription.topic->ring;
    if (!ring.opened()) return;
    if (subscription.cursor > ring.head()) {
        if (subscription.asked_sql) return finish(subscription, v1::Subscribed::STATUS_RESET);
        // A snapshot may be ahead of this node: SQL knows.
        subscription.announcement = v1::Subscribed::STATUS_CATCHING_UP;
        shard_.open_soon(subscription.name);
    } else if (subscription.cursor == ring.head()) {
        subscription.stage = Stage::kLive;
        subscription.announcement = v1::Subscribed::STATUS_LIVE;
    } else {
        subscription.stage = Stage::kCatchingUp;
        subscription.announcement = v1::Subscribed::STATUS_CATCHING_UP;
    }
    // From here on the history is the shard's; the text would be held as long as the subscription.
    if (subscription.stage != Stage::kOpening) std::string{}.swap(subscription.epoch);
    shard_.mark_due(*this);
}

void Connection::settle(const std::shared_ptr<Subscription>& subscription) {
    subscription->reach = subscription->cursor;
    if (subscription->block && subscription->block->stale) subscription->block.reset();
    if (!subscription->topic || subscription->stage == Stage::kOpening) return;
    if (subscription->topic->ring.covers(subscription->cursor)) return;
    subscription->stage = Stage::kCatchingUp;  // also when a ring was dropped under a slow client
    // One block at a time: a client that takes none holds no more memory the more topics it follows.
    if (std::ranges::any_of(subscriptions_, [](const auto& one) { return one->block || one->reading; })) return;
    shard_.request_block(subscription);
}

void Connection::gather_own(Subscription& subscription, std::vector<Frame>& frames) {
    if (subscription.announcement) {
        frames.push_back(announce(subscription));
        gathered_.push_back({&subscription, Kind::kAnnouncement, 0});
    }
    if (!subscription.topic || subscription.stage == Stage::kOpening) return;
    const auto& topic = *subscription.topic;
    if (topic.state && topic.state_version > subscription.state_version) {
        frames.push_back(topic.state);
        gathered_.push_back({&subscription, Kind::kState, topic.state_version});
    }
    if (subscription.block) {
        frames.push_back(subscription.block->frame);
        subscription.reach = subscription.block->last_seq;
        gathered_.push_back({&subscription, Kind::kBlock, subscription.reach});
    }
}

void Connection::gather_events(std::vector<Frame>& frames, std::size_t limit) {
    while (frames.size() < limit) {
        Subscription* first = nullptr;
        const Ring::Item* item = nullptr;
        for (const auto& subscription : subscriptions_) {
            if (!subscription->topic || subscription->stage == Stage::kOpening) continue;
            const auto* next = subscription->topic->ring.after(subscription->reach);
            if (!next || (item && item->position < next->position)) continue;
            first = subscription.get();
            item = next;
        }
        if (!item) return;
        frames.push_back(item->frame);
        first->reach = item->seq;
        gathered_.push_back({first, Kind::kEvent, item->seq});
        shard_.touch(*first->topic);
    }
}

Frame Connection::announce(const Subscription& subscription) const {
    v1::ServerFrame message;
    auto& subscribed = *message.mutable_subscribed();
    subscribed.set_topic(subscription.name);
    subscribed.set_status(*subscription.announcement);
    subscribed.set_epoch(shard_.epoch_);
    // LIVE says that everything up to here was sent; the ring may hold more by now.
    const bool is_live = *subscription.announcement == v1::Subscribed::STATUS_LIVE;
    const auto head = subscription.topic ? subscription.topic->ring.head() : subscription.head;
    subscribed.set_head(is_live ? subscription.cursor : head);
    return encode(message);
}

void Connection::stop_watching(const std::string& topic) {
    const auto entry = watching_.find(topic);
    if (entry == watching_.end()) return;
    shard_.node_.watchers.leave(entry->first, subscriber_.principal());
    watching_.erase(entry);
}

void Connection::expire_watching(std::chrono::steady_clock::time_point now) {
    for (auto entry = watching_.begin(); entry != watching_.end();) {
        const auto current = entry++;
        if (current->second <= now) stop_watching(std::string{current->first});
    }
}

}  // namespace koebel::live
