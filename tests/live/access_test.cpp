#include "live/fixture.hpp"

namespace koebel::live {
namespace {

using AccessTest = LiveTest;

TEST_P(AccessTest, NothingLaterThanAChangeOfRightsReachesAConnectionThatStopsAtIt) {
    start();
    const auto ada = follower();
    ada->subscribe("team:a", epoch(), 0);
    ada->await_status("team:a", v1::Subscribed::STATUS_LIVE);
    const auto grace = follower();
    grace->subscribe("team:a", epoch(), 0);
    ada->stall_when_rights_change();

    // One commit: the change, and what comes later.
    database_.write([](store::Transaction& tx) -> Result<std::uint64_t> {
        v1::EventBody change;
        change.mutable_access_changed()->set_kind(v1::AccessChanged::KIND_PERSON_CHANGED);
        change.mutable_access_changed()->set_subject_id("person-1");
        tx.append({.topic = "access", .body = change});
        v1::EventBody later;
        later.mutable_recognition_given()->mutable_recognition()->set_message("for the team only");
        return tx.append({.topic = "team:a", .body = later});
    });
    grace->await_event("team:a", 1);

    ASSERT_EQ(ada->access_changes().size(), 1U);
    EXPECT_EQ(ada->access_changes().front().subject_id(), "person-1");
    EXPECT_TRUE(events_of(ada->frames(), "team:a").empty());

    ada->run([](Connection& connection) { connection.keep([](const std::string&) { return false; }); });
    ada->resume();
    ada->await_status("team:a", v1::Subscribed::STATUS_ENDED);
    EXPECT_TRUE(events_of(ada->frames(), "team:a").empty());
}

TEST_P(AccessTest, EveryConnectionOfEveryThreadHearsOfChangesInLogOrder) {
    start();
    const auto ada = follower(0);
    const auto grace = follower(1);

    change_access(v1::AccessChanged::KIND_SESSION_ENDED, "session-1");
    change_access(v1::AccessChanged::KIND_PERSON_DEACTIVATED, "person-1");
    change_access(v1::AccessChanged::KIND_SCREEN_REVOKED, "screen-1");

    for (const auto* one : {&ada, &grace}) {
        (*one)->subscribe("feed", epoch(), 0);
        (*one)->await_status("feed", v1::Subscribed::STATUS_LIVE);
        const auto changes = (*one)->access_changes();
        ASSERT_EQ(changes.size(), 3U);
        EXPECT_EQ(changes[0].subject_id(), "session-1");
        EXPECT_EQ(changes[1].kind(), v1::AccessChanged::KIND_PERSON_DEACTIVATED);
        EXPECT_EQ(changes[2].subject_id(), "screen-1");
    }
}

TEST_P(AccessTest, WhatIsStillAllowedGoesOn) {
    start();
    const auto ada = follower();
    for (const auto* topic : {"feed", "team:a"}) {
        ada->subscribe(topic, epoch(), 0);
        ada->await_status(topic, v1::Subscribed::STATUS_LIVE);
    }

    ada->run([](Connection& connection) { connection.keep([](const std::string& topic) { return topic == "feed"; }); });
    publish("team:a", "for the team only");
    publish("feed", "for all");

    ada->await_status("team:a", v1::Subscribed::STATUS_ENDED);
    ada->await_event("feed", 1);
    EXPECT_TRUE(events_of(ada->frames(), "team:a").empty());
}

TEST_P(AccessTest, ARewoundHistoryTellsEveryConnectionThatRightsMayHaveChanged) {
    publish("feed", "lost");
    std::atomic<int> told{0};
    hub_ = std::make_unique<Hub>(database_.store(), threads_, quick());
    hub_->on_rewound([&told] { ++told; });
    hub_->start();
    const auto ada = follower(0);
    const auto grace = follower(1);
    for (const auto* one : {&ada, &grace}) {
        (*one)->subscribe("feed", epoch(), 1);
        (*one)->await_status("feed", v1::Subscribed::STATUS_LIVE);
    }

    lose_history();

    for (const auto* one : {&ada, &grace}) {
        (*one)->await_status("feed", v1::Subscribed::STATUS_RESET);
        EXPECT_EQ((*one)->rewinds(), 1);
    }
    EXPECT_EQ(told, 1);
}

INSTANTIATE_TEST_SUITE_P(Databases, AccessTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::live
