// What is asked of screens that hang.
#include "screen/orders.hpp"
#include "screen/office.hpp"

#include <string>
#include <vector>

namespace koebel::screen {
namespace {

using test::token;

class OrdersTest : public test::Office {
protected:
    void SetUp() override {
        hall_ = add_screen("Hal", token('a'));
        canteen_ = add_screen("Kantine", token('b'));
    }
    Result<v1::AskScreensResponse> order(v1::ScreenRequest request, const std::vector<ScreenId>& which = {}) {
        const auto by = person("noor");
        return database.store().write_now("test.ask", [=](store::Transaction& tx) {
            return ask(tx, which, request, by);
        });
    }
    Result<v1::BlankScreensResponse> darken(bool blanked, const std::vector<ScreenId>& which = {}) {
        const auto by = person("noor");
        return database.store().write_now("test.blank", [=](store::Transaction& tx) {
            return blank(tx, which, blanked, by);
        });
    }
    std::vector<std::string> trail() {
        static constexpr store::Sql kTrail{
            "test.orders_trail", "SELECT what FROM access_audit WHERE what <> 'screen_added' ORDER BY id"
        };
        return database.store().read_now([](store::Reader& reader) { return reader.rows<std::string>(kTrail); });
    }

    ScreenId hall_;
    ScreenId canteen_;
};

INSTANTIATE_TEST_SUITE_P(Databases, OrdersTest, testing::ValuesIn(test::backends()), test::backend_name);

using Words = std::vector<std::string>;

TEST_P(OrdersTest, OneIsAskedWhichOneItIs) {
    ASSERT_EQ(order(v1::SCREEN_REQUEST_IDENTIFY, {hall_})->screens(), 1U);

    ASSERT_EQ(told(topic_of(hall_)).size(), 1U);
    EXPECT_EQ(told(topic_of(hall_))[0].screen_asked().request(), v1::SCREEN_REQUEST_IDENTIFY);
    EXPECT_TRUE(told(topic_of(hall_))[0].screen_asked().has_at());
    EXPECT_EQ(told(topic_of(canteen_)).size(), 0U);
    EXPECT_EQ(trail(), Words{}) << "it changes nothing";
}

TEST_P(OrdersTest, AllAreLoadedAnewAndTheTrailSaysSo) {
    database.write([this](store::Transaction& tx) { return revoke(tx, canteen_, {}); });
    const auto gang = add_screen("Gang", token('c'));

    ASSERT_EQ(order(v1::SCREEN_REQUEST_RELOAD)->screens(), 2U) << "those that hang";

    EXPECT_EQ(told(topic_of(hall_)).size(), 1U);
    EXPECT_EQ(told(topic_of(gang)).size(), 1U);
    EXPECT_EQ(told(topic_of(canteen_)).size(), 0U);
    EXPECT_EQ(trail(), (Words{"screen_revoked", "screen_reloaded", "screen_reloaded"}));
}

TEST_P(OrdersTest, AllGoDarkUntilTheyAreLit) {
    ASSERT_EQ(darken(true)->screens(), 2U);

    EXPECT_TRUE(wall(hall_)->settings().blanked()) << "also after a restart of the television";
    EXPECT_TRUE(told(topic_of(hall_)).at(0).screen_changed().settings().blanked());
    EXPECT_EQ(darken(true)->screens(), 0U) << "they are dark";
    ASSERT_EQ(darken(false, {canteen_})->screens(), 1U);
    EXPECT_FALSE(wall(canteen_)->settings().blanked());
    EXPECT_TRUE(wall(hall_)->settings().blanked());
    EXPECT_EQ(trail(), (Words{"screen_blanked", "screen_blanked", "screen_lit"}));
}

TEST_P(OrdersTest, WhatIsUnknownRefusesAll) {
    EXPECT_EQ(reason(order(v1::SCREEN_REQUEST_UNSPECIFIED)), "SCREEN_REQUEST_UNKNOWN");
    EXPECT_EQ(reason(order(static_cast<v1::ScreenRequest>(99))), "SCREEN_REQUEST_UNKNOWN");
    EXPECT_EQ(reason(order(v1::SCREEN_REQUEST_RELOAD, {hall_, ScreenId{"x"}})), "SCREEN_NOT_FOUND");
    EXPECT_EQ(reason(darken(true, {hall_, ScreenId{"x"}})), "SCREEN_NOT_FOUND");
    EXPECT_EQ(reason(darken(true, std::vector(201, hall_))), "TOO_MANY_SCREENS");
    EXPECT_EQ(told(topic_of(hall_)).size(), 0U) << "nothing was done";
    EXPECT_FALSE(wall(hall_)->settings().blanked());
}

TEST_P(OrdersTest, NamedTwiceItIsAskedOnce) {
    ASSERT_EQ(order(v1::SCREEN_REQUEST_RELOAD, {hall_, hall_})->screens(), 1U);

    EXPECT_EQ(told(topic_of(hall_)).size(), 1U);
}

}  // namespace
}  // namespace koebel::screen
