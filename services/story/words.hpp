#pragma once

#include "base/id.hpp"
#include "base/result.hpp"

#include <koebel/v1/nomination.pb.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::story {

// What the contract allows, in code points.
inline constexpr std::size_t kMostGuided = 1'000;
inline constexpr std::size_t kMostWords = 3'000;
inline constexpr std::size_t kMostSeen = 600;
inline constexpr std::size_t kMostHoldReason = 300;

/// What a nomination says, of the right shape: trimmed, and what happened is in it.
struct Words {
    v1::NominationKind kind = v1::NOMINATION_KIND_UNSPECIFIED;
    ValueId value;
    std::string situation;
    std::string deed;
    std::string effect;
    std::string thanks;
    std::string words;

    /// Refuses with kInvalidArgument NOMINATION_KIND_INVALID, VALUE_REQUIRED, WORDS_REQUIRED, WORDS_TOO_LONG (details:
    /// which field), TEXT_INVALID.
    static Result<Words> from_message(const v1::NominationText& message);

    /// All that is written, for what looks into it.
    [[nodiscard]] std::vector<std::string> texts() const { return {situation, deed, effect, thanks, words}; }

    /// Whether it names only who is nominated: a mistake or a complaint has no culprit.
    [[nodiscard]] bool names_no_others() const {
        return kind == v1::NOMINATION_KIND_LESSON_LEARNT || kind == v1::NOMINATION_KIND_COMPLAINT_AS_A_GIFT;
    }
};

[[nodiscard]] v1::NominationText to_message(const Words& words);

/// A text that is required. Refuses with kInvalidArgument REASON_REQUIRED, REASON_TOO_LONG, TEXT_INVALID.
[[nodiscard]] Result<std::string> to_reason(std::string_view text, std::size_t most);

}  // namespace koebel::story
