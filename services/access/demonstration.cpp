#include "access/demonstration.hpp"

#include "people/directory.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "people/team.hpp"

#include <map>
#include <string>
#include <tuple>

namespace koebel::access {

namespace {

constexpr std::size_t kMostFound = 50;

// Administrators, leaders and curators first; at most twelve of each, so that every role is there.
constexpr auto kSelectionText =
    "SELECT " + people::kPersonColumns + " FROM person p" + people::kPersonJoins +
    " WHERE p.active = 1 ORDER BY CASE WHEN"
    " (SELECT COUNT(*) FROM person_role mine JOIN person_role other ON other.role = mine.role"
    " AND other.person_id <= mine.person_id WHERE mine.person_id = p.id) BETWEEN 1 AND 12"
    " THEN 0 ELSE 1 END, p.folded, p.id LIMIT 50";
constexpr store::Sql kSelection{"access.demonstration_selection", kSelectionText};

constexpr store::Sql kRoles{
    "access.demonstration_roles",
    "SELECT person_id, role FROM person_role WHERE person_id IN @list($1) ORDER BY person_id, role"
};
}  // namespace

v1::ListDemonstrationPeopleResponse demonstration_people(store::Reader& reader, std::string_view typed) {
    const auto chosen = people::name_form(typed).empty() ? reader.rows<people::Person>(kSelection)
                                                         : people::find_people(reader, typed, kMostFound);
    std::vector<PersonId> ids;
    ids.reserve(chosen.size());
    for (const auto& person : chosen) ids.push_back(person.id);
    const auto [organisations, roles] =
        reader.read(people::organisation(), store::query<std::tuple<std::string, std::int64_t>>(kRoles, ids));
    const auto teams = people::main_team_names(reader, chosen);

    v1::ListDemonstrationPeopleResponse response;
    std::map<std::string, v1::DemonstrationPerson*, std::less<>> by_id;
    for (const auto& person : chosen) {
        auto* one = response.add_people();
        *one->mutable_card() = people::card_in_full(person);
        one->add_roles(v1::ROLE_EMPLOYEE);
        by_id.emplace(person.id.text(), one);
    }
    for (const auto& [id, role] : roles) by_id.at(id)->add_roles(static_cast<v1::Role>(role));
    for (const auto& [id, name] : teams) by_id.at(id.text())->set_team_name(name);
    if (!organisations.empty()) {
        response.set_organisation_name(organisations.front().name);
        response.set_language(organisations.front().language);
    }
    return response;
}

}  // namespace koebel::access
