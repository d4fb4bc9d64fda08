#include "moderation/held_world.hpp"

#include "moderation/held_words.hpp"
#include "moderation/matching.hpp"

#include <algorithm>

namespace koebel::moderation {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

/// The organisation's list.
class WordListTest : public HeldWorldTest {
protected:
    Result<v1::ChangeHeldWordsResponse> change(
        const PersonId& who, const std::vector<std::string>& add, const std::vector<std::string>& remove = {}
    ) {
        v1::ChangeHeldWordsRequest request;
        request.mutable_add()->Assign(add.begin(), add.end());
        request.mutable_remove()->Assign(remove.begin(), remove.end());
        return write([&](store::Transaction& tx) {
            return change_words(tx, World::caller(who), request, Settings{.held_words = most});
        });
    }
    v1::ListHeldWordsResponse list() {
        return read([](store::Reader& reader) { return list_words(reader); });
    }
    bool holds(const std::string& words) {
        auto command = world.thanks(ada, {grace});
        command.message = words;
        return world.give(command).held();
    }

    std::size_t most = 1'000;
};

TEST_P(WordListTest, WhatComesWithKoebelIsOfTheFormTheListKeeps) {
    const auto words = list();
    EXPECT_GE(words.words_size(), 200);
    for (const auto& word : words.words()) {
        EXPECT_EQ(to_held_word(word.word()).value_or(""), word.word());
        EXPECT_TRUE(word.language() == "nl" || word.language() == "en") << word.word();
    }
}

TEST_P(WordListTest, ItHoldsNothingThatIsSaidAtWork) {
    for (const auto* text : {
             "Al bellend hielp je een klant met kanker, in een wankele week",
             "Met de lift naar de klas, first class, en een kloteling van een cocktail",
             "We hebben gelachen, gehuild en de homo-, lesbische en joodse collega's bedankt",
             "The cocktail party in Scunthorpe, an assessment and a classic analysis",
         }) {
        EXPECT_FALSE(holds(text)) << text;
    }
}

TEST_P(WordListTest, AddedAWordHoldsAndTakenOffItDoesNot) {
    ASSERT_FALSE(holds("Wat een Knurft!"));
    ASSERT_TRUE(change(curator, {"Knurft*", "knurft*"}));
    EXPECT_TRUE(holds("Wat een Knurft!"));
    EXPECT_TRUE(holds("knurftje"));
    const auto words = list();
    const auto added = std::ranges::find(words.words(), "knurft*", &v1::HeldWord::word);
    ASSERT_NE(added, words.words().end());
    EXPECT_EQ(added->language(), "");

    ASSERT_TRUE(change(curator, {}, {"KNURFT*", "klote"}));
    EXPECT_FALSE(holds("Wat een Knurft!"));
    EXPECT_FALSE(holds("Wat een klote klus"));
    EXPECT_THAT(trail(), ElementsAre("held_words_changed", "held_words_changed"));
}

TEST_P(WordListTest, AProcessKnowsItsListFromAnothers) {
    ASSERT_TRUE(change(curator, {"knurft"}));
    ASSERT_TRUE(holds("Wat een knurft!"));
    World another{GetParam()};
    const auto team = another.team("Planning");
    const auto giver = another.person({.name = "Ada", .teams = {team}});
    auto command = another.thanks(giver, {another.person({.name = "Grace", .teams = {team}})});
    command.message = "Wat een knurft!";
    EXPECT_FALSE(another.give(command).held());
    EXPECT_TRUE(holds("Wat een knurft!"));
}

TEST_P(WordListTest, NoWordsHoldNothing) {
    std::vector<std::string> all;
    const auto listed = list();
    for (const auto& one : listed.words()) all.push_back(one.word());
    ASSERT_TRUE(change(curator, {}, all));
    EXPECT_FALSE(holds("Klaproos, wat een klote klus was dat"));
}

TEST_P(WordListTest, WhatChangesNothingStandsInNoTrail) {
    const auto before = list().words_size();
    EXPECT_EQ(change(curator, {"klote"}, {"bestaatniet"})->count(), static_cast<std::uint32_t>(before));
    EXPECT_THAT(trail(), IsEmpty());
}

TEST_P(WordListTest, ItHasBounds) {
    EXPECT_EQ(change(piet, {"knurft"}).error().reason, "ROLE_REQUIRED");
    EXPECT_EQ(change(curator, {"twee woorden"}).error().reason, "WORD_INVALID");
    EXPECT_EQ(change(curator, {}, {"?"}).error().reason, "WORD_INVALID");
    EXPECT_EQ(change(curator, std::vector<std::string>(501, "knurft")).error().reason, "TOO_MANY_WORDS");
    most = static_cast<std::size_t>(list().words_size());
    EXPECT_EQ(change(curator, {"knurft"}).error().reason, "WORD_LIST_FULL");
    EXPECT_TRUE(change(curator, {"knurft"}, {"klote"})) << "one for another";
    EXPECT_TRUE(change(curator, {}, {"knurft"}));
}

INSTANTIATE_TEST_SUITE_P(Databases, WordListTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::moderation
