#include "studio/coverage.hpp"

#include "people/organisation.hpp"
#include "people/team.hpp"
#include "people/value.hpp"
#include "show/repository.hpp"
#include "studio/month.hpp"
#include "studio/told.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>

namespace koebel::studio {
namespace {

constexpr store::Sql kLastShows{
    "studio.last_shows", "SELECT id FROM show WHERE state = 5 ORDER BY month DESC LIMIT $1"
};
static_assert(v1::SHOW_STATE_AIRED == 5);
constexpr store::Sql kToldValues{
    "studio.told_values",
    "SELECT value_id, COUNT(DISTINCT story_id) FROM told WHERE show_id IN @list($1) GROUP BY value_id"
};
constexpr store::Sql kToldPeople{
    "studio.told_people",
    "SELECT DISTINCT person_id, COALESCE(team_id, '') FROM told WHERE show_id IN @list($1) ORDER BY person_id"
};
// Since when somebody is here is a day, or else the moment they were added.
constexpr store::Sql kGroupsOf{
    "studio.groups_of",
    "SELECT p.id, COALESCE(main.team_id, ''), COALESCE(its.work, 0), p.started_on, p.created_at FROM person p"
    " LEFT JOIN membership main ON main.person_id = p.id AND main.ordinal = 0 LEFT JOIN team its ON its.id ="
    " main.team_id WHERE p.id IN @list($1)"
};
// How large groups are. $1 and $2: a year ago, as a day and as a moment; $3 and $4: five years ago. The numbers are
// those of v1::Tenure.
constexpr store::Sql kGroupSizes{
    "studio.group_sizes",
    "SELECT grouped.work, grouped.tenure, COUNT(*) FROM (SELECT COALESCE(its.work, 0) AS work, CASE WHEN (p.started_on "
    "<>"
    " '' AND p.started_on > $1) OR (p.started_on = '' AND p.created_at > $2) THEN 1 WHEN (p.started_on <> '' AND"
    " p.started_on > $3) OR (p.started_on = '' AND p.created_at > $4) THEN 2 ELSE 3 END AS tenure FROM person p LEFT "
    "JOIN"
    " membership main ON main.person_id = p.id AND main.ordinal = 0 LEFT JOIN team its ON its.id = main.team_id WHERE"
    " p.active = 1) grouped GROUP BY grouped.work, grouped.tenure"
};
static_assert(v1::TENURE_FIRST_YEAR == 1 && v1::TENURE_TO_FIVE_YEARS == 2 && v1::TENURE_LONGER == 3);
constexpr auto kTeamsText = "SELECT " + people::kTeamColumns + " FROM team t WHERE t.removed = 0 ORDER BY t.name, t.id";
constexpr store::Sql kTeams{"studio.teams", kTeamsText};

struct GroupRow {
    PersonId person;
    std::string team;
    v1::Work work = v1::WORK_UNSPECIFIED;
    std::string started_on;
    Instant created_at;

    static GroupRow from(const store::Row& row) {
        return {
            row.get<PersonId>(0),
            row.text(1),
            static_cast<v1::Work>(row.integer(2)),
            row.text(3),
            row.get<Instant>(4),
        };
    }
};

/// As a day; of one that is none, when they were added.
Instant here_since(const GroupRow& row) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    if (std::sscanf(row.started_on.c_str(), "%4d-%2u-%2u", &year, &month, &day) != 3) return row.created_at;
    return Instant{std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}}};
}

constexpr auto kYear = std::chrono::days{365};

v1::Tenure tenure_of(Instant since, Instant now) {
    if (now - since < kYear) return v1::TENURE_FIRST_YEAR;
    return now - since < 5 * kYear ? v1::TENURE_TO_FIVE_YEARS : v1::TENURE_LONGER;
}

/// How much this rundown tells of.
struct ToldNow {
    std::map<std::string, std::uint32_t> values;
    std::set<PersonId> people;
};

ToldNow told_now(store::Reader& reader, const PersonId& viewer, const show::ShowId& show) {
    const auto [segments] = reader.read(segments_of(show));
    const auto parts = SegmentParts::read(reader, viewer, segments);
    ToldNow now;
    for (const auto& segment : segments) {
        const auto* story = parts.story(segment);
        if (story == nullptr || parts.is_surprise(segment) || parts.is_fallen_out(segment)) continue;
        ++now.values[story->value.text()];
        for (const auto& actor : parts.cast(segment)) {
            if (actor.is_shown()) now.people.insert(actor.person.id);
        }
    }
    return now;
}

template <class Key>
std::uint32_t count(const std::map<Key, std::uint32_t>& counts, const Key& key) {
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
}

}  // namespace

std::map<PersonId, Groups> groups_of(store::Reader& reader, const std::vector<PersonId>& people) {
    std::map<PersonId, Groups> groups;
    for (const auto& row : reader.rows<GroupRow>(kGroupsOf, people)) {
        groups[row.person] = {row.team, row.work, tenure_of(here_since(row), reader.now())};
    }
    return groups;
}

ToldBefore told_before(store::Reader& reader) {
    const auto shows = reader.rows<std::string>(kLastShows, kShowsLookedAt);
    ToldBefore before{.shows = static_cast<std::uint32_t>(shows.size())};
    for (const auto& [value, stories] : reader.rows<std::tuple<std::string, std::uint32_t>>(kToldValues, shows)) {
        before.values[value] = stories;
    }
    const auto told = reader.rows<std::tuple<PersonId, std::string>>(kToldPeople, shows);
    std::set<PersonId> people;
    for (const auto& [person, team] : told) {
        people.insert(person);
        if (!team.empty()) ++before.teams[team];
    }
    for (const auto& [person, groups] : groups_of(reader, {people.begin(), people.end()})) {
        ++before.tenures[groups.tenure];
        ++before.works[groups.work];
    }
    return before;
}

Result<v1::GetCoverageResponse> coverage(store::Reader& reader, const PersonId& viewer, const show::ShowId& show) {
    const auto [shows, organisations, values, teams] = reader.read(
        show::show_by_id(show), people::organisation(), people::values(), store::query<people::Team>(kTeams)
    );
    if (shows.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    const auto zone = organisations.empty() ? Zone{"UTC"} : organisations.front().zone;
    const auto before = told_before(reader);
    const auto now = told_now(reader, viewer, show);
    const std::vector<PersonId> people{now.people.begin(), now.people.end()};

    std::map<v1::Tenure, std::uint32_t> of_tenure;
    std::map<v1::Work, std::uint32_t> of_work;
    using Size = std::tuple<int, int, std::uint32_t>;
    const auto year_ago = reader.now() - kYear;
    const auto five_ago = reader.now() - 5 * kYear;
    for (const auto& [work, tenure, size] :
         reader.rows<Size>(kGroupSizes, day_of(year_ago, zone), year_ago, day_of(five_ago, zone), five_ago)) {
        of_work[static_cast<v1::Work>(work)] += size;
        of_tenure[static_cast<v1::Tenure>(tenure)] += size;
    }
    const auto groups = groups_of(reader, people);
    ToldBefore in_rundown;
    for (const auto& person : people) {
        const auto its = groups.find(person);
        if (its == groups.end()) continue;
        ++in_rundown.teams[its->second.team];
        ++in_rundown.tenures[its->second.tenure];
        ++in_rundown.works[its->second.work];
    }

    v1::GetCoverageResponse response;
    response.set_shows(before.shows);
    for (const auto& value : values) {
        if (value.retired) continue;
        auto& line = *response.add_values();
        line.set_value_id(value.id.text());
        line.set_before(count(before.values, value.id.text()));
        line.set_now(count(now.values, value.id.text()));
    }
    for (const auto& team : teams) {
        if (team.size < kSmallestGroup) continue;
        auto& line = *response.add_teams();
        *line.mutable_team() = people::card(team);
        line.set_before(count(before.teams, team.id.text()));
        line.set_now(count(in_rundown.teams, team.id.text()));
    }
    for (const auto tenure : {v1::TENURE_FIRST_YEAR, v1::TENURE_TO_FIVE_YEARS, v1::TENURE_LONGER}) {
        if (count(of_tenure, tenure) < kSmallestGroup) continue;
        auto& line = *response.add_tenures();
        line.set_tenure(tenure);
        line.set_before(count(before.tenures, tenure));
        line.set_now(count(in_rundown.tenures, tenure));
    }
    for (const auto work : {v1::WORK_DESK, v1::WORK_FRONT_LINE}) {
        if (count(of_work, work) < kSmallestGroup) continue;
        auto& line = *response.add_works();
        line.set_work(work);
        line.set_before(count(before.works, work));
        line.set_now(count(in_rundown.works, work));
    }
    response.set_people(static_cast<std::uint32_t>(people.size()));
    const auto told = last_told(reader, people);
    const auto seen = seen_of(reader, people, Moments::at(reader.now(), zone));
    for (const auto& person : people) {
        if (!told.contains(person)) response.set_first_timers(response.first_timers() + 1);
        const auto what = seen.find(person);
        if (what != seen.end() && what->second.quiet_hero) response.set_quiet_heroes(response.quiet_heroes() + 1);
    }
    return response;
}

}  // namespace koebel::studio
