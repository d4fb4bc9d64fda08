// A rundown that is laid out by what has not been told.
#include "studio_world.hpp"

namespace koebel::studio {
namespace {

using testing::Contains;
using testing::ElementsAre;

class DraftTest : public StudioWorldTest {
protected:
    Result<v1::DraftRundownResponse> draft(const PersonId& who) {
        return write([&](store::Transaction& tx) { return draft_rundown(tx, World::caller(who), show::ShowId{show}); });
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, DraftTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(DraftTest, BeginsWithTheLeaderTellsWhatWasNotToldAndFitsItsTime) {
    for (int i = 0; i < 12; ++i) {
        const auto team = world.team("Team " + std::to_string(i));
        nominated(ada, about({world.person({.name = "Collega Nummer" + std::to_string(i), .teams = {team}})}));
    }
    nominated(ada, about({off_stage}));

    const auto drafted = draft(curator);

    ASSERT_TRUE(drafted) << drafted.error().reason;
    const auto now = rundown(curator);
    ASSERT_EQ(static_cast<std::uint32_t>(now.segments_size()), drafted->segments());
    EXPECT_TRUE(now.segments(0).has_opener());
    EXPECT_THAT(now.segments(0).reasons(), ElementsAre(v1::PROPOSAL_REASON_RITUAL));
    EXPECT_TRUE(now.segments(now.segments_size() - 1).has_closing());
    EXPECT_LE(now.total().seconds(), now.planned().seconds());
    EXPECT_GT(now.total().seconds(), now.planned().seconds() - 240) << "no story more would fit";
    EXPECT_EQ(drafted->stories(), 6U);
    for (const auto& one : now.segments()) {
        EXPECT_GT(one.reasons_size(), 0);
        if (one.has_story()) {
            EXPECT_THAT(one.reasons(), Contains(v1::PROPOSAL_REASON_TEAM_NOT_TOLD));
        }
    }
}

TEST_P(DraftTest, GoesOnBehindWhatIsThereAndThenHasNothingMore) {
    const auto mine = slide("Zelf bedacht");
    nominated(ada, about({grace}));
    ASSERT_TRUE(draft(curator));
    const auto now = rundown(curator);
    EXPECT_TRUE(now.segments(0).has_opener());
    EXPECT_EQ(now.segments(1).id(), mine);
    EXPECT_TRUE(now.segments(2).has_story());
    EXPECT_EQ(draft(curator).error().reason, "NOTHING_TO_PROPOSE");
    EXPECT_EQ(draft(ada).error().reason, "ROLE_REQUIRED");
}

TEST_P(DraftTest, IsMadeOfNothingAboutWhoAsksForIt) {
    nominated(ada, about({curator}));
    ASSERT_TRUE(draft(curator));
    EXPECT_EQ(rundown(other_curator).segments_size(), 2) << "beginning and end";
}

}  // namespace
}  // namespace koebel::studio
