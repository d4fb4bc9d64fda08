#include "base/text.hpp"
#include "people/aliases.hpp"
#include "people/import_table.hpp"
#include "people/person_record.hpp"
#include "people/roles.hpp"

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace koebel::people {

namespace {

constexpr auto kExistingText = "SELECT " + kRecordColumns + " FROM person p WHERE p.key IN @list($1)";
constexpr store::Sql kImportExistingPeople{"people.import_existing_people", kExistingText};
constexpr store::Sql kMemberships{
    "people.import_memberships",
    "SELECT p.key, m.team_id FROM membership m JOIN person p ON p.id = m.person_id WHERE p.key IN @list($1)"
    " ORDER BY m.person_id, m.ordinal"
};
constexpr store::Sql kImportRoles{
    "people.import_roles",
    "SELECT p.key, given.role FROM person_role given JOIN person p ON p.id = given.person_id"
    " WHERE p.key IN @list($1)"
};
constexpr store::Sql kImportTeamKeys{"people.import_team_keys", "SELECT key, id FROM team WHERE removed = 0"};

struct PersonColumn {
    enum : std::size_t { kKey, kName, kGivenName, kEmail, kTeamKeys, kRoleNames, kJobTitle, kLanguage, kStartedOn };
};
constexpr std::array<Column, 9> kPeopleFile{
    {{"key", true},
     {"name", true},
     {"given_name"},
     {"email"},
     {"teams"},
     {"roles"},
     {"job_title"},
     {"language"},
     {"started_on"}}
};

// A large file goes in pieces, in the same transaction: a statement has only so long. Writes travel with the next read,
// and the store waits for their answers only so long; a transaction that says nothing for long is ended by PostgreSQL.
constexpr store::Sql kPace{"people.import_pace", "SELECT 1"};
constexpr std::size_t kPiece = 500;  // people

// Until it has counted again, PostgreSQL reads tables that grew a hundredfold as if they were small.
constexpr std::array<store::Sql, 3> kCounts{
    {{"people.import_count", "SELECT 1", "ANALYZE person"},
     {"people.import_count_names", "SELECT 1", "ANALYZE person_name_part"},
     {"people.import_count_members", "SELECT 1", "ANALYZE membership"}}
};
constexpr std::size_t kMany = 1'000;  // people

using People = std::map<std::string, PersonRecord, std::less<>>;
using TeamKeys = std::map<std::string, TeamId, std::less<>>;

std::optional<v1::Role> role_named(std::string_view name) {
    if (name == "curator") return v1::ROLE_CURATOR;
    if (name == "leader") return v1::ROLE_LEADER;
    if (name == "admin") return v1::ROLE_ADMIN;
    return std::nullopt;
}

People read_existing(store::Transaction& tx, std::span<const std::string> keys) {
    using KeyAndTeam = std::tuple<std::string, TeamId>;
    using KeyAndRole = std::tuple<std::string, std::int64_t>;
    People by_key;
    while (!keys.empty()) {
        const auto some = keys.first(std::min(keys.size(), kPiece));
        keys = keys.subspan(some.size());
        const std::vector<std::string> piece{some.begin(), some.end()};
        auto [people, memberships, roles] = tx.read(
            store::query<PersonRecord>(kImportExistingPeople, piece),
            store::query<KeyAndTeam>(kMemberships, piece),
            store::query<KeyAndRole>(kImportRoles, piece)
        );
        for (auto& person : people) by_key.emplace(person.key, std::move(person));
        for (auto& [key, team] : memberships) by_key.find(key)->second.teams.push_back(std::move(team));
        for (const auto& [key, role] : roles) by_key.find(key)->second.roles.insert(static_cast<v1::Role>(role));
    }
    return by_key;
}

using Aliases = std::map<std::string, std::string, std::less<>>;

/// Of these keys those that lead to somebody since a merge, with that one's own key.
Aliases read_aliases(store::Transaction& tx, std::span<const std::string> keys) {
    Aliases own_keys;
    while (!keys.empty()) {
        const auto some = keys.first(std::min(keys.size(), kPiece));
        keys = keys.subspan(some.size());
        auto [leading] = tx.read(led_by({some.begin(), some.end()}));
        for (auto& [key, own] : leading) {
            own_keys.emplace(std::move(key), std::move(own));
        }
    }
    return own_keys;
}

/// Called with each line, says something each kPiece.
void keep_pace(store::Transaction& tx, std::size_t line) {
    if ((line + 1) % kPiece == 0) std::ignore = tx.row<std::int64_t>(kPace);
}

void check_person(ImportTable& table, const ImportTable::Row& row, Instant now, Problems& problems) {
    table.check_key(row, PersonColumn::kKey, kKeyCharacters, problems);
    table.check_present(row, PersonColumn::kName, problems);
    table.check_length(row, PersonColumn::kName, kNameCharacters, problems);
    table.check_length(row, PersonColumn::kGivenName, kGivenNameCharacters, problems);
    table.check_length(row, PersonColumn::kJobTitle, kJobTitleCharacters, problems);
    const auto email = row.text(PersonColumn::kEmail);
    if (!email.empty() && !is_email(email)) problems.add(row.line(), "email", "EMAIL_INVALID");
    const auto language = row.text(PersonColumn::kLanguage);
    if (!language.empty() && !is_language(language)) {
        problems.add(row.line(), "language", "LANGUAGE_UNKNOWN");
    }
    const auto started_on = row.text(PersonColumn::kStartedOn);
    if (!started_on.empty() && !is_starting_day(started_on, now)) {
        problems.add(row.line(), "started_on", "DATE_INVALID");
    }
}

std::vector<TeamId> teams_in(const ImportTable::Row& row, const TeamKeys& known, Problems& problems) {
    std::vector<TeamId> teams;
    for (const auto& key : list_of(row.text(PersonColumn::kTeamKeys))) {
        const auto team = known.find(key);
        if (team == known.end()) {
            problems.add(row.line(), "teams", "TEAM_UNKNOWN");
        } else if (std::ranges::find(teams, team->second) != teams.end()) {
            problems.add(row.line(), "teams", "TEAM_DUPLICATE");
        } else {
            teams.push_back(team->second);
        }
    }
    if (teams.size() > kMostTeams) problems.add(row.line(), "teams", "TOO_LONG");
    return teams;
}

std::set<v1::Role> roles_in(const ImportTable::Row& row, Problems& problems) {
    std::set<v1::Role> roles;
    for (const auto& name : list_of(row.text(PersonColumn::kRoleNames))) {
        const auto role = role_named(name);
        if (!role) problems.add(row.line(), "roles", "ROLE_UNKNOWN");
        if (role) roles.insert(*role);
    }
    return roles;
}

PersonRecord merged(
    const ImportTable::Row& row, const PersonRecord* known, const TeamKeys& team_keys, Problems& problems
) {
    PersonRecord person = known == nullptr ? PersonRecord{} : *known;
    if (known == nullptr) person.key = row.text(PersonColumn::kKey);
    const bool renamed = person.name != row.text(PersonColumn::kName);
    person.name = row.text(PersonColumn::kName);
    if (!row.text(PersonColumn::kGivenName).empty()) {
        person.given_name = row.text(PersonColumn::kGivenName);
    } else if (renamed) {
        person.given_name = given_name_in(person.name);
    }
    if (auto email = row.maybe(PersonColumn::kEmail)) person.email = *std::move(email);
    if (auto title = row.maybe(PersonColumn::kJobTitle)) person.job_title = *std::move(title);
    if (auto language = row.maybe(PersonColumn::kLanguage)) person.language = *std::move(language);
    if (auto started_on = row.maybe(PersonColumn::kStartedOn)) person.started_on = *std::move(started_on);
    if (row.maybe(PersonColumn::kTeamKeys)) person.teams = teams_in(row, team_keys, problems);
    if (row.maybe(PersonColumn::kRoleNames)) person.roles = roles_in(row, problems);
    return person;
}

}  // namespace

void import_people(
    store::Transaction& tx,
    std::vector<CsvRecord> records,
    bool dry_run,
    v1::ImportResponse& report,
    const RolesChanged& roles_changed
) {
    Problems problems{report};
    ImportTable table{kPeopleFile, std::move(records), problems};
    std::vector<std::string> keys;
    for (const auto& row : table.rows()) {
        check_person(table, row, tx.now(), problems);
        keys.emplace_back(row.text(PersonColumn::kKey));
        keep_pace(tx, keys.size());
    }

    const auto aliases = read_aliases(tx, keys);
    std::set<std::string, std::less<>> said{keys.begin(), keys.end()};
    auto asked = said;
    for (const auto& [alias, own] : aliases) {
        if (asked.insert(own).second) keys.push_back(own);
    }
    const auto existing = read_existing(tx, keys);
    TeamKeys team_keys;
    for (auto& [key, id] : tx.rows<std::tuple<std::string, TeamId>>(kImportTeamKeys)) team_keys.emplace(key, id);

    std::vector<std::pair<PersonRecord, const PersonRecord*>> written;
    auto admins = admins_now(tx);
    const bool had_admin = admins > 0;
    std::uint32_t last_admin_line = 0;
    std::size_t merged_lines = 0;
    for (const auto& row : table.rows()) {
        keep_pace(tx, ++merged_lines);
        const auto alias = aliases.find(row.text(PersonColumn::kKey));
        if (alias != aliases.end() && !said.insert(alias->second).second) {
            // Another line speaks of the same human: two may not take turns.
            report.set_unchanged(report.unchanged() + 1);
            continue;
        }
        const auto known =
            existing.find(alias == aliases.end() ? row.text(PersonColumn::kKey) : std::string_view{alias->second});
        const auto* before = known == existing.end() ? nullptr : &known->second;
        auto person = merged(row, before, team_keys, problems);
        if (before != nullptr && (!before->active || *before == person)) {
            report.set_unchanged(report.unchanged() + 1);
            continue;
        }
        const bool was_admin = before != nullptr && before->roles.contains(v1::ROLE_ADMIN);
        admins +=
            static_cast<std::int64_t>(person.roles.contains(v1::ROLE_ADMIN)) - static_cast<std::int64_t>(was_admin);
        if (was_admin && !person.roles.contains(v1::ROLE_ADMIN)) last_admin_line = row.line();
        before == nullptr ? report.set_created(report.created() + 1) : report.set_changed(report.changed() + 1);
        written.emplace_back(std::move(person), before);
    }
    if (had_admin && admins == 0) problems.add(last_admin_line, "roles", "LAST_ADMIN");
    if (!problems.none()) {
        report.clear_created();
        report.clear_changed();
        report.clear_unchanged();
        return;
    }
    if (dry_run) return;
    std::vector<PersonId> other_roles;
    for (std::size_t i = 0; i < written.size(); ++i) {
        auto& [person, before] = written[i];
        write(tx, person, before);
        if (before != nullptr && before->roles != person.roles) other_roles.push_back(person.id);
        keep_pace(tx, i);
    }
    if (roles_changed && !other_roles.empty()) roles_changed(tx, other_roles);
    if (written.size() < kMany) return;
    for (const auto& count : kCounts) {
        tx.run(count);
        std::ignore = tx.row<std::int64_t>(kPace);
    }
}

}  // namespace koebel::people
