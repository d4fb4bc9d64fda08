#pragma once

#include "base/id.hpp"
#include "base/static_text.hpp"
#include "people/roles.hpp"
#include "store/transaction.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::people {

/// Somebody as imports and administrators keep them. What publicity says is not in it.
struct PersonRecord {
    PersonId id = {};  ///< empty: somebody new
    std::string key = {};
    std::string name = {};
    std::string given_name = {};
    std::string email = {};
    std::string job_title = {};
    std::string language = {};
    std::string started_on = {};  ///< "2019-03-01"; empty: not known
    bool active = true;
    std::vector<TeamId> teams = {};  ///< the main one first
    std::set<v1::Role> roles = {};

    /// From columns as in kRecordColumns, without teams and roles.
    static PersonRecord from(const store::Row& row);
    friend bool operator==(const PersonRecord&, const PersonRecord&) = default;
};

/// The columns of PersonRecord::from on the alias `p`.
inline constexpr auto kRecordColumns = static_text(
    "p.id, p.key, p.name, p.given_name, COALESCE(p.email, ''), p.job_title, p.language, p.active, p.started_on"
);

/// One person with teams and roles.
[[nodiscard]] std::optional<PersonRecord> record_of(store::Reader& reader, const PersonId& person);

/// The first word of a whole name.
[[nodiscard]] std::string given_name_in(std::string_view name);

/// Writes what differs from `before` (null: somebody new, who gets an id). Somebody whose roles or teams change has it
/// in the log on topic access.
void write(store::Transaction& tx, PersonRecord& person, const PersonRecord* before);

}  // namespace koebel::people
