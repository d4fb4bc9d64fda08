#pragma once

#include "game/repository.hpp"
#include "game/settings.hpp"
#include "game/shown.hpp"
#include "game/told.hpp"
#include "recognition/world.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace koebel::game {

/// An organisation of thirteen people with a curator, in three teams of five, four and three, whose calendar a test
/// reads in days from today.
class GoalWorld : public recognition::World {
public:
    explicit GoalWorld(test::Backend backend);

    /// A plan from `first` to `last`, counted in days from today.
    [[nodiscard]] v1::SaveGoalRequest wish(v1::GoalKind kind, std::uint32_t target, int first = 0, int last = 9);
    Result<v1::Goal> save(const v1::SaveGoalRequest& request);
    /// Why it was refused, or "none".
    std::string reason_of(const v1::SaveGoalRequest& request);
    Result<void> remove(const std::string& goal);

    /// As it is shown to everyone; an empty one if it is not.
    [[nodiscard]] v1::Goal shown(const std::string& goal);
    [[nodiscard]] Standing standing();
    /// What counts now, from today to nine days on.
    [[nodiscard]] std::uint32_t counted(v1::GoalKind kind);
    bool reach(const std::string& goal, const ScreenTopics& screen_topics = {});

    [[nodiscard]] Day today();
    [[nodiscard]] Zone zone();
    void go_on(std::chrono::microseconds time) { database.clock().advance(time); }

    template <class T, class... Args>
    [[nodiscard]] std::vector<T> rows(const store::Sql& sql, const Args&... args) {
        return database.store().read_now([&](store::Reader& reader) { return reader.rows<T>(sql, args...); });
    }

    Settings settings;
    std::vector<TeamId> teams;     ///< of five, four and three
    std::vector<PersonId> people;  ///< twelve, team after team
    PersonId curator;
};

/// A fixture on every database.
class GoalTest : public testing::TestWithParam<test::Backend> {
protected:
    GoalWorld world{GetParam()};
};

}  // namespace koebel::game
