#include "people/person_saving.hpp"

#include "base/text.hpp"
#include "people/aliases.hpp"
#include "people/fields.hpp"
#include "people/rights_changed.hpp"
#include "people/team.hpp"

#include <algorithm>
#include <tuple>

namespace koebel::people {

namespace {

constexpr store::Sql kKeyOwner{
    "people.key_owner",
    "SELECT id FROM person WHERE key = $1 UNION ALL SELECT person_id FROM person_alias WHERE key = $1"
};
constexpr store::Sql kEmailOwner{
    "people.email_owner",
    "SELECT id FROM person WHERE lower(email) = lower($1) AND active = 1 AND id <> $2 LIMIT 1",
    "SELECT id FROM person WHERE lower(email COLLATE \"C\") = lower($1 COLLATE \"C\") AND active = 1 AND id <> $2"
    " LIMIT 1"
};
constexpr store::Sql kWhoLeft{
    "people.who_left",
    "SELECT active, COALESCE(email, ''), CASE WHEN merged_into IS NULL THEN 0 ELSE 1 END FROM person WHERE id = $1"
};
constexpr store::Sql kReactivate{"people.reactivate", "UPDATE person SET active = 1 WHERE id = $1"};

/// The fields of the form that speak for themselves; key and teams are looked up after.
Result<PersonRecord> filled_in(const v1::SavePersonRequest& request, PersonRecord person, Instant now) {
    auto name = checked_name(request.name(), kNameCharacters);
    if (!name) return std::unexpected(std::move(name.error()));
    auto given_name = checked_text(request.given_name(), kGivenNameCharacters);
    if (!given_name) return std::unexpected(std::move(given_name.error()));
    auto job_title = checked_text(request.job_title(), kJobTitleCharacters);
    if (!job_title) return std::unexpected(std::move(job_title.error()));
    const std::string email{trimmed(request.email())};
    if (!email.empty() && (!is_email(email) || has_controls(email))) {
        return refuse(Code::kInvalidArgument, "EMAIL_INVALID");
    }
    if (!request.language().empty() && !is_language(request.language())) {
        return refuse(Code::kInvalidArgument, "LANGUAGE_UNKNOWN");
    }
    const std::string started_on{request.has_started_on() ? trimmed(request.started_on()) : person.started_on};
    if (!started_on.empty() && !is_starting_day(started_on, now)) {
        return refuse(Code::kInvalidArgument, "DATE_INVALID");
    }
    if (!request.keep_roles()) person.roles.clear();
    for (const auto role : request.roles()) person.roles.insert(static_cast<v1::Role>(role));
    if (!std::ranges::all_of(person.roles, can_be_given)) return refuse(Code::kInvalidArgument, "ROLE_INVALID");
    person.teams.clear();
    for (const auto& id : request.team_ids()) {
        const TeamId team{id};
        if (std::ranges::find(person.teams, team) == person.teams.end()) person.teams.push_back(team);
    }
    if (person.teams.size() > kMostTeams) return refuse(Code::kInvalidArgument, "TOO_MANY_TEAMS");
    person.name = *std::move(name);
    person.given_name = given_name->empty() ? given_name_in(person.name) : *std::move(given_name);
    person.job_title = *std::move(job_title);
    person.email = email;
    person.language = request.language();
    person.started_on = started_on;
    return person;
}

bool is_free(store::Reader& reader, const std::string& key, const PersonId& for_whom) {
    const auto owner = reader.row<PersonId>(kKeyOwner, key);
    return !owner || *owner == for_whom;
}

/// The key the form says, the one there was, or one made of the name.
Result<std::string> key_for(store::Reader& reader, const v1::SavePersonRequest& request, const PersonRecord& person) {
    if (!trimmed(request.key()).empty()) {
        auto key = checked_key(request.key(), kKeyCharacters);
        if (key && !is_free(reader, *key, person.id)) return refuse(Code::kAlreadyExists, "KEY_TAKEN");
        return key;
    }
    if (!person.key.empty()) return person.key;
    const auto made = key_of_name(person.name, kKeyCharacters, "person");
    for (int attempt = 1;; ++attempt) {
        auto key = numbered_key(made, attempt, kKeyCharacters);
        if (is_free(reader, key, person.id)) return key;
    }
}

}  // namespace

std::optional<PersonId> email_owner(store::Reader& reader, const std::string& email, const PersonId& other_than) {
    return reader.row<PersonId>(kEmailOwner, email, other_than);
}

Result<SavedPerson> save_person(store::Transaction& tx, const v1::SavePersonRequest& request) {
    const PersonId id{request.person_id()};
    const auto before = id.empty() ? std::optional<PersonRecord>{} : record_of(tx, id);
    if (!id.empty() && !before) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    if (before && !before->active) return refuse(Code::kFailedPrecondition, "PERSON_LEFT");

    auto person = filled_in(request, before.value_or(PersonRecord{}), tx.now());
    if (!person) return std::unexpected(std::move(person.error()));
    auto key = key_for(tx, request, *person);
    if (!key) return std::unexpected(std::move(key.error()));
    person->key = *std::move(key);
    if (!person->email.empty() && email_owner(tx, person->email, id)) {
        return refuse(Code::kAlreadyExists, "EMAIL_TAKEN");
    }
    if (std::get<0>(tx.read(living_teams(person->teams))).size() != person->teams.size()) {
        return refuse(Code::kNotFound, "TEAM_NOT_FOUND");
    }
    const bool was_admin = before && before->roles.contains(v1::ROLE_ADMIN);
    if (was_admin && !person->roles.contains(v1::ROLE_ADMIN) && admins_now(tx) == 1) {
        return refuse(Code::kFailedPrecondition, "LAST_ADMIN");
    }
    if (before) exchange_key(tx, person->id, before->key, person->key);
    write(tx, *person, before ? &*before : nullptr);
    return SavedPerson{
        .person = person->id,
        .is_new = !before,
        .other_roles = before ? before->roles != person->roles : !person->roles.empty(),
    };
}

Result<std::uint64_t> reactivate(store::Transaction& tx, const PersonId& person) {
    const auto left = tx.row<std::tuple<bool, std::string, bool>>(kWhoLeft, person);
    if (!left) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    const auto& [is_here, email, was_merged] = *left;
    if (was_merged) return refuse(Code::kFailedPrecondition, "PERSON_MERGED");
    if (!is_here && !email.empty() && email_owner(tx, email, person)) {
        return refuse(Code::kAlreadyExists, "EMAIL_TAKEN");
    }
    tx.run(kReactivate, person);
    return append_rights_changed(tx, v1::AccessChanged::KIND_PERSON_CHANGED, person.text());
}

}  // namespace koebel::people
