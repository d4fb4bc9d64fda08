#include "koebeld/demonstration/demonstration.hpp"

#include "game/repository.hpp"
#include "koebeld/demonstration/composer.hpp"
#include "people/organisation.hpp"
#include "people/value.hpp"
#include "support/database.hpp"

#include <gmock/gmock.h>

#include <map>
#include <set>
#include <tuple>

namespace koebel::demonstration {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr store::Sql kRecognitions{
    "test.recognitions",
    "SELECT message, given_at, visibility, position FROM recognition ORDER BY position",
};
constexpr store::Sql kPerTeam{
    "test.per_team",
    "SELECT t.key, COUNT(*) FROM team t JOIN membership m ON m.team_id = t.id GROUP BY t.key",
};
constexpr store::Sql kCount{"test.count", "SELECT COUNT(*) FROM recognition"};

struct Given {
    std::string message;
    Instant at;
    std::int64_t visibility = 0;
    std::int64_t position = 0;

    static Given from(const store::Row& row) {
        return {row.get<std::string>(0), row.get<Instant>(1), row.get<std::int64_t>(2), row.get<std::int64_t>(3)};
    }
};

class DemonstrationTest : public testing::TestWithParam<test::Backend> {
protected:
    Filled fill_in(std::string_view language) {
        return database_.write([language](store::Transaction& tx) { return fill(tx, language, {}); });
    }
    std::vector<Given> given() {
        return database_.store().read_now([](store::Reader& reader) { return reader.rows<Given>(kRecognitions); });
    }

    test::Database database_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Databases, DemonstrationTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(DemonstrationTest, FillsAnEmptyDatabaseWithAWholeOrganisation) {
    const auto filled = fill_in("nl");

    const auto organisation = database_.store().read_now([](store::Reader& reader) {
        return std::get<0>(reader.read(people::organisation()));
    });
    const auto values =
        database_.store().read_now([](store::Reader& reader) { return std::get<0>(reader.read(people::values())); });
    EXPECT_EQ(filled.people, 240U);
    EXPECT_EQ(filled.teams, 24U);
    EXPECT_GE(filled.recognitions, 300U);
    ASSERT_EQ(organisation.size(), 1U);
    EXPECT_TRUE(organisation.front().demonstration);
    EXPECT_EQ(values.size(), 6U);
}

TEST_P(DemonstrationTest, OneGoalRunsAndOneWasReached) {
    fill_in("nl");

    const auto listed =
        database_.store().read_now([](store::Reader& reader) { return game::list_all_goals(reader, "", {}).value(); });
    ASSERT_EQ(listed.goals_size(), 2);
    const auto& runs = listed.goals(0);
    EXPECT_FALSE(runs.has_reached_at());
    EXPECT_NEAR(static_cast<double>(runs.progress()) / runs.target(), 0.7, 0.05);
    const auto& reached = listed.goals(1);
    EXPECT_TRUE(reached.has_reached_at());
    EXPECT_GE(reached.progress(), reached.target());
    EXPECT_TRUE(reached.has_set_by());
}

TEST_P(DemonstrationTest, EveryTeamHasPeopleSoThatEachCanBeThanked) {
    fill_in("nl");

    const auto sizes = database_.store().read_now([](store::Reader& reader) {
        return reader.rows<std::tuple<std::string, std::int64_t>>(kPerTeam);
    });

    EXPECT_EQ(sizes.size(), 24U);
    for (const auto& [team, size] : sizes) EXPECT_GE(size, 2) << team;
}

TEST_P(DemonstrationTest, TheThreeMonthsEndNowAndRunInTheOrderOfTheLog) {
    fill_in("en");

    const auto all = given();

    const auto now = database_.clock().now();
    ASSERT_GE(all.size(), 300U);
    EXPECT_TRUE(std::ranges::is_sorted(all, {}, &Given::at));
    EXPECT_GE(all.front().at, now - std::chrono::days{92});
    EXPECT_LT(all.back().at, now);
    EXPECT_GE(all.back().at, now - std::chrono::days{5});
}

TEST_P(DemonstrationTest, NoSlotStaysOpenAndHardlyAnyWordsComeTwice) {
    fill_in("nl");

    std::map<std::string, int> times;
    for (const auto& one : given()) {
        EXPECT_THAT(one.message, AllOf(Not(HasSubstr("{")), Not(HasSubstr("}")), Not(HasSubstr("|"))));
        ++times[one.message];
    }

    const auto twice = std::ranges::count_if(times, [](const auto& entry) { return entry.second > 1; });
    EXPECT_LT(twice, static_cast<std::ptrdiff_t>(times.size() / 10));
}

TEST_P(DemonstrationTest, MostIsForEveryoneAndSomeIsNot) {
    fill_in("nl");

    std::map<std::int64_t, std::size_t> by_visibility;
    for (const auto& one : given()) ++by_visibility[one.visibility];

    EXPECT_GT(by_visibility[v1::VISIBILITY_EVERYONE], 8 * by_visibility[v1::VISIBILITY_TEAM]);
    EXPECT_GT(by_visibility[v1::VISIBILITY_TEAM], 0U);
    EXPECT_GT(by_visibility[v1::VISIBILITY_ONLY_US], 0U);
}

TEST_P(DemonstrationTest, ADatabaseWithAnOrganisationIsRefusedAndStaysAsItIs) {
    fill_in("nl");
    const auto before = given().size();

    const auto again =
        database_.store().write_now("test.fill", [](store::Transaction& tx) { return fill(tx, "nl", {}); });

    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, Code::kFailedPrecondition);
    EXPECT_EQ(again.error().reason, "DATABASE_NOT_EMPTY");
    EXPECT_EQ(given().size(), before);
}

TEST_P(DemonstrationTest, AnUnknownLanguageIsRefused) {
    const auto filled =
        database_.store().write_now("test.fill", [](store::Transaction& tx) { return fill(tx, "fr", {}); });

    ASSERT_FALSE(filled);
    EXPECT_EQ(filled.error().reason, "LANGUAGE_UNKNOWN");
}

TEST_P(DemonstrationTest, ALanguageOfPagesThatItsPeopleDoNotSpeakIsRefused) {
    const auto filled =
        database_.store().write_now("test.fill", [](store::Transaction& tx) { return fill(tx, "pl", {}); });

    ASSERT_FALSE(filled);
    EXPECT_EQ(filled.error().reason, "LANGUAGE_UNKNOWN");
}

/// Forty people in two teams, without a database.
Roster small_roster() {
    Roster roster;
    for (const auto* team : {"planning", "service"}) roster.teams.emplace(team, TeamId{team});
    roster.values.emplace("samen", ValueId{"samen"});
    for (int i = 0; i < 40; ++i) {
        const auto key = "p" + std::to_string(i);
        roster.members.push_back({PersonId{key}, key, "Ada", i % 2 == 0 ? "planning" : "service"});
    }
    return roster;
}

constexpr std::string_view kFewWords =
    "[words]\n"
    "2 samen | planning | service* | {Klant} en {klant}, in {plaats}. | {Klant}\n"
    "team samen | service | planning | Alles op tijd. |\n"
    "[short]\n1 samen | Dank je, {name}.\n"
    "[tails]\nChapeau!\n[klant]\nde bakker\n[plaats]\nAssen\n[onderdeel]\nx\n[dag]\nmaandag\n[n]\nvier\n[m]\n23\n";

TEST(ComposerTest, TheSameSeedMakesTheSameRecognitions) {
    const Words words{kFewWords};
    Composer one{words, small_roster(), 7};
    Composer other{words, small_roster(), 7};

    for (int i = 0; i < 100; ++i) {
        const auto a = one.next();
        const auto b = other.next();
        EXPECT_EQ(std::tie(a.giver, a.people, a.message), std::tie(b.giver, b.people, b.message));
    }
}

TEST(ComposerTest, NobodyThanksThemselvesOrTheSamePersonTwice) {
    const Words words{kFewWords};
    Composer composer{words, small_roster(), 7};

    for (int i = 0; i < 500; ++i) {
        const auto made = composer.next();
        const std::set<PersonId> different{made.people.begin(), made.people.end()};
        EXPECT_EQ(different.size(), made.people.size());
        EXPECT_FALSE(different.contains(made.giver));
        EXPECT_NE(made.people.empty(), !made.team.has_value());
    }
}

TEST(ComposerTest, SlotsAreFilledWithTheSameCustomerThroughout) {
    const Words words{kFewWords};
    Composer composer{words, small_roster(), 7};

    std::set<std::string> beginnings;
    for (int i = 0; i < 50; ++i) beginnings.insert(composer.next().message.substr(0, 30));

    EXPECT_TRUE(beginnings.contains(std::string{"De bakker en de bakker, in Assen. Chapeau!"}.substr(0, 30)));
    EXPECT_TRUE(beginnings.contains("Dank je, Ada."));
}

TEST(WordsTest, ALineThatIsNoPhraseIsNamed) {
    EXPECT_THROW(Words{"[words]\nzomaar een zin\n"}, std::invalid_argument);
    EXPECT_THROW(Words{""}, std::invalid_argument);
}

TEST(WordsTest, AStarNamesAFamilyOfTeams) {
    EXPECT_TRUE(matches("service*", "service-utrecht"));
    EXPECT_TRUE(matches("*", "ict"));
    EXPECT_FALSE(matches("service", "service-utrecht"));
    EXPECT_FALSE(matches("service*", "salland"));
}

}  // namespace
}  // namespace koebel::demonstration
