#include "game/shown.hpp"

#include "game/counting.hpp"
#include "people/organisation.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <utility>

namespace koebel::game {

namespace {

/// For so long one that was reached is shown.
constexpr std::chrono::days kReachedShown{7};
constexpr std::size_t kMostReached = 5;

/// A reading that takes long has at most a tenth of a reader.
constexpr int kPausesPerReading = 9;

// Those that run on the day $1, and those that ended on the day $2 before it without having been looked at since.
constexpr store::Sql kRunning{
    "game.running",
    "SELECT id, title, kind, value_id, target, first_day, last_day, reached_at, told_at, set_by FROM goal"
    " WHERE reached_at IS NULL AND last_day >= $2 AND first_day <= $1 ORDER BY last_day, id"
};
constexpr store::Sql kReachedSince{
    "game.reached_since",
    "SELECT id, title, kind, value_id, target, first_day, last_day, reached_at, told_at, set_by FROM goal"
    " WHERE reached_at > $1 ORDER BY reached_at DESC, id LIMIT $2"
};

}  // namespace

Standing read_standing(store::Reader& reader) {
    Standing standing;
    const auto [organisations] = reader.read(people::organisation());
    standing.goals.set_position(store::log_head(reader).position);
    const auto now = reader.now();
    const auto& zone = organisations.empty() ? Zone{"UTC"} : organisations.front().zone;
    const auto today = zone.local_day(now);
    standing.holds = zone.to_instant(std::chrono::local_seconds{today + std::chrono::days{1}}) - now;
    const auto [running, reached] = reader.read(
        store::query<Goal>(kRunning, number_of(today), number_of(today) - 1),
        store::query<Goal>(kReachedSince, now - kReachedShown, kMostReached)
    );
    for (const auto& goal : running) {
        const auto counted = count(reader, zone, goal.measure);
        if (counted >= goal.target) standing.due.push_back(goal.id);
        if (goal.runs(today)) *standing.goals.add_goals() = to_message(goal, counted);
    }
    for (const auto& goal : reached) {
        *standing.goals.add_goals() = to_message(goal, count(reader, zone, goal.measure));
        standing.holds = std::min(standing.holds, *goal.reached_at + kReachedShown - now);
    }
    return standing;
}

Standing Shown::read(store::Reader& reader) {
    const auto begun = Steady::now();
    std::uint64_t forgotten = 0;
    {
        const std::lock_guard lock(mutex_);
        forgotten = forgotten_;
    }
    auto standing = read_standing(reader);
    const std::lock_guard lock(mutex_);
    took_ = Steady::now() - begun;
    read_at_ = begun;
    // Two may read at once, and what was forgotten meanwhile stays so.
    const bool is_newer = !newest_ || newest_->position() <= standing.goals.position();
    if (forgotten == forgotten_ && is_newer) newest_ = standing.goals;
    return standing;
}

v1::Goals Shown::recent(store::Reader& reader) {
    {
        const std::lock_guard lock(mutex_);
        if (newest_ && Steady::now() < read_at_ + pause_now()) return *newest_;
    }
    return read(reader).goals;
}

void Shown::forget() {
    const std::lock_guard lock(mutex_);
    newest_.reset();
    ++forgotten_;
}

std::chrono::microseconds Shown::pause() const {
    const std::lock_guard lock(mutex_);
    return pause_now();
}

std::chrono::microseconds Shown::pause_now() const {
    const auto long_one = std::chrono::duration_cast<std::chrono::microseconds>(kPausesPerReading * took_);
    return std::max<std::chrono::microseconds>(pause_, long_one);
}

}  // namespace koebel::game
