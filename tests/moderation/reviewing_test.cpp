#include "moderation/held_world.hpp"

namespace koebel::moderation {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// What curators see and decide, and what is said around a recognition.
class ReviewingTest : public HeldWorldTest {
protected:
    std::string given = world.give(world.thanks(ada, {grace})).recognition_id();
};

TEST_P(ReviewingTest, ACuratorReadsItWithItsWordsAndItsAge) {
    give_rude();
    world.database.clock().advance(std::chrono::hours{3});

    const auto list = held(curator);

    ASSERT_EQ(list.items_size(), 1);
    EXPECT_EQ(list.waiting(), 1U);
    const auto& item = list.items(0);
    EXPECT_EQ(item.recognition().giver().name(), "Ada Bos");
    EXPECT_EQ(item.recognition().recipients(0).name(), "Grace Vos");
    EXPECT_THAT(item.words(), ElementsAre("klote"));
    EXPECT_EQ(waiting(curator).held(), 1U);
    EXPECT_EQ(waiting(curator).oldest_at().seconds(), item.held_at().seconds());
    EXPECT_EQ(told_to_review(curator), 1U);
    EXPECT_EQ(told_to_review(other_curator), 1U);
    EXPECT_EQ(told_to_review(piet), 0U);
}

TEST_P(ReviewingTest, WhoIsAPartyLearnsNothing) {
    world.make_curator(ada);
    world.make_curator(grace);
    give_rude();
    const auto item = held(curator).items(0);

    for (const auto& party : {ada, grace}) {
        EXPECT_EQ(held(party).items_size(), 0);
        EXPECT_EQ(waiting(party).held(), 0U);
        EXPECT_EQ(told_to_review(party), 0U);
        EXPECT_EQ(release(party, item).error().reason, "HELD_NOT_FOUND");
        EXPECT_EQ(decline(party, item).error().reason, "HELD_NOT_FOUND");
    }
    EXPECT_EQ(release(piet, item).error().reason, "ROLE_REQUIRED");
    EXPECT_EQ(held(piet).items_size(), 0);
}

TEST_P(ReviewingTest, ItIsDecidedOnceAndStandsInTheTrailWithoutWords) {
    give_rude();
    give_rude();
    const auto items = held(curator).items();
    EXPECT_EQ(decline(curator, items[0], " ").error().reason, "REASON_REQUIRED");
    EXPECT_EQ(decline(curator, items[0], std::string(301, 'x')).error().reason, "REASON_TOO_LONG");
    ASSERT_TRUE(release(curator, items[0]));
    ASSERT_TRUE(decline(curator, items[1]));

    EXPECT_EQ(release(other_curator, items[0]).error().reason, "HELD_NOT_FOUND");
    EXPECT_EQ(decline(other_curator, items[1]).error().reason, "HELD_NOT_FOUND");
    EXPECT_EQ(release(other_curator, v1::HeldItem{}).error().reason, "HELD_NOT_FOUND");
    EXPECT_THAT(trail(), UnorderedElementsAre("held_released", "held_declined"));
    EXPECT_EQ(told_to_review(other_curator), 4U);
}

TEST_P(ReviewingTest, AHeldCommentIsItsAuthorsAloneAndTellsNobody) {
    const auto said = comment(piet, given, "Papaver, wat een klote klus").value();

    EXPECT_TRUE(said.held());
    EXPECT_THAT(world.topics_with("Papaver"), ElementsAre(topic_of(piet)));
    EXPECT_THAT(world.topics_with(said.remark_id()), ElementsAre(topic_of(piet)));
    EXPECT_THAT(thread(piet, given), ElementsAre("held: Papaver, wat een klote klus"));
    for (const auto& other : {ada, grace, curator}) {
        EXPECT_THAT(thread(other, given), IsEmpty());
        EXPECT_THAT(kinds(other), Not(Contains(v1::INBOX_KIND_COMMENTED)));
    }
    EXPECT_EQ(world.feed(curator).recognitions(0).conversation().comment_count(), 0U);
}

TEST_P(ReviewingTest, AReleasedCommentIsSaidNow) {
    comment(piet, given, "Papaver, wat een klote klus").value();
    ASSERT_TRUE(comment(curator, given, "Mooi"));
    const auto list = held(curator);
    ASSERT_EQ(list.items_size(), 1);
    EXPECT_EQ(list.items(0).remark().author().name(), "Piet Uil");
    EXPECT_EQ(list.items(0).recognition_excerpt(), "Zonnebloem bedankt");

    ASSERT_TRUE(release(curator, list.items(0)));

    EXPECT_THAT(thread(ada, given), ElementsAre("Mooi", "Papaver, wat een klote klus"));
    EXPECT_THAT(world.topics_with("Papaver"), ElementsAre("feed"));
    EXPECT_THAT(kinds(ada), Contains(v1::INBOX_KIND_COMMENTED).Times(2));
    EXPECT_THAT(kinds(curator), ElementsAre(v1::INBOX_KIND_ANSWERED));
    EXPECT_THAT(kinds(piet), ElementsAre(v1::INBOX_KIND_RELEASED));
    EXPECT_EQ(inbox_of(piet).items(0).text(), "Papaver, wat een klote klus");
}

TEST_P(ReviewingTest, ADeclinedBoostGivesItsCreditsBackAndSaysWhy) {
    const auto said = boost(piet, given, "Papaver, klote maar waar", 20).value();
    EXPECT_TRUE(said.held());
    ASSERT_EQ(world.left(piet), 80U);
    EXPECT_EQ(boost(piet, given, "Nog een keer").error().reason, "ALREADY_BOOSTED");

    ASSERT_TRUE(decline(curator, held(curator).items(0)));

    EXPECT_EQ(world.left(piet), 100U);
    EXPECT_THAT(world.topics_with("Papaver"), IsEmpty());
    EXPECT_THAT(thread(piet, given), IsEmpty());
    EXPECT_EQ(inbox_of(piet).items(0).kind(), v1::INBOX_KIND_HIDDEN);
    EXPECT_EQ(inbox_of(piet).items(0).text(), "Schrijf het liever anders");
    EXPECT_TRUE(boost(piet, given, "Vriendelijker nu"));
}

TEST_P(ReviewingTest, AReleasedBoostIsOnScreens) {
    boost(piet, given, "Papaver, klote maar waar").value();
    EXPECT_TRUE(world.events("wall").back().has_recognition_shown());
    ASSERT_TRUE(release(curator, held(curator).items(0)));
    EXPECT_EQ(world.events("wall").back().boost_shown().boost().text(), "Papaver, klote maar waar");
    EXPECT_THAT(world.topics_with("Papaver"), UnorderedElementsAre("feed", "wall", wall_topic_of(north)));
}

TEST_P(ReviewingTest, ARemarkIsWrittenAnewAndRemovedWhileItWaits) {
    const auto said = comment(piet, given, "Papaver, wat een klote klus").value();
    ASSERT_TRUE(edit_remark(piet, said.remark_id(), "Lavendel, wat een klus"));
    EXPECT_THAT(world.topics_with("Papaver"), IsEmpty());
    EXPECT_THAT(world.topics_with("Lavendel"), ElementsAre(topic_of(piet)));
    ASSERT_EQ(held(curator).items_size(), 1);
    const auto feed_before = world.events("feed").size();

    v1::RemoveRemarkRequest request;
    request.set_remark_id(said.remark_id());
    ASSERT_TRUE(write([&](store::Transaction& tx) {
        return recognition::remove_remark(tx, World::caller(piet), request, {});
    }));

    EXPECT_EQ(held(curator).items_size(), 0);
    EXPECT_THAT(world.topics_with("Lavendel"), IsEmpty());
    EXPECT_EQ(world.events("feed").size(), feed_before) << "nobody learns that something is gone";
}

TEST_P(ReviewingTest, AShownRemarkDoesNotBecomeAHeldOne) {
    const auto said = comment(piet, given, "Mooi").value();
    EXPECT_EQ(edit_remark(piet, said.remark_id(), "Klote").error().reason, "WORDS_HELD");
    EXPECT_THAT(thread(ada, given), ElementsAre("Mooi"));
}

TEST_P(ReviewingTest, WhatIsSaidAmongFewIsNotHeld) {
    const auto few = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US)).recognition_id();
    EXPECT_FALSE(comment(grace, few, "Wat een klote klus")->held());
    EXPECT_EQ(held(curator).items_size(), 0);
}

TEST_P(ReviewingTest, HidingIsToldToItsGiverWithTheReason) {
    ASSERT_TRUE(world.hide(curator, given));

    ASSERT_EQ(inbox_of(ada).items_size(), 1);
    EXPECT_EQ(inbox_of(ada).items(0).kind(), v1::INBOX_KIND_HIDDEN);
    EXPECT_EQ(inbox_of(ada).items(0).text(), "noemt een klant");
    EXPECT_THAT(trail(), ElementsAre("recognition_hidden"));
}

TEST_P(ReviewingTest, ARemarkIsReportedOpenedAndHidden) {
    const auto few = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US)).recognition_id();
    const auto said = comment(grace, few, "Papaver is niet aardig").value();
    v1::ReportRequest request;
    request.set_recognition_id(few);
    request.set_remark_id(said.remark_id());
    request.set_reason("Dit doet pijn");
    const auto report = [&](const PersonId& who) {
        return write([&](store::Transaction& tx) {
            return recognition::report(tx, World::caller(who), request, recognition::Settings{});
        });
    };
    EXPECT_EQ(report(grace).error().reason, "REMARK_NOT_FOUND") << "its author removes it";
    EXPECT_EQ(report(piet).error().reason, "REMARK_NOT_FOUND") << "it is not theirs to see";
    ASSERT_TRUE(report(ada));
    EXPECT_EQ(report(ada).error().reason, "ALREADY_REPORTED");
    EXPECT_EQ(told_to_review(curator), 1U);
    EXPECT_EQ(waiting(curator).reports(), 1U);

    const auto reports = read([&](store::Reader& reader) { return recognition::list_reports(reader, curator); });
    ASSERT_EQ(reports.reports_size(), 1);
    EXPECT_EQ(reports.reports(0).author().name(), "Grace Vos");
    EXPECT_EQ(reports.reports(0).remark_kind(), v1::REMARK_KIND_COMMENT);
    const recognition::ReportId id{reports.reports(0).id()};
    ASSERT_TRUE(write([&](store::Transaction& tx) { return recognition::open_report(tx, World::caller(curator), id); })
    );
    const auto opened = read([&](store::Reader& reader) { return recognition::get_report(reader, curator, id); });
    EXPECT_EQ(opened->remark().text(), "Papaver is niet aardig");
    EXPECT_FALSE(opened->has_recognition()) << "no more is opened than was reported";
    ASSERT_TRUE(write([&](store::Transaction& tx) {
        return recognition::resolve_report(tx, World::caller(curator), id, v1::REPORT_OUTCOME_HIDDEN);
    }));

    EXPECT_THAT(thread(ada, few), IsEmpty());
    EXPECT_THAT(world.topics_with("Papaver"), IsEmpty());
    EXPECT_THAT(kinds(grace), Contains(v1::INBOX_KIND_HIDDEN));
    EXPECT_EQ(world.said_to(grace).recognitions_size(), 2) << "the recognition stays";
    EXPECT_THAT(trail(), UnorderedElementsAre("report_opened", "report_hidden"));
}

TEST_P(ReviewingTest, WhoWroteTheReportedRemarkDoesNotDecideIt) {
    const auto said = comment(curator, given, "Papaver is niet aardig").value();
    v1::ReportRequest request;
    request.set_recognition_id(given);
    request.set_remark_id(said.remark_id());
    request.set_reason("Dit doet pijn");
    ASSERT_TRUE(write([&](store::Transaction& tx) {
        return recognition::report(tx, World::caller(piet), request, recognition::Settings{});
    }));

    const auto seen = [&](const PersonId& who) {
        return read([&](store::Reader& reader) { return recognition::list_reports(reader, who); }).reports_size();
    };
    EXPECT_EQ(seen(curator), 0);
    EXPECT_EQ(seen(other_curator), 1);
}

INSTANTIATE_TEST_SUITE_P(Databases, ReviewingTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::moderation
