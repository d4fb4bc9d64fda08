#include "game/publisher.hpp"

#include "base/log.hpp"
#include "people/rights_changed.hpp"
#include "recognition/projection.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace koebel::game {

namespace {

constexpr std::chrono::hours kNothingToDo{1};
/// While nobody here looks: that one is reached is noticed by then.
constexpr std::chrono::seconds kUnwatchedPause{15};
constexpr std::chrono::seconds kAgainAfterFault{5};

/// What may move a goal. Something that was off the feed is gone from others' topics only.
bool may_move(const store::LogEntry& entry) {
    return entry.topic == recognition::kFeedTopic || entry.topic == people::kAccessTopic ||
           entry.type == "recognition_withdrawn" || entry.type == "recognition_changed";
}

/// What is shown, wherever it was read.
std::string looks_of(v1::Goals goals) {
    goals.clear_position();
    return goals.SerializeAsString();
}

const std::string& goals_topic() {
    static const std::string topic{kGoalsTopic};
    return topic;
}

}  // namespace

Publisher::Publisher(
    const asio::any_io_executor& executor, store::Store& store, live::Hub& hub, Shown& shown, ScreenTopics screen_topics
)
    : store_(store),
      hub_(hub),
      shown_(shown),
      screen_topics_(std::move(screen_topics)),
      loop_(executor, "game.publisher", [this] { return push_due(); }) {}

void Publisher::apply(const store::LogEntry& entry) {
    if (!may_move(entry)) return;
    if (entry.type == "goals_changed" || entry.type == "goal_reached") shown_.forget();
    mark();
}

void Publisher::followed(const std::string& topic) {
    if (topic != kGoalsTopic) return;
    {
        const std::lock_guard lock(mutex_);
        pushed_.reset();
        dirty_ = true;
    }
    loop_.wake();
}

void Publisher::forget_all() {
    shown_.forget();
    followed(goals_topic());
}

void Publisher::mark() {
    {
        const std::lock_guard lock(mutex_);
        if (std::exchange(dirty_, true)) return;
    }
    loop_.wake();
}

asio::awaitable<Publisher::Steady::time_point> Publisher::push_due() {
    const auto now = Steady::now();
    {
        const std::lock_guard lock(mutex_);
        if (now >= holds_until_) dirty_ = true;
        if (!dirty_) co_return std::min(holds_until_, now + kNothingToDo);
        const auto pause = hub_.is_followed(goals_topic())
                               ? shown_.pause()
                               : std::max<std::chrono::microseconds>(shown_.pause(), kUnwatchedPause);
        const bool is_first = read_at_ == Steady::time_point{};
        if (!is_first && now < read_at_ + pause) co_return read_at_ + pause;
        dirty_ = false;
        read_at_ = now;
    }
    try {
        auto pushing = push();  // named: g++ 12
        co_await std::move(pushing);
    } catch (const std::exception& fault) {
        log("game").warn("goals cannot be read: {}; trying again", fault.what());
        const std::lock_guard lock(mutex_);
        dirty_ = true;
        read_at_ = Steady::now() + kAgainAfterFault;
    }
    co_return Steady::now();
}

asio::awaitable<void> Publisher::push() {
    auto job = [this](store::Reader& reader) { return shown_.read(reader); };
    auto reading = store_.read(std::move(job));  // named: g++ 12
    auto standing = co_await std::move(reading);
    {
        const std::lock_guard lock(mutex_);
        holds_until_ =
            Steady::now() +
            std::clamp<std::chrono::microseconds>(standing.holds, std::chrono::milliseconds{1}, std::chrono::hours{48});
    }
    for (auto& goal : standing.due) {
        if (loop_.stopping()) co_return;
        auto reaching = reach(std::move(goal));
        co_await std::move(reaching);
    }
    if (!hub_.is_followed(goals_topic())) co_return;
    auto looks = looks_of(standing.goals);
    {
        const std::lock_guard lock(mutex_);
        if (looks == pushed_) co_return;
        pushed_ = std::move(looks);
    }
    v1::State state;
    *state.mutable_goals() = std::move(standing.goals);
    hub_.set_state(goals_topic(), std::move(state));
}

asio::awaitable<void> Publisher::reach(GoalId goal) {
    auto job = [goal = std::move(goal), topics = screen_topics_](store::Transaction& tx) -> Result<bool> {
        return game::reach(tx, goal, topics);
    };
    auto writing = store_.write("game.reach", std::move(job));  // named: g++ 12
    const auto written = co_await std::move(writing);
    if (written && *written) log("game").info("a goal was reached");
}

}  // namespace koebel::game
