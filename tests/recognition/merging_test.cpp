#include "recognition/merging.hpp"

#include "people/publicity.hpp"
#include "recognition/off_show.hpp"
#include "recognition/projection.hpp"
#include "recognition/reports.hpp"
#include "recognition/stopping.hpp"
#include "world.hpp"

#include <gmock/gmock.h>

namespace koebel::recognition {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::UnorderedElementsAre;

/// Bram stands in the lists twice: he stays as `bram`, and `double_of_bram` goes.
class MergingTest : public WorldTest {
protected:
    std::uint64_t merge() {
        const auto merged = world.try_merge(bram, double_of_bram);
        if (!merged) throw std::runtime_error(std::string{merged.error().reason});
        return *merged;
    }
    v1::PreviewMergeResponse preview() {
        return world.database.store().read_now([&](store::Reader& reader) {
            v1::PreviewMergeResponse counted;
            count_merge(reader, {.stays = bram, .goes = double_of_bram}, counted);
            return counted;
        });
    }
    std::string give(
        const PersonId& giver, std::vector<PersonId> to, v1::Visibility visibility = v1::VISIBILITY_EVERYONE
    ) {
        return world.give(world.thanks(giver, std::move(to), visibility)).recognition_id();
    }
    template <class Job>
    auto write(Job job) {
        return world.database.store().write_now("test.merging", job);
    }
    void stop(const PersonId& who, const PersonId& whose) {
        v1::StopPrivateFromRequest request;
        request.set_person_id(whose.text());
        request.set_stopped(true);
        ASSERT_TRUE(write([&](store::Transaction& tx) { return stop_private_from(tx, World::caller(who), request); }));
    }
    void show_on_screens(const PersonId& person, v1::ScreenPublicity screens) {
        ASSERT_TRUE(write([&](store::Transaction& tx) {
            return people::set_publicity(
                tx,
                person,
                {.screens = screens, .chosen = true},
                [&](auto& changing, auto& before, auto& after) { world.repository.reproject(changing, before, after); }
            );
        }));
    }
    /// What the newest entry for screens says.
    std::string shown_message() { return world.events("wall").back().recognition_shown().recognition().message(); }
    Result<v1::ReportResponse> report_as(const PersonId& who, const std::string& recognition) {
        v1::ReportRequest request;
        request.set_recognition_id(recognition);
        request.set_reason("Past niet");
        return write([&](store::Transaction& tx) {
            return report(tx, World::caller(who), request, {.open_reports = 2});
        });
    }
    template <class T, class... Args>
    std::vector<T> rows(const store::Sql& sql, const Args&... args) {
        return world.database.store().read_now([&](store::Reader& reader) { return reader.rows<T>(sql, args...); });
    }
    template <class Page>
    static std::vector<std::string> ids(const Page& page) {
        std::vector<std::string> all;
        for (const auto& one : page.recognitions()) all.push_back(one.id());
        return all;
    }
    static std::vector<std::string> names(const v1::Recognition& recognition) {
        std::vector<std::string> all;
        for (const auto& card : recognition.recipients()) all.push_back(card.name());
        return all;
    }
    /// Nothing that is left in the log says who went.
    std::set<std::string> topics_naming_who_went() {
        auto topics = world.topics_with(double_of_bram.text());
        topics.erase("access");
        return topics;
    }

    static constexpr store::Sql kStops{"test.stops", "SELECT person_id, giver_id FROM private_stop"};
    TeamId kas = world.team("Kas");
    PersonId bram = world.person({.name = "Bram Kuipers", .teams = {kas}});
    PersonId double_of_bram = world.person({.name = "Bram Kuypers", .teams = {kas}});
    PersonId ada = world.person({.name = "Ada Bos", .teams = {kas}});
    PersonId grace = world.named("Grace Vos");
};

INSTANTIATE_TEST_SUITE_P(Databases, MergingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(MergingTest, WhatWasGivenIsByTheOneWhoStaysOnPagesAndInTheLog) {
    const auto said = give(double_of_bram, {ada});

    merge();

    const auto feed = world.feed(ada);
    ASSERT_THAT(ids(feed), ElementsAre(said));
    EXPECT_EQ(feed.recognitions(0).giver().id(), bram.text());
    EXPECT_THAT(topics_naming_who_went(), IsEmpty());
    for (const auto& topic : {std::string{kFeedTopic}, topic_of(ada)}) {
        const auto events = world.events(topic);
        ASSERT_TRUE(events.back().has_recognition_changed()) << topic;
        EXPECT_EQ(events.back().recognition_changed().recognition().giver().name(), "Bram Kuipers") << topic;
    }
    EXPECT_EQ(world.events("wall").back().recognition_shown().recognition().giver().id(), bram.text());
}

TEST_P(MergingTest, WhatWasSaidIsSaidToTheOneWhoStaysAndTheirPageHearsIt) {
    const auto own = give(ada, {bram});
    const auto said = give(ada, {double_of_bram});

    merge();

    EXPECT_THAT(ids(world.said_to(bram)), ElementsAre(said, own));
    EXPECT_EQ(world.said_to(bram).unread(), 2U);
    EXPECT_THAT(ids(world.said_to(double_of_bram)), IsEmpty());
    EXPECT_THAT(topics_naming_who_went(), IsEmpty());
    const auto mine = world.events(topic_of(bram));
    const auto heard = std::ranges::any_of(mine, [&](const auto& body) {
        return body.recognition_changed().recognition().id() == said;
    });
    EXPECT_TRUE(heard);
    EXPECT_EQ(mine.back().said_to_me_read().unread(), 2U);
    EXPECT_THAT(world.topics_with("Zonnebloem"), Not(Contains(topic_of(double_of_bram))));
}

TEST_P(MergingTest, WhatWasSaidToBothIsSaidOnce) {
    const auto said = give(ada, {double_of_bram, bram, grace});

    EXPECT_EQ(preview().received_by_both(), 1U);
    merge();

    EXPECT_THAT(ids(world.said_to(bram)), ElementsAre(said));
    EXPECT_THAT(names(world.feed(ada).recognitions(0)), ElementsAre("Bram Kuipers", "Grace Vos"));
    EXPECT_EQ(world.events("wall").back().recognition_shown().recognition().recipient_count(), 2U);
}

TEST_P(MergingTest, WhatOneSaidToTheOtherOnlyIsWithdrawnEverywhere) {
    give(bram, {double_of_bram});
    give(double_of_bram, {bram}, v1::VISIBILITY_ONLY_US);
    const auto left = world.left(bram);

    const auto counted = preview();
    EXPECT_EQ(counted.withdrawn(), 2U);
    EXPECT_EQ(counted.given(), 0U);
    EXPECT_EQ(counted.received(), 0U);
    merge();

    EXPECT_THAT(ids(world.feed(bram)), IsEmpty());
    EXPECT_THAT(ids(world.said_to(bram)), IsEmpty());
    EXPECT_THAT(world.topics_with("Zonnebloem"), IsEmpty());
    EXPECT_EQ(world.left(bram), left) << "no credits come back";
    static constexpr store::Sql kSelf{
        "test.self_thanks",
        "SELECT COUNT(*) FROM recognition r JOIN recognition_recipient said ON said.recognition_id = r.id"
        " WHERE said.person_id = r.giver_id"
    };
    EXPECT_THAT(rows<std::int64_t>(kSelf), ElementsAre(0));
    static constexpr store::Sql kWords{"test.words", "SELECT message FROM recognition"};
    EXPECT_THAT(rows<std::string>(kWords), ElementsAre("", ""));
}

TEST_P(MergingTest, WhatOneSaidToTheOtherAndToOthersStaysForTheOthers) {
    const auto by_who_goes = give(double_of_bram, {bram, ada});
    const auto by_who_stays = give(bram, {double_of_bram, grace});
    const auto to_the_team = world.give(world.thanks(double_of_bram, kas)).recognition_id();

    EXPECT_EQ(preview().narrowed(), 3U);
    EXPECT_EQ(preview().withdrawn(), 0U);
    merge();

    const auto feed = world.feed(bram);
    ASSERT_THAT(ids(feed), ElementsAre(to_the_team, by_who_stays, by_who_goes));
    EXPECT_THAT(names(feed.recognitions(1)), ElementsAre("Grace Vos"));
    EXPECT_THAT(names(feed.recognitions(2)), ElementsAre("Ada Bos"));
    for (const auto& one : feed.recognitions()) EXPECT_EQ(one.giver().id(), bram.text());
    EXPECT_THAT(ids(world.said_to(bram)), IsEmpty());
    EXPECT_THAT(ids(world.said_to(ada)), ElementsAre(to_the_team, by_who_goes));
    EXPECT_THAT(topics_naming_who_went(), IsEmpty());
}

TEST_P(MergingTest, PrivateOnesAreForTheOneWhoStaysAndNobodyElse) {
    const auto said = give(ada, {double_of_bram}, v1::VISIBILITY_ONLY_US);
    const auto given = give(double_of_bram, {grace}, v1::VISIBILITY_ONLY_US);

    merge();

    EXPECT_THAT(ids(world.feed(bram)), ElementsAre(given, said));
    EXPECT_THAT(ids(world.feed(ada)), ElementsAre(said));
    EXPECT_THAT(ids(world.feed(grace)), ElementsAre(given));
    EXPECT_THAT(world.topics_with("Zonnebloem"), UnorderedElementsAre(topic_of(bram), topic_of(ada), topic_of(grace)));
    EXPECT_THAT(topics_naming_who_went(), IsEmpty());
}

TEST_P(MergingTest, TheTeamsOnesMoveOnTheTeamsTopic) {
    give(double_of_bram, {ada}, v1::VISIBILITY_TEAM);
    give(ada, {double_of_bram}, v1::VISIBILITY_TEAM);

    merge();

    EXPECT_THAT(ids(world.feed(bram)), SizeIs(2));
    EXPECT_THAT(topics_naming_who_went(), IsEmpty());
    EXPECT_THAT(world.topics_with("Zonnebloem"), UnorderedElementsAre(topic_of(kas), topic_of(bram), topic_of(ada)));
}

TEST_P(MergingTest, WhatWasSaidToATeamAsAWholeIsSaidToItsMemberOnce) {
    const auto to_the_team = world.give(world.thanks(grace, kas)).recognition_id();

    merge();

    EXPECT_THAT(ids(world.said_to(bram)), ElementsAre(to_the_team));
    EXPECT_EQ(world.events("wall").back().recognition_shown().recognition().recipient_count(), 2U);
}

TEST_P(MergingTest, WhatWasTakenOffTheFeedStaysOff) {
    const auto said = give(ada, {double_of_bram, bram});
    ASSERT_TRUE(write([&](store::Transaction& tx) {
        return take_off(tx, World::caller(double_of_bram), {.recognition = RecognitionId{said}, .feed = true});
    }));

    merge();

    EXPECT_THAT(ids(world.feed(grace)), IsEmpty());
    EXPECT_THAT(ids(world.feed(bram)), ElementsAre(said));
    EXPECT_THAT(world.topics_with("Zonnebloem"), Not(Contains("feed")));
    ASSERT_TRUE(write([&](store::Transaction& tx) {
        return take_off(tx, World::caller(bram), {.recognition = RecognitionId{said}});
    }));
    EXPECT_THAT(ids(world.feed(grace)), ElementsAre(said)) << "whose it is now may put it back";
}

TEST_P(MergingTest, WhatIsNotOnScreensOfOneIsNotOnScreensOfBoth) {
    show_on_screens(bram, v1::SCREEN_PUBLICITY_FULL_NAME);
    show_on_screens(double_of_bram, v1::SCREEN_PUBLICITY_NO);
    give(bram, {ada});
    give(double_of_bram, {ada});

    merge();

    EXPECT_THAT(world.topics_with("Bram K"), Not(Contains("wall")));
}

TEST_P(MergingTest, WhoeverStoppedOneOfThemHasStoppedBothAndTheyNotEachOther) {
    stop(ada, double_of_bram);
    stop(ada, bram);
    stop(grace, double_of_bram);
    stop(double_of_bram, grace);
    stop(double_of_bram, bram);

    merge();

    EXPECT_THAT(
        (rows<std::tuple<PersonId, PersonId>>(kStops)),
        UnorderedElementsAre(std::tuple{ada, bram}, std::tuple{grace, bram}, std::tuple{bram, grace})
    );
}

TEST_P(MergingTest, WhatWasKeptFromOneOfThemAndSeenByTheOtherIsSeen) {
    stop(bram, ada);
    const auto said = give(ada, {bram, double_of_bram}, v1::VISIBILITY_ONLY_US);
    ASSERT_THAT(ids(world.said_to(bram)), IsEmpty());

    merge();

    EXPECT_THAT(ids(world.said_to(bram)), ElementsAre(said));
}

TEST_P(MergingTest, WhatBothTookOffIsOffWhereEitherOfThemWantedIt) {
    const auto take = [&](const PersonId& who, const std::string& what, bool feed, bool screens) {
        ASSERT_TRUE(write([&](store::Transaction& tx) {
            return take_off(
                tx, World::caller(who), {.recognition = RecognitionId{what}, .feed = feed, .screens = screens}
            );
        }));
    };
    const auto off_feed = give(ada, {double_of_bram, bram});
    take(double_of_bram, off_feed, true, false);
    take(bram, off_feed, false, true);
    const auto off_screens = give(ada, {double_of_bram, bram});
    take(double_of_bram, off_screens, false, true);
    take(bram, off_screens, true, false);

    merge();

    static constexpr store::Sql kOff{
        "test.off", "SELECT person_id, feed, screens FROM recognition_off WHERE recognition_id = $1"
    };
    for (const auto& one : {off_feed, off_screens}) {
        EXPECT_THAT((rows<std::tuple<PersonId, bool, bool>>(kOff, one)), ElementsAre(std::tuple{bram, true, true}))
            << (one == off_feed ? "off the feed by who went" : "off the screens by who went");
    }
}

TEST_P(MergingTest, WhoIsNotOnScreensIsNotThereByTheOldNameEither) {
    show_on_screens(double_of_bram, v1::SCREEN_PUBLICITY_FULL_NAME);
    auto thanks = world.thanks(ada, {grace});
    thanks.message = "Samen met Bram Kuypers gedaan";
    world.give(thanks);
    ASSERT_THAT(world.topics_with("Bram Kuypers"), Contains("wall"));
    show_on_screens(bram, v1::SCREEN_PUBLICITY_NO);

    merge();

    EXPECT_THAT(world.topics_with("Bram Kuypers"), Not(Contains("wall"))) << "said before";
    EXPECT_EQ(shown_message(), "Samen met een collega gedaan");
    thanks.message = "Weer met Bram Kuypers en @BramKuypers gedaan";
    world.give(thanks);
    EXPECT_EQ(shown_message(), "Weer met een collega en een collega gedaan") << "said after";
}

TEST_P(MergingTest, WhoWasNamedByANameOfBothIsNamedOnce) {
    const auto namesake = world.named("Bram Kuipers");
    show_on_screens(bram, v1::SCREEN_PUBLICITY_NO);
    show_on_screens(namesake, v1::SCREEN_PUBLICITY_FULL_NAME);
    auto thanks = world.thanks(ada, {grace});
    thanks.message = "Samen met Bram Kuipers gedaan";
    world.give(thanks);

    ASSERT_TRUE(world.try_merge(bram, namesake));

    EXPECT_EQ(shown_message(), "Samen met een collega gedaan");
    static constexpr store::Sql kNamed{"test.named", "SELECT person_id FROM recognition_mention"};
    EXPECT_THAT(rows<PersonId>(kNamed), ElementsAre(bram));
}

TEST_P(MergingTest, WhatBothStoppedIsStoppedOnce) {
    stop(bram, grace);
    stop(double_of_bram, grace);

    merge();

    EXPECT_THAT((rows<std::tuple<PersonId, PersonId>>(kStops)), ElementsAre(std::tuple{bram, grace}));
}

TEST_P(MergingTest, AReportIsByTheOneWhoStays) {
    const auto said = give(ada, {double_of_bram});
    ASSERT_TRUE(report_as(double_of_bram, said));

    merge();

    static constexpr store::Sql kReporters{"test.reporters", "SELECT reporter_id FROM report"};
    EXPECT_THAT(rows<PersonId>(kReporters), ElementsAre(bram));
    const auto again = report_as(bram, said);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().reason, "ALREADY_REPORTED");
}

TEST_P(MergingTest, ACuratorTakesUpNoReportThatTheyMadeAsTheOtherOne) {
    const auto other_curator = world.named("Ander Curator");
    world.make_curator(bram);
    world.make_curator(other_curator);
    const auto said = give(ada, {grace});
    ASSERT_TRUE(report_as(bram, said));
    ASSERT_TRUE(report_as(double_of_bram, said));

    merge();

    const auto listed = [&](const PersonId& curator) {
        return world.database.store().read_now([&](store::Reader& reader) { return list_reports(reader, curator); });
    };
    const auto all = listed(other_curator);
    ASSERT_EQ(all.reports_size(), 2) << "neither reason is lost";
    EXPECT_EQ(listed(bram).reports_size(), 0);
    EXPECT_EQ(listed(bram).undecided(), 0U);
    for (const auto& one : all.reports()) {
        const auto opened =
            write([&](store::Transaction& tx) { return open_report(tx, World::caller(bram), ReportId{one.id()}); });
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().reason, "REPORT_NOT_FOUND");
    }
}

TEST_P(MergingTest, ThePreviewCountsWhatMoves) {
    give(double_of_bram, {ada});
    give(double_of_bram, {ada}, v1::VISIBILITY_ONLY_US);
    give(ada, {double_of_bram});
    give(ada, {double_of_bram, bram});
    give(bram, {double_of_bram});
    ASSERT_TRUE(world.take_back(ada, give(ada, {double_of_bram})));

    const auto counted = preview();

    EXPECT_EQ(counted.given(), 2U);
    EXPECT_EQ(counted.received(), 2U);
    EXPECT_EQ(counted.received_by_both(), 1U);
    EXPECT_EQ(counted.withdrawn(), 1U);
    EXPECT_EQ(counted.narrowed(), 0U);
    EXPECT_GT(counted.board_places(), 0U);
    EXPECT_EQ(counted.DebugString().find("Zonnebloem"), std::string::npos);
}

TEST_P(MergingTest, ManyMoveInOneTransaction) {
    constexpr int kMany = 450;
    for (int i = 0; i < kMany; ++i) give(i % 2 == 0 ? double_of_bram : ada, {i % 2 == 0 ? ada : double_of_bram});

    merge();

    EXPECT_EQ(world.said_to(bram).unread(), static_cast<unsigned>(kMany / 2));
    EXPECT_THAT(topics_naming_who_went(), IsEmpty());
}

TEST_P(MergingTest, WhatIsOlderThanTheLogMovesWithoutEntries) {
    const auto said = give(double_of_bram, {ada});
    world.database.clock().advance(std::chrono::hours{24 * 100});
    const auto before = world.events(std::string{kFeedTopic}).size();

    merge();

    EXPECT_EQ(world.events(std::string{kFeedTopic}).size(), before);
    EXPECT_EQ(world.feed(ada).recognitions(0).giver().id(), bram.text());
    EXPECT_THAT(ids(world.feed(ada)), ElementsAre(said));
}

}  // namespace
}  // namespace koebel::recognition
