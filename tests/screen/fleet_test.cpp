// Screens that hang: what they say of themselves, what is asked of them, and who hears that one is missed.
#include "screen/missed.hpp"
#include "screen/office.hpp"
#include "screen/state.hpp"
#include "store/schedule.hpp"

#include <string>
#include <utility>
#include <vector>

namespace koebel::screen {
namespace {

using test::token;

class FleetTest : public test::Office {
protected:
    void SetUp() override { hall_ = add_screen("Hal", token('a')); }

    /// What a screen says: a value on its picture, and what it has shown.
    Result<v1::ReportStateResponse> report_state(
        const ScreenId& screen, const std::vector<std::string>& shown = {}, bool rang = true
    ) {
        v1::ReportStateRequest request;
        auto& state = *request.mutable_state();
        state.set_picture(shown.empty() ? v1::SCREEN_PICTURE_VALUE : v1::SCREEN_PICTURE_SHOUTOUT);
        state.set_sound(v1::SCREEN_SOUND_ON);
        state.set_build("b1");
        state.set_width(1920);
        state.set_height(1080);
        for (const auto& id : shown) {
            state.add_recognition_ids(id);
            auto& one = *request.add_shown();
            one.set_recognition_id(id);
            one.set_rang(rang);
        }
        return report_as(screen, request);
    }
    Result<v1::ReportStateResponse> report_as(const ScreenId& screen, const v1::ReportStateRequest& request) {
        return database.store().write_now("test.report", [=](store::Transaction& tx) {
            return report(tx, screen, request);
        });
    }
    Result<v1::GetRingResponse> ring(const std::string& id, std::string_view giver = "joost") {
        const auto who = person(giver);
        return database.store().read_now([&](store::Reader& reader) { return ring_of(reader, RecognitionId{id}, who); }
        );
    }
    void look() {
        database.write([](store::Transaction& tx) -> Result<bool> {
            look_for_missed(tx, {});
            return true;
        });
    }
    std::vector<std::string> missed_by(std::string_view key) {
        const auto who = person(key);
        std::vector<std::string> names;
        const auto missed =
            database.store().read_now([&](store::Reader& reader) { return missed_screens(reader, who); });
        for (const auto& screen : missed.screens()) names.push_back(screen.name());
        return names;
    }
    /// Sets what the hall is, as who places screens would.
    void set_hall(Plan plan) {
        plan.name = "Hal";
        database.write([this, plan](store::Transaction& tx) { return change(tx, hall_, plan, {}); });
    }

    ScreenId hall_;
};

INSTANTIATE_TEST_SUITE_P(Databases, FleetTest, testing::ValuesIn(test::backends()), test::backend_name);

using Names = std::vector<std::string>;

TEST_P(FleetTest, TheGiverReadsOnHowManyScreensAndInHowManyTownsItRang) {
    const auto add = [this](const std::string& name, const std::string& town, char digit) {
        return database.write([=](store::Transaction& tx) {
            return koebel::screen::add(tx, {.name = name, .town = town}, token(digit), {});
        });
    };
    const auto assen = add("Kantine", "Assen", 'b');
    const auto also_assen = add("Gang", "assen", 'c');
    const auto zwolle = add("Balie", "Zwolle", 'd');
    const auto id = thank("joost", "samira", "dank");

    for (const auto& screen : {hall_, assen, also_assen, zwolle}) ASSERT_TRUE(report_state(screen, {id}));
    ASSERT_TRUE(report_state(assen, {id})) << "shown again, after a restart: still one screen";

    const auto rang = ring(id).value();
    EXPECT_EQ(rang.screens(), 4U);
    EXPECT_EQ(rang.towns(), 2U) << "one hangs nowhere, and a town is the same in capitals";
}

TEST_P(FleetTest, OnlyWhoGaveItReadsIt) {
    const auto id = thank("joost", "samira", "dank");
    ASSERT_TRUE(report_state(hall_, {id}));

    EXPECT_EQ(reason(ring(id, "samira")), "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(reason(ring(id, "noor")), "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(reason(ring("nothing")), "RECOGNITION_NOT_FOUND");
}

TEST_P(FleetTest, WhatMayNotBeOnScreensCountsNowhere) {
    const auto team = thank("joost", "samira", "voor het team", v1::VISIBILITY_TEAM);
    const auto hidden = thank("joost", "samira", "verborgen");
    const auto noor = signed_in("noor");
    database.write([&](store::Transaction& tx) {
        return recognition::Repository{{}}.hide(tx, noor, RecognitionId{hidden}, "per ongeluk");
    });

    ASSERT_TRUE(report_state(hall_, {team, hidden, "nothing"}));

    EXPECT_EQ(ring(team)->screens(), 0U);
    EXPECT_EQ(ring(hidden)->screens(), 0U);
}

TEST_P(FleetTest, AnEarlierOneThatTurnsInTheIdlePictureDidNotRing) {
    const auto id = thank("joost", "samira", "dank");
    database.clock().advance(std::chrono::minutes{11});

    ASSERT_TRUE(report_state(hall_, {id}));

    EXPECT_EQ(ring(id)->screens(), 0U);
}

TEST_P(FleetTest, WhatIsNoStateIsRefusedAndARevokedScreenIsGone) {
    v1::ReportStateRequest none;
    EXPECT_EQ(reason(report_as(hall_, none)), "SCREEN_STATE_INVALID");
    none.mutable_state()->set_picture(v1::SCREEN_PICTURE_VALUE);
    none.mutable_state()->set_sound(v1::SCREEN_SOUND_ON);
    EXPECT_EQ(reason(report_as(hall_, none)), "none");
    auto much = none;
    for (int i = 0; i < 7; ++i) much.mutable_state()->add_recognition_ids("x");
    EXPECT_EQ(reason(report_as(hall_, much)), "SCREEN_STATE_INVALID");
    auto long_ago = none;
    for (int i = 0; i < 51; ++i) long_ago.add_shown()->set_recognition_id("x");
    EXPECT_EQ(reason(report_as(hall_, long_ago)), "SCREEN_STATE_INVALID");
    auto endless = none;
    endless.mutable_state()->set_value_id(std::string(37, 'v'));
    EXPECT_EQ(reason(report_as(hall_, endless)), "SCREEN_STATE_INVALID");
    auto unknown = none;
    unknown.add_shown()->set_recognition_id(std::string(37, 'r'));
    EXPECT_EQ(reason(report_as(hall_, unknown)), "SCREEN_STATE_INVALID");
    auto loud = none;
    loud.mutable_state()->set_rings_today(10'001);
    EXPECT_EQ(reason(report_as(hall_, loud)), "SCREEN_STATE_INVALID");
    auto odd = none;
    odd.mutable_state()->set_build(std::string(65, 'b'));
    EXPECT_EQ(reason(report_as(hall_, odd)), "SCREEN_STATE_INVALID");

    database.write([this](store::Transaction& tx) { return revoke(tx, hall_, {}); });
    EXPECT_EQ(reason(report_as(hall_, none)), "SESSION_ENDED");
}

TEST_P(FleetTest, TheListDrawsWhatAScreenShowsAsLongAsItMayBeShown) {
    const auto id = thank("joost", "samira", "dank");
    ASSERT_TRUE(report_state(hall_, {id}));
    const auto listed = [&] { return test::await(service.list_screens(signed_in("noor"), {})).value().screens(0); };

    EXPECT_EQ(listed().state().picture(), v1::SCREEN_PICTURE_SHOUTOUT);
    EXPECT_EQ(listed().state().width(), 1920U);
    EXPECT_TRUE(listed().has_reported_at());
    ASSERT_EQ(listed().showing_size(), 1);
    EXPECT_EQ(listed().showing(0).message(), "dank");

    const auto noor = signed_in("noor");
    database.write([&](store::Transaction& tx) {
        return recognition::Repository{{}}.hide(tx, noor, RecognitionId{id}, "per ongeluk");
    });
    EXPECT_EQ(listed().showing_size(), 0);
}

TEST_P(FleetTest, AScreenThatGaveSignsAndGivesNoneIsMissedOnceAndSeenAgain) {
    set_hall({.owner = person("lars")});
    ASSERT_TRUE(report_state(hall_));
    database.clock().advance(std::chrono::minutes{14});
    look();
    EXPECT_EQ(missed_by("lars"), Names{});
    database.clock().advance(std::chrono::minutes{1});

    look();
    look();

    EXPECT_EQ(missed_by("lars"), Names{"Hal"});
    EXPECT_EQ(missed_by("samira"), Names{}) << "who does not look after it";
    EXPECT_EQ(told("person:" + person("lars").text()).size(), 1U);

    ASSERT_TRUE(report_state(hall_));
    EXPECT_EQ(missed_by("lars"), Names{});
    EXPECT_EQ(told("person:" + person("lars").text()).size(), 2U);
}

TEST_P(FleetTest, OutsideItsHoursNobodyMissesAScreen) {
    // The clock of tests stands at a Monday, 09:00 in UTC.
    const Zone zone{"Europe/Amsterdam"};
    const auto local = zone.local(database.clock().now());
    const auto minute =
        std::chrono::duration_cast<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local));
    Plan plan{.owner = person("lars")};
    plan.manner.hours = Hours{.from = minute, .until = minute + std::chrono::minutes{20}};
    set_hall(plan);
    ASSERT_TRUE(report_state(hall_));

    database.clock().advance(std::chrono::minutes{25});
    look();
    EXPECT_EQ(missed_by("lars"), Names{}) << "switched off for the night";

    // The next morning it has its quarter of an hour, too.
    database.clock().advance(std::chrono::hours{24} - std::chrono::minutes{20});
    look();
    EXPECT_EQ(missed_by("lars"), Names{});
    database.clock().advance(std::chrono::minutes{12});
    look();
    EXPECT_EQ(missed_by("lars"), Names{"Hal"});
}

TEST_P(FleetTest, WhileNoServerRanNobodyIsMissed) {
    set_hall({.owner = person("lars")});
    store::Schedule schedule{database.store(), database.clock(), [](store::Reader&) {
                                 return Zone{"Europe/Amsterdam"};
                             }};
    keep_fleet(schedule, {});
    schedule.run_due();
    ASSERT_TRUE(report_state(hall_));

    // An hour without a node, then one look each minute.
    database.clock().advance(std::chrono::hours{1});
    for (int minute = 0; minute < 15; ++minute) {
        schedule.run_due();
        EXPECT_EQ(missed_by("lars"), Names{}) << minute;
        database.clock().advance(std::chrono::minutes{1});
    }
    schedule.run_due();
    EXPECT_EQ(missed_by("lars"), Names{"Hal"}) << "it had its time";
}

TEST_P(FleetTest, WhoLooksAfterItFromNowOnHearsAnewAndARevokedOneIsNotMissed) {
    set_hall({.owner = person("lars")});
    ASSERT_TRUE(report_state(hall_));
    database.clock().advance(std::chrono::minutes{15});
    look();
    ASSERT_EQ(missed_by("lars"), Names{"Hal"});

    set_hall({.owner = person("samira")});
    EXPECT_EQ(missed_by("lars"), Names{});
    look();
    EXPECT_EQ(missed_by("samira"), Names{"Hal"});

    database.write([this](store::Transaction& tx) { return revoke(tx, hall_, {}); });
    EXPECT_EQ(missed_by("samira"), Names{});
    EXPECT_EQ(told("person:" + person("samira").text()).size(), 2U) << "missed, and not any more";
}

TEST_P(FleetTest, ASilentScreenHasShownItAndOnlyOneThatSoundedRang) {
    const auto id = thank("joost", "samira", "dank");
    ASSERT_TRUE(report_state(hall_, {id}, false));
    EXPECT_EQ(ring(id)->screens(), 1U);
    EXPECT_EQ(ring(id)->rung(), 0U);

    ASSERT_TRUE(report_state(hall_, {id}, true)) << "announced in tiles, and then it sounded";
    EXPECT_EQ(ring(id)->screens(), 1U);
    EXPECT_EQ(ring(id)->rung(), 1U);
    ASSERT_TRUE(report_state(hall_, {id}, false));
    EXPECT_EQ(ring(id)->rung(), 1U);
}

TEST_P(FleetTest, OneThatNeverHungIsNotMissed) {
    database.clock().advance(std::chrono::hours{5});
    look();

    EXPECT_EQ(told("person:" + person("noor").text()).size(), 0U);
}

TEST_P(FleetTest, WhatNobodyLooksAfterIsTheAdministrators) {
    database.write([this, noor = person("noor")](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kRole{"test.role", "INSERT INTO person_role (person_id, role) VALUES ($1, 5)"};
        tx.run(kRole, noor);
        return true;
    });
    ASSERT_TRUE(report_state(hall_));
    database.clock().advance(std::chrono::minutes{15});

    look();

    EXPECT_EQ(missed_by("noor"), Names{"Hal"});
    EXPECT_EQ(missed_by("lars"), Names{});
}

}  // namespace
}  // namespace koebel::screen
