#include "game/told.hpp"

#include "game/counting.hpp"
#include "game/repository.hpp"
#include "people/organisation.hpp"
#include "people/rights_changed.hpp"
#include "recognition/projection.hpp"
#include "store/log.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

namespace koebel::game {

namespace {

constexpr store::Sql kReach{"game.reach", "UPDATE goal SET reached_at = $2 WHERE id = $1 AND reached_at IS NULL"};
constexpr store::Sql kToldAt{"game.told_at", "UPDATE goal SET told_at = $2 WHERE id = $1"};

void append_changed(store::Transaction& tx, std::vector<std::uint64_t> redacts) {
    store::NewEntry entry{.topic = std::string{people::kAccessTopic}, .body = {}, .redacts = std::move(redacts)};
    entry.body.mutable_goals_changed();
    tx.append(std::move(entry));
}

}  // namespace

void append_goals_changed(store::Transaction& tx) {
    append_changed(tx, {});
}

void append_goals_changed(store::Transaction& tx, const Goal& removed) {
    append_changed(tx, store::positions_from(removed.told_at));
}

bool reach(store::Transaction& tx, const GoalId& id, const ScreenTopics& screen_topics) {
    const auto [organisations] = tx.read(people::organisation());
    auto goal = find_goal(tx, id);
    if (organisations.empty() || !goal || goal->reached_at) return false;
    const auto& zone = organisations.front().zone;
    const auto today = zone.local_day(tx.now());
    if (today < goal->measure.first || today > goal->measure.last + std::chrono::days{1}) return false;
    const auto counted = count(tx, zone, goal->measure);
    if (counted < goal->target) return false;

    goal->reached_at = std::min(tx.now(), bounds_of(zone, goal->measure).until - std::chrono::microseconds{1});
    if (tx.change(kReach, id, *goal->reached_at) == 0) return false;
    std::vector<std::string> topics{
        std::string{recognition::kFeedTopic},
        std::string{recognition::kWallTopic},
        std::string{recognition::kLobbyTopic}
    };
    if (screen_topics) std::ranges::move(screen_topics(tx), std::back_inserter(topics));
    std::vector<std::uint64_t> positions;
    positions.reserve(topics.size());
    for (auto& topic : topics) {
        store::NewEntry entry{.topic = std::move(topic), .body = {}};
        *entry.body.mutable_goal_reached()->mutable_goal() = to_message(*goal, counted);
        positions.push_back(tx.append(std::move(entry)));
    }
    tx.run(kToldAt, id, store::to_text(positions));
    return true;
}

}  // namespace koebel::game
