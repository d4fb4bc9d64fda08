#pragma once

#include "base/id.hpp"
#include "base/static_text.hpp"
#include "people/person.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/common.pb.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace koebel::people {

/// A group of people. Teams form a tree.
struct Team {
    TeamId id;
    std::string key;
    std::string name;
    std::string colour;
    TeamId parent;           ///< empty at the top
    std::uint32_t size = 0;  ///< active people who belong to it directly
    std::string place;       ///< where it works; may be empty
    v1::Work work = v1::WORK_UNSPECIFIED;

    /// From columns as in kTeamColumns.
    static Team from(const store::Row& row);
};

/// The columns of Team::from on the alias `t`.
inline constexpr auto kTeamColumns = static_text(
    "t.id, t.key, t.name, t.colour, t.parent_id, (SELECT COUNT(*) FROM membership sized JOIN person member "
    "ON member.id = sized.person_id WHERE sized.team_id = t.id AND member.active = 1), t.place, t.work"
);

/// Those that exist, in no order.
[[nodiscard]] store::Query<Team> teams_by_id(const std::vector<TeamId>& ids);

/// Those of them that were not removed.
[[nodiscard]] store::Query<TeamId> living_teams(const std::vector<TeamId>& ids);

/// A person's direct teams, the main one first.
[[nodiscard]] store::Query<Team> teams_of(const PersonId& person);

/// The direct teams of several people, each team once, in no order.
[[nodiscard]] store::Query<Team> teams_of_all(const std::vector<PersonId>& people);

/// The name of each one's main team; who is in none is not in it.
[[nodiscard]] std::map<PersonId, std::string> main_team_names(store::Reader& reader, const std::vector<Person>& people);

/// The active people who belong to a team directly, by name.
[[nodiscard]] store::Query<Person> members_of(const TeamId& team);

[[nodiscard]] v1::TeamCard card(const Team& team);

}  // namespace koebel::people
