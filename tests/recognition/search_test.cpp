#include "base/text.hpp"
#include "base/timestamp.hpp"
#include "conversation/removing.hpp"
#include "conversation/saying.hpp"
#include "people/directory.hpp"
#include "recognition/amending.hpp"
#include "recognition/feed_filter.hpp"
#include "recognition/search_backfill.hpp"
#include "search/words.hpp"
#include "world.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <random>

namespace koebel::recognition {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> lines_of(const std::string& file) {
    std::ifstream stream{std::string{KOEBEL_REAL_INPUT_FOLDER} + "/" + file};
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

/// What is found in the feed, and that nothing else is.
class SearchTest : public WorldTest {
protected:
    v1::ListFeedResponse find(const PersonId& viewer, const v1::FeedFilter& filter, Page page = {.size = 100}) {
        const auto wanted = to_filter(filter).value();
        return world.database.store().read_now([&](store::Reader& reader) {
            return list_feed(reader, viewer, page, wanted ? &*wanted : nullptr);
        });
    }
    v1::ListFeedResponse search(const PersonId& viewer, const std::string& query) {
        v1::FeedFilter filter;
        filter.set_query(query);
        return find(viewer, filter);
    }
    static std::vector<std::string> ids_of(const v1::ListFeedResponse& page) {
        std::vector<std::string> ids;
        for (const auto& one : page.recognitions()) ids.push_back(one.id());
        return ids;
    }
    std::string give(
        const PersonId& giver,
        std::vector<PersonId> people,
        const std::string& message,
        v1::Visibility visibility = v1::VISIBILITY_EVERYONE
    ) {
        auto command = world.thanks(giver, std::move(people), visibility, Credits{0});
        command.message = message;
        command.customer_moment.clear();
        return world.give(command).recognition_id();
    }
    std::string comment(const PersonId& who, const std::string& recognition, const std::string& text) {
        v1::CommentRequest request;
        request.set_recognition_id(recognition);
        request.set_text(text);
        return world.database.store()
            .write_now(
                "test.comment",
                [&](store::Transaction& tx) { return conversation::comment(tx, World::caller(who), request, {}); }
            )
            .value()
            .remark_id();
    }

    /// Every word a viewer could find a recognition by: what its card says to them, and what stands in its thread.
    std::vector<std::string> words_of(const v1::Recognition& recognition) {
        auto text = recognition.message() + "\n" + recognition.customer_moment() + "\n" + said_[recognition.id()];
        auto words = search::words_in(text);
        const auto add = [&](const std::string& name) {
            const auto form = people::name_form(name);
            std::ranges::move(search::words_in(form), std::back_inserter(words));
            auto compact = form;
            std::erase(compact, ' ');
            words.push_back(compact);
        };
        add(recognition.giver().name());
        for (const auto& card : recognition.recipients()) add(card.name());
        add(recognition.team().name());
        return words;
    }
    static bool is_found(const std::vector<std::string>& words, const std::string& query) {
        const auto asked = search::words_in(query);
        if (asked.empty()) return trimmed_is_empty(query);
        return std::ranges::all_of(asked, [&](const auto& word) {
            return std::ranges::any_of(words, [&](const auto& one) { return one.starts_with(word); });
        });
    }
    static bool trimmed_is_empty(const std::string& query) { return trimmed(query).empty(); }

    TeamId north = world.team("Service Noord");
    PersonId ada = world.person({.name = "Ada Bos"});
    PersonId grace = world.person({.name = "Grace Vos", .teams = {north}});
    PersonId noor = world.person({.name = "Noor de Graaf", .teams = {north}});
    PersonId fatma = world.person({.name = "Fatma Yıldız"});
    PersonId hof = world.person({.name = "Piet van 't Hof"});
    PersonId shy = world.person({.name = "Sanne Schuw", .publicity = {.feed = false}});
    std::map<std::string, std::string> said_;
};

TEST_P(SearchTest, TwoHundredQueriesFindWhatTheirViewersSeeAndNothingElse) {
    std::mt19937 random{3};  // NOLINT(cert-msc51-cpp): the same each time
    const auto any = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>{0, n - 1}(random); };
    const std::vector<PersonId> people{ada, grace, noor, fatma, hof, shy};
    const auto texts = lines_of("search_texts.txt");
    ASSERT_GE(texts.size(), 30U);
    for (std::size_t i = 0; i < 2 * texts.size(); ++i) {
        const auto giver = people[any(people.size())];
        auto recipient = people[any(people.size())];
        while (recipient == giver) recipient = people[any(people.size())];
        const auto visibility = static_cast<v1::Visibility>(1 + std::min<std::size_t>(2, any(5)));
        if (any(8) == 0) {
            auto command = world.thanks(ada, north, visibility);
            command.message = texts[i % texts.size()];
            command.credits_each = {};
            world.give(command);
            continue;
        }
        const auto id = give(giver, {recipient}, texts[i % texts.size()], visibility);
        const auto what = any(6);
        if (what == 0) {
            const auto& words = texts[any(texts.size())];
            comment(giver, id, words);
            said_[id] += words + "\n";
        }
        if (what == 1) ASSERT_TRUE(world.take_back(giver, id));
    }

    const auto queries = lines_of("search_queries.txt");
    ASSERT_GE(queries.size(), 200U);
    std::size_t found = 0;
    for (const auto& viewer : people) {
        const auto all = world.feed(viewer, {.size = 100});
        ASSERT_FALSE(all.more());
        for (const auto& query : queries) {
            std::vector<std::string> expected;
            for (const auto& one : all.recognitions()) {
                if (is_found(words_of(one), query)) expected.push_back(one.id());
            }
            if (!to_filter([&] {
                    v1::FeedFilter filter;
                    filter.set_query(query);
                    return filter;
                }())) {
                continue;
            }
            const auto page = search(viewer, query);
            EXPECT_EQ(ids_of(page), expected) << query;
            if (!trimmed_is_empty(query)) EXPECT_EQ(page.matches(), expected.size()) << query;
            found += expected.size();
        }
    }
    EXPECT_GT(found, 1'000U);
}

TEST_P(SearchTest, WhatIsGoneIsFoundNoMore) {
    const auto taken_back = give(ada, {grace}, "Papaver");
    ASSERT_TRUE(world.take_back(ada, taken_back));
    EXPECT_THAT(ids_of(search(ada, "papaver")), IsEmpty());

    const auto edited = give(ada, {grace}, "Lavendel");
    v1::EditRequest request;
    request.set_recognition_id(edited);
    request.set_message("Heide");
    ASSERT_TRUE(world.database.store().write_now("test.edit", [&](store::Transaction& tx) {
        return edit(tx, World::caller(ada), request, {});
    }));
    EXPECT_THAT(ids_of(search(noor, "lavendel")), IsEmpty());
    EXPECT_THAT(ids_of(search(noor, "heid")), ElementsAre(edited));

    const auto remark = comment(noor, edited, "Klaver");
    EXPECT_THAT(ids_of(search(ada, "klaver heide")), ElementsAre(edited)) << "words may stand apart";
    ASSERT_TRUE(world.database.store().write_now(
        "test.remove",
        [&](store::Transaction& tx) -> Result<v1::EditResponse> {
            const auto removed = conversation::remove(tx, World::caller(noor), conversation::RemarkId{remark});
            if (!removed) return std::unexpected(removed.error());
            return v1::EditResponse{};
        }
    ));
    EXPECT_THAT(ids_of(search(ada, "klaver")), IsEmpty());
    world.database.store().read_now([](store::Reader& reader) {
        static constexpr store::Sql kLeft{
            "test.left", "SELECT word FROM search_word WHERE word IN ('papaver', 'lavendel', 'klaver')"
        };
        EXPECT_THAT(reader.rows<std::string>(kLeft), IsEmpty());
        return true;
    });
}

TEST_P(SearchTest, WhoseNameTheFeedDoesNotSayIsNotFoundByIt) {
    const auto id = give(ada, {shy}, "Papaver");
    EXPECT_THAT(ids_of(search(noor, "sanne")), IsEmpty());
    EXPECT_THAT(ids_of(search(noor, "papaver")), ElementsAre(id));
    v1::FeedFilter filter;
    filter.set_person_id(shy.text());
    EXPECT_THAT(ids_of(find(noor, filter)), IsEmpty());
    EXPECT_THAT(ids_of(find(shy, filter)), ElementsAre(id)) << "to themselves they are themselves";
    const auto us = give(ada, {shy}, "Lavendel", v1::VISIBILITY_ONLY_US);
    EXPECT_THAT(ids_of(search(ada, "sanne")), ElementsAre(us)) << "among the two of them nobody is without a name";
}

TEST_P(SearchTest, FiltersNarrowTogether) {
    auto command = world.thanks(ada, {grace});
    command.values = {world.together};
    const auto first = world.give(command).recognition_id();
    world.database.clock().advance(std::chrono::hours{2});
    const auto second = give(grace, {fatma}, "Papaver");
    const auto team = world.give(world.thanks(ada, north, v1::VISIBILITY_TEAM)).recognition_id();

    const auto found = [&](const PersonId& viewer, auto set) {
        v1::FeedFilter filter;
        set(filter);
        return ids_of(find(viewer, filter));
    };
    EXPECT_THAT(found(noor, [&](auto& f) { f.set_value_id(world.together.text()); }), ElementsAre(first));
    EXPECT_THAT(found(noor, [&](auto& f) { f.set_team_id(north.text()); }), ElementsAre(team, first));
    EXPECT_THAT(found(fatma, [&](auto& f) { f.set_team_id(north.text()); }), ElementsAre(first));
    EXPECT_THAT(found(noor, [&](auto& f) { f.set_person_id(grace.text()); }), ElementsAre(second, first))
        << "a team's members are not named";
    EXPECT_THAT(found(grace, [&](auto& f) { f.set_kind(v1::FEED_KIND_MINE); }), ElementsAre(team, second, first));
    EXPECT_THAT(found(grace, [&](auto& f) { f.set_kind(v1::FEED_KIND_GIVEN); }), ElementsAre(second));
    EXPECT_THAT(found(noor, [&](auto& f) { f.set_kind(v1::FEED_KIND_PRIVATE); }), ElementsAre(team));
    EXPECT_THAT(found(noor, [&](auto& f) { f.set_kind(v1::FEED_KIND_CUSTOMER_MOMENT); }), ElementsAre(team, first));
    EXPECT_THAT(found(noor, [&](auto& f) { f.set_kind(v1::FEED_KIND_BOOSTED); }), IsEmpty());
    const auto noon = test::ManualClock::kStart + std::chrono::hours{1};
    EXPECT_THAT(found(noor, [&](auto& f) { *f.mutable_until() = to_timestamp(noon); }), ElementsAre(first));
    EXPECT_THAT(
        found(
            noor,
            [&](auto& f) {
                *f.mutable_from() = to_timestamp(noon);
                f.set_query("papaver");
            }
        ),
        ElementsAre(second)
    );
}

TEST_P(SearchTest, PagesFollowEachOtherAndTheFirstSaysHowMany) {
    std::vector<std::string> all;
    for (int i = 0; i < 7; ++i) all.insert(all.begin(), give(ada, {grace}, "Papaver " + std::to_string(i)));
    v1::FeedFilter filter;
    filter.set_query("papaver");
    const auto first = find(noor, filter, {.size = 4});
    EXPECT_TRUE(first.more());
    EXPECT_EQ(first.matches(), 7U);
    const auto rest = find(noor, filter, {.before = first.recognitions(3).position(), .size = 4});
    EXPECT_FALSE(rest.more());
    auto ids = ids_of(first);
    std::ranges::move(ids_of(rest), std::back_inserter(ids));
    EXPECT_EQ(ids, all);
}

TEST_P(SearchTest, WhatCannotBeAskedIsRefused) {
    const auto reason = [](auto set) {
        v1::FeedFilter filter;
        set(filter);
        const auto result = to_filter(filter);
        return result ? std::string{} : result.error().reason;
    };
    EXPECT_EQ(reason([](auto& f) { f.set_query(std::string(201, 'a')); }), "FILTER_INVALID");
    EXPECT_EQ(reason([](auto& f) { f.set_query("a b c d e f g h i"); }), "FILTER_INVALID");
    EXPECT_EQ(reason([](auto& f) { f.set_kind(static_cast<v1::FeedKind>(99)); }), "FILTER_INVALID");
    EXPECT_EQ(
        reason([](auto& f) {
            f.mutable_from()->set_seconds(2);
            f.mutable_until()->set_seconds(2);
        }),
        "FILTER_INVALID"
    );
    EXPECT_EQ(reason([](auto& f) { f.set_query("***"); }), "");
    EXPECT_THAT(ids_of(search(ada, "***")), IsEmpty());
}

TEST_P(SearchTest, WhatWasGivenBeforeThereWasASearchIsFoundAfterTheStart) {
    std::vector<std::string> all;
    for (int i = 0; i < 5; ++i) all.insert(all.begin(), give(ada, {grace}, "Papaver " + std::to_string(i)));
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kForget{"test.forget", "DELETE FROM search_word"};
        static constexpr store::Sql kOwe{
            "test.owe", "INSERT INTO search_backfill (one, below) SELECT 1, MAX(position) + 1 FROM recognition"
        };
        tx.run(kForget);
        tx.run(kOwe);
        return true;
    });
    EXPECT_THAT(ids_of(search(noor, "papaver")), IsEmpty());
    int pieces = 0;
    index_past(world.database.store(), [&] { ++pieces; }, 2);
    EXPECT_EQ(pieces, 2);
    EXPECT_EQ(ids_of(search(noor, "papaver")), all);
    index_past(world.database.store(), [&] { ++pieces; }, 2);
    EXPECT_EQ(pieces, 2) << "it is done once";
}

TEST_P(SearchTest, ASmallTeamIsNotFoundWhereNobodyOfItIsNamed) {
    const auto quiet = world.team("Tweetal");
    const auto hidden = world.person({.name = "Stille Vos", .teams = {quiet}, .publicity = {.feed = false}});
    const auto open = world.person({.name = "Open Vos", .teams = {quiet}});
    give(ada, {hidden}, "Papaver");
    const auto named = give(ada, {open}, "Lavendel");
    const auto whole = world.give(world.thanks(ada, quiet)).recognition_id();
    v1::FeedFilter filter;
    filter.set_team_id(quiet.text());
    EXPECT_THAT(ids_of(find(noor, filter)), ElementsAre(whole, named));
}

INSTANTIATE_TEST_SUITE_P(Databases, SearchTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
