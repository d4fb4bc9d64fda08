// The rundown: segments, their order, whose they are.
#include "studio_world.hpp"

#include "game/repository.hpp"

namespace koebel::studio {
namespace {

using testing::ElementsAre;

class RundownTest : public StudioWorldTest {
protected:
    std::vector<std::string> titles() {
        std::vector<std::string> all;
        const auto now = rundown(curator);
        for (const auto& one : now.segments()) all.push_back(one.slide().title());
        return all;
    }
    Result<v1::MoveSegmentResponse> put(const PersonId& who, const std::string& id, const std::string& before) {
        return write([&](store::Transaction& tx) {
            return move_segment(tx, World::caller(who), SegmentId{id}, SegmentId{before});
        });
    }
    v1::SaveSegmentRequest thanks_of(const std::string& words, const std::string& id = {}, std::uint32_t version = 0) {
        auto request = segment();
        request.set_segment_id(id);
        request.set_version(version);
        request.mutable_opener()->add_person_ids(surprised.text());
        request.mutable_opener()->set_message(words);
        request.mutable_opener()->set_value_id(world.ear.text());
        return request;
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, RundownTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(RundownTest, SegmentsStandWhereTheyArePutAndMoved) {
    const auto first = slide("een");
    const auto third = slide("drie");
    const auto second = slide("twee", third);
    EXPECT_THAT(titles(), ElementsAre("een", "twee", "drie"));
    ASSERT_TRUE(put(curator, third, first));
    EXPECT_THAT(titles(), ElementsAre("drie", "een", "twee"));
    ASSERT_TRUE(put(other_curator, third, {}));
    EXPECT_THAT(titles(), ElementsAre("een", "twee", "drie"));
    ASSERT_TRUE(put(curator, second, second));
    EXPECT_THAT(titles(), ElementsAre("een", "twee", "drie"));
    EXPECT_EQ(put(curator, "nothing", first).error().reason, "SEGMENT_NOT_FOUND");
    EXPECT_EQ(put(curator, first, "nothing").error().reason, "SEGMENT_NOT_FOUND");
    EXPECT_EQ(put(ada, first, {}).error().reason, "ROLE_REQUIRED");
}

TEST_P(RundownTest, EachBeginsWhenTheOneBeforeEndsAndWhatFellOutTakesNoTime) {
    const auto story = made({grace});
    ASSERT_TRUE(tell(curator, story));
    auto request = segment();
    request.mutable_slide()->set_title("Erna");
    request.set_seconds(90);
    ASSERT_TRUE(save(curator, request));
    auto now = rundown(curator);
    const auto airs_at = to_instant(now.show().airs_at());
    EXPECT_EQ(to_instant(now.segments(1).begins_at()), airs_at + std::chrono::minutes{4});
    EXPECT_EQ(now.total().seconds(), 240 + 90);
    EXPECT_EQ(now.planned().seconds(), 30 * 60);

    days_go_by(9);
    now = rundown(curator);
    EXPECT_TRUE(now.segments(0).fallen_out());
    EXPECT_EQ(to_instant(now.segments(1).begins_at()), airs_at);
    EXPECT_EQ(now.total().seconds(), 90);
}

TEST_P(RundownTest, NobodyOverwritesWhatTheyDidNotRead) {
    auto request = segment();
    request.set_segment_id(slide("een"));
    request.set_version(1);
    request.mutable_slide()->set_title("van Carla");
    ASSERT_TRUE(save(curator, request));
    request.mutable_slide()->set_title("van Cees");
    EXPECT_EQ(save(other_curator, request).error().reason, "SEGMENT_CHANGED");
    EXPECT_THAT(titles(), ElementsAre("van Carla"));
    request.set_version(2);
    request.mutable_closing();
    EXPECT_EQ(save(other_curator, request).error().reason, "SEGMENT_INVALID") << "another kind";
}

TEST_P(RundownTest, NobodyThrowsAwayWhatTheyDidNotReadOrWhatAnotherHostWrote) {
    const auto remove = [&](const PersonId& who, const std::string& id, std::uint32_t version) {
        return write([&](store::Transaction& tx) {
            return remove_segment(tx, World::caller(who), SegmentId{id}, version);
        });
    };
    const auto one = slide("een");
    EXPECT_EQ(remove(curator, one, 7).error().reason, "SEGMENT_CHANGED");
    EXPECT_TRUE(remove(curator, one, 1));
    const auto opener = save(other_curator, thanks_of("Jij reed om")).value().segment_id();
    EXPECT_EQ(remove(curator, opener, 1).error().reason, "OPENER_OF_ANOTHER");
    EXPECT_TRUE(remove(other_curator, opener, 1));
}

TEST_P(RundownTest, OnlyTheHostWritesTheirOwnThanks) {
    const auto empty = [&] {
        auto request = segment();
        request.mutable_opener();
        return save(curator, request).value().segment_id();
    }();
    ASSERT_TRUE(save(other_curator, thanks_of("Jij reed om", empty, 1))) << "whoever begins it hosts";
    EXPECT_EQ(rundown(curator).segments(0).opener().host().name(), "Cees Curator");

    EXPECT_EQ(save(curator, thanks_of("Iets anders", empty, 2)).error().reason, "OPENER_OF_ANOTHER");
    auto same = thanks_of("Jij reed om", empty, 2);
    same.set_notes("Rustig beginnen");
    EXPECT_TRUE(save(curator, same)) << "notes and length are everybody's";
    EXPECT_EQ(rundown(curator).segments(0).opener().host().name(), "Cees Curator");
    EXPECT_EQ(frames(curator).frames(0).opener().message(), "Jij reed om");
}

TEST_P(RundownTest, AStoryIsToldOnceAndOnlyInItsShow) {
    const auto story = made({surprised});
    ASSERT_TRUE(tell(curator, story));
    EXPECT_EQ(tell(other_curator, story).error().reason, "STORY_TOLD");
    EXPECT_EQ(tell(curator, "nothing").error().reason, "STORY_NOT_FOUND");
    auto request = segment();
    request.set_goal_id("nothing");
    EXPECT_EQ(save(curator, request).error().reason, "GOAL_NOT_FOUND");
    EXPECT_TRUE(story_of(story).in_rundown());
}

TEST_P(RundownTest, WhatACuratorIsToldAboutInIsASurpriseToThem) {
    choose(other_curator, v1::STAGE_PUBLICITY_SURPRISE_ME);
    const auto story = made({other_curator}, "Cees Curator bleef");
    ASSERT_TRUE(tell(curator, story));
    auto opener = thanks_of("Dank je");
    opener.mutable_opener()->set_person_ids(0, other_curator.text());
    ASSERT_TRUE(save(curator, opener));

    const auto theirs = rundown(other_curator);
    ASSERT_EQ(theirs.segments_size(), 2);
    for (const auto& one : theirs.segments()) {
        EXPECT_EQ(one.content_case(), v1::Segment::CONTENT_NOT_SET);
        EXPECT_GT(one.duration().seconds(), 0);
    }
    EXPECT_EQ(frames(other_curator).frames_size(), 0);
    EXPECT_EQ(frames(curator).frames_size(), 2);
    auto request = thanks_of("Nee", theirs.segments(1).id(), 1);
    EXPECT_EQ(save(other_curator, request).error().reason, "SEGMENT_NOT_FOUND");
}

TEST_P(RundownTest, AShapeIsCopiedWithoutWhatIsAboutSomebody) {
    slide("Ons weer");
    ASSERT_TRUE(tell(curator, made({surprised})));
    ASSERT_TRUE(save(curator, thanks_of("Jij reed om")));
    v1::SaveShowRequest plan;
    plan.set_month("2026-04");
    const auto now = world.database.clock().now();
    *plan.mutable_opens_at() = to_timestamp(now + std::chrono::days{30});
    *plan.mutable_closes_at() = to_timestamp(now + std::chrono::days{40});
    *plan.mutable_airs_at() = to_timestamp(now + std::chrono::days{45});
    const auto next = write([&](store::Transaction& tx) {
                          return show::save(tx, show::Plan::from_message(plan).value(), World::caller(curator), {});
                      })
                          .value()
                          .show_id();
    const auto copied = write([&](store::Transaction& tx) {
        return copy_rundown(tx, World::caller(curator), show::ShowId{show}, show::ShowId{next});
    });
    ASSERT_TRUE(copied);
    EXPECT_EQ(copied->segments(), 2U);
    show = next;
    const auto copy = rundown(curator);
    EXPECT_EQ(copy.segments(0).slide().title(), "Ons weer");
    EXPECT_EQ(copy.segments(1).opener().message(), "");
    EXPECT_FALSE(copy.segments(1).opener().has_host());
}

TEST_P(RundownTest, AShowIsReadyOnlyWhenItsRundownStands) {
    move(v1::SHOW_STATE_CURATING);
    EXPECT_EQ(try_move(v1::SHOW_STATE_READY).error().reason, "RUNDOWN_EMPTY");
    const auto story = make(curator, {}, {world.give(world.thanks(ada, {grace})).recognition_id()}).value().story_id();
    ASSERT_TRUE(tell(curator, story));
    EXPECT_EQ(try_move(v1::SHOW_STATE_READY).error().reason, "CONSENT_PENDING");
    ASSERT_TRUE(ask_for_stage(curator, story, {grace}));
    EXPECT_EQ(try_move(v1::SHOW_STATE_READY).error().reason, "CONSENT_PENDING");
    ASSERT_TRUE(answer_for_stage(grace, story, v1::STAGE_ANSWER_YES));
    EXPECT_TRUE(try_move(v1::SHOW_STATE_READY));
    auto request = segment();
    request.mutable_slide()->set_title("Te laat");
    EXPECT_EQ(save(curator, request).error().reason, "SHOW_READY");
}

}  // namespace
}  // namespace koebel::studio
