#include "talk.hpp"

#include "people/away.hpp"
#include "recognition/off_show.hpp"

#include <algorithm>
#include <random>

namespace koebel::conversation {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// Comments and boosts: who hears of them, and where their words end.
class SayingTest : public TalkTest {
protected:
    std::string given = world.give(world.thanks(ada, {grace})).recognition_id();
    std::string team = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_TEAM)).recognition_id();
    std::string us = world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US)).recognition_id();
};

TEST_P(SayingTest, ACommentIsOnTheTopicsOfItsRecognition) {
    const auto said = comment(piet, given, "  Papaver  ").value();
    EXPECT_THAT(world.topics_with("Papaver"), ElementsAre("feed"));
    const auto posted = world.events("feed").back().remark_posted();
    EXPECT_EQ(posted.remark().text(), "Papaver");
    EXPECT_EQ(posted.remark().author().name(), "Piet Uil");
    EXPECT_EQ(posted.remark().position(), said.position());
    EXPECT_EQ(posted.comment_count(), 1U);
    // Screens hear that there is one, not what it says.
    EXPECT_EQ(world.events("wall").back().boost_shown().comment_count(), 1U);
    EXPECT_FALSE(world.events("wall").back().boost_shown().has_boost());

    ASSERT_TRUE(comment(noor, team, "Lavendel"));
    EXPECT_THAT(world.topics_with("Lavendel"), UnorderedElementsAre(topic_of(north), topic_of(grace), topic_of(ada)));
    ASSERT_TRUE(comment(grace, us, "Heide"));
    EXPECT_THAT(world.topics_with("Heide"), UnorderedElementsAre(topic_of(grace), topic_of(ada)));
    EXPECT_EQ(comment(piet, team, "Gras").error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(comment(noor, us, "Gras").error().reason, "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(around(piet, given).comment_count(), 1U);
}

TEST_P(SayingTest, WordsHaveBounds) {
    EXPECT_EQ(comment(piet, given, " \n ").error().reason, "COMMENT_REQUIRED");
    EXPECT_EQ(comment(piet, given, std::string(601, 'a')).error().reason, "COMMENT_TOO_LONG");
    EXPECT_TRUE(comment(piet, given, std::string(600, 'a')));
    EXPECT_EQ(boost(piet, given, "").error().reason, "REASON_REQUIRED");
    EXPECT_EQ(boost(piet, given, std::string(201, 'a')).error().reason, "BOOST_TOO_LONG");
    EXPECT_EQ(boost(piet, given, "Ook van mij", 51).error().reason, "TOO_MANY_CREDITS");
    settings.remarks = 1;
    EXPECT_EQ(comment(piet, given, "Nog een").error().reason, "TOO_MANY_REMARKS");
}

TEST_P(SayingTest, WhoIsNotInTheFeedIsAColleagueThereAndThemselvesAmongParticipants) {
    const auto shy = world.person({.name = "Sanne Schuw", .teams = {north}, .publicity = {.feed = false}});
    ASSERT_TRUE(comment(shy, team, "Papaver"));
    EXPECT_EQ(world.events(topic_of(north)).back().remark_posted().remark().author().name(), "");
    EXPECT_EQ(thread(noor, team).value().remarks(0).author().name(), "");
    EXPECT_EQ(thread(grace, team).value().remarks(0).author().name(), "Sanne Schuw");
}

TEST_P(SayingTest, WhoIsCalledFindsItInTheInboxIfTheyMaySeeIt) {
    ASSERT_TRUE(comment(grace, team, "Vraag het @Noor of @Piet"));
    const auto remark = thread(grace, team).value().remarks(0);
    ASSERT_EQ(remark.mentions_size(), 2);
    EXPECT_EQ(remark.mentions(0).start(), 10U);
    EXPECT_EQ(remark.mentions(0).length(), 5U);
    EXPECT_EQ(remark.mentions(0).person().name(), "Noor de Graaf");
    EXPECT_THAT(kinds(noor), ElementsAre(v1::INBOX_KIND_MENTIONED));
    EXPECT_THAT(kinds(piet), IsEmpty()) << "it is not for them";
    EXPECT_THAT(kinds(ada), ElementsAre(v1::INBOX_KIND_COMMENTED));
    EXPECT_THAT(kinds(grace), Not(Contains(v1::INBOX_KIND_COMMENTED))) << "nobody hears of themselves";
    EXPECT_EQ(world.events(topic_of(noor)).back().inbox_changed().unread(), 1U);
}

TEST_P(SayingTest, ANameThatSeveralShareCallsNobody) {
    world.person({.name = "Noor Blom", .teams = {north}});
    ASSERT_TRUE(comment(ada, given, "Met dank aan @Noor"));
    EXPECT_THAT(kinds(noor), IsEmpty());
    EXPECT_THAT(kinds(grace), Contains(v1::INBOX_KIND_COMMENTED));
}

TEST_P(SayingTest, CallsHaveABound) {
    std::string words;
    for (int i = 0; i < 21; ++i) words += "@Noor ";
    EXPECT_EQ(comment(piet, given, words).error().reason, "TOO_MANY_MENTIONS");
    EXPECT_THAT(world.topics_with("@Noor"), IsEmpty());
}

TEST_P(SayingTest, WhoCommentedBeforeHearsTheAnswersUnlessTheyMutedTheThread) {
    ASSERT_TRUE(comment(piet, given, "Eerste"));
    ASSERT_TRUE(comment(noor, given, "Tweede"));
    EXPECT_THAT(kinds(piet), ElementsAre(v1::INBOX_KIND_ANSWERED));
    ASSERT_TRUE(mute(piet, given));
    EXPECT_TRUE(world.events(topic_of(piet)).back().own_part_changed().part().muted());
    ASSERT_TRUE(comment(noor, given, "Derde"));
    EXPECT_EQ(kinds(piet).size(), 1U);
    ASSERT_TRUE(mute(piet, given, false));
    ASSERT_TRUE(comment(noor, given, "Vierde"));
    EXPECT_EQ(kinds(piet).size(), 2U);
    EXPECT_EQ(mute(noor, us).error().reason, "RECOGNITION_NOT_FOUND");
}

TEST_P(SayingTest, ABoostHasAReasonAndCreditsOfItsOwn) {
    const auto first = boost(piet, given, "Ze bleef tot zeven uur", 5).value();
    EXPECT_EQ(first.credits_each(), 5U);
    EXPECT_EQ(first.allowance_left(), 95U);
    EXPECT_EQ(world.left(piet), 95U);
    const auto heard = world.events(topic_of(piet));
    EXPECT_TRUE(std::ranges::any_of(heard, [](const auto& one) { return one.own_part_changed().part().boosted(); }));
    EXPECT_EQ(boost(piet, given, "Nog eens").error().reason, "ALREADY_BOOSTED");
    EXPECT_EQ(boost(ada, given, "Van mij").error().reason, "OWN_RECOGNITION");
    EXPECT_EQ(boost(grace, given, "Van mij").error().reason, "OWN_RECOGNITION");
    EXPECT_THAT(kinds(grace), Contains(v1::INBOX_KIND_BOOSTED));

    const auto shown = around(noor, given);
    ASSERT_EQ(shown.boosts_size(), 1);
    EXPECT_EQ(shown.boosts(0).text(), "Ze bleef tot zeven uur");
    EXPECT_EQ(shown.boost_count(), 1U);
    EXPECT_EQ(world.events("wall").back().boost_shown().boost().author().name(), "Piet");
}

TEST_P(SayingTest, CreditsAreSharedAsInGivingAndReturnWhileItCouldBeTakenBack) {
    const auto two = world.give(world.thanks(ada, {grace, noor})).recognition_id();
    const auto said = boost(piet, two, "Samen", 50).value();
    EXPECT_EQ(said.credits_each(), 50U);
    EXPECT_EQ(said.allowance_left(), 0U);
    EXPECT_EQ(boost(piet, given, "Leeg", 10).value().credits_each(), 0U) << "words always go";
    EXPECT_EQ(remove(piet, said.remark_id()).value().allowance_left(), 100U);

    const auto late = boost(piet, two, "Toch", 10).value();
    world.database.clock().advance(std::chrono::seconds{61});
    EXPECT_EQ(remove(piet, late.remark_id()).value().allowance_left(), 80U);
}

TEST_P(SayingTest, OnScreensItsWordsNameNobodyWhoIsNotThere) {
    const auto shy = world.person({.name = "Sanne Schuw", .publicity = {.screens = v1::SCREEN_PUBLICITY_NO}});
    ASSERT_TRUE(boost(piet, given, "Net als Sanne Schuw vorige week"));
    EXPECT_EQ(world.events("wall").back().boost_shown().boost().text(), "Net als een collega vorige week");
    EXPECT_THAT(world.topics_with("Sanne Schuw"), ElementsAre("feed"));
}

TEST_P(SayingTest, WhenTheRecognitionIsTakenBackNoWordStays) {
    ASSERT_TRUE(comment(piet, given, "Papaver"));
    ASSERT_TRUE(boost(noor, given, "Lavendel @Piet"));
    ASSERT_TRUE(react(piet, given, v1::REACTION_KIND_HEART));
    ASSERT_TRUE(world.take_back(ada, given));
    EXPECT_THAT(world.topics_with("Papaver"), IsEmpty());
    EXPECT_THAT(world.topics_with("Lavendel"), IsEmpty());
    EXPECT_THAT(kinds(piet), IsEmpty());
    EXPECT_EQ(thread(piet, given).error().reason, "RECOGNITION_NOT_FOUND");
}

TEST_P(SayingTest, HiddenItStaysAmongGiverAndPeopleThanked) {
    world.make_curator(noor);
    ASSERT_TRUE(comment(piet, given, "Papaver"));
    ASSERT_TRUE(world.hide(noor, given));
    EXPECT_THAT(world.topics_with("Papaver"), IsEmpty());
    EXPECT_THAT(words(grace, given), ElementsAre("Papaver"));
    EXPECT_EQ(thread(piet, given).error().reason, "RECOGNITION_NOT_FOUND");
    ASSERT_TRUE(comment(grace, given, "Heide"));
    EXPECT_THAT(world.topics_with("Heide"), UnorderedElementsAre(topic_of(grace), topic_of(ada)));
    EXPECT_THAT(kinds(piet), IsEmpty()) << "who cannot see it any more hears nothing of it";
    EXPECT_EQ(boost(piet, given, "Te laat").error().reason, "RECOGNITION_NOT_FOUND");
}

TEST_P(SayingTest, ChangedItSaysOnlyWhatItSaysNow) {
    const auto said = comment(piet, given, "Papaver voor @Noor").value();
    EXPECT_EQ(edit(noor, said.remark_id(), "Van mij").error().reason, "REMARK_NOT_FOUND");
    ASSERT_TRUE(edit(piet, said.remark_id(), "Lavendel"));
    EXPECT_THAT(world.topics_with("Papaver"), IsEmpty());
    const auto remark = thread(grace, given).value().remarks(0);
    EXPECT_EQ(remark.text(), "Lavendel");
    EXPECT_TRUE(remark.has_edited_at());
    EXPECT_EQ(remark.mentions_size(), 0);
    EXPECT_EQ(remark.position(), said.position()) << "it keeps its place";
    world.database.clock().advance(std::chrono::minutes{15});
    EXPECT_TRUE(edit(piet, said.remark_id(), "Heide"));
    world.database.clock().advance(std::chrono::microseconds{1});
    EXPECT_EQ(edit(piet, said.remark_id(), "Gras").error().reason, "EDIT_TOO_LATE");
}

TEST_P(SayingTest, RemovedItIsGoneEverywhere) {
    const auto said = comment(piet, given, "Papaver voor @Noor").value();
    ASSERT_THAT(kinds(noor), ElementsAre(v1::INBOX_KIND_MENTIONED));
    EXPECT_EQ(remove(noor, said.remark_id()).error().reason, "REMARK_NOT_FOUND");
    ASSERT_TRUE(remove(piet, said.remark_id()));
    EXPECT_THAT(world.topics_with("Papaver"), IsEmpty());
    EXPECT_THAT(kinds(noor), IsEmpty());
    EXPECT_EQ(around(ada, given).comment_count(), 0U);
    EXPECT_EQ(world.events("feed").back().remark_removed().remark_id(), said.remark_id());
    EXPECT_EQ(remove(piet, said.remark_id()).error().reason, "REMARK_NOT_FOUND");
}

TEST_P(SayingTest, ACuratorHidesItAndItsAuthorIsToldWhy) {
    const auto said = comment(piet, given, "Papaver").value();
    EXPECT_EQ(hide(noor, said.remark_id()).error().reason, "ROLE_REQUIRED");
    world.make_curator(noor);
    ASSERT_TRUE(hide(noor, said.remark_id()));
    EXPECT_THAT(world.topics_with("Papaver"), IsEmpty());
    EXPECT_THAT(words(piet, given), IsEmpty());
    const auto item = inbox_of(piet).items(0);
    EXPECT_EQ(item.kind(), v1::INBOX_KIND_HIDDEN);
    EXPECT_EQ(item.text(), "noemt een klant");
    EXPECT_FALSE(item.has_actor());
    const auto private_one = comment(grace, us, "Heide").value();
    EXPECT_EQ(hide(noor, private_one.remark_id()).error().reason, "REMARK_NOT_FOUND");
}

TEST_P(SayingTest, AThreadIsReadInPagesInTheOrderItWasSaid) {
    for (int i = 0; i < 7; ++i) ASSERT_TRUE(comment(piet, given, "nummer " + std::to_string(i)));
    const auto newest = thread(ada, given, 0, 3).value();
    ASSERT_EQ(newest.remarks_size(), 3);
    EXPECT_TRUE(newest.more());
    EXPECT_EQ(newest.remarks(0).text(), "nummer 4");
    EXPECT_EQ(newest.remarks(2).text(), "nummer 6");
    const auto older = thread(ada, given, newest.remarks(0).position(), 4).value();
    EXPECT_EQ(older.remarks(0).text(), "nummer 0");
    EXPECT_FALSE(older.more());
}

TEST_P(SayingTest, WhatIsShownFollowsItsAuthorsPublicity) {
    ASSERT_TRUE(boost(piet, given, "Lavendel"));
    write([&](store::Transaction& tx) -> Result<v1::ReactResponse> {
        const auto before = tx.read(people::people_by_id({piet}));
        static constexpr store::Sql kShy{
            "test.shy", "UPDATE person SET publicity_feed = 0, publicity_screens = $2 WHERE id = $1"
        };
        tx.run(kShy, piet, static_cast<int>(v1::SCREEN_PUBLICITY_NO));
        const auto after = tx.read(people::people_by_id({piet}));
        reproject(tx, std::get<0>(before).front(), std::get<0>(after).front(), settings);
        return v1::ReactResponse{};
    }).value();
    EXPECT_THAT(world.topics_with("Piet"), IsEmpty());
    EXPECT_EQ(world.events("feed").back().remark_posted().remark().author().name(), "");
    EXPECT_EQ(world.events("wall").back().boost_shown().boost().author().name(), "");
}

TEST_P(SayingTest, OfTwoWhoAreOneEachDidItOnce) {
    const auto twin = world.person({.name = "Pieter Uil"});
    ASSERT_TRUE(react(piet, given, v1::REACTION_KIND_HEART));
    ASSERT_TRUE(react(twin, given, v1::REACTION_KIND_CLAP));
    ASSERT_TRUE(boost(piet, given, "Lavendel"));
    ASSERT_TRUE(boost(twin, given, "Papaver"));
    ASSERT_TRUE(world.try_merge(piet, twin, {}));
    write([&](store::Transaction& tx) -> Result<v1::ReactResponse> {
        merge(tx, {.stays = piet, .goes = twin}, settings);
        return v1::ReactResponse{};
    }).value();
    const auto shown = around(noor, given);
    ASSERT_EQ(shown.reactions_size(), 1);
    EXPECT_EQ(shown.reactions(0).kind(), v1::REACTION_KIND_HEART);
    EXPECT_EQ(shown.boost_count(), 1U);
    EXPECT_EQ(shown.comment_count(), 1U) << "the other's words are a comment";
    EXPECT_THAT(world.topics_with("Pieter"), IsEmpty());
    const auto remarks = thread(noor, given).value();
    for (const auto& remark : remarks.remarks()) EXPECT_EQ(remark.author().name(), "Piet Uil");
}

TEST_P(SayingTest, CountsInEventsAreWhatSqlCounts) {
    std::mt19937 random{7};  // NOLINT(cert-msc51-cpp): the same each time
    std::vector<std::pair<PersonId, std::string>> living;
    const std::vector<PersonId> people{ada, grace, noor, piet};
    const auto any = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>{0, below - 1}(random);
    };
    for (int step = 0; step < 120; ++step) {
        const auto& who = people[any(people.size())];
        const auto what = any(6);
        if (what < 2) {
            living.emplace_back(who, comment(who, given, "woord " + std::to_string(step)).value().remark_id());
        } else if (what == 2) {
            if (const auto said = boost(who, given, "ook " + std::to_string(step))) {
                living.emplace_back(who, said->remark_id());
            }
        } else if (what == 3 && !living.empty()) {
            const auto at = any(living.size());
            ASSERT_TRUE(remove(living[at].first, living[at].second));
            living.erase(living.begin() + static_cast<std::ptrdiff_t>(at));
        } else if (what == 4) {
            ASSERT_TRUE(react(who, given, static_cast<v1::ReactionKind>(any(7))));
        }
    }
    // What a page would hold that applied every event.
    v1::Conversation page;
    for (const auto& event : world.events("feed")) {
        const auto set = [&](const auto& changed) {
            page.set_comment_count(changed.comment_count());
            page.set_boost_count(changed.boost_count());
        };
        if (event.has_remark_posted()) set(event.remark_posted());
        if (event.has_remark_removed()) set(event.remark_removed());
        if (event.has_reactions_changed()) *page.mutable_reactions() = event.reactions_changed().reactions();
    }
    auto sql = around(noor, given);
    sql.clear_boosts();
    EXPECT_EQ(page.ShortDebugString(), sql.ShortDebugString());
}

TEST_P(SayingTest, ANameThatSeveralShareIsNoRowAndNoCard) {
    for (int i = 0; i < 30; ++i) world.person({.name = "Jan Nummer" + std::to_string(i)});
    ASSERT_TRUE(comment(piet, given, "Met dank aan @Jan"));
    EXPECT_EQ(thread(ada, given).value().remarks(0).mentions_size(), 0);
    const auto rows = read([](store::Reader& reader) {
        static constexpr store::Sql kRows{"test.mention_rows", "SELECT COUNT(*) FROM remark_mention"};
        return reader.row<std::int64_t>(kRows).value_or(-1);
    });
    EXPECT_EQ(rows, 0);
}

TEST_P(SayingTest, OldWordsGoFromEveryTopicTheyEverStoodOn) {
    const auto take_off = [&](bool feed) {
        return write([&](store::Transaction& tx) {
            return recognition::take_off(
                tx, World::caller(grace), {.recognition = RecognitionId{given}, .feed = feed, .screens = false}
            );
        });
    };
    ASSERT_TRUE(take_off(true));
    const auto said = comment(ada, given, "Papaver").value();
    ASSERT_THAT(world.topics_with("Papaver"), UnorderedElementsAre(topic_of(ada), topic_of(grace)));
    ASSERT_TRUE(take_off(false));
    ASSERT_TRUE(edit(ada, said.remark_id(), "Lavendel"));
    EXPECT_THAT(world.topics_with("Papaver"), IsEmpty());
    EXPECT_THAT(world.topics_with("Lavendel"), ElementsAre("feed"));
}

TEST_P(SayingTest, AWholeTeamHearsItOnItsTopic) {
    const auto whole = world.give(world.thanks(ada, north, v1::VISIBILITY_TEAM)).recognition_id();
    ASSERT_TRUE(comment(grace, whole, "Papaver"));
    EXPECT_THAT(world.topics_with("Papaver"), UnorderedElementsAre(topic_of(north), topic_of(ada)));
    EXPECT_THAT(kinds(noor), Not(Contains(v1::INBOX_KIND_COMMENTED)));
    EXPECT_THAT(kinds(ada), Contains(v1::INBOX_KIND_COMMENTED));
}

TEST_P(SayingTest, CreditsOfBoostsReturnWhenTheRecognitionIsTakenBack) {
    ASSERT_TRUE(boost(piet, given, "Ook van mij", 20));
    ASSERT_EQ(world.left(piet), 80U);
    ASSERT_TRUE(world.take_back(ada, given));
    EXPECT_EQ(world.left(piet), 100U);
    EXPECT_EQ(world.events(topic_of(piet)).back().allowance_changed().left(), 100U);
}

INSTANTIATE_TEST_SUITE_P(Databases, SayingTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::conversation
