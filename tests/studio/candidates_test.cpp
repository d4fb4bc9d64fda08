// What could be told, and who has not been told of.
#include "studio_world.hpp"

#include <fmt/format.h>

namespace koebel::studio {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class CandidatesTest : public StudioWorldTest {
protected:
    static std::vector<std::string> sources(const v1::ListCandidatesResponse& page) {
        std::vector<std::string> all;
        for (const auto& one : page.candidates()) {
            all.push_back(one.has_nomination_id() ? one.nomination_id() : one.recognition_id());
        }
        return all;
    }
    v1::ListCandidatesResponse through(v1::CandidateLens lens) {
        v1::ListCandidatesRequest request;
        request.set_lens(lens);
        return candidates(curator, request).value();
    }
    std::string thank(const PersonId& giver, const PersonId& person) {
        return world.give(world.thanks(giver, {person})).recognition_id();
    }
    void set(const PersonId& person, const std::string& started_on) {
        static constexpr store::Sql kStart{"test.start", "UPDATE person SET started_on = $2 WHERE id = $1"};
        world.database.write([&](store::Transaction& tx) -> Result<bool> {
            tx.run(kStart, person, started_on);
            return true;
        });
    }
    std::string month() {
        const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(world.database.clock().now())};
        return fmt::format("{:04}-{:02}", static_cast<int>(today.year()), static_cast<unsigned>(today.month()));
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, CandidatesTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(CandidatesTest, NominationsComeFirstThenWhatEveryoneMaySee) {
    const auto first = nominated(ada, about({grace}));
    const auto second = nominated(ada, about({piet}));
    v1::ListCandidatesRequest request;
    request.set_month(month());
    const auto seen = thank(ada, grace);
    world.give(world.thanks(ada, {piet}, v1::VISIBILITY_ONLY_US));
    thank(ada, curator);

    const auto page = candidates(curator, request).value();

    EXPECT_THAT(sources(page), ElementsAre(second, first, seen)) << "nothing private, nothing about who looks";
    EXPECT_EQ(page.nominations(), 2U);
    EXPECT_EQ(page.candidates(2).givers(), 1U);
}

TEST_P(CandidatesTest, PagesHoldEachOnce) {
    v1::ListCandidatesRequest request;
    request.set_month(month());
    std::vector<std::string> all;
    for (int i = 0; i < 23; ++i) all.push_back(nominated(i % 2 == 0 ? ada : noor, about({grace})));
    for (int i = 0; i < 30; ++i) all.push_back(thank(i % 2 == 0 ? ada : noor, grace));
    std::vector<std::string> seen;
    do {
        const auto page = candidates(curator, request).value();
        for (const auto& one : sources(page)) seen.push_back(one);
        request.set_page_token(page.next_page_token());
    } while (!request.page_token().empty() && seen.size() < 200);
    EXPECT_THAT(seen, testing::UnorderedElementsAreArray(all));
    for (const auto* token : {"x", "n:1", "r:x"}) {
        request.set_page_token(token);
        EXPECT_EQ(candidates(curator, request).error().reason, "PAGE_TOKEN_INVALID") << token;
    }
}

TEST_P(CandidatesTest, AQuietHeroIsThankedByThreeTeamsAndWasToldOfInNoShow) {
    const auto quiet = nominated(ada, about({noor}));
    nominated(ada, about({piet}));
    for (const auto* team : {"Kade", "Balie"}) {
        thank(world.person({.name = std::string{"Gever "} + team, .teams = {world.team(team)}}), noor);
    }
    EXPECT_THAT(sources(through(v1::CANDIDATE_LENS_QUIET_HEROES)), IsEmpty());
    thank(grace, noor);
    EXPECT_THAT(sources(through(v1::CANDIDATE_LENS_QUIET_HEROES)), testing::Contains(quiet));
    const auto heroes = through(v1::CANDIDATE_LENS_QUIET_HEROES);
    for (const auto& one : heroes.candidates()) {
        EXPECT_EQ(one.people(0).person().name(), "Noor de Graaf");
        EXPECT_TRUE(one.people(0).quiet_hero());
        EXPECT_EQ(one.givers(), 3U);
        EXPECT_EQ(one.teams(), 3U);
    }
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kTold{
            "test.told", "INSERT INTO told (show_id, story_id, person_id, value_id, at) VALUES ($1, 'told', $2, $3, $4)"
        };
        tx.run(kTold, show, noor, world.ear, tx.now());
        return true;
    });
    EXPECT_THAT(sources(through(v1::CANDIDATE_LENS_QUIET_HEROES)), IsEmpty()) << "told of";
}

TEST_P(CandidatesTest, NewcomersAndWhoWasNotSeenForLongAreFoundByTheirFirstDay) {
    const auto of_new = nominated(ada, about({grace}));
    const auto of_old = nominated(ada, about({piet}));
    set(grace, month() + "-01");
    set(piet, "2001-04-01");
    EXPECT_THAT(sources(through(v1::CANDIDATE_LENS_NEWCOMERS)), ElementsAre(of_new));
    EXPECT_THAT(sources(through(v1::CANDIDATE_LENS_NOT_SEEN)), ElementsAre(of_old));
    EXPECT_TRUE(through(v1::CANDIDATE_LENS_NEWCOMERS).candidates(0).people(0).newcomer());
}

TEST_P(CandidatesTest, FiltersAreByValueTeamPlaceAndWhatIsTold) {
    const auto of_mill = nominated(ada, about({grace}));
    auto other = about({noor});
    other.mutable_text()->set_value_id(world.together.text());
    const auto of_noor = nominated(ada, other);
    static constexpr store::Sql kPlace{"test.place", "UPDATE team SET place = 'Zwolle' WHERE id = $1"};
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        tx.run(kPlace, mill);
        return true;
    });
    v1::ListCandidatesRequest request;
    request.set_value_id(world.together.text());
    EXPECT_THAT(sources(candidates(curator, request).value()), ElementsAre(of_noor));
    request = {};
    request.set_team_id(mill.text());
    EXPECT_THAT(sources(candidates(curator, request).value()), ElementsAre(of_mill));
    request = {};
    request.set_place("Zwolle");
    const auto at_place = candidates(curator, request).value();
    EXPECT_THAT(sources(at_place), ElementsAre(of_mill));
    EXPECT_THAT(at_place.places(), ElementsAre("Zwolle"));
    const auto story = make(curator, {of_mill}).value().story_id();
    request = {};
    EXPECT_EQ(candidates(curator, request).value().candidates(1).story_id(), story);
    request.set_untold(true);
    EXPECT_THAT(sources(candidates(curator, request).value()), ElementsAre(of_noor));
}

TEST_P(CandidatesTest, WhatIsAskedForHasItsShape) {
    v1::ListCandidatesRequest request;
    request.set_month("2026-13");
    EXPECT_EQ(candidates(curator, request).error().reason, "MONTH_INVALID");
    request = {};
    request.set_lens(static_cast<v1::CandidateLens>(9));
    EXPECT_EQ(candidates(curator, request).error().reason, "LENS_INVALID");
    show = "nothing";
    EXPECT_EQ(candidates(curator).error().reason, "SHOW_NOT_FOUND");
}

TEST_P(CandidatesTest, CoverageCountsWhatShowsToldAndSaysNothingOfSmallGroups) {
    const auto kade = world.team("Kade");
    for (int i = 0; i < 5; ++i) world.person({.name = "Kadewerker " + std::to_string(i), .teams = {kade}});
    ASSERT_TRUE(tell(curator, made({surprised})));
    const auto covered = coverage_of(curator);

    ASSERT_EQ(covered.teams_size(), 1) << "the mill has four";
    EXPECT_EQ(covered.teams(0).team().name(), "Kade");
    EXPECT_EQ(covered.teams(0).now(), 0U);
    EXPECT_EQ(covered.values(0).now(), 1U);
    EXPECT_EQ(covered.people(), 1U);
    EXPECT_EQ(covered.first_timers(), 1U);
    EXPECT_EQ(covered.shows(), 0U);
}

TEST_P(CandidatesTest, AShowThatWasAiredToldOfWhoAgreed) {
    const auto story = made({surprised, grace, off_stage});
    ASSERT_TRUE(tell(curator, story));
    ASSERT_TRUE(ask_for_stage(curator, story, {grace}));
    ASSERT_TRUE(answer_for_stage(grace, story, v1::STAGE_ANSWER_YES));
    move(v1::SHOW_STATE_CURATING);
    ASSERT_TRUE(try_move(v1::SHOW_STATE_READY));
    days_go_by(10);
    ASSERT_TRUE(try_move(v1::SHOW_STATE_AIRED));
    const auto told = read([&](store::Reader& reader) { return last_told(reader, {surprised, grace, off_stage}); });
    std::vector<PersonId> people;
    for (const auto& [person, at] : told) people.push_back(person);
    EXPECT_THAT(people, UnorderedElementsAre(surprised, grace));
    EXPECT_EQ(coverage_of(curator).shows(), 1U);
    EXPECT_EQ(coverage_of(curator).values(0).before(), 1U);
}

}  // namespace
}  // namespace koebel::studio
