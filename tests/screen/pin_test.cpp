// What curators hang on screens by hand.
#include "screen/pin.hpp"

#include "base/timestamp.hpp"
#include "screen/office.hpp"
#include "screen/state.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace koebel::screen {
namespace {

using std::chrono::days;
using std::chrono::hours;
using test::token;

class PinTest : public test::Office {
protected:
    void SetUp() override {
        hall_ = add_screen("Hal", token('a'));
        canteen_ = add_screen("Kantine", token('b'));
    }
    [[nodiscard]] Instant now() { return database.clock().now(); }

    v1::SavePinRequest wish(const std::string& text, const std::vector<ScreenId>& on = {}) {
        v1::SavePinRequest request;
        request.set_text(text);
        *request.mutable_until() = to_timestamp(now() + days{1});
        for (const auto& screen : on) request.add_screen_ids(screen.text());
        return request;
    }
    Result<v1::Pin> pin(const v1::SavePinRequest& request) {
        const auto by = person("noor");
        return database.store().write_now("test.pin", [=](store::Transaction& tx) -> Result<v1::Pin> {
            const auto plan = PinPlan::from_message(request);
            if (!plan) return std::unexpected(plan.error());
            return save_pin(tx, *plan, by, {});
        });
    }
    std::string reason_of(const v1::SavePinRequest& request) { return reason(pin(request)); }
    std::vector<std::string> on(const ScreenId& screen) {
        const auto shown = wall(screen).value();
        std::vector<std::string> words;
        for (const auto& one : shown.pins()) words.push_back(one.text() + one.picture_path());
        return words;
    }
    /// How often the screen was told to read its wall again.
    std::size_t heard(const ScreenId& screen) { return told(topic_of(screen)).size(); }

    ScreenId hall_;
    ScreenId canteen_;
};

INSTANTIATE_TEST_SUITE_P(Databases, PinTest, testing::ValuesIn(test::backends()), test::backend_name);

using Words = std::vector<std::string>;

TEST_P(PinTest, ItHangsWhereItWasPinnedUntilItsEnd) {
    const auto pinned = pin(wish("  Taart om drie uur ", {hall_}));

    ASSERT_TRUE(pinned) << pinned.error().reason;
    EXPECT_EQ(pinned->text(), "Taart om drie uur");
    EXPECT_EQ(pinned->pinned_by().name(), "Noor de Graaf");
    EXPECT_EQ(on(hall_), Words{"Taart om drie uur"});
    EXPECT_EQ(on(canteen_), Words{});
    EXPECT_EQ(heard(hall_), 1U);
    EXPECT_EQ(heard(canteen_), 0U);

    database.clock().advance(days{1});
    EXPECT_EQ(on(hall_), Words{});
}

TEST_P(PinTest, OnNoneNamedItHangsOnAllAndWhatScreensHearSaysNotWhoPinnedIt) {
    ASSERT_TRUE(pin(wish("Welkom")));

    EXPECT_EQ(on(hall_), Words{"Welkom"});
    EXPECT_EQ(on(canteen_), Words{"Welkom"});
    EXPECT_EQ(wall(hall_)->SerializeAsString().find("Noor"), std::string::npos);
}

TEST_P(PinTest, AScreenKnowsAWeekAhead) {
    auto soon = wish("Volgende week");
    *soon.mutable_from() = to_timestamp(now() + days{6});
    *soon.mutable_until() = to_timestamp(now() + days{20});
    auto later = soon;
    later.set_text("Later");
    *later.mutable_from() = to_timestamp(now() + days{8});
    ASSERT_TRUE(pin(soon));
    ASSERT_TRUE(pin(later));

    EXPECT_EQ(on(hall_), Words{"Volgende week"});
}

TEST_P(PinTest, ItIsMovedToAnotherScreenAndBothHear) {
    const auto first = pin(wish("Taart", {hall_})).value();
    auto moved = wish("Taart en thee", {canteen_});
    moved.set_pin_id(first.id());

    ASSERT_TRUE(pin(moved));

    EXPECT_EQ(on(hall_), Words{});
    EXPECT_EQ(on(canteen_), Words{"Taart en thee"});
    EXPECT_EQ(heard(hall_), 2U);
    EXPECT_EQ(heard(canteen_), 1U);
}

TEST_P(PinTest, WithoutWordsItWaitsForItsPicture) {
    const auto pinned = pin(wish("")).value();
    EXPECT_EQ(on(hall_), Words{});

    database.write([&](store::Transaction& tx) -> Result<bool> {
        if (auto set = set_pin_picture(tx, PinId{pinned.id()}, "/media/x", {}); !set)
            return std::unexpected(set.error());
        return true;
    });

    EXPECT_EQ(on(hall_), Words{"/media/x"});
}

TEST_P(PinTest, TakenOffItIsGoneAtOnce) {
    const auto pinned = pin(wish("Taart")).value();

    database.write([&](store::Transaction& tx) -> Result<bool> {
        if (auto off = remove_pin(tx, PinId{pinned.id()}, {}); !off) return std::unexpected(off.error());
        return true;
    });

    EXPECT_EQ(on(hall_), Words{});
    EXPECT_EQ(heard(hall_), 2U);
    const auto again = database.store().write_now("test.again", [&](store::Transaction& tx) -> Result<bool> {
        if (auto off = remove_pin(tx, PinId{pinned.id()}, {}); !off) return std::unexpected(off.error());
        return true;
    });
    EXPECT_EQ(again.error().reason, "PIN_NOT_FOUND");
}

TEST_P(PinTest, WhatCannotBePinnedIsRefused) {
    auto none = wish("Taart");
    none.clear_until();
    EXPECT_EQ(reason_of(none), "PIN_TIME_INVALID");
    auto past = wish("Taart");
    *past.mutable_from() = to_timestamp(now() - days{3});
    *past.mutable_until() = to_timestamp(now() - days{1});
    EXPECT_EQ(reason_of(past), "PIN_TIME_INVALID");
    auto backwards = wish("Taart");
    *backwards.mutable_from() = to_timestamp(now() + days{2});
    EXPECT_EQ(reason_of(backwards), "PIN_TIME_INVALID");
    auto for_ever = wish("Taart");
    *for_ever.mutable_until() = to_timestamp(now() + days{367});
    EXPECT_EQ(reason_of(for_ever), "PIN_TIME_INVALID");
    EXPECT_EQ(reason_of(wish(std::string(281, 'x'))), "TEXT_TOO_LONG");
    EXPECT_EQ(reason_of(wish("Taart", {ScreenId{"x"}})), "SCREEN_NOT_FOUND");
    auto unknown = wish("Taart");
    unknown.set_pin_id("x");
    EXPECT_EQ(reason_of(unknown), "PIN_NOT_FOUND");
    database.write([this](store::Transaction& tx) { return revoke(tx, canteen_, {}); });
    EXPECT_EQ(reason_of(wish("Taart", {canteen_})), "SCREEN_NOT_FOUND");
    EXPECT_EQ(heard(hall_), 0U);
}

TEST_P(PinTest, TheListOfScreensDrawsWhatHangsThere) {
    const auto pinned = pin(wish("Taart", {hall_})).value();
    v1::ReportStateRequest said;
    said.mutable_state()->set_picture(v1::SCREEN_PICTURE_PIN);
    said.mutable_state()->set_sound(v1::SCREEN_SOUND_ON);
    said.mutable_state()->set_pin_id(pinned.id());
    database.write([&](store::Transaction& tx) { return report(tx, hall_, said); });
    const auto listed = [this] { return test::await(service.list_screens(signed_in("noor"), {})).value().screens(0); };

    EXPECT_EQ(listed().pin().text(), "Taart");
    database.clock().advance(days{1});
    EXPECT_FALSE(listed().has_pin()) << "it is over";
}

TEST_P(PinTest, AScreenThatWasRevokedSinceKeepsNothingFromBeingChanged) {
    const auto first = pin(wish("Taart", {hall_, canteen_})).value();
    database.write([this](store::Transaction& tx) { return revoke(tx, canteen_, {}); });
    auto changed = wish("Taart en thee", {hall_, canteen_});
    changed.set_pin_id(first.id());

    EXPECT_EQ(reason_of(changed), "none");
    EXPECT_EQ(on(hall_), Words{"Taart en thee"});
}

TEST_P(PinTest, LongAfterItsEndItIsForgotten) {
    ASSERT_TRUE(pin(wish("Taart", {hall_})));
    const auto forget = [this] {
        database.write([](store::Transaction& tx) -> Result<bool> {
            forget_pins(tx, {});
            return true;
        });
        return database.store().read_now([](store::Reader& reader) { return list_pins(reader); }).pins_size();
    };
    database.clock().advance(days{31});
    EXPECT_EQ(forget(), 1);
    database.clock().advance(hours{1});
    EXPECT_EQ(forget(), 0);
}

TEST_P(PinTest, FiftyHangAndOneMoreIsRefusedUntilOneIsOver) {
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(pin(wish("Pin " + std::to_string(i))));
    EXPECT_EQ(reason_of(wish("Nog een")), "TOO_MANY_PINS");

    database.clock().advance(days{1} + hours{1});
    EXPECT_EQ(reason_of(wish("Nog een")), "none");
    const auto listed = database.store().read_now([](store::Reader& reader) { return list_pins(reader); });
    EXPECT_EQ(listed.pins_size(), 21) << "of those that are over the newest twenty";
    EXPECT_EQ(listed.pins(0).text(), "Nog een");
}

}  // namespace
}  // namespace koebel::screen
