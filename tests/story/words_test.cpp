// What a nomination says: its shape. Pure.
#include "story/words.hpp"

#include <gmock/gmock.h>

#include <string>

namespace koebel::story {
namespace {

v1::NominationText said() {
    v1::NominationText text;
    text.set_kind(v1::NOMINATION_KIND_CUSTOMER_WOW);
    text.set_value_id("v");
    text.set_deed("Belde een uur later terug");
    return text;
}

template <class Change>
Result<Words> when(Change change) {
    auto text = said();
    change(text);
    return Words::from_message(text);
}
template <class Change>
std::string reason_with(Change change) {
    const auto words = when(change);
    return words ? "none" : std::string{words.error().reason};
}

std::string letters(std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += "é";
    return text;
}

TEST(NominationWords, WhatHappenedIsInOneOfTheTwoWays) {
    EXPECT_EQ(reason_with([](auto&) {}), "none");
    EXPECT_EQ(reason_with([](auto& text) { text.clear_deed(); }), "WORDS_REQUIRED");
    EXPECT_EQ(reason_with([](auto& text) { text.set_deed(" \n\u00a0 "); }), "WORDS_REQUIRED");
    EXPECT_EQ(
        reason_with([](auto& text) {
            text.clear_deed();
            text.set_situation("Er was geen warm water");
            text.set_thanks("Dank");
        }),
        "WORDS_REQUIRED"
    ) << "what was done is not said";
    EXPECT_EQ(
        reason_with([](auto& text) {
            text.clear_deed();
            text.set_words("Zij bleef tot het water warm was.");
        }),
        "none"
    );
}

TEST(NominationWords, AKindAndAValueAreRequired) {
    EXPECT_EQ(reason_with([](auto& text) { text.clear_kind(); }), "NOMINATION_KIND_INVALID");
    EXPECT_EQ(
        reason_with([](auto& text) { text.set_kind(static_cast<v1::NominationKind>(99)); }), "NOMINATION_KIND_INVALID"
    );
    EXPECT_EQ(reason_with([](auto& text) { text.clear_value_id(); }), "VALUE_REQUIRED");
}

TEST(NominationWords, EachFieldHoldsSoManyCodePointsAndNoMore) {
    EXPECT_EQ(reason_with([](auto& text) { text.set_deed(letters(kMostGuided)); }), "none");
    EXPECT_EQ(reason_with([](auto& text) { text.set_words(letters(kMostWords)); }), "none");
    const auto too_long = [](auto set) {
        const auto words = when(set);
        return words ? std::string{"none"} : std::string{words.error().reason} + " " + words.error().details.at(0);
    };
    EXPECT_EQ(too_long([](auto& t) { t.set_situation(letters(kMostGuided + 1)); }), "WORDS_TOO_LONG situation");
    EXPECT_EQ(too_long([](auto& t) { t.set_deed(letters(kMostGuided + 1)); }), "WORDS_TOO_LONG deed");
    EXPECT_EQ(too_long([](auto& t) { t.set_effect(letters(kMostGuided + 1)); }), "WORDS_TOO_LONG effect");
    EXPECT_EQ(too_long([](auto& t) { t.set_thanks(letters(kMostGuided + 1)); }), "WORDS_TOO_LONG thanks");
    EXPECT_EQ(too_long([](auto& t) { t.set_words(letters(kMostWords + 1)); }), "WORDS_TOO_LONG words");
}

TEST(NominationWords, TheyAreTrimmedAndComeBackAsTheyWere) {
    const auto words = when([](auto& text) {
        text.set_deed("  Belde terug \n");
        text.set_effect("Het gezin sliep warm");
    });

    ASSERT_TRUE(words);
    const auto back = to_message(*words);
    EXPECT_EQ(back.deed(), "Belde terug");
    EXPECT_EQ(back.effect(), "Het gezin sliep warm");
    EXPECT_EQ(back.kind(), v1::NOMINATION_KIND_CUSTOMER_WOW);
    EXPECT_EQ(back.value_id(), "v");
}

TEST(NominationWords, ATextThatIsNoneIsRefused) {
    EXPECT_EQ(reason_with([](auto& text) { text.set_deed(std::string{"a\0b", 3}); }), "TEXT_INVALID");
    EXPECT_EQ(to_reason("", kMostSeen).error().reason, "REASON_REQUIRED");
    EXPECT_EQ(to_reason("   ", kMostSeen).error().reason, "REASON_REQUIRED");
    EXPECT_EQ(to_reason(letters(kMostSeen + 1), kMostSeen).error().reason, "REASON_TOO_LONG");
    EXPECT_EQ(to_reason(" Ik was erbij ", kMostSeen).value(), "Ik was erbij");
}

TEST(NominationWords, OnlyLessonsAndComplaintsNameNoOthers) {
    for (int kind = v1::NominationKind_MIN + 1; kind <= v1::NominationKind_MAX; ++kind) {
        const Words words{.kind = static_cast<v1::NominationKind>(kind)};
        const bool expected =
            kind == v1::NOMINATION_KIND_LESSON_LEARNT || kind == v1::NOMINATION_KIND_COMPLAINT_AS_A_GIFT;
        EXPECT_EQ(words.names_no_others(), expected) << kind;
    }
}

}  // namespace
}  // namespace koebel::story
