#include "base/text.hpp"
#include "people/directory.hpp"
#include "people/import_table.hpp"
#include "people/rights_changed.hpp"
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

constexpr store::Sql kExisting{
    "people.import_existing_people",
    "SELECT id, key, name, given_name, COALESCE(email, ''), job_title, language, active FROM person"
    " WHERE key IN @list($1)"
};
constexpr store::Sql kMemberships{
    "people.import_memberships",
    "SELECT p.key, m.team_id FROM membership m JOIN person p ON p.id = m.person_id WHERE p.key IN @list($1)"
    " ORDER BY m.person_id, m.ordinal"
};
constexpr store::Sql kRoles{
    "people.import_roles",
    "SELECT p.key, given.role FROM person_role given JOIN person p ON p.id = given.person_id"
    " WHERE p.key IN @list($1)"
};
constexpr store::Sql kTeams{"people.import_team_keys", "SELECT key, id FROM team"};
constexpr store::Sql kWrite{
    "people.import_person",
    "INSERT INTO person (id, key, name, given_name, folded, email, job_title, language, created_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
    " given_name = excluded.given_name, folded = excluded.folded, email = excluded.email,"
    " job_title = excluded.job_title, language = excluded.language"
};
constexpr store::Sql kForgetMemberships{"people.forget_memberships", "DELETE FROM membership WHERE person_id = $1"};
constexpr store::Sql kAddMembership{
    "people.add_membership", "INSERT INTO membership (person_id, team_id, ordinal) VALUES ($1, $2, $3)"
};

enum At : std::size_t { kKey, kName, kGivenName, kEmail, kTeamKeys, kRoleNames, kJobTitle, kLanguage };
constexpr std::array<Column, 8> kColumns{
    {{"key", true}, {"name", true}, {"given_name"}, {"email"}, {"teams"}, {"roles"}, {"job_title"}, {"language"}}
};
constexpr std::size_t kMostTeams = 20;

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

/// A person as they are or will be.
struct PersonLine {
    PersonId id;
    std::string key;
    std::string name;
    std::string given_name;
    std::string email;
    std::string job_title;
    std::string language;
    bool active = true;
    std::vector<TeamId> teams = {};
    std::set<v1::Role> roles = {};

    static PersonLine from(const store::Row& row) {
        return {
            .id = row.get<PersonId>(0),
            .key = row.text(1),
            .name = row.text(2),
            .given_name = row.text(3),
            .email = row.text(4),
            .job_title = row.text(5),
            .language = row.text(6),
            .active = row.get<bool>(7),
        };
    }
    friend bool operator==(const PersonLine&, const PersonLine&) = default;
};

using People = std::map<std::string, PersonLine, std::less<>>;
using TeamKeys = std::map<std::string, TeamId, std::less<>>;

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    return at != 0 && at != std::string_view::npos && at + 1 < text.size() && text.size() <= 254 &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t\"<>,;") == std::string_view::npos;
}

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
            store::query<PersonLine>(kExisting, piece),
            store::query<KeyAndTeam>(kMemberships, piece),
            store::query<KeyAndRole>(kRoles, piece)
        );
        for (auto& person : people) by_key.emplace(person.key, std::move(person));
        for (auto& [key, team] : memberships) by_key.find(key)->second.teams.push_back(std::move(team));
        for (const auto& [key, role] : roles) by_key.find(key)->second.roles.insert(static_cast<v1::Role>(role));
    }
    return by_key;
}

/// Called with each line, says something each kPiece.
void keep_pace(store::Transaction& tx, std::size_t line) {
    if ((line + 1) % kPiece == 0) std::ignore = tx.row<std::int64_t>(kPace);
}

void check(ImportTable& table, const ImportTable::Row& row, Problems& problems) {
    table.check_key(row, kKey, 64, problems);
    table.check_present(row, kName, problems);
    table.check_length(row, kName, 120, problems);
    table.check_length(row, kGivenName, 60, problems);
    table.check_length(row, kJobTitle, 120, problems);
    const auto email = row.text(kEmail);
    if (!email.empty() && !is_email(email)) problems.add(row.line(), "email", "EMAIL_INVALID");
    const auto language = row.text(kLanguage);
    if (!language.empty() && language != "nl" && language != "en") {
        problems.add(row.line(), "language", "LANGUAGE_UNKNOWN");
    }
}

std::vector<TeamId> teams_in(const ImportTable::Row& row, const TeamKeys& known, Problems& problems) {
    std::vector<TeamId> teams;
    for (const auto& key : list_of(row.text(kTeamKeys))) {
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
    for (const auto& name : list_of(row.text(kRoleNames))) {
        const auto role = role_named(name);
        if (!role) problems.add(row.line(), "roles", "ROLE_UNKNOWN");
        if (role) roles.insert(*role);
    }
    return roles;
}

PersonLine merged(const ImportTable::Row& row, const PersonLine* known, const TeamKeys& team_keys, Problems& problems) {
    PersonLine person = known == nullptr ? PersonLine{} : *known;
    person.key = row.text(kKey);
    const bool renamed = person.name != row.text(kName);
    person.name = row.text(kName);
    if (!row.text(kGivenName).empty()) {
        person.given_name = row.text(kGivenName);
    } else if (renamed) {
        person.given_name = person.name.substr(0, person.name.find(' '));
    }
    if (auto email = row.maybe(kEmail)) person.email = *std::move(email);
    if (auto title = row.maybe(kJobTitle)) person.job_title = *std::move(title);
    if (auto language = row.maybe(kLanguage)) person.language = *std::move(language);
    if (row.maybe(kTeamKeys)) person.teams = teams_in(row, team_keys, problems);
    if (row.maybe(kRoleNames)) person.roles = roles_in(row, problems);
    return person;
}

void write(store::Transaction& tx, PersonLine& person, const PersonLine* before) {
    if (before == nullptr) person.id = PersonId{tx.new_id()};
    const auto email = person.email.empty() ? std::optional<std::string>{} : person.email;
    tx.run(
        kWrite,
        person.id,
        person.key,
        person.name,
        person.given_name,
        name_form(person.name),
        email,
        person.job_title,
        person.language,
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

}  // namespace

void import_people(
    store::Transaction& tx,
    std::vector<CsvRecord> records,
    bool dry_run,
    v1::ImportResponse& report,
    const RolesChanged& roles_changed
) {
    Problems problems{report};
    ImportTable table{kColumns, std::move(records), problems};
    std::vector<std::string> keys;
    for (const auto& row : table.rows()) {
        check(table, row, problems);
        keys.emplace_back(row.text(kKey));
        keep_pace(tx, keys.size());
    }

    const auto existing = read_existing(tx, keys);
    TeamKeys team_keys;
    for (auto& [key, id] : tx.rows<std::tuple<std::string, TeamId>>(kTeams)) team_keys.emplace(key, id);

    std::vector<std::pair<PersonLine, const PersonLine*>> written;
    auto admins = admins_now(tx);
    const bool had_admin = admins > 0;
    std::uint32_t last_admin_line = 0;
    std::size_t merged_lines = 0;
    for (const auto& row : table.rows()) {
        keep_pace(tx, ++merged_lines);
        const auto known = existing.find(row.text(kKey));
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
