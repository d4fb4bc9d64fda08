// What arrived goes out: by a broadcast along the table of its topic, and to everybody else by its owner.
#include "live/connection.hpp"
#include "live/shard.hpp"

#include <boost/asio/post.hpp>

#include <sys/socket.h>

#include <algorithm>

namespace koebel::live {

namespace {

constexpr std::size_t kSendsPerTurn = 1'024;  // then others have their turn
constexpr std::size_t kDuePerTurn = 128;      // at least, however much there is to broadcast
constexpr int kQuietTurns = 2;                // of the loop that brought nothing: no company is coming
constexpr std::size_t kFramesAtMost = 64;     // wait for company no longer than until these
constexpr std::chrono::milliseconds kWaitAtMost{1};

}  // namespace

ssize_t send_to_socket(int descriptor, const void* bytes, std::size_t count) {
    return ::send(descriptor, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
}

void Shard::mark_due(Connection& connection) {
    if (std::exchange(connection.due_, true)) return;
    due_.push_back(&connection);
    take_turn_soon();
}

void Shard::mark_dirty(Topic& topic) {
    if (arrived_.frames++ == 0) arrived_.since = node_.now();
    if (!std::exchange(topic.is_dirty, true)) dirty_.push_back(&topic);
    take_turn_soon();
}

void Shard::take_turn_soon() {
    if (std::exchange(turn_posted_, true)) return;
    asio::post(context_, [this] {
        turn_posted_ = false;
        take_turn();
    });
}

/// What becomes due meanwhile has its turn in the next one, after other handlers.
void Shard::take_turn() {
    auto sends_left = kSendsPerTurn;
    if (broadcasting_.empty() && !dirty_.empty() && !may_wait()) begin_broadcasts();
    continue_broadcasts(sends_left);
    serve_due(std::max(sends_left, kDuePerTurn));
    if (!broadcasting_.empty() || !dirty_.empty() || !due_.empty()) take_turn_soon();
}

/// Events that arrive together go out together, with one write per connection.
bool Shard::may_wait() {
    const bool is_quiet = arrived_.frames == std::exchange(arrived_.frames_last_turn, arrived_.frames);
    arrived_.quiet_turns = is_quiet ? arrived_.quiet_turns + 1 : 0;
    return arrived_.quiet_turns < kQuietTurns && arrived_.frames < kFramesAtMost &&
           node_.now() - arrived_.since < kWaitAtMost;
}

void Shard::begin_broadcasts() {
    arrived_ = {};
    const auto topics = std::exchange(dirty_, {});
    if (topics.size() > 1) leave_to_owners(topics);
    for (auto* topic : topics) begin_broadcast(*topic);
}

void Shard::begin_broadcast(Topic& topic) {
    topic.is_dirty = false;
    auto& audience = topic.audience;
    if (!topic.ring.covers(audience.sent())) {
        // Not encoded, or dropped already: everybody reads it from SQL.
        for (auto* subscription : audience.subscriptions()) {
            subscription->connection->indirect();
            mark_due(*subscription->connection);
        }
        audience.set_sent(topic.ring.head());
        return;
    }
    std::vector<Frame> frames;
    for (auto seq = audience.sent(); const auto* item = topic.ring.after(seq); seq = item->seq) {
        frames.push_back(item->frame);
    }
    if (frames.empty()) return;
    touch(topic);
    audience.begin(std::move(frames));
    broadcasting_.push_back(&topic);
}

/// Whoever follows several of these topics gets them with one write and in log order, from its owner.
void Shard::leave_to_owners(std::span<Topic* const> topics) {
    // Who is in two of them is in one that is not the largest.
    const auto* largest =
        *std::ranges::max_element(topics, {}, [](const auto* topic) { return topic->audience.size(); });
    for (const auto* topic : topics) {
        if (topic == largest) continue;
        for (auto* subscription : topic->audience.subscriptions()) {
            auto& connection = *subscription->connection;
            // Who is not direct has its turn when the broadcast comes by.
            if (!connection.direct_ || !connection.follows_several_dirty()) continue;
            connection.indirect();
            mark_due(connection);
        }
    }
}

void Shard::continue_broadcasts(std::size_t& sends_left) {
    while (!broadcasting_.empty() && sends_left > 0) {
        auto& topic = *broadcasting_.front();
        if (!broadcast(topic, sends_left)) return;
        topic.audience.end();
        broadcasting_.pop_front();
    }
}

bool Shard::broadcast(Topic& topic, std::size_t& sends_left) {
    auto& audience = topic.audience;
    const auto& descriptors = audience.descriptors();
    const auto& bytes = *audience.bytes();
    const auto send = node_.send;
    std::int64_t deliveries = 0;
    auto i = audience.next();
    for (; i < descriptors.size() && sends_left > 0; ++i) {
        if (descriptors[i] == Audience::kNone) {
            mark_due(*audience.subscriptions()[i]->connection);
            continue;
        }
        --sends_left;
        const auto sent = send(descriptors[i], bytes.data(), bytes.size());
        if (sent == static_cast<ssize_t>(bytes.size())) {
            ++deliveries;
            continue;
        }
        audience.set_next(i);
        fell_short(*audience.subscriptions()[i], sent);
    }
    audience.set_next(i);
    node_.counters.add(Counters::kEventsSent, deliveries * static_cast<std::int64_t>(audience.frames().size()));
    return i == descriptors.size();
}

void Shard::abandon(Topic& topic) {
    auto& audience = topic.audience;
    for (auto i = audience.next(); i < audience.size(); ++i) {
        auto& connection = *audience.subscriptions()[i]->connection;
        connection.indirect();
        mark_due(connection);
    }
    audience.end();
    std::erase(broadcasting_, &topic);
}

/// The socket is full, or broken, which its owner will find when it writes.
void Shard::fell_short(Subscription& subscription, ssize_t sent) {
    auto& connection = *subscription.connection;
    connection.indirect();
    mark_due(connection);
    auto left = sent < 0 ? 0 : static_cast<std::size_t>(sent);
    for (const auto& frame : subscription.topic->audience.frames()) {
        if (left == 0) return;
        ++subscription.cursor;
        node_.counters.add(Counters::kEventsSent);
        if (left < frame->size()) return connection.subscriber_.rest(frame, left);
        left -= frame->size();
    }
}

void Shard::serve_due(std::size_t at_most) {
    std::vector<Connection*> due;
    if (due_.size() <= at_most) {
        due.swap(due_);
    } else {
        const auto end = due_.begin() + static_cast<std::ptrdiff_t>(at_most);
        due.assign(due_.begin(), end);
        due_.erase(due_.begin(), end);
    }
    for (auto* connection : due) {
        if (connection) connection->due_ = false;
    }
    for (auto* connection : due) {
        if (connection) connection->subscriber_.due();
    }
}

}  // namespace koebel::live
