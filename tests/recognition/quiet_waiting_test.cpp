#include "conversation/reacting.hpp"
#include "conversation/saying.hpp"
#include "people/publicity.hpp"
#include "quiet_world.hpp"
#include "recognition/amending.hpp"
#include "recognition/boosting.hpp"
#include "recognition/feed_filter.hpp"
#include "recognition/feed_reading.hpp"

#include <gmock/gmock.h>

namespace koebel::recognition {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::Property;
using testing::UnorderedElementsAre;

constexpr std::array kVisibilities{v1::VISIBILITY_EVERYONE, v1::VISIBILITY_TEAM, v1::VISIBILITY_ONLY_US};

/// Before Monday: what is said to Noor, to her, to its giver and to everybody else.
class QuietWaitingTest : public QuietTest {
protected:
    std::uint32_t found_by(const PersonId& who, const FeedFilter& filter) {
        return read([&](store::Reader& reader) { return list_feed(reader, who, {}, &filter); }).matches();
    }
    Result<v1::ReactResponse> react(const PersonId& who, const std::string& id) {
        v1::ReactRequest request;
        request.set_recognition_id(id);
        request.set_kind(v1::REACTION_KIND_HEART);
        return write([&](store::Transaction& tx) { return conversation::react(tx, World::caller(who), request); });
    }
    Result<v1::CommentResponse> comment(const PersonId& who, const std::string& id, const std::string& text) {
        v1::CommentRequest request;
        request.set_recognition_id(id);
        request.set_text(text);
        return write([&](store::Transaction& tx) { return conversation::comment(tx, World::caller(who), request, {}); }
        );
    }
    Result<v1::BoostResponse> boost(const PersonId& who, const std::string& id, const std::string& text) {
        v1::BoostRequest request;
        request.set_recognition_id(id);
        request.set_text(text);
        request.set_credits_each(5);
        return write([&](store::Transaction& tx) {
            return recognition::boost(tx, World::caller(who), request, conversation::Settings{});
        });
    }
    std::size_t on_screens() {
        return read([&](store::Reader& reader) {
            return list_wall(reader, std::nullopt, 10).size() + list_wall(reader, north, 10).size() +
                   list_lobby(reader, 10).size();
        });
    }
    std::vector<std::string> named_on_wall() {
        std::vector<std::string> names;
        for (const auto& one : read([](store::Reader& reader) { return list_wall(reader, std::nullopt, 1); })) {
            for (const auto& card : one.recipients()) names.push_back(card.name());
        }
        return names;
    }
    static std::vector<std::string> named_in(const v1::Recognition& recognition) {
        std::vector<std::string> names;
        for (const auto& card : recognition.recipients()) names.push_back(card.name());
        return names;
    }
};

TEST_P(QuietWaitingTest, ForHerItIsNowhere) {
    for (const auto visibility : kVisibilities) {
        const auto id = give({noor}, visibility);

        EXPECT_THAT(said_to(noor), IsEmpty()) << visibility;
        EXPECT_EQ(world.said_to(noor).unread(), 0U);
        EXPECT_EQ(world.feed(noor).recognitions_size(), 0);
        EXPECT_EQ(one(noor, id).error().reason, "RECOGNITION_NOT_FOUND");
        EXPECT_EQ(privacy(noor, id).error().reason, "RECOGNITION_NOT_FOUND");
        EXPECT_EQ(react(noor, id).error().reason, "RECOGNITION_NOT_FOUND");
        EXPECT_EQ(take_off(noor, id, false, false).error().reason, "RECOGNITION_NOT_FOUND");
        EXPECT_EQ(inbox(noor).items_size(), 0);
        EXPECT_EQ(inbox(noor).unread(), 0U);
        EXPECT_THAT(told(noor), IsEmpty());
    }
    EXPECT_EQ(found_by(noor, {.words = {"zonnebloem"}}), 0U);
    EXPECT_EQ(found_by(noor, {.person = noor.text()}), 0U);
    EXPECT_EQ(read([&](store::Reader& reader) { return values_profile_of(reader, noor); }).received_size(), 0);
}

TEST_P(QuietWaitingTest, AmongOthersItIsNowhereForHerEither) {
    const auto team_too = world.person({.name = "Mate Later", .teams = {north}});
    for (const auto visibility : kVisibilities) {
        const auto id = give({noor, grace}, visibility);

        EXPECT_EQ(world.feed(noor).recognitions_size(), 0) << visibility;
        EXPECT_EQ(one(noor, id).error().reason, "RECOGNITION_NOT_FOUND");
        ASSERT_TRUE(comment(grace, id, "Met @Noor de Graaf samen"));
        EXPECT_EQ(inbox(noor).items_size(), 0);
        EXPECT_THAT(told(noor), IsEmpty());
        EXPECT_THAT(world.topics_with("samen"), Not(Contains(topic_of(noor))));
    }
    EXPECT_EQ(world.feed(team_too).recognitions_size(), 2);
}

TEST_P(QuietWaitingTest, NothingTellsTheGiver) {
    const auto open = world.give(world.thanks(ada, {grace}));
    const auto quiet = world.give(world.thanks(ada, {noor}));

    EXPECT_EQ(open.credits_each(), quiet.credits_each());
    EXPECT_EQ(open.allowance_left() - quiet.allowance_left(), 10U);
    const auto page = world.feed(ada).recognitions(0);
    EXPECT_THAT(named_in(page), ElementsAre("Noor de Graaf"));
    EXPECT_THAT(told(ada), ElementsAre(Property(&v1::Recognition::SerializeAsString, alone(page))));
    EXPECT_EQ(
        privacy(ada, quiet.recognition_id())->SerializeAsString(),
        privacy(ada, open.recognition_id())->SerializeAsString()
    );
}

TEST_P(QuietWaitingTest, AloneItIsOnNoFeedNoPageOfATeamAndNoScreenFromTheStart) {
    give({noor});
    give({noor}, v1::VISIBILITY_TEAM);

    EXPECT_THAT(world.topics_with("Zonnebloem"), UnorderedElementsAre(topic_of(ada)));
    EXPECT_EQ(on_screens(), 0U);
    EXPECT_THAT(world.topics(), Not(Contains("lobby")));
    for (const auto& who : {piet, grace}) EXPECT_EQ(world.feed(who).recognitions_size(), 0);
    EXPECT_EQ(found_by(piet, {.words = {"zonnebloem"}}), 0U);
}

TEST_P(QuietWaitingTest, ATeamThatIsQuietAsAWholeIsTheSame) {
    quietly(grace, true);

    const auto id = world.give(world.thanks(ada, north)).recognition_id();

    EXPECT_THAT(world.topics_with("Zonnebloem"), UnorderedElementsAre(topic_of(ada)));
    EXPECT_EQ(world.feed(ada).recognitions_size(), 1);
    EXPECT_EQ(world.feed(piet).recognitions_size(), 0);
    run_at(kMonday);
    EXPECT_THAT(said_to(noor), ElementsAre(id));
    EXPECT_THAT(said_to(grace), ElementsAre(id));
}

TEST_P(QuietWaitingTest, AmongOthersItStandsForEverybodyElseWithoutHerName) {
    auto command = world.thanks(ada, {noor, grace});
    command.message = "Noor de Graaf en Grace Vos hielpen";
    world.give(command);

    EXPECT_THAT(named_in(world.feed(piet).recognitions(0)), ElementsAre("", "Grace Vos"));
    EXPECT_THAT(named_in(world.events("feed").back().recognition_given().recognition()), ElementsAre("", "Grace Vos"));
    EXPECT_EQ(on_screens(), 3U);
    EXPECT_THAT(named_on_wall(), ElementsAre("", "Grace"));
    EXPECT_THAT(world.topics_with("Noor de Graaf en"), UnorderedElementsAre("feed", topic_of(ada), topic_of(grace)));
    EXPECT_THAT(world.topics_with("Een collega en Grace hielpen"), Contains("wall"));
}

TEST_P(QuietWaitingTest, AmongOthersHerNameFindsItForWhoTakesPartAlone) {
    give({noor, grace});

    EXPECT_EQ(found_by(piet, {.words = {"noor"}}), 0U);
    EXPECT_EQ(found_by(piet, {.person = noor.text()}), 0U);
    EXPECT_EQ(found_by(piet, {.words = {"grace"}}), 1U);
    EXPECT_EQ(found_by(ada, {.words = {"noor"}}), 1U);
    EXPECT_EQ(found_by(grace, {.person = noor.text()}), 1U);
}

TEST_P(QuietWaitingTest, AmongOthersItsGiverSeesHerNamedWhateverHappens) {
    const auto id = give({noor, grace});
    const auto as_ever = [&] {
        const auto page = world.feed(ada).recognitions(0);
        EXPECT_THAT(named_in(page), ElementsAre("Noor de Graaf", "Grace Vos"));
        EXPECT_EQ(told(ada).back().SerializeAsString(), alone(page));
    };
    as_ever();

    v1::EditRequest request;
    request.set_recognition_id(id);
    request.set_message("Lavendel");
    ASSERT_TRUE(write([&](store::Transaction& tx) { return edit(tx, World::caller(ada), request, {}); }));
    as_ever();
    EXPECT_THAT(named_in(world.feed(piet).recognitions(0)), ElementsAre("", "Grace Vos"));

    world.database.write([&](store::Transaction& tx) {
        return people::set_name_said(tx, ada, "Aa-da", [&](auto& changing, const auto& before, const auto& after) {
            world.repository.reproject(changing, before, after);
        });
    });
    as_ever();
    EXPECT_THAT(
        named_in(world.events("feed").back().recognition_changed().recognition()), ElementsAre("", "Grace Vos")
    );

    ASSERT_TRUE(take_off(grace, id, true, false));
    ASSERT_TRUE(take_off(grace, id, false, false));
    as_ever();
    EXPECT_THAT(told(noor), IsEmpty());
}

TEST_P(QuietWaitingTest, AmongOthersAnotherPublicityNamesHerNowhere) {
    give({noor, grace});

    const people::Publicity all{.feed = true, .screens = v1::SCREEN_PUBLICITY_FULL_NAME};
    world.database.write([&](store::Transaction& tx) {
        return people::set_publicity(tx, noor, all, [&](auto& changing, const auto& before, const auto& after) {
            world.repository.reproject(changing, before, after);
        });
    });

    EXPECT_THAT(named_on_wall(), ElementsAre("", "Grace"));
    EXPECT_THAT(named_in(world.feed(piet).recognitions(0)), ElementsAre("", "Grace Vos"));
    for (const auto& topic : {std::string{"wall"}, wall_topic_of(north), std::string{"feed"}}) {
        EXPECT_THAT(world.topics_with("Noor de Graaf"), Not(Contains(topic)));
    }
}

TEST_P(QuietWaitingTest, CreditsOfABoostAreSharedByEverybodyThanked) {
    const auto id = give({noor, grace});
    const auto left = world.left(piet);

    const auto boosted = boost(piet, id, "@Noor bleef tot zeven uur");

    ASSERT_TRUE(boosted);
    EXPECT_EQ(left - boosted->allowance_left(), 10U) << "who counted would know that one is missing";
    EXPECT_EQ(world.events("wall").back().boost_shown().boost().text(), "Een collega bleef tot zeven uur");
    EXPECT_EQ(inbox(noor).items_size(), 0);
}

TEST_P(QuietWaitingTest, ItsGiverSaysWhoElseMadeItPossibleAsEver) {
    const auto id = give({noor});
    v1::AddPeopleRequest request;
    request.set_recognition_id(id);
    request.add_person_ids(piet.text());

    ASSERT_TRUE(write([&](store::Transaction& tx) { return add_people(tx, World::caller(ada), request); }));

    EXPECT_EQ(world.feed(ada).recognitions(0).added_size(), 1);
    EXPECT_EQ(inbox(piet).items_size(), 0) << "it is not theirs to see";
}

TEST_P(QuietWaitingTest, WhoWantsItAtOnceGetsItAsEver) {
    const auto id = give({grace});

    EXPECT_THAT(said_to(grace), ElementsAre(id));
    EXPECT_EQ(told(grace).front().said_position(), 0U);
    EXPECT_THAT(told(ada), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Databases, QuietWaitingTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
