#pragma once

#include "people/person.hpp"
#include "people/team.hpp"
#include "recognition/command.hpp"
#include "recognition/shorthand.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/recognition.pb.h>

#include <map>
#include <string_view>

namespace koebel::recognition {

/// A line of shorthand, read against the organisation's names, with the people and teams it mentions.
struct ResolvedLine {
    Shorthand shorthand;
    std::map<PersonId, people::Person> people;
    std::map<TeamId, people::Team> teams;
};

/// Reads a line. A job of Store::read.
/// Refuses with kInvalidArgument SHORTHAND_INVALID.
[[nodiscard]] Result<ResolvedLine> resolve(store::Reader& reader, std::string_view line);

/// What the page turns into chips.
[[nodiscard]] v1::ResolveShorthandResponse to_message(const ResolvedLine& line);

/// The recognition a line asks for, every name certain.
/// Refuses with
///   kFailedPrecondition  NAME_AMBIGUOUS (details: the candidates' names), NAME_UNKNOWN, VALUE_UNKNOWN
///                        (details: what was written)
///   kInvalidArgument     SHORTHAND_INVALID (people and a team, or two teams), and as to_command does
[[nodiscard]] Result<GiveRecognition> to_command(
    const PersonId& giver, const ResolvedLine& line, v1::Visibility visibility
);

}  // namespace koebel::recognition
