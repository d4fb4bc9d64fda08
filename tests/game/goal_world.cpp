#include "goal_world.hpp"

#include "game/counting.hpp"
#include "people/organisation.hpp"

#include <array>

namespace koebel::game {

GoalWorld::GoalWorld(test::Backend backend) : World(backend) {
    constexpr std::array kHeads{5, 4, 3};
    for (const auto heads : kHeads) {
        teams.push_back(team("Team van " + std::to_string(heads)));
        for (int i = 0; i < heads; ++i) {
            people.push_back(person({.name = "Mens " + std::to_string(people.size()), .teams = {teams.back()}}));
        }
    }
    curator = named("Carla Curator");
    make_curator(curator);
}

Zone GoalWorld::zone() {
    return database.store().read_now([](store::Reader& reader) {
        return std::get<0>(reader.read(people::organisation())).at(0).zone;
    });
}

Day GoalWorld::today() {
    return zone().local_day(database.clock().now());
}

v1::SaveGoalRequest GoalWorld::wish(v1::GoalKind kind, std::uint32_t target, int first, int last) {
    v1::SaveGoalRequest request;
    auto& plan = *request.mutable_goal();
    plan.set_title("In één bezoek warm");
    plan.set_kind(kind);
    if (kind == v1::GOAL_KIND_VALUE) plan.set_value_id(ear.text());
    plan.set_target(target);
    plan.set_first_day(to_text(today() + std::chrono::days{first}));
    plan.set_last_day(to_text(today() + std::chrono::days{last}));
    return request;
}

Result<v1::Goal> GoalWorld::save(const v1::SaveGoalRequest& request) {
    return database.store().write_now("test.save_goal", [&](store::Transaction& tx) -> Result<v1::Goal> {
        const auto plan = Plan::from_message(request);
        if (!plan) return std::unexpected(plan.error());
        const auto saved = save_goal(tx, *plan, caller(curator), settings);
        if (!saved) return std::unexpected(saved.error());
        const auto goal = find_goal(tx, GoalId{saved->goal_id()});
        return goal ? Result<v1::Goal>{to_message(*goal, saved->progress())}
                    : refuse(Code::kNotFound, "GOAL_NOT_FOUND");
    });
}

std::string GoalWorld::reason_of(const v1::SaveGoalRequest& request) {
    const auto saved = save(request);
    return saved ? "none" : std::string{saved.error().reason};
}

Result<void> GoalWorld::remove(const std::string& goal) {
    const auto removed = database.store().write_now("test.remove_goal", [&](store::Transaction& tx) -> Result<bool> {
        if (auto done = remove_goal(tx, GoalId{goal}, caller(curator)); !done) return std::unexpected(done.error());
        return true;
    });
    if (!removed) return std::unexpected(removed.error());
    return {};
}

Standing GoalWorld::standing() {
    return database.store().read_now([](store::Reader& reader) { return read_standing(reader); });
}

v1::Goal GoalWorld::shown(const std::string& goal) {
    const auto now = standing();
    for (const auto& one : now.goals.goals()) {
        if (one.id() == goal) return one;
    }
    return {};
}

std::uint32_t GoalWorld::counted(v1::GoalKind kind) {
    const auto measure = Measure::from_message(wish(kind, kLeastTarget).goal()).value();
    const auto here = zone();
    return database.store().read_now([&](store::Reader& reader) { return count(reader, here, measure); });
}

bool GoalWorld::reach(const std::string& goal, const ScreenTopics& screen_topics) {
    return database.write([&](store::Transaction& tx) -> Result<bool> {
        return game::reach(tx, GoalId{goal}, screen_topics);
    });
}

}  // namespace koebel::game
