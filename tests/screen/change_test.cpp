// A screen that is set to something else.
#include "screen/office.hpp"
#include "screen/screen.hpp"

#include <optional>
#include <string>

namespace koebel::screen {
namespace {

using test::token;

class ChangeScreenTest : public test::Office {
protected:
    void SetUp() override { hall_ = add_screen("Hal", token('a'), {team("south")}); }

    v1::ChangeScreenRequest wish(const std::string& name) {
        v1::ChangeScreenRequest request;
        request.set_request_id(test::SequentialIds::nth(800 + ++requests_));
        request.set_screen_id(hall_.text());
        request.mutable_screen()->set_name(name);
        request.mutable_screen()->add_team_ids(team("south").text());
        return request;
    }
    Result<v1::ChangeScreenResponse> change(const v1::ChangeScreenRequest& request, std::string_view by = "noor") {
        return test::await(service.change_screen(signed_in(by), request));
    }
    std::string topics_of_session() {
        static constexpr store::Sql kTopics{"test.topics", "SELECT topics FROM session WHERE screen_id = $1"};
        return database.store().read_now([this](store::Reader& reader) {
            return reader.row<std::string>(kTopics, hall_).value_or("none");
        });
    }
    /// What the screen's own topic said last.
    std::optional<v1::ScreenSettings> told_last() {
        const auto all = told(topic_of(hall_));
        return all.empty() ? std::nullopt : std::optional{all.back().screen_changed().settings()};
    }

    ScreenId hall_;
    int requests_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Databases, ChangeScreenTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(ChangeScreenTest, ItIsSetToSomethingElseAndItsPageIsTold) {
    ASSERT_TRUE(sign_in(token('a')));
    auto request = wish("Kantine");
    auto& plan = *request.mutable_screen();
    plan.set_place("Eerste verdieping");
    plan.set_language("en");
    plan.set_time_zone("Europe/London");
    plan.set_silent(true);
    plan.set_owner_id(person("joost").text());

    const auto changed = change(request);

    ASSERT_TRUE(changed) << changed.error().reason;
    const auto& settings = changed->screen().settings();
    EXPECT_EQ(settings.name(), "Kantine");
    EXPECT_EQ(settings.place(), "Eerste verdieping");
    EXPECT_EQ(settings.language(), "en");
    EXPECT_EQ(settings.time_zone(), "Europe/London");
    EXPECT_FALSE(settings.sound());
    EXPECT_EQ(changed->screen().owner().name(), "Joost Verhagen");
    ASSERT_TRUE(told_last());
    EXPECT_EQ(told_last()->SerializeAsString(), settings.SerializeAsString()) << "and never who owns it";
}

TEST_P(ChangeScreenTest, OtherTeamsAreOtherTopicsAtOnce) {
    ASSERT_TRUE(sign_in(token('a')));
    auto request = wish("Hal");
    request.mutable_screen()->clear_team_ids();
    request.mutable_screen()->add_team_ids(team("north").text());

    ASSERT_TRUE(change(request));

    EXPECT_EQ(topics_of_session(), "wall:team:" + team("north").text() + " screen:" + hall_.text());
    request = wish("Hal");
    request.mutable_screen()->clear_team_ids();
    ASSERT_TRUE(change(request));
    EXPECT_EQ(topics_of_session(), "wall screen:" + hall_.text());
}

TEST_P(ChangeScreenTest, ItShowsWhatWasSaidWithItsValues) {
    thank("joost", "samira", "Dank je voor de taart.");
    ASSERT_EQ(wall(hall_)->recognitions_size(), 1);
    ASSERT_EQ(wall(hall_)->thanks_this_week(), 1U);
    auto request = wish("Hal");
    request.mutable_screen()->add_value_ids(value("moed").text());

    ASSERT_TRUE(change(request));
    EXPECT_EQ(wall(hall_)->recognitions_size(), 0);
    EXPECT_EQ(wall(hall_)->thanks_this_week(), 0U);
    ASSERT_TRUE(told_last());
    EXPECT_EQ(told_last()->value_ids(0), value("moed").text());

    request = wish("Hal");
    request.mutable_screen()->add_value_ids(value("moed").text());
    request.mutable_screen()->add_value_ids(value("samen").text());
    ASSERT_TRUE(change(request));
    EXPECT_EQ(wall(hall_)->recognitions_size(), 1);
    EXPECT_EQ(wall(hall_)->thanks_this_week(), 1U);

    request.set_request_id(test::SequentialIds::nth(890));
    request.mutable_screen()->clear_team_ids();
    ASSERT_TRUE(change(request));
    EXPECT_EQ(wall(hall_)->recognitions_size(), 1) << "of everyone's news too";
    EXPECT_EQ(wall(hall_)->thanks_this_week(), 1U);
}

TEST_P(ChangeScreenTest, AValueThatIsNoneIsRefused) {
    auto request = wish("Hal");
    request.mutable_screen()->add_value_ids(test::SequentialIds::nth(997));

    EXPECT_EQ(reason(change(request)), "VALUE_NOT_FOUND");
}

TEST_P(ChangeScreenTest, WithTheSameTeamsItsConnectionStays) {
    ASSERT_TRUE(sign_in(token('a')));

    ASSERT_TRUE(change(wish("Kantine")));

    for (const auto& entry : database.log()) EXPECT_NE(entry.topic, "access");
}

TEST_P(ChangeScreenTest, ItMayKeepItsNameAndTakesNobodyElses) {
    add_screen("Kantine", token('b'));

    EXPECT_EQ(reason(change(wish("Hal"))), "none");
    EXPECT_EQ(reason(change(wish("KANTINE"))), "SCREEN_NAME_TAKEN");
    EXPECT_EQ(reason(change(wish(""))), "NAME_REQUIRED");
    EXPECT_EQ(reason(change(wish(std::string(61, 'x')))), "NAME_TOO_LONG");
}

TEST_P(ChangeScreenTest, ARevokedOneIsNone) {
    database.write([this](store::Transaction& tx) { return revoke(tx, hall_, {}); });

    EXPECT_EQ(reason(change(wish("Kantine"))), "SCREEN_NOT_FOUND");
}

TEST_P(ChangeScreenTest, AnEmployeeChangesNone) {
    EXPECT_EQ(reason(change(wish("Kantine"), "joost")), "ROLE_REQUIRED");
    EXPECT_FALSE(told_last());
}

TEST_P(ChangeScreenTest, WhatTwoPeopleWhoAreOneOwnedIsTheirsWhoStays) {
    auto request = wish("Hal");
    request.mutable_screen()->set_owner_id(person("joost").text());
    ASSERT_TRUE(change(request));

    database.write([goes = person("joost"), stays = person("lars")](store::Transaction& tx) -> Result<bool> {
        hand_over_screens(tx, goes, stays);
        return true;
    });

    const auto listed = test::await(service.list_screens(signed_in("noor"), {})).value();
    EXPECT_EQ(listed.screens(0).owner().name(), "Lars Timmer");
}

}  // namespace
}  // namespace koebel::screen
