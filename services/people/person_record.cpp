#include "people/person_record.hpp"

#include "people/directory.hpp"
#include "people/rights_changed.hpp"

namespace koebel::people {

namespace {

constexpr auto kRecordText = "SELECT " + kRecordColumns + " FROM person p WHERE p.id = $1";
constexpr store::Sql kRecord{"people.record", kRecordText};
constexpr store::Sql kTeamsOf{
    "people.record_teams", "SELECT team_id FROM membership WHERE person_id = $1 ORDER BY ordinal"
};
constexpr store::Sql kWritePerson{
    "people.write_person",
    "INSERT INTO person (id, key, name, given_name, folded, email, job_title, language, started_on, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (id) DO UPDATE SET key = excluded.key,"
    " name = excluded.name,"
    " given_name = excluded.given_name, folded = excluded.folded, email = excluded.email,"
    " job_title = excluded.job_title, language = excluded.language, started_on = excluded.started_on"
};
constexpr store::Sql kForgetMemberships{"people.forget_memberships", "DELETE FROM membership WHERE person_id = $1"};
constexpr store::Sql kAddMembership{
    "people.add_membership", "INSERT INTO membership (person_id, team_id, ordinal) VALUES ($1, $2, $3)"
};

}  // namespace

PersonRecord PersonRecord::from(const store::Row& row) {
    return {
        .id = row.get<PersonId>(0),
        .key = row.text(1),
        .name = row.text(2),
        .given_name = row.text(3),
        .email = row.text(4),
        .job_title = row.text(5),
        .language = row.text(6),
        .started_on = row.text(8),
        .active = row.get<bool>(7),
    };
}

std::optional<PersonRecord> record_of(store::Reader& reader, const PersonId& person) {
    auto [records, teams, roles] = reader.read(
        store::query<PersonRecord>(kRecord, person), store::query<TeamId>(kTeamsOf, person), roles_of(person)
    );
    if (records.empty()) return std::nullopt;
    auto record = std::move(records.front());
    record.teams = std::move(teams);
    for (const auto role : roles) record.roles.insert(static_cast<v1::Role>(role));
    return record;
}

std::string given_name_in(std::string_view name) {
    return std::string{name.substr(0, name.find(' '))};
}

void write(store::Transaction& tx, PersonRecord& person, const PersonRecord* before) {
    if (before == nullptr) person.id = PersonId{tx.new_id()};
    const auto email = person.email.empty() ? std::optional<std::string>{} : person.email;
    tx.run(
        kWritePerson,
        person.id,
        person.key,
        person.name,
        person.given_name,
        name_form(person.name),
        email,
        person.job_title,
        person.language,
        person.started_on,
        tx.now()
    );
    if (before == nullptr || before->name != person.name || before->given_name != person.given_name) {
        write_name_parts(tx, person.id, person.name, person.given_name);
    }
    const bool other_teams = before == nullptr ? !person.teams.empty() : before->teams != person.teams;
    const bool other_roles = before == nullptr ? !person.roles.empty() : before->roles != person.roles;
    if (other_teams) {
        tx.run(kForgetMemberships, person.id);
        std::int64_t ordinal = 0;
        for (const auto& team : person.teams) tx.run(kAddMembership, person.id, team, ordinal++);
    }
    if (other_roles) write_roles(tx, person.id, person.roles);
    if (before != nullptr && (other_teams || other_roles)) {
        append_rights_changed(tx, v1::AccessChanged::KIND_PERSON_CHANGED, person.id.text());
    }
}

}  // namespace koebel::people
