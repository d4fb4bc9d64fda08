#include "base/text.hpp"
#include "people/directory.hpp"
#include "people/import_table.hpp"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace koebel::people {

namespace {

constexpr store::Sql kImportExistingTeams{
    "people.import_existing_teams",
    "SELECT t.id, t.key, t.name, COALESCE(parent.key, ''), t.colour, t.place, t.work FROM team t"
    " LEFT JOIN team parent ON parent.id = t.parent_id WHERE t.removed = 0"
};
constexpr store::Sql kImportTeam{
    "people.import_team",
    "INSERT INTO team (id, key, name, folded, parent_id, colour, place, work)"
    " VALUES ($1, $2, $3, $4, NULL, $5, $6, $7) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
    " folded = excluded.folded, colour = excluded.colour, place = excluded.place, work = excluded.work"
};
constexpr store::Sql kSetParent{"people.import_team_parent", "UPDATE team SET parent_id = $2 WHERE id = $1"};

struct TeamColumn {
    enum : std::size_t { kKey, kName, kParent, kColour, kPlace, kWork };
};
constexpr std::array<Column, 6> kTeamsFile{{{"key", true}, {"name", true}, {"parent"}, {"colour"}, {"place"}, {"work"}}
};

/// The word of the column; none for a word it does not know.
std::optional<v1::Work> work_named(std::string_view name) {
    if (name.empty()) return v1::WORK_UNSPECIFIED;
    if (name == "desk") return v1::WORK_DESK;
    if (name == "front_line") return v1::WORK_FRONT_LINE;
    return std::nullopt;
}

/// A team as it is or will be.
struct TeamLine {
    TeamId id;
    std::string key;
    std::string name;
    std::string parent;  // its key; empty at the top
    std::string colour;
    std::string place;
    v1::Work work = v1::WORK_UNSPECIFIED;
    std::uint32_t line = 0;  // of the file; 0: not in it

    static TeamLine from(const store::Row& row) {
        return {
            .id = row.get<TeamId>(0),
            .key = row.text(1),
            .name = row.text(2),
            .parent = row.text(3),
            .colour = row.text(4),
            .place = row.text(5),
            .work = static_cast<v1::Work>(row.integer(6)),
        };
    }
    friend bool operator==(const TeamLine& a, const TeamLine& b) {
        return std::tie(a.name, a.parent, a.colour, a.place, a.work) ==
               std::tie(b.name, b.parent, b.colour, b.place, b.work);
    }
};

using TeamLines = std::map<std::string, TeamLine, std::less<>>;

/// Reports parents that are not there, and each line that stands in a ring.
void check_tree(const TeamLines& teams, Problems& problems) {
    for (const auto& [key, team] : teams) {
        if (team.line == 0 || team.parent.empty()) continue;
        if (!teams.contains(team.parent)) {
            problems.add(team.line, kTeamsFile[TeamColumn::kParent].name, "TEAM_UNKNOWN");
            continue;
        }
        // Upwards, at most as many steps as there are teams: a ring above that leaves this team out
        // is reported at its own lines.
        auto above = teams.find(team.parent);
        for (std::size_t step = 0; step < teams.size() && above != teams.end(); ++step) {
            if (above->first == key) {
                problems.add(team.line, kTeamsFile[TeamColumn::kParent].name, "TEAM_CYCLE");
                break;
            }
            above = teams.find(above->second.parent);
        }
    }
}

TeamLine merged(const ImportTable::Row& row, const TeamLines& before) {
    const auto known = before.find(row.text(TeamColumn::kKey));
    TeamLine team = known == before.end() ? TeamLine{} : known->second;
    team.line = row.line();
    team.key = row.text(TeamColumn::kKey);
    team.name = row.text(TeamColumn::kName);
    if (auto parent = row.maybe(TeamColumn::kParent)) team.parent = *std::move(parent);
    if (!row.text(TeamColumn::kColour).empty()) team.colour = row.text(TeamColumn::kColour);
    if (auto place = row.maybe(TeamColumn::kPlace)) team.place = *std::move(place);
    if (const auto work = row.maybe(TeamColumn::kWork)) team.work = work_named(*work).value_or(team.work);
    return team;
}

}  // namespace

void import_teams(store::Transaction& tx, std::vector<CsvRecord> records, bool dry_run, v1::ImportResponse& report) {
    Problems problems{report};
    ImportTable table{kTeamsFile, std::move(records), problems};
    for (const auto& row : table.rows()) {
        table.check_key(row, TeamColumn::kKey, 64, problems);
        table.check_present(row, TeamColumn::kName, problems);
        table.check_length(row, TeamColumn::kName, 80, problems);
        table.check_colour(row, TeamColumn::kColour, problems);
        table.check_length(row, TeamColumn::kPlace, kPlaceCharacters, problems);
        if (!work_named(row.text(TeamColumn::kWork))) problems.add(row.line(), "work", "WORK_INVALID");
    }

    TeamLines before;
    for (auto& team : tx.rows<TeamLine>(kImportExistingTeams)) before.emplace(team.key, std::move(team));
    TeamLines after = before;
    for (const auto& row : table.rows()) {
        auto team = merged(row, before);
        if (team.colour.empty()) team.colour = kColours[after.size() % kColours.size()];
        after.insert_or_assign(team.key, std::move(team));
    }
    check_tree(after, problems);
    if (!problems.none()) return;

    std::vector<TeamLine*> written;
    for (const auto& row : table.rows()) {
        auto& team = after.find(row.text(TeamColumn::kKey))->second;
        const auto known = before.find(team.key);
        if (known != before.end() && known->second == team) {
            report.set_unchanged(report.unchanged() + 1);
            continue;
        }
        team.id.empty() ? report.set_created(report.created() + 1) : report.set_changed(report.changed() + 1);
        written.push_back(&team);
    }
    if (dry_run) return;

    for (auto* team : written) {
        if (team->id.empty()) team->id = TeamId{tx.new_id()};
        const auto work = static_cast<std::int64_t>(team->work);
        tx.run(kImportTeam, team->id, team->key, team->name, name_form(team->name), team->colour, team->place, work);
        write_name_parts(tx, team->id, team->name);
    }
    // Parents last: a child may stand above its parent in the file.
    for (const auto* team : written) {
        const auto parent = after.find(team->parent);
        tx.run(kSetParent, team->id, parent == after.end() ? std::optional<TeamId>{} : parent->second.id);
    }
}

}  // namespace koebel::people
