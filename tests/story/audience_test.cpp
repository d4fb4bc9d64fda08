// Who reads a nomination, and when.
#include "story_world.hpp"

namespace koebel::story {
namespace {

class AudienceTest : public StoryWorldTest {
protected:
    /// Who of all sees it.
    std::vector<std::string> readers(const std::string& id) {
        std::vector<std::string> names;
        const std::vector<std::pair<std::string, PersonId>> all{
            {"ada", ada},
            {"grace", grace},
            {"piet", piet},
            {"noor", noor},
            {"curator", curator},
            {"other", other_curator}
        };
        for (const auto& [name, person] : all) {
            if (sees(person, id)) names.push_back(name);
        }
        return names;
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, AudienceTest, testing::ValuesIn(test::backends()), test::backend_name);

using testing::ElementsAre;

TEST_P(AudienceTest, BeforeTheShowWhoWroteItWhoWasAskedAndCurators) {
    auto request = about({grace});
    request.add_witness_ids(noor.text());
    const auto id = nominated(ada, request);

    EXPECT_THAT(readers(id), ElementsAre("ada", "noor", "curator", "other"));
    EXPECT_EQ(of(grace).nominations_size(), 0);
}

TEST_P(AudienceTest, AfterTheShowWhoIsNominatedTooChosenOrNot) {
    const auto id = nominated(ada, about({grace}));
    world.database.clock().advance(std::chrono::days{10});
    schedule.run_due();
    EXPECT_THAT(readers(id), ElementsAre("ada", "curator", "other")) << "its time alone does not tell";
    move(v1::SHOW_STATE_READY);
    EXPECT_THAT(readers(id), ElementsAre("ada", "curator", "other"));

    move(v1::SHOW_STATE_AIRED);

    EXPECT_THAT(readers(id), ElementsAre("ada", "grace", "curator", "other"));
    ASSERT_EQ(of(grace).nominations_size(), 1);
    EXPECT_EQ(of(grace).nominations(0).nominator().name(), "Ada Lovelace") << "nobody praises without a name";
    EXPECT_EQ(of(piet).nominations_size(), 0);
}

TEST_P(AudienceTest, OfATeamWhoBelongedToItWhenItWasWritten) {
    const auto id = nominated(ada, about(mill));
    EXPECT_THAT(readers(id), ElementsAre("ada", "curator", "other"));
    write([&](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kLeaveTeam{"test.leave_team", "DELETE FROM membership WHERE person_id = $1"};
        tx.run(kLeaveTeam, piet);
        static constexpr store::Sql kJoin{
            "test.join", "INSERT INTO membership (person_id, team_id, ordinal) VALUES ($1, $2, 0)"
        };
        tx.run(kJoin, noor, mill);
        return true;
    }).value();
    air();
    EXPECT_THAT(readers(id), ElementsAre("ada", "grace", "piet", "curator", "other"));
    EXPECT_EQ(of(piet).nominations_size(), 1);
}

TEST_P(AudienceTest, NobodyCuratesWhatIsWrittenAboutThemselves) {
    const auto id = nominated(ada, about({curator}));
    EXPECT_THAT(readers(id), ElementsAre("ada", "other"));
    EXPECT_EQ(list(curator).total(), 0) << "not in a number either";
    EXPECT_EQ(list(curator).nominations_size(), 0);
    EXPECT_EQ(list(other_curator).total(), 1);
    EXPECT_EQ(mark_read(curator, id).error().reason, "NOMINATION_NOT_FOUND");
    EXPECT_EQ(hold(curator, id, "Liever niet").error().reason, "NOMINATION_NOT_FOUND");

    air();
    EXPECT_THAT(readers(id), ElementsAre("ada", "curator", "other"));
}

TEST_P(AudienceTest, NobodyCuratesWhatIsWrittenAboutATeamOfTheirs) {
    const auto team = world.team("Winkel");
    write([&](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kJoinTeam{
            "test.join_team", "INSERT INTO membership (person_id, team_id, ordinal) VALUES ($1, $2, 0)"
        };
        tx.run(kJoinTeam, curator, team);
        return true;
    }).value();
    const auto id = nominated(ada, about(team));
    EXPECT_THAT(readers(id), ElementsAre("ada", "other"));
    EXPECT_EQ(list(curator).total(), 0);
    EXPECT_EQ(heard(curator), 0);
    auto asks_a_member = about(team);
    asks_a_member.add_witness_ids(curator.text());
    EXPECT_EQ(nominate(ada, asks_a_member).error().reason, "WITNESS_IS_NOMINEE");
    EXPECT_EQ(ask(ada, id, {curator}).error().reason, "WITNESS_IS_NOMINEE");
}

TEST_P(AudienceTest, WhatIsHeldBackStaysSo) {
    const auto id = nominated(ada, about({grace}));
    ASSERT_TRUE(hold(curator, id, "Noemt een klant"));
    air();
    EXPECT_THAT(readers(id), ElementsAre("ada", "curator", "other"));
    EXPECT_EQ(of(grace).nominations_size(), 0);
}

TEST_P(AudienceTest, WhoLeftReadsNothing) {
    const auto id = nominated(ada, about({grace}));
    air();
    ASSERT_TRUE(sees(grace, id));
    write([&](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kLeave{"test.leave", "UPDATE person SET active = 0 WHERE id = $1"};
        tx.run(kLeave, grace);
        return true;
    }).value();
    EXPECT_FALSE(sees(grace, id));
}

TEST_P(AudienceTest, WhoIsNominatedReadsWhatWasSeenAndNotWhoWasAskedInVain) {
    auto request = about({grace});
    request.add_witness_ids(noor.text());
    request.add_witness_ids(piet.text());
    const auto id = nominated(ada, request);
    ASSERT_TRUE(see_too(noor, id, "Ik zag het licht aangaan"));
    EXPECT_EQ(as_seen(ada, id).witnesses_size(), 2);
    EXPECT_EQ(as_seen(curator, id).witnesses_size(), 2);
    EXPECT_EQ(as_seen(piet, id).witnesses_size(), 2) << "one's own place, and what was said";
    ASSERT_EQ(as_seen(noor, id).witnesses_size(), 1);
    air();

    const auto seen = as_seen(grace, id);
    ASSERT_EQ(seen.witnesses_size(), 1);
    EXPECT_EQ(seen.witnesses(0).person().name(), "Noor de Graaf");
    EXPECT_EQ(seen.witnesses(0).reason(), "Ik zag het licht aangaan");
    EXPECT_FALSE(seen.has_read_at() || seen.has_hold() || seen.own() || seen.asked());
}

}  // namespace
}  // namespace koebel::story
