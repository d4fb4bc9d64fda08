// Nominating, changing and taking back.
#include "story_world.hpp"

namespace koebel::story {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

class NominatingTest : public StoryWorldTest {};
INSTANTIATE_TEST_SUITE_P(Databases, NominatingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(NominatingTest, ANominationIsKeptWithAllThatIsInIt) {
    const auto given = world.give(world.thanks(noor, {grace})).recognition_id();
    auto request = about({grace, piet});
    auto& text = *request.mutable_text();
    text.set_situation("Een gezin zat in de kou");
    text.set_effect("Ze sliepen warm");
    text.set_thanks("Wat fijn dat je er bent");
    text.set_words("In mijn eigen woorden");
    request.add_recognition_ids(given);

    const auto id = nominated(ada, request);

    const auto seen = as_seen(ada, id);
    EXPECT_EQ(seen.show_id(), show);
    EXPECT_EQ(seen.nominator().name(), "Ada Lovelace");
    ASSERT_EQ(seen.people_size(), 2);
    EXPECT_EQ(seen.people(0).name(), "Grace Hopper");
    EXPECT_EQ(seen.people(1).name(), "Piet Post");
    EXPECT_EQ(seen.text().SerializeAsString(), request.text().SerializeAsString());
    ASSERT_EQ(seen.recognitions_size(), 1);
    EXPECT_EQ(seen.recognitions(0).recognition_id(), given);
    EXPECT_EQ(seen.recognitions(0).excerpt(), "Zonnebloem bedankt");
    EXPECT_EQ(seen.recognitions(0).giver().name(), "Noor de Graaf");
    EXPECT_TRUE(seen.own() && seen.open());
    EXPECT_FALSE(seen.has_hold() || seen.has_edited_at() || seen.asked());
}

TEST_P(NominatingTest, ATeamIsNominatedAsAWhole) {
    const auto id = nominated(ada, about(mill));

    const auto seen = as_seen(ada, id);
    EXPECT_EQ(seen.team().name(), "Molen");
    EXPECT_EQ(seen.people_size(), 0);
}

TEST_P(NominatingTest, NothingOfItStandsInTheLogButThatSomethingChanged) {
    (void)nominated(ada, about({grace}, "Zonnebloem"));
    EXPECT_THAT(world.topics_with("Zonnebloem"), IsEmpty());
    EXPECT_EQ(heard(ada), 1);
    EXPECT_EQ(heard(curator), 1);
    EXPECT_EQ(heard(grace), 0) << "not a hint to who is nominated";
    EXPECT_THAT(in_inbox(grace), IsEmpty());
}

TEST_P(NominatingTest, ACuratorWhoIsNominatedHearsNothing) {
    (void)nominated(ada, about({curator}));
    EXPECT_EQ(heard(curator), 0);
    EXPECT_EQ(heard(other_curator), 1);
}

TEST_P(NominatingTest, AColleaguesMistakeIsRefused) {
    auto lesson = about({grace}, "De afspraak stond verkeerd in de agenda");
    lesson.mutable_text()->set_kind(v1::NOMINATION_KIND_LESSON_LEARNT);
    EXPECT_EQ(nominate(ada, lesson).error().reason, "LESSON_OF_OTHERS");

    lesson.mutable_people()->set_person_ids(0, ada.text());
    EXPECT_TRUE(nominate(ada, lesson)) << "one's own";
    lesson.mutable_text()->set_deed("Piet Post zette de afspraak verkeerd in de agenda");
    const auto refused = nominate(ada, lesson);
    EXPECT_EQ(refused.error().reason, "NAMES_ANOTHER");
    EXPECT_THAT(refused.error().details, ElementsAre("Piet Post"));
    for (const auto* field : {"situation", "effect", "thanks", "words"}) {
        lesson.mutable_text()->set_deed("De afspraak stond verkeerd");
        lesson.mutable_text()->clear_situation();
        lesson.mutable_text()->clear_effect();
        lesson.mutable_text()->clear_thanks();
        lesson.mutable_text()->clear_words();
        const auto* descriptor = lesson.text().GetDescriptor()->FindFieldByName(field);
        lesson.text().GetReflection()->SetString(lesson.mutable_text(), descriptor, "Het was @Piet");
        EXPECT_EQ(nominate(ada, lesson).error().reason, "NAMES_ANOTHER") << field;
    }
}

TEST_P(NominatingTest, ALessonOfOnesTeamNamesNobodyOfIt) {
    auto lesson = about(mill);
    lesson.mutable_text()->set_kind(v1::NOMINATION_KIND_LESSON_LEARNT);
    lesson.mutable_text()->set_deed("Piet Post zette de afspraak verkeerd");
    EXPECT_THAT(nominate(grace, lesson).error().details, ElementsAre("Piet Post"));

    lesson.mutable_text()->set_deed("De afspraak stond verkeerd; ik, Grace Hopper, zag het te laat");
    const auto id = nominated(grace, lesson);
    auto text = lesson.text();
    text.set_thanks("Dank aan @Piet");
    EXPECT_EQ(edit(grace, id, text).error().reason, "NAMES_ANOTHER");
    ASSERT_TRUE(ask(grace, id, {noor}));
    EXPECT_EQ(see_too(noor, id, "Het was Piet Post").error().reason, "NAMES_ANOTHER");
}

TEST_P(NominatingTest, WhatIsOffScreensOnlyIsForEveryoneAllTheSame) {
    const auto given = world.give(world.thanks(noor, {grace})).recognition_id();
    write([&](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kOffScreens{
            "test.off_screens", "UPDATE recognition SET off_screens = 1 WHERE id = $1"
        };
        tx.run(kOffScreens, given);
        return true;
    }).value();
    auto request = about({grace});
    request.add_recognition_ids(given);
    EXPECT_TRUE(nominate(ada, request));
}

TEST_P(NominatingTest, AComplaintNamesWhoTurnedItAndNeverWhoCausedIt) {
    auto gift = about({grace}, "Grace Hopper bracht taart, nadat Piet Post de verkeerde ketel had gehangen");
    gift.mutable_text()->set_kind(v1::NOMINATION_KIND_COMPLAINT_AS_A_GIFT);
    EXPECT_THAT(nominate(ada, gift).error().details, ElementsAre("Piet Post"));

    gift.mutable_text()->set_deed("Grace Hopper en ik, Ada Lovelace, brachten taart");
    EXPECT_TRUE(nominate(ada, gift)) << "who turned it, and who tells it";
    gift = about(mill);
    gift.mutable_text()->set_kind(v1::NOMINATION_KIND_COMPLAINT_AS_A_GIFT);
    gift.mutable_text()->set_deed("Piet Post en Grace Hopper brachten taart");
    EXPECT_TRUE(nominate(ada, gift)) << "who belongs to the team";
}

TEST_P(NominatingTest, WhatIsOnlyForSomeIsNotPointedTo) {
    auto request = about({grace});
    request.add_recognition_ids(world.give(world.thanks(ada, {grace}, v1::VISIBILITY_ONLY_US)).recognition_id());
    EXPECT_EQ(nominate(ada, request).error().reason, "RECOGNITION_NOT_FOR_EVERYONE");

    request.set_recognition_ids(0, world.give(world.thanks(noor, {grace}, v1::VISIBILITY_ONLY_US)).recognition_id());
    EXPECT_EQ(nominate(ada, request).error().reason, "RECOGNITION_NOT_FOUND") << "not hers to see";
}

TEST_P(NominatingTest, WhatItPointsToIsReadByWhoMaySeeItThen) {
    const auto given = world.give(world.thanks(noor, {grace})).recognition_id();
    auto request = about({grace});
    request.add_recognition_ids(given);
    const auto id = nominated(ada, request);
    ASSERT_EQ(as_seen(curator, id).recognitions_size(), 1);

    ASSERT_TRUE(world.take_back(noor, given));

    EXPECT_EQ(as_seen(curator, id).recognitions_size(), 0);
    EXPECT_EQ(as_seen(ada, id).recognitions_size(), 0);
}

TEST_P(NominatingTest, TheWindowDecides) {
    const auto id = nominated(ada, about({grace}));
    move(v1::SHOW_STATE_CURATING);

    EXPECT_EQ(nominate(ada, about({grace})).error().reason, "WINDOW_CLOSED");
    EXPECT_EQ(edit(ada, id, about({grace}, "Anders").text()).error().reason, "WINDOW_CLOSED");
    EXPECT_FALSE(as_seen(ada, id).open());
    EXPECT_TRUE(withdraw(ada, id)) << "one's words may go until the show";
}

TEST_P(NominatingTest, TheWordsAreTheirWritersToChange) {
    const auto id = nominated(ada, about({grace}));
    auto text = about({grace}, "Anders gezegd").text();
    text.set_kind(v1::NOMINATION_KIND_LESSON_LEARNT);

    ASSERT_TRUE(edit(ada, id, text));
    const auto seen = as_seen(curator, id);
    EXPECT_EQ(seen.text().deed(), "Anders gezegd");
    EXPECT_EQ(seen.text().kind(), v1::NOMINATION_KIND_CUSTOMER_WOW) << "its kind stays";
    EXPECT_TRUE(seen.has_edited_at());
    for (const auto& other : {curator, grace, noor}) {
        EXPECT_EQ(edit(other, id, text).error().reason, "NOMINATION_NOT_FOUND");
        EXPECT_EQ(withdraw(other, id).error().reason, "NOMINATION_NOT_FOUND");
    }
}

TEST_P(NominatingTest, TakenBackItIsGone) {
    auto request = about({grace});
    request.add_witness_ids(noor.text());
    const auto id = nominated(ada, request);
    ASSERT_THAT(in_inbox(noor), ElementsAre(v1::INBOX_KIND_WITNESS_ASKED));

    ASSERT_TRUE(withdraw(ada, id));

    for (const auto& one : {ada, curator, noor}) EXPECT_FALSE(sees(one, id));
    EXPECT_EQ(own(ada).nominations_size(), 0);
    EXPECT_EQ(list(curator).total(), 0);
    EXPECT_THAT(in_inbox(noor), IsEmpty());
    EXPECT_EQ(heard(curator), 2) << "so that its page follows";
    EXPECT_EQ(withdraw(ada, id).error().reason, "NOMINATION_NOT_FOUND");
}

TEST_P(NominatingTest, WhoIsLockedNominatesNobodyAndTakesBack) {
    const auto id = nominated(ada, about({grace}));
    write([&](store::Transaction& tx) -> Result<bool> {
        static constexpr store::Sql kLock{
            "test.lock", "INSERT INTO person_lock (person_id, reason, locked_by, locked_at) VALUES ($1, 'x', $2, 0)"
        };
        tx.run(kLock, ada, curator);
        return true;
    }).value();

    EXPECT_EQ(nominate(ada, about({grace})).error().reason, "LOCKED");
    EXPECT_EQ(edit(ada, id, about({grace}).text()).error().reason, "LOCKED");
    EXPECT_EQ(ask(ada, id, {noor}).error().reason, "LOCKED");
    EXPECT_TRUE(withdraw(ada, id));
}

TEST_P(NominatingTest, SoManyOfOnePersonForOneShow) {
    settings.nominations = 2;
    EXPECT_TRUE(nominate(ada, about({grace})));
    EXPECT_TRUE(nominate(ada, about({grace})));
    EXPECT_EQ(nominate(ada, about({grace})).error().reason, "TOO_MANY_NOMINATIONS");
    EXPECT_TRUE(nominate(noor, about({grace}))) << "of another";
}

TEST_P(NominatingTest, OnesOwnArePagedTheNewestFirst) {
    std::vector<std::string> made;
    for (int i = 0; i < 23; ++i)
        made.insert(made.begin(), nominated(ada, about({grace}, "Nummer " + std::to_string(i))));
    std::vector<std::string> seen;
    std::string token;
    do {
        const auto page = read([&](store::Reader& reader) { return list_own(reader, ada, token); }).value();
        for (const auto& one : page.nominations()) seen.push_back(one.id());
        token = page.next_page_token();
    } while (!token.empty());

    EXPECT_EQ(seen, made);
    const auto wrong = read([&](store::Reader& reader) { return list_own(reader, ada, "x' OR 1=1"); });
    EXPECT_EQ(wrong.error().reason, "PAGE_TOKEN_INVALID");
    EXPECT_THAT(seen.front(), testing::Not(StartsWith("refused")));
}

}  // namespace
}  // namespace koebel::story
