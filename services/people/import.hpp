#pragma once

#include "base/result.hpp"
#include "people/roles.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/people.pb.h>

#include <string_view>

namespace koebel::people {

/// Imports teams, values or people from CSV with a header line, by key: a key that is new makes
/// something, one that is known changes what its columns say and leaves what they do not mention.
/// Nothing is ever removed. All lines or none: the report names every wrong line (at most a thousand),
/// and nothing is written then, nor with `dry_run`. Repeating an import changes nothing.
///
/// Someone whose roles or teams change has it in the log on topic access, and of whose roles `roles_changed` is told.
/// People who were deactivated stay so and count as unchanged: an old file does not bring a leaver back.
///
/// Refuses with
///   kInvalidArgument  CSV_INVALID (no header line, or of no known kind), CSV_TOO_LARGE
///
/// Reasons of the report's lines
///   QUOTE_MISPLACED, QUOTE_OPEN, TOO_MANY_FIELDS, TOO_MANY_LINES, FIELDS_MISMATCH, TEXT_INVALID
///   COLUMN_UNKNOWN, COLUMN_DUPLICATE, COLUMN_MISSING
///   REQUIRED, TOO_LONG, KEY_INVALID, KEY_DUPLICATE, COLOUR_UNKNOWN
///   TEAM_UNKNOWN, TEAM_DUPLICATE, TEAM_CYCLE, ROLE_UNKNOWN, LANGUAGE_UNKNOWN, EMAIL_INVALID, LAST_ADMIN
[[nodiscard]] Result<v1::ImportResponse> import(
    store::Transaction& tx,
    v1::ImportRequest::Kind kind,
    std::string_view csv,
    bool dry_run = false,
    const RolesChanged& roles_changed = {}
);

}  // namespace koebel::people
