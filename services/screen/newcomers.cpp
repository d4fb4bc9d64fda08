#include "screen/newcomers.hpp"

#include <chrono>
#include <map>
#include <tuple>
#include <utility>

namespace koebel::screen {

namespace {

constexpr std::chrono::weeks kBeginning{1};
constexpr std::size_t kImported = 30;
constexpr std::size_t kMostNewcomers = 12;

// $1: since when. $2: how long a beginning is. $3: whether $4, teams, are all there are. The numbers are those of
// v1::ScreenPublicity: the first name, or the whole one.
constexpr store::Sql kNewcomers{
    "screen.newcomers",
    "SELECT p.id, p.created_at FROM person p WHERE p.active = 1 AND p.publicity_screens IN (2, 3) AND p.created_at >= "
    "$1"
    " AND p.created_at > (SELECT MIN(o.created_at) FROM organisation o) + $2 AND ($3 = 1 OR EXISTS (SELECT 1"
    " FROM membership m WHERE m.person_id = p.id AND m.team_id IN @list($4))) ORDER BY p.created_at DESC, p.id"
};

}  // namespace

std::vector<Newcomer> newcomers(store::Reader& reader, const std::vector<TeamId>& teams, const Settings& settings) {
    if (settings.newcomer.count() == 0) return {};
    const auto beginning = std::chrono::duration_cast<std::chrono::microseconds>(kBeginning).count();
    const auto since = reader.now() - settings.newcomer;
    auto joined = reader.rows<std::tuple<PersonId, Instant>>(kNewcomers, since, beginning, teams.empty(), teams);
    if (joined.size() > kImported) return {};
    if (joined.size() > kMostNewcomers) joined.resize(kMostNewcomers);

    std::vector<PersonId> ids;
    ids.reserve(joined.size());
    for (const auto& [id, at] : joined) ids.push_back(id);
    std::map<PersonId, people::Person> people;
    auto [known] = reader.read(people::people_by_id(ids));
    for (auto& person : known) people.emplace(person.id, std::move(person));
    std::vector<Newcomer> found;
    for (const auto& [id, at] : joined) {
        if (const auto person = people.find(id); person != people.end()) found.push_back({person->second, at});
    }
    return found;
}

}  // namespace koebel::screen
