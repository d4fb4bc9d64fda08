#include "recognition/amending.hpp"

#include "inbox/listing.hpp"
#include "recognition/off_show.hpp"
#include "recognition/projection.hpp"
#include "world.hpp"

#include <gmock/gmock.h>

namespace koebel::recognition {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// Other words, and who else made it possible.
class AmendingTest : public WorldTest {
protected:
    Result<v1::EditResponse> edit(const PersonId& who, const std::string& id, const std::string& message) {
        v1::EditRequest request;
        request.set_recognition_id(id);
        request.set_message(message);
        return world.database.store().write_now("test.edit", [&](store::Transaction& tx) {
            return recognition::edit(tx, World::caller(who), request, {});
        });
    }
    Result<v1::AddPeopleResponse> add(const PersonId& who, const std::string& id, const std::vector<PersonId>& people) {
        v1::AddPeopleRequest request;
        request.set_recognition_id(id);
        for (const auto& person : people) request.add_person_ids(person.text());
        return world.database.store().write_now("test.add", [&](store::Transaction& tx) {
            return add_people(tx, World::caller(who), request);
        });
    }
    Result<v1::RemoveAddedResponse> remove(const PersonId& who, const std::string& id, const PersonId& person) {
        v1::RemoveAddedRequest request;
        request.set_recognition_id(id);
        request.set_person_id(person.text());
        return world.database.store().write_now("test.remove", [&](store::Transaction& tx) {
            return remove_added(tx, World::caller(who), request);
        });
    }
    Result<v1::GetRecognitionResponse> one(const PersonId& viewer, const std::string& id) {
        return world.database.store().read_now([&](store::Reader& reader) {
            return get_recognition(reader, viewer, RecognitionId{id}, {});
        });
    }
    std::vector<std::string> earlier(const PersonId& viewer, const std::string& id) {
        std::vector<std::string> words;
        const auto edits = world.database.store().read_now([&](store::Reader& reader) {
            return list_edits(reader, viewer, RecognitionId{id});
        });
        for (const auto& edit : edits.value().edits()) words.push_back(edit.message());
        return words;
    }
    std::vector<std::string> added(const v1::Recognition& recognition) {
        std::vector<std::string> names;
        for (const auto& card : recognition.added()) names.push_back(card.name());
        return names;
    }

    TeamId north = world.team("Service Noord");
    PersonId ada = world.person({.name = "Ada Bos"});
    PersonId grace = world.person({.name = "Grace Vos", .teams = {north}});
    PersonId noor = world.person({.name = "Noor de Graaf"});
    PersonId piet = world.person({.name = "Piet Uil"});
    std::string given = world.give(world.thanks(ada, {grace})).recognition_id();
};

TEST_P(AmendingTest, OtherWordsReplaceTheOldOnesEverywhere) {
    ASSERT_TRUE(edit(ada, given, "Lavendel met Piet Uil"));
    EXPECT_THAT(world.topics_with("Zonnebloem"), IsEmpty());
    EXPECT_THAT(
        world.topics_with("Lavendel"),
        testing::UnorderedElementsAre("feed", topic_of(grace), "wall", wall_topic_of(north))
    );
    const auto shown = world.feed(noor).recognitions(0);
    EXPECT_EQ(shown.message(), "Lavendel met Piet Uil");
    EXPECT_EQ(shown.customer_moment(), "");
    EXPECT_TRUE(shown.has_edited_at());
    EXPECT_EQ(world.events("wall").back().recognition_shown().recognition().message(), "Lavendel met Piet")
        << "names in the new words are said as screens may say them";
    EXPECT_THAT(earlier(grace, given), ElementsAre("Zonnebloem bedankt"));
    EXPECT_EQ(world.left(ada), 90U);
}

TEST_P(AmendingTest, OnlyItsGiverAndOnlyForAWhile) {
    EXPECT_EQ(edit(grace, given, "Van mij").error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(edit(ada, given, " ").error().reason, "MESSAGE_REQUIRED");
    EXPECT_EQ(edit(ada, given, std::string(1001, 'a')).error().reason, "MESSAGE_TOO_LONG");
    world.database.clock().advance(std::chrono::minutes{15});
    EXPECT_TRUE(one(ada, given)->has_edit_until());
    EXPECT_FALSE(one(grace, given)->has_edit_until());
    EXPECT_TRUE(edit(ada, given, "Op de valreep"));
    world.database.clock().advance(std::chrono::microseconds{1});
    EXPECT_EQ(edit(ada, given, "Te laat").error().reason, "EDIT_TOO_LATE");
    EXPECT_FALSE(one(ada, given)->has_edit_until());
}

TEST_P(AmendingTest, TheSameWordsSayNothing) {
    const auto words = world.feed(ada).recognitions(0);
    v1::EditRequest request;
    request.set_recognition_id(given);
    request.set_message(words.message());
    request.set_customer_moment(words.customer_moment());
    const auto before = world.database.log().size();
    ASSERT_TRUE(world.database.store().write_now("test.edit", [&](store::Transaction& tx) {
        return recognition::edit(tx, World::caller(ada), request, {});
    }));
    EXPECT_EQ(world.database.log().size(), before);
    EXPECT_THAT(earlier(ada, given), IsEmpty());
}

TEST_P(AmendingTest, WhatItSaidBeforeIsForGiverAndPeopleThanked) {
    ASSERT_TRUE(edit(ada, given, "Tweede"));
    ASSERT_TRUE(edit(ada, given, "Derde"));
    EXPECT_THAT(earlier(ada, given), ElementsAre("Zonnebloem bedankt", "Tweede"));
    const auto others = world.database.store().read_now([&](store::Reader& reader) {
        return list_edits(reader, noor, RecognitionId{given});
    });
    EXPECT_EQ(others.error().reason, "RECOGNITION_NOT_FOUND");
    ASSERT_TRUE(world.take_back(ada, given));
    const auto gone = world.database.store().read_now([&](store::Reader& reader) {
        return list_edits(reader, ada, RecognitionId{given});
    });
    EXPECT_FALSE(gone);
}

TEST_P(AmendingTest, WhoElseMadeItPossibleIsNamedAndTold) {
    const auto score = world.database.store().read_now([&](store::Reader& reader) {
        static constexpr store::Sql kStandings{"test.standings", "SELECT COUNT(*) FROM standing"};
        return reader.row<std::int64_t>(kStandings).value_or(0);
    });
    ASSERT_TRUE(add(grace, given, {noor, piet}));
    EXPECT_THAT(added(world.feed(ada).recognitions(0)), ElementsAre("Noor de Graaf", "Piet Uil"));
    const auto shown = world.events("wall").back().recognition_shown().recognition();
    ASSERT_EQ(shown.added_size(), 2);
    EXPECT_EQ(shown.added(0).name(), "Noor");
    EXPECT_EQ(shown.recipient_count(), 1U);
    const auto inbox =
        world.database.store().read_now([&](store::Reader& reader) { return inbox::list(reader, noor, {}); });
    ASSERT_EQ(inbox.items_size(), 1);
    EXPECT_EQ(inbox.items(0).kind(), v1::INBOX_KIND_ADDED);
    EXPECT_EQ(inbox.items(0).actor().name(), "Grace Vos");
    const auto after = world.database.store().read_now([&](store::Reader& reader) {
        static constexpr store::Sql kStandings{"test.standings_after", "SELECT COUNT(*) FROM standing"};
        return reader.row<std::int64_t>(kStandings).value_or(0);
    });
    EXPECT_EQ(after, score) << "boards do not count it";
}

TEST_P(AmendingTest, WhoTakesPartAddsAndNobodyTwice) {
    EXPECT_EQ(add(noor, given, {piet}).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(add(ada, given, {}).error().reason, "NO_RECIPIENT");
    EXPECT_EQ(add(ada, given, {grace}).error().reason, "DUPLICATE_RECIPIENT");
    EXPECT_EQ(add(ada, given, {noor, noor}).error().reason, "DUPLICATE_RECIPIENT");
    EXPECT_EQ(add(ada, given, {PersonId{"nobody"}}).error().reason, "PERSON_NOT_FOUND");
    ASSERT_TRUE(add(ada, given, {noor}));
    EXPECT_TRUE(add(noor, given, {piet})) << "who was added knows who else";
    const auto us = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US)).recognition_id();
    EXPECT_EQ(add(ada, us, {noor}).error().reason, "NOT_FOR_EVERYONE");

    std::vector<PersonId> many;
    for (int i = 0; i < 20; ++i) many.push_back(world.named("Nieuw Nummer" + std::to_string(i)));
    EXPECT_EQ(add(ada, given, many).error().reason, "TOO_MANY_RECIPIENTS");
    EXPECT_EQ(added(world.feed(ada).recognitions(1)).size(), 2U);
}

TEST_P(AmendingTest, WhoWasAddedMayGoAndWhoAddedMayTakeOff) {
    ASSERT_TRUE(add(grace, given, {noor, piet}));
    EXPECT_THAT(one(noor, given)->may_remove(), ElementsAre(noor.text()));
    EXPECT_EQ(remove(noor, given, piet).error().reason, "PERSON_NOT_FOUND");
    ASSERT_TRUE(remove(noor, given, noor));
    ASSERT_TRUE(remove(ada, given, piet));
    EXPECT_THAT(added(world.feed(ada).recognitions(0)), IsEmpty());
    EXPECT_THAT(world.topics_with("Noor"), IsEmpty());
}

TEST_P(AmendingTest, AddedNamesFollowPublicity) {
    ASSERT_TRUE(add(ada, given, {noor}));
    world.database.write([&](store::Transaction& tx) -> Result<bool> {
        const auto before = std::get<0>(tx.read(people::people_by_id({noor}))).front();
        static constexpr store::Sql kShy{
            "test.shy", "UPDATE person SET publicity_feed = 0, publicity_screens = $2 WHERE id = $1"
        };
        tx.run(kShy, noor, static_cast<int>(v1::SCREEN_PUBLICITY_NO));
        world.repository.reproject(tx, before, std::get<0>(tx.read(people::people_by_id({noor}))).front());
        return true;
    });
    EXPECT_EQ(world.events("feed").back().recognition_changed().recognition().added(0).name(), "");
    EXPECT_EQ(world.events("wall").back().recognition_shown().recognition().added(0).name(), "");
    EXPECT_THAT(world.topics_with("Noor"), ElementsAre(topic_of(grace))) << "who is thanked knows";
}

TEST_P(AmendingTest, AnAddressLeadsToItForWhoMaySeeIt) {
    const auto us = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US)).recognition_id();
    EXPECT_EQ(one(grace, us)->recognition().message(), "Zonnebloem bedankt");
    EXPECT_EQ(one(noor, us).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(one(noor, given)->mine().recognition_id(), given);
    EXPECT_GT(one(noor, given)->snapshot().heads_size(), 1);
}

TEST_P(AmendingTest, OffTheFeedOnlyItsGiverAddsAndWhoWasAddedMayStillGo) {
    ASSERT_TRUE(add(ada, given, {noor}));
    ASSERT_TRUE(world.database.store().write_now("test.off", [&](store::Transaction& tx) {
        return take_off(
            tx, World::caller(grace), {.recognition = RecognitionId{given}, .feed = true, .screens = false}
        );
    }));
    EXPECT_EQ(add(grace, given, {piet}).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(add(noor, given, {piet}).error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_TRUE(add(ada, given, {piet})) << "who is not told that it is off";
    ASSERT_TRUE(remove(piet, given, piet));
    ASSERT_TRUE(remove(noor, given, noor));
    EXPECT_EQ(world.events("wall").back().recognition_shown().recognition().added_size(), 0);
}

INSTANTIATE_TEST_SUITE_P(Databases, AmendingTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
