// That a goal's days are found among a million recognitions of other days.
#include "game/counting.hpp"

#include "goal_world.hpp"

#include <array>
#include <string>
#include <vector>

namespace koebel::game {
namespace {

class GoalPlanTest : public GoalTest {};

INSTANTIATE_TEST_SUITE_P(Databases, GoalPlanTest, testing::ValuesIn(test::backends()), test::backend_name);

constexpr std::array kKindsThatCount{
    v1::GOAL_KIND_COUNT, v1::GOAL_KIND_VALUE, v1::GOAL_KIND_PARTICIPATION, v1::GOAL_KIND_TEAMS_REACHED
};

constexpr store::Sql kManyOthers{
    "test.many_others",
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO recognition (id,"
    " position, giver_id, message, customer_moment, visibility, credits_each, credits_total, given_at, week, month,"
    " quarter, year) SELECT 'other-' || i, 1000000 + i, 'somebody', '', '', 1, 0, 0, i, 0, 0, 0, 0 FROM n"
};
constexpr store::Sql kMany{
    "test.many_values",
    "INSERT INTO recognition_value (recognition_id, value_id, ordinal) SELECT id, 'some-value', 0 FROM recognition"
};
constexpr store::Sql kManyRecipients{
    "test.many_recipients",
    "INSERT INTO recognition_recipient (recognition_id, person_id, ordinal, position)"
    " SELECT id, 'somebody-else', 0, position FROM recognition"
};
constexpr store::Sql kManyTeams{
    "test.many_teams", "INSERT INTO recognition_team (recognition_id, team_id) SELECT id, 'some-team' FROM recognition"
};
constexpr store::Sql kAnalyse{"test.analyse", "ANALYZE"};

/// A statement of a test's own, with an hour long after the others in the place of its arguments.
struct Explained {
    std::string name;
    std::string text;
    store::Sql sql;

    Explained(v1::GoalKind kind, bool on_sqlite)
        : name("test.explained_" + std::to_string(kind)),
          text(std::string{on_sqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN "} + std::string{statement_of(kind).text}) {
        put("$1", "1790000000000000");
        put("$2", "1790003600000000");
        put("$3", "'some-value'");
        sql = {name, text};
    }
    Explained(const Explained&) = delete;
    Explained& operator=(const Explained&) = delete;
    ~Explained() = default;

private:
    void put(const std::string& argument, const std::string& literal) {
        for (auto at = text.find(argument); at != std::string::npos; at = text.find(argument)) {
            text.replace(at, argument.size(), literal);
        }
    }
};

/// A line of a plan: SQLite has ids before it.
struct Line {
    std::string text;
    static Line from(const store::Row& row) { return {row.text(0)}; }
};
struct SqliteLine {
    std::string text;
    static SqliteLine from(const store::Row& row) { return {row.text(3)}; }
};

template <class T>
std::string joined(const std::vector<T>& lines) {
    std::string all;
    for (const auto& line : lines) all += line.text + "\n";
    return all;
}

TEST_P(GoalPlanTest, EachKindWalksThroughItsDaysAndNothingElse) {
    const bool on_sqlite = GetParam() == test::Backend::kSqlite;
    world.database.write([](store::Transaction& tx) -> Result<bool> {
        for (const auto* sql : {&kManyOthers, &kMany, &kManyRecipients, &kManyTeams, &kAnalyse}) tx.run(*sql);
        return true;
    });

    for (const auto kind : kKindsThatCount) {
        const Explained explained{kind, on_sqlite};
        const auto plan =
            on_sqlite ? joined(world.rows<SqliteLine>(explained.sql)) : joined(world.rows<Line>(explained.sql));

        EXPECT_NE(plan.find("recognition_for_everyone"), std::string::npos) << plan;
        EXPECT_EQ(plan.find("Seq Scan on recognition"), std::string::npos) << plan;
        EXPECT_EQ(plan.find("SCAN r"), std::string::npos) << plan;
        EXPECT_EQ(plan.find("SCAN said"), std::string::npos) << plan;
        EXPECT_EQ(plan.find("SCAN carried"), std::string::npos) << plan;
        EXPECT_EQ(plan.find("SCAN touched"), std::string::npos) << plan;
    }
}

}  // namespace
}  // namespace koebel::game
