// What curators do with nominations.
#include "story_world.hpp"

#include <array>
#include <set>

namespace koebel::story {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CuratingTest : public StoryWorldTest {
protected:
    std::vector<std::string> trail() {
        static constexpr store::Sql kTrail{"test.trail", "SELECT what FROM access_audit ORDER BY id"};
        return read([](store::Reader& reader) { return reader.rows<std::string>(kTrail); });
    }
    std::vector<std::string> ids(const v1::ListNominationsResponse& page) {
        std::vector<std::string> all;
        for (const auto& one : page.nominations()) all.push_back(one.id());
        return all;
    }
};
INSTANTIATE_TEST_SUITE_P(Databases, CuratingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(CuratingTest, UnreadOnesStandFirstTheOldestAtTheTopThenTheNewestThatWereRead) {
    std::vector<std::string> made;
    for (int i = 0; i < 4; ++i) made.push_back(nominated(ada, about({grace})));
    ASSERT_TRUE(mark_read(curator, made[0]));
    ASSERT_TRUE(mark_read(curator, made[2]));

    const auto page = list(curator);

    EXPECT_THAT(ids(page), ElementsAre(made[1], made[3], made[2], made[0]));
    EXPECT_EQ(page.total(), 4U);
    EXPECT_EQ(page.unread(), 2U);
    EXPECT_EQ(page.ageing_days(), 5U);
    EXPECT_FALSE(page.nominations(0).has_read_at());
    EXPECT_TRUE(page.nominations(2).has_read_at());
}

TEST_P(CuratingTest, PagesHoldEachOnceWhereverUnreadEnds) {
    std::vector<std::string> made;
    for (int i = 0; i < 27; ++i) made.push_back(nominated(i % 2 == 0 ? ada : noor, about({grace})));
    for (const auto read_ones : std::array<std::size_t, 4>{0, 7, 20, 27}) {
        for (std::size_t i = 0; i < read_ones; ++i) (void)mark_read(curator, made[i]);
        std::vector<std::string> seen;
        std::string token;
        int pages = 0;
        do {
            const auto page = list(curator, for_show(token)).value();
            for (const auto& one : page.nominations()) seen.push_back(one.id());
            token = page.next_page_token();
            ++pages;
        } while (!token.empty());
        EXPECT_EQ(seen.size(), made.size()) << read_ones;
        EXPECT_EQ(std::set(seen.begin(), seen.end()).size(), made.size()) << read_ones;
        EXPECT_LE(pages, 3);
        EXPECT_EQ(
            std::vector(seen.begin(), seen.begin() + 27 - static_cast<std::ptrdiff_t>(read_ones)),
            std::vector(made.begin() + static_cast<std::ptrdiff_t>(read_ones), made.end())
        );
    }
    EXPECT_EQ(list(curator, for_show("x:1")).error().reason, "PAGE_TOKEN_INVALID");
    EXPECT_EQ(list(curator, for_show("u:1")).error().reason, "PAGE_TOKEN_INVALID");
}

TEST_P(CuratingTest, TheListIsFilteredByKindValueAndTeam) {
    const auto wow = nominated(ada, about({noor}));
    auto request = about({grace});
    request.mutable_text()->set_kind(v1::NOMINATION_KIND_QUIET_STRENGTH);
    request.mutable_text()->set_value_id(world.together.text());
    const auto quiet = nominated(ada, request);
    const auto team = nominated(ada, about(mill));

    auto asked = for_show();
    asked.set_kind(v1::NOMINATION_KIND_QUIET_STRENGTH);
    EXPECT_THAT(ids(list(curator, asked).value()), ElementsAre(quiet));
    asked = for_show();
    asked.set_value_id(world.ear.text());
    EXPECT_THAT(ids(list(curator, asked).value()), ElementsAre(wow, team));
    asked = for_show();
    asked.set_team_id(mill.text());
    EXPECT_THAT(ids(list(curator, asked).value()), ElementsAre(quiet, team));
    EXPECT_EQ(list(curator, asked).value().total(), 3U) << "whatever was asked for";
}

TEST_P(CuratingTest, TheFirstReadingCounts) {
    const auto id = nominated(ada, about({grace}));
    ASSERT_TRUE(mark_read(curator, id));
    const auto first = as_seen(curator, id).read_at();
    const auto heard_before = heard(other_curator);
    world.database.clock().advance(std::chrono::hours{1});

    ASSERT_TRUE(mark_read(other_curator, id));

    EXPECT_EQ(as_seen(curator, id).read_at().SerializeAsString(), first.SerializeAsString());
    EXPECT_EQ(heard(other_curator), heard_before) << "nothing changed";
    EXPECT_FALSE(as_seen(ada, id).has_read_at()) << "for curators only";
}

TEST_P(CuratingTest, WhatIsSaidAnewIsToBeReadAnew) {
    const auto id = nominated(ada, about({grace}));
    ASSERT_TRUE(ask(ada, id, {noor}));
    ASSERT_TRUE(mark_read(curator, id));
    ASSERT_TRUE(edit(ada, id, about({grace}, "Anders gezegd").text()));
    EXPECT_EQ(list(curator).unread(), 1U);

    ASSERT_TRUE(mark_read(curator, id));
    ASSERT_TRUE(see_too(noor, id, "Ik was erbij"));
    EXPECT_EQ(list(curator).unread(), 1U);
}

TEST_P(CuratingTest, ACuratorsOwnWordsWaitForAnother) {
    const auto id = nominated(curator, about({grace}));
    ASSERT_TRUE(mark_read(curator, id));
    EXPECT_EQ(list(curator).unread(), 1U);
    ASSERT_TRUE(mark_read(other_curator, id));
    EXPECT_EQ(list(curator).unread(), 0U);
}

TEST_P(CuratingTest, NobodyDecidesAboutWordsTheyDidNotRead) {
    const auto id = nominated(ada, about({grace}, "Wat een klote klus"));
    const auto read_version = as_seen(curator, id).version();
    ASSERT_TRUE(edit(ada, id, about({grace}, "Wat een kut klus").text()));
    EXPECT_EQ(hold(curator, id, "", read_version).error().reason, "NOMINATION_CHANGED");

    const auto newer = as_seen(curator, id).version();
    ASSERT_TRUE(hold(other_curator, id, "Noemt een klant", newer));
    EXPECT_EQ(hold(curator, id, "", newer).error().reason, "NOMINATION_CHANGED") << "another decided meanwhile";
    EXPECT_TRUE(hold(curator, id, "", as_seen(curator, id).version()));
}

TEST_P(CuratingTest, WhoReadItIsNobodysBusinessButCurators) {
    const auto id = nominated(ada, about({grace}));
    const auto before = heard(ada);
    ASSERT_TRUE(mark_read(curator, id));
    EXPECT_EQ(heard(ada), before);
    EXPECT_EQ(heard(other_curator), 2);
}

TEST_P(CuratingTest, WhoWroteItIsToldThatItIsHeldBackAndWhy) {
    const auto id = nominated(ada, about({grace}));

    ASSERT_TRUE(hold(curator, id, "Noemt een klant bij naam"));

    const auto items = inbox(ada);
    ASSERT_EQ(items.items_size(), 1);
    EXPECT_EQ(items.items(0).kind(), v1::INBOX_KIND_NOMINATION_HELD);
    EXPECT_EQ(items.items(0).text(), "Noemt een klant bij naam");
    EXPECT_FALSE(items.items(0).has_actor()) << "which curator is nobody's business";
    EXPECT_EQ(as_seen(ada, id).hold().reason(), "Noemt een klant bij naam");
    EXPECT_THAT(trail(), ElementsAre("show_planned", "nomination_held"));

    ASSERT_TRUE(hold(other_curator, id, ""));
    EXPECT_THAT(in_inbox(ada), ElementsAre(v1::INBOX_KIND_NOMINATION_RELEASED)) << "what was so before is not";
    EXPECT_FALSE(as_seen(ada, id).has_hold());
    EXPECT_THAT(trail(), ElementsAre("show_planned", "nomination_held", "nomination_released"));
}

TEST_P(CuratingTest, NobodyDecidesAboutTheirOwnWords) {
    const auto id = nominated(curator, about({grace}));
    EXPECT_EQ(hold(curator, id, "Toch maar niet").error().reason, "OWN_NOMINATION");
    EXPECT_TRUE(hold(other_curator, id, "Toch maar niet"));
    EXPECT_EQ(hold(curator, id, "").error().reason, "OWN_NOMINATION");
}

TEST_P(CuratingTest, OnlyCuratorsDecide) {
    const auto id = nominated(ada, about({grace}));
    EXPECT_EQ(hold(noor, id, "Niet goed").error().reason, "ROLE_REQUIRED");
    EXPECT_EQ(mark_read(ada, id).error().reason, "ROLE_REQUIRED");
}

TEST_P(CuratingTest, AHeldWordWaitsForACuratorAndOtherWordsLetItGo) {
    const auto made = nominate(ada, about({grace}, "Wat een klote klus, en toch"));
    ASSERT_TRUE(made && made->held());
    const auto id = made->nomination_id();
    EXPECT_THAT(as_seen(curator, id).hold().words(), ElementsAre("klote"));

    ASSERT_FALSE(edit(ada, id, about({grace}, "Wat een zware klus, en toch").text())->held());
    EXPECT_FALSE(as_seen(curator, id).has_hold());
    ASSERT_TRUE(edit(ada, id, about({grace}, "Een klote klus").text())->held());
    ASSERT_TRUE(hold(curator, id, ""));
    EXPECT_FALSE(as_seen(curator, id).has_hold()) << "a curator read it, and lets it go";
}

TEST_P(CuratingTest, WhatACuratorHoldsOtherWordsDoNotLetGo) {
    const auto id = nominated(ada, about({grace}));
    ASSERT_TRUE(hold(curator, id, "Noemt een klant"));
    EXPECT_TRUE(edit(ada, id, about({grace}, "Zonder naam").text())->held());
    EXPECT_EQ(as_seen(ada, id).hold().reason(), "Noemt een klant");
    EXPECT_THAT(in_inbox(grace), IsEmpty());
}

}  // namespace
}  // namespace koebel::story
