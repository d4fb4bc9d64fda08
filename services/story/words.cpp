#include "story/words.hpp"

#include "base/text.hpp"

#include <utility>

namespace koebel::story {
namespace {

Result<std::string> to_field(std::string_view text, std::string_view field, std::size_t most) {
    if (!is_clean_text(text)) return refuse(Code::kInvalidArgument, "TEXT_INVALID");
    std::string kept{trimmed(text)};
    if (code_points(kept) <= most) return kept;
    auto error = refusal(Code::kInvalidArgument, "WORDS_TOO_LONG");
    error.details.emplace_back(field);
    return std::unexpected(std::move(error));
}

}  // namespace

Result<Words> Words::from_message(const v1::NominationText& message) {
    if (message.kind() == v1::NOMINATION_KIND_UNSPECIFIED || !v1::NominationKind_IsValid(message.kind())) {
        return refuse(Code::kInvalidArgument, "NOMINATION_KIND_INVALID");
    }
    if (message.value_id().empty()) return refuse(Code::kInvalidArgument, "VALUE_REQUIRED");
    Words words{.kind = message.kind(), .value = ValueId{message.value_id()}};
    struct Place {
        const std::string& text;
        std::string_view field;
        std::size_t most;
        std::string& into;
    };
    const Place places[] = {
        {message.situation(), "situation", kMostGuided, words.situation},
        {message.deed(), "deed", kMostGuided, words.deed},
        {message.effect(), "effect", kMostGuided, words.effect},
        {message.thanks(), "thanks", kMostGuided, words.thanks},
        {message.words(), "words", kMostWords, words.words},
    };
    for (const auto& place : places) {
        auto kept = to_field(place.text, place.field, place.most);
        if (!kept) return std::unexpected(std::move(kept.error()));
        place.into = *std::move(kept);
    }
    if (words.deed.empty() && words.words.empty()) return refuse(Code::kInvalidArgument, "WORDS_REQUIRED");
    return words;
}

v1::NominationText to_message(const Words& words) {
    v1::NominationText message;
    message.set_kind(words.kind);
    message.set_value_id(words.value.text());
    message.set_situation(words.situation);
    message.set_deed(words.deed);
    message.set_effect(words.effect);
    message.set_thanks(words.thanks);
    message.set_words(words.words);
    return message;
}

Result<std::string> to_reason(std::string_view text, std::size_t most) {
    if (!is_clean_text(text)) return refuse(Code::kInvalidArgument, "TEXT_INVALID");
    std::string reason{trimmed(text)};
    if (reason.empty()) return refuse(Code::kInvalidArgument, "REASON_REQUIRED");
    if (code_points(reason) > most) return refuse(Code::kInvalidArgument, "REASON_TOO_LONG");
    return reason;
}

}  // namespace koebel::story
