#pragma once

#include "base/credits.hpp"
#include "base/id.hpp"
#include "base/result.hpp"

#include <koebel/v1/recognition.pb.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::recognition {

// The limits of the contract.
inline constexpr std::size_t kMaxRecipients = 20;
inline constexpr std::size_t kMaxMessage = 1'000;  ///< code points
inline constexpr std::size_t kMaxValues = 3;
inline constexpr std::size_t kMaxCustomerMoment = 300;   ///< code points
inline constexpr std::size_t kMaxReason = 300;           ///< code points
inline constexpr std::size_t kMaxAlternativeText = 300;  ///< code points
inline constexpr Credits kMaxCreditsEach{50};

/// A picture that goes along, by its id, and what it shows in words.
struct ChosenPicture {
    std::string id;
    std::string alternative_text;  ///< trimmed
};

/// A recognition somebody wants to give, of the right shape: either 1 to 20 different people without
/// the giver, or one team; a message; 1 to 3 different values. Whether they exist is the rules' matter.
struct GiveRecognition {
    PersonId giver;
    std::vector<PersonId> people;  ///< empty when a team is thanked as a whole
    std::optional<TeamId> team;
    std::string message;  ///< trimmed
    std::vector<ValueId> values;
    Credits credits_each;
    std::string customer_moment;  ///< trimmed, may be empty
    v1::Visibility visibility = v1::VISIBILITY_EVERYONE;
    std::optional<ChosenPicture> picture = {};
};

/// What a recognition says, trimmed.
struct Words {
    std::string message;
    std::string customer_moment;  ///< may be empty
};

/// Pure. Refuses with kInvalidArgument: MESSAGE_REQUIRED, MESSAGE_TOO_LONG, CUSTOMER_MOMENT_TOO_LONG.
[[nodiscard]] Result<Words> to_words(std::string_view message, std::string_view customer_moment);

/// What a picture shows, trimmed. Pure. Refuses with kInvalidArgument: ALT_TEXT_REQUIRED, ALT_TEXT_TOO_LONG.
[[nodiscard]] Result<std::string> to_alternative_text(std::string_view text);

/// Checks the shape. Pure.
///
/// Refuses with kInvalidArgument: NO_RECIPIENT, TOO_MANY_RECIPIENTS, DUPLICATE_RECIPIENT,
/// SELF_RECOGNITION, MESSAGE_REQUIRED, MESSAGE_TOO_LONG, VALUE_REQUIRED, TOO_MANY_VALUES,
/// DUPLICATE_VALUE, TOO_MANY_CREDITS, CUSTOMER_MOMENT_TOO_LONG, VISIBILITY_INVALID, ALT_TEXT_REQUIRED,
/// ALT_TEXT_TOO_LONG.
[[nodiscard]] Result<GiveRecognition> to_command(const PersonId& giver, const v1::GiveRequest& request);

}  // namespace koebel::recognition
