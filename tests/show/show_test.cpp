// A show and its states: every way that is open, every one that is not. Pure.
#include "show/show.hpp"

#include "base/timestamp.hpp"

#include <gmock/gmock.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace koebel::show {
namespace {

using std::chrono::days;
using std::chrono::hours;

const Zone kZone{"Europe/Amsterdam"};
/// 2026-12-10 12:00 in Amsterdam.
const Instant kNow = kZone.to_instant(std::chrono::local_days{std::chrono::year{2026} / 12 / 10} + hours{12});

constexpr std::array kStates{
    v1::SHOW_STATE_PLANNED,
    v1::SHOW_STATE_COLLECTING,
    v1::SHOW_STATE_CURATING,
    v1::SHOW_STATE_READY,
    v1::SHOW_STATE_AIRED,
};

/// A show whose window is around now, unless its state says otherwise.
Show show_in(v1::ShowState state) {
    const auto shift = state == v1::SHOW_STATE_PLANNED      ? days{2}
                       : state == v1::SHOW_STATE_COLLECTING ? days{0}
                                                            : -days{4};
    return {
        .id = ShowId{"s"},
        .month = "2026-12",
        .state = state,
        .times = {.opens_at = kNow - days{1} + shift, .closes_at = kNow + days{1} + shift, .airs_at = kNow + days{3}},
    };
}
Show late(v1::ShowState state) {
    auto show = show_in(state);
    show.times.airs_at = kNow;
    return show;
}
Plan plan_of(const Show& show) {
    return {.id = show.id, .month = show.month, .times = show.times};
}
std::string reason_of(const Result<Show>& result) {
    return result ? "none" : std::string{result.error().reason};
}

v1::SaveShowRequest wish() {
    v1::SaveShowRequest request;
    request.set_month("2026-12");
    *request.mutable_opens_at() = to_timestamp(kNow + days{1});
    *request.mutable_closes_at() = to_timestamp(kNow + days{8});
    *request.mutable_airs_at() = to_timestamp(kNow + days{12});
    return request;
}
template <class Change>
std::string shape_when(Change change) {
    auto request = wish();
    change(request);
    const auto plan = Plan::from_message(request);
    return plan ? "none" : std::string{plan.error().reason};
}

TEST(ShowStates, EveryWayIsOpenOrRefusedWithItsReason) {
    const std::set<std::pair<v1::ShowState, v1::ShowState>> open{
        {v1::SHOW_STATE_PLANNED, v1::SHOW_STATE_COLLECTING},
        {v1::SHOW_STATE_COLLECTING, v1::SHOW_STATE_CURATING},
        {v1::SHOW_STATE_CURATING, v1::SHOW_STATE_READY},
        {v1::SHOW_STATE_READY, v1::SHOW_STATE_CURATING},
        {v1::SHOW_STATE_READY, v1::SHOW_STATE_AIRED},
    };
    for (const auto from : kStates) {
        for (const auto to : kStates) {
            const auto after = moved(late(from), to, kNow);
            const auto expected = open.contains({from, to}) ? "none" : "SHOW_STATE_FORBIDDEN";
            EXPECT_EQ(reason_of(after), expected) << v1::ShowState_Name(from) << " → " << v1::ShowState_Name(to);
            if (after) {
                EXPECT_EQ(after->state, to);
            } else {
                EXPECT_THAT(after.error().details, testing::ElementsAre(v1::ShowState_Name(from)));
            }
        }
    }
}

TEST(ShowStates, NoStateAtAllIsRefused) {
    EXPECT_EQ(reason_of(moved(show_in(v1::SHOW_STATE_READY), v1::SHOW_STATE_UNSPECIFIED, kNow)), "SHOW_STATE_INVALID");
    EXPECT_EQ(
        reason_of(moved(show_in(v1::SHOW_STATE_READY), static_cast<v1::ShowState>(77), kNow)), "SHOW_STATE_INVALID"
    );
}

TEST(ShowStates, AShowIsNotAiredBeforeItsTime) {
    auto show = late(v1::SHOW_STATE_READY);
    show.times.airs_at = kNow + std::chrono::microseconds{1};
    EXPECT_EQ(reason_of(moved(show, v1::SHOW_STATE_AIRED, kNow)), "SHOW_TOO_EARLY");
    EXPECT_EQ(reason_of(moved(show, v1::SHOW_STATE_AIRED, show.times.airs_at)), "none");
}

TEST(ShowStates, AWindowOpenedOrClosedByHandHasThatMoment) {
    const auto opened = moved(show_in(v1::SHOW_STATE_PLANNED), v1::SHOW_STATE_COLLECTING, kNow);
    const auto closed = moved(show_in(v1::SHOW_STATE_COLLECTING), v1::SHOW_STATE_CURATING, kNow);

    EXPECT_EQ(opened->times.opens_at, kNow);
    EXPECT_EQ(closed->times.closes_at, kNow);
}

TEST(ShowStates, AWindowOpensAndClosesByItselfToTheMicrosecond) {
    const auto planned_show = show_in(v1::SHOW_STATE_PLANNED);
    const auto& [opens, closes, airs] = planned_show.times;
    constexpr std::chrono::microseconds kTick{1};

    EXPECT_EQ(at_this_moment(planned_show, opens - kTick).state, v1::SHOW_STATE_PLANNED);
    EXPECT_EQ(at_this_moment(planned_show, opens).state, v1::SHOW_STATE_COLLECTING);
    EXPECT_EQ(at_this_moment(planned_show, closes - kTick).state, v1::SHOW_STATE_COLLECTING);
    EXPECT_EQ(at_this_moment(planned_show, closes).state, v1::SHOW_STATE_CURATING) << "also after a long sleep";
    EXPECT_EQ(at_this_moment(planned_show, airs + days{9}).state, v1::SHOW_STATE_CURATING)
        << "nobody airs it but a curator";
    EXPECT_EQ(at_this_moment(show_in(v1::SHOW_STATE_READY), airs + days{9}).state, v1::SHOW_STATE_READY);
}

TEST(ShowPlan, AWrongShapeIsRefused) {
    EXPECT_EQ(shape_when([](auto&) {}), "none");
    for (const auto* month : {"", "2026-13", "2026-00", "26-12", "2026/12", "2026-1", "2026-12-01", "december"}) {
        EXPECT_EQ(shape_when([&](auto& one) { one.set_month(month); }), "MONTH_INVALID") << month;
    }
    EXPECT_EQ(shape_when([](auto& one) { one.clear_opens_at(); }), "SHOW_TIMES_INVALID");
    EXPECT_EQ(shape_when([](auto& one) { one.mutable_airs_at()->set_nanos(-5); }), "SHOW_TIMES_INVALID");
    EXPECT_EQ(shape_when([](auto& one) { *one.mutable_closes_at() = one.opens_at(); }), "SHOW_TIMES_INVALID");
    EXPECT_EQ(shape_when([](auto& one) { *one.mutable_airs_at() = one.opens_at(); }), "SHOW_TIMES_INVALID");
    EXPECT_EQ(shape_when([](auto& one) { *one.mutable_airs_at() = one.closes_at(); }), "none") << "in the same moment";
}

TEST(ShowPlan, AStreamIsAnHttpsAddressAndALengthIsOfAShow) {
    const auto streamed = [](const std::string& url) {
        return shape_when([&](auto& one) { one.set_stream_url(url); });
    };
    EXPECT_EQ(streamed("https://video.example/show?x=1#live"), "none");
    for (const auto* url :
         {"http://video.example/",
          "javascript:alert(1)",
          "https://",
          "https:///path",
          "https://user:secret@video.example/",
          "//video.example",
          "video.example",
          "https://video.example/a b"}) {
        EXPECT_EQ(streamed(url), "STREAM_URL_INVALID") << url;
    }
    EXPECT_EQ(streamed("https://video.example/" + std::string(600, 'a')), "STREAM_URL_INVALID");

    const auto long_for = [](std::uint32_t minutes) {
        return shape_when([&](auto& one) { one.set_minutes(minutes); });
    };
    for (const auto minutes : {0U, 5U, 240U}) EXPECT_EQ(long_for(minutes), "none") << minutes;
    for (const auto minutes : {4U, 241U, 4'000'000'000U})
        EXPECT_EQ(long_for(minutes), "SHOW_LENGTH_INVALID") << minutes;
    EXPECT_EQ(planned(Plan::from_message(wish()).value(), kNow, kZone)->length, kUsual);
}

TEST(ShowPlan, AMonthFarAwayOrAWindowThatIsOverIsRefused) {
    auto plan = plan_of(show_in(v1::SHOW_STATE_PLANNED));
    for (const auto* month : {"2025-12", "2026-01", "2027-12"}) {
        plan.month = month;
        EXPECT_EQ(reason_of(planned(plan, kNow, kZone)), "none") << month;
    }
    for (const auto* month : {"2025-11", "2028-01", "0001-01"}) {
        plan.month = month;
        EXPECT_EQ(reason_of(planned(plan, kNow, kZone)), "MONTH_INVALID") << month;
    }
    plan = plan_of(show_in(v1::SHOW_STATE_READY));
    EXPECT_EQ(reason_of(planned(plan, kNow, kZone)), "SHOW_TIMES_INVALID");
    plan = plan_of(show_in(v1::SHOW_STATE_PLANNED));
    plan.times.airs_at = kNow + kLatest + days{1};
    EXPECT_EQ(reason_of(planned(plan, kNow, kZone)), "SHOW_TIMES_INVALID");
}

TEST(ShowPlan, AWindowThatBeganEarlierBeginsNow) {
    const auto show = planned(plan_of(show_in(v1::SHOW_STATE_COLLECTING)), kNow, kZone);

    ASSERT_TRUE(show);
    EXPECT_EQ(show->state, v1::SHOW_STATE_COLLECTING);
    EXPECT_EQ(show->times.opens_at, kNow);
}

TEST(ShowPlan, WhatOpenedIsNotOpenedElsewhereAndWhatClosedOpensByALaterEnd) {
    const auto collecting = show_in(v1::SHOW_STATE_COLLECTING);
    auto plan = plan_of(collecting);
    plan.times.opens_at += hours{1};
    EXPECT_EQ(reason_of(changed(collecting, plan, kNow, kZone)), "WINDOW_OPENED");
    plan = plan_of(collecting);
    plan.times.closes_at = kNow - hours{1};
    EXPECT_EQ(reason_of(changed(collecting, plan, kNow, kZone)), "SHOW_TIMES_INVALID")
        << "closing is a step of its own";
    plan.times.closes_at = kNow + hours{1};
    EXPECT_EQ(changed(collecting, plan, kNow, kZone)->times.closes_at, kNow + hours{1});

    const auto curating = show_in(v1::SHOW_STATE_CURATING);
    plan = plan_of(curating);
    plan.times.airs_at += days{2};
    EXPECT_EQ(changed(curating, plan, kNow, kZone)->state, v1::SHOW_STATE_CURATING);
    plan.times.closes_at = kNow + days{1};
    EXPECT_EQ(changed(curating, plan, kNow, kZone)->state, v1::SHOW_STATE_COLLECTING);
}

TEST(ShowPlan, WhatMovedMeanwhileIsNotMovedBack) {
    auto show = show_in(v1::SHOW_STATE_COLLECTING);
    auto plan = plan_of(show);
    plan.seen_in = v1::SHOW_STATE_COLLECTING;
    EXPECT_EQ(reason_of(changed(show, plan, kNow, kZone)), "none");
    show = *moved(show, v1::SHOW_STATE_CURATING, kNow);
    EXPECT_EQ(reason_of(changed(show, plan, kNow, kZone)), "SHOW_MOVED");
}

TEST(ShowPlan, ALengthThatIsNotGivenStays) {
    for (const auto state : {v1::SHOW_STATE_PLANNED, v1::SHOW_STATE_COLLECTING, v1::SHOW_STATE_READY}) {
        auto show = show_in(state);
        show.length = std::chrono::minutes{45};
        EXPECT_EQ(changed(show, plan_of(show), kNow, kZone)->length, std::chrono::minutes{45}) << state;
    }
}

TEST(ShowPlan, AWindowThatIsLateIsClosedWhenItWasToClose) {
    auto show = show_in(v1::SHOW_STATE_COLLECTING);
    show.times.closes_at = show.times.airs_at = kNow - std::chrono::milliseconds{500};
    EXPECT_EQ(moved(show, v1::SHOW_STATE_CURATING, kNow)->times.closes_at, show.times.closes_at);
}

TEST(ShowPlan, AReadyShowMovesInTimeOnlyAndAnAiredOneNotAtAll) {
    const auto ready = show_in(v1::SHOW_STATE_READY);
    auto plan = plan_of(ready);
    plan.times.airs_at += days{1};
    EXPECT_EQ(changed(ready, plan, kNow, kZone)->state, v1::SHOW_STATE_READY);
    plan.times.closes_at = kNow + hours{1};
    EXPECT_EQ(reason_of(changed(ready, plan, kNow, kZone)), "SHOW_READY");

    const auto aired = show_in(v1::SHOW_STATE_AIRED);
    EXPECT_EQ(reason_of(changed(aired, plan_of(aired), kNow, kZone)), "SHOW_AIRED");
}

}  // namespace
}  // namespace koebel::show
