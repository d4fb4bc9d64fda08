#include "base/timestamp.hpp"
#include "conversation/saying.hpp"
#include "people/away.hpp"
#include "people/roles.hpp"
#include "quiet_world.hpp"
#include "recognition/archive.hpp"
#include "recognition/stopping.hpp"

#include <gmock/gmock.h>

namespace koebel::recognition {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

/// Monday.
class QuietDeliveryTest : public QuietTest {
protected:
    void state(const std::string& id, State state) {
        world.database.write([&](store::Transaction& tx) -> Result<bool> {
            static constexpr store::Sql kState{"test.state", "UPDATE recognition SET state = $2 WHERE id = $1"};
            tx.run(kState, id, static_cast<int>(state));
            return true;
        });
    }
    void zone(const std::string& name) {
        world.database.write([&](store::Transaction& tx) -> Result<bool> {
            static constexpr store::Sql kZone{"test.zone", "UPDATE organisation SET time_zone = $1"};
            tx.run(kZone, name);
            return true;
        });
    }
    void away(const PersonId& who, bool away) {
        world.database.write([&](store::Transaction& tx) -> Result<bool> { return people::set_away(tx, who, away); });
    }
    int in_archive_of(const PersonId& who) {
        return read([&](store::Reader& reader) {
                   return archive_page(reader, {.person = who, .expires_at = {}, .opened_at = {}}, 0);
               }
        ).recognitions_size();
    }
};

TEST_P(QuietDeliveryTest, OnMondayAtEightItArrivesWithHerAlone) {
    const auto id = give({noor});
    run_at(kMonday - 1min);
    EXPECT_THAT(said_to(noor), IsEmpty());

    EXPECT_EQ(run_at(kMonday), 1U);

    EXPECT_THAT(said_to(noor), ElementsAre(id));
    ASSERT_THAT(told(noor), SizeIs(1));
    EXPECT_EQ(told(noor).front().id(), id);
    EXPECT_EQ(told(noor).front().SerializeAsString(), alone(world.said_to(noor).recognitions(0)));
    EXPECT_TRUE(one(noor, id));
    EXPECT_EQ(world.feed(noor).recognitions_size(), 1);
    EXPECT_EQ(world.feed(piet).recognitions_size(), 0);
    EXPECT_EQ(inbox(noor).items_size(), 1);
    EXPECT_EQ(to_instant(inbox(noor).items(0).at()), kMonday) << "it stands under the day on which it came";
    EXPECT_EQ(told(ada).size(), 1U) << "its giver hears nothing";
}

TEST_P(QuietDeliveryTest, WhatArrivesIsUnreadAlthoughMoreWasReadThanItsPlaceInTheLog) {
    quietly(noor, false);
    const auto before = give({noor});
    quietly(noor, true);
    const auto first = give({noor});
    give({grace});
    const auto last = give({noor});
    const auto end = world.database.log().size();
    ASSERT_TRUE(world.mark_read(noor, end));
    ASSERT_EQ(world.said_to(noor).unread(), 0U);

    run_at(kMonday);

    EXPECT_EQ(world.said_to(noor).unread(), 2U);
    EXPECT_EQ(inbox(noor).unread(), 2U);
    EXPECT_THAT(said_to(noor), ElementsAre(last, first, before));
}

TEST_P(QuietDeliveryTest, PagesAndReadingGoByWhereItArrived) {
    quietly(noor, false);
    const auto before = give({noor});
    quietly(noor, true);
    const auto first = give({noor});
    const auto last = give({noor});
    run_at(kMonday);

    const auto page = world.said_to(noor, {.size = 2});
    ASSERT_EQ(page.recognitions_size(), 2);
    EXPECT_TRUE(page.more());
    EXPECT_GT(page.recognitions(1).said_position(), page.recognitions(1).position());
    EXPECT_THAT(said_to(noor, {.before = page.recognitions(0).said_position(), .size = 2}), ElementsAre(first, before));
    EXPECT_THAT(said_to(noor, {.before = page.recognitions(1).said_position(), .size = 2}), ElementsAre(before));
    EXPECT_EQ(page.recognitions(0).id(), last);
    EXPECT_EQ(world.mark_read(noor, page.recognitions(1).said_position())->unread(), 1U);
    EXPECT_EQ(world.mark_read(noor, page.recognitions(0).said_position())->unread(), 0U);
    EXPECT_EQ(inbox(noor).unread(), 0U);
}

TEST_P(QuietDeliveryTest, ItArrivesOnceWhoeverRunsItAndAfterALongSleepToo) {
    give({noor});
    store::Schedule other{world.database.store(), world.database.clock(), [](store::Reader&) {
                              return Zone{"Europe/Amsterdam"};
                          }};
    keep_mondays(other);

    run_at(kMonday + std::chrono::weeks{3});
    other.run_due();
    run_at(kMonday + std::chrono::weeks{4});

    EXPECT_THAT(told(noor), SizeIs(1));
    EXPECT_THAT(said_to(noor), SizeIs(1));
}

TEST_P(QuietDeliveryTest, ManyArriveInPieces) {
    constexpr std::size_t kMany = 501;
    for (std::size_t i = 0; i < kMany; ++i) give({noor}, v1::VISIBILITY_ONLY_US);
    world.database.clock().set(kMonday);

    ASSERT_EQ(schedule.run_due(), 1U);
    EXPECT_THAT(told(noor), SizeIs(500));
    world.database.clock().advance(1s);
    ASSERT_EQ(schedule.run_due(), 1U);

    EXPECT_THAT(told(noor), SizeIs(kMany));
    EXPECT_EQ(world.said_to(noor).unread(), kMany);
}

TEST_P(QuietDeliveryTest, SwitchedOffWhatWaitsArrivesAndStaysOffTheFeedUntilSheAsksForIt) {
    const auto id = give({noor});

    quietly(noor, false);

    EXPECT_THAT(said_to(noor), ElementsAre(id));
    EXPECT_EQ(world.events(topic_of(noor)).back().said_to_me_read().unread(), 1U) << "open pages follow";
    EXPECT_EQ(world.feed(piet).recognitions_size(), 0);
    EXPECT_TRUE(privacy(noor, id)->off_feed_by_me());

    ASSERT_TRUE(take_off(noor, id, false, false));

    ASSERT_EQ(world.feed(piet).recognitions_size(), 1);
    EXPECT_EQ(world.feed(piet).recognitions(0).recipients(0).name(), "Noor de Graaf");
    EXPECT_TRUE(world.events("lobby").back().has_bell_rang());
    EXPECT_THAT(said_to(piet), IsEmpty());
}

TEST_P(QuietDeliveryTest, SwitchedOffMoreThanAPieceFollowsByItself) {
    constexpr std::size_t kMany = 501;
    for (std::size_t i = 0; i < kMany; ++i) give({noor}, v1::VISIBILITY_ONLY_US);

    quietly(noor, false);
    ASSERT_THAT(told(noor), SizeIs(500));
    run_at(world.database.clock().now());

    EXPECT_THAT(told(noor), SizeIs(kMany));
}

TEST_P(QuietDeliveryTest, TheSameChoiceAgainWritesNothing) {
    const auto entries = world.database.log().size();

    quietly(noor, true);
    quietly(grace, false);

    EXPECT_EQ(world.database.log().size(), entries);
}

TEST_P(QuietDeliveryTest, WhatIsTakenBackOrHiddenBeforeNeverArrives) {
    const auto curator = world.named("Cora Tor");
    world.make_curator(curator);
    ASSERT_TRUE(world.take_back(ada, give({noor})));
    ASSERT_TRUE(world.hide(curator, give({noor, grace})));

    run_at(kMonday);
    quietly(noor, false);

    EXPECT_THAT(told(noor), IsEmpty());
    EXPECT_THAT(said_to(noor), IsEmpty());
}

TEST_P(QuietDeliveryTest, WhatIsHeldArrivesWhenItWasLetThrough) {
    const auto id = give({noor});
    state(id, State::kHeld);
    run_at(kMonday);
    EXPECT_THAT(told(noor), IsEmpty());

    state(id, State::kLiving);
    run_at(kMonday + 15min);

    EXPECT_THAT(said_to(noor), ElementsAre(id));
}

TEST_P(QuietDeliveryTest, WhoseAreStoppedMeanwhileNeverArrive) {
    give({noor}, v1::VISIBILITY_ONLY_US);
    const auto open = give({noor});
    v1::StopPrivateFromRequest stop;
    stop.set_person_id(ada.text());
    stop.set_stopped(true);
    ASSERT_TRUE(write([&](store::Transaction& tx) { return stop_private_from(tx, World::caller(noor), stop); }));

    run_at(kMonday);

    EXPECT_THAT(said_to(noor), ElementsAre(open));
    EXPECT_EQ(world.feed(ada).recognitions_size(), 2) << "its giver is not told";
}

TEST_P(QuietDeliveryTest, AnotherTimeZoneIsAnotherMonday) {
    world.database.clock().advance(24h);  // the first Monday's 08:00 is over there too
    give({noor});
    zone("America/New_York");

    run_at(kMonday);
    EXPECT_THAT(said_to(noor), IsEmpty());
    run_at(kMonday + 5h);

    EXPECT_THAT(said_to(noor), SizeIs(1)) << "08:00 there is 12:00 in UTC: summer time has begun";
}

TEST_P(QuietDeliveryTest, WhoIsAwayFindsItUnreadWhenTheyAreBack) {
    give({noor});
    away(noor, true);

    run_at(kMonday);

    EXPECT_THAT(said_to(noor), SizeIs(1));
    EXPECT_EQ(world.said_to(noor).unread(), 0U);
    away(noor, false);
    EXPECT_EQ(world.said_to(noor).unread(), 1U);
}

TEST_P(QuietDeliveryTest, WhoLeavesFindsItInTheArchiveWhenItHasArrived) {
    give({noor});
    world.database.write([&](store::Transaction& tx) { return people::deactivate(tx, noor); });
    EXPECT_EQ(in_archive_of(noor), 0);

    run_at(kMonday);

    EXPECT_EQ(in_archive_of(noor), 1);
}

TEST_P(QuietDeliveryTest, TwoWhoAreOneWantItQuietlyIfOneOfThemDid) {
    const auto twin = world.person({.name = "Noor Graaf", .teams = {north}});
    const auto id = give({noor});

    ASSERT_TRUE(world.try_merge(twin, noor));
    EXPECT_THAT(said_to(twin), IsEmpty());
    EXPECT_THAT(told(twin), IsEmpty());
    const auto later = give({twin});
    EXPECT_EQ(world.feed(piet).recognitions_size(), 0);
    run_at(kMonday);

    EXPECT_THAT(said_to(twin), ElementsAre(later, id));
}

TEST_P(QuietDeliveryTest, OfTwoWhoAreOneWhatOneOfThemHasIsThere) {
    const auto twin = world.person({.name = "Noor Graaf", .teams = {north}});
    const auto id = give({noor, twin});

    ASSERT_TRUE(world.try_merge(noor, twin));

    EXPECT_THAT(said_to(noor), ElementsAre(id));
    EXPECT_EQ(world.feed(piet).recognitions(0).recipients(0).name(), "") << "not named is not named";
    run_at(kMonday);
    EXPECT_THAT(said_to(noor), ElementsAre(id));
}

TEST_P(QuietDeliveryTest, WhatWasSaidAroundItMeanwhileIsThereWithIt) {
    const auto id = give({noor, grace});
    v1::CommentRequest request;
    request.set_recognition_id(id);
    request.set_text("Terecht");
    ASSERT_TRUE(write([&](store::Transaction& tx) {
        return conversation::comment(tx, World::caller(piet), request, {});
    }));

    run_at(kMonday);

    EXPECT_EQ(world.said_to(noor).recognitions(0).conversation().comment_count(), 1U);
    EXPECT_EQ(inbox(noor).items_size(), 1) << "one thing arrived";
    EXPECT_EQ(inbox(noor).items(0).kind(), v1::INBOX_KIND_THANKED);
}

INSTANTIATE_TEST_SUITE_P(Databases, QuietDeliveryTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
