// What is still to be done for a show, and when it can be called ready.
#include "studio/checklist.hpp"

#include "base/timestamp.hpp"

#include <gtest/gtest.h>

#include <map>

namespace koebel::studio {
namespace {

using Item = v1::ChecklistItem;

show::Show a_show() {
    show::Show show;
    show.state = v1::SHOW_STATE_CURATING;
    show.times.airs_at = Instant{std::chrono::days{20'000}};
    show.times.closes_at = show.times.airs_at - std::chrono::days{4};
    return show;
}

Progress finished() {
    return {.segments = 8, .stories = 5, .opener_said = true, .total = std::chrono::minutes{30}};
}

std::map<Item::Kind, Item> by_kind(const Progress& progress) {
    std::map<Item::Kind, Item> items;
    for (auto& item : checklist(a_show(), progress)) items[item.kind()] = item;
    return items;
}

TEST(Checklist, IsDoneWhenNothingIsLeft) {
    for (const auto& [kind, item] : by_kind(finished())) {
        EXPECT_EQ(item.done(), kind != Item::KIND_READY) << Item::Kind_Name(kind);
    }
}

TEST(Checklist, SaysHowMuchIsLeftOfWhat) {
    auto progress = finished();
    progress.unread = 3;
    progress.not_asked = 2;
    progress.not_answered = 4;
    progress.without_lines = 1;
    progress.pictures_unnamed = 5;
    progress.fallen_out = 6;
    progress.total += std::chrono::seconds{45};
    auto items = by_kind(progress);
    EXPECT_EQ(items[Item::KIND_NOMINATIONS_READ].open(), 3U);
    EXPECT_EQ(items[Item::KIND_ASKED].open(), 2U);
    EXPECT_EQ(items[Item::KIND_ANSWERED].open(), 4U);
    EXPECT_EQ(items[Item::KIND_LINES].open(), 1U);
    EXPECT_EQ(items[Item::KIND_PICTURES].open(), 5U);
    EXPECT_EQ(items[Item::KIND_FALLEN_OUT].open(), 6U);
    EXPECT_EQ(items[Item::KIND_TIME].open(), 45U);
    for (const auto kind : {Item::KIND_NOMINATIONS_READ, Item::KIND_ASKED, Item::KIND_TIME}) {
        EXPECT_FALSE(items[kind].done());
    }
}

TEST(Checklist, StandsInTheOrderOfItsDates) {
    const auto items = checklist(a_show(), finished());
    for (std::size_t i = 1; i < items.size(); ++i) {
        EXPECT_LE(to_instant(items[i - 1].due_at()), to_instant(items[i].due_at()));
    }
    EXPECT_EQ(to_instant(items.back().due_at()), a_show().times.airs_at);
}

TEST(Ready, IsAShowWhoseRundownStands) {
    EXPECT_TRUE(may_be_ready(finished()));
    EXPECT_EQ(may_be_ready({}).error().reason, "RUNDOWN_EMPTY");
    auto progress = finished();
    progress.not_asked = 1;
    progress.not_answered = 2;
    EXPECT_EQ(may_be_ready(progress).error().reason, "CONSENT_PENDING");
    EXPECT_EQ(may_be_ready(progress).error().details.front(), "3");
    progress = finished();
    progress.pictures_unnamed = 1;
    EXPECT_EQ(may_be_ready(progress).error().reason, "PICTURE_UNNAMED");
}

}  // namespace
}  // namespace koebel::studio
