#include "people/hooks.hpp"

#include "people/organisation.hpp"

#include <map>
#include <tuple>

namespace koebel::people {

namespace {

constexpr store::Sql kRolesTold{
    "people.roles_told", "SELECT person_id, role FROM person_role WHERE person_id IN @list($1) ORDER BY person_id, role"
};

std::string_view word_of(std::int64_t role) {
    switch (role) {
        case v1::ROLE_CURATOR:
            return "curator";
        case v1::ROLE_LEADER:
            return "leader";
        case v1::ROLE_ADMIN:
            return "admin";
        default:
            return "";
    }
}

}  // namespace

void tell_organisation_changed(store::Transaction& tx, const Hooks& hooks, const Settings& settings) {
    append_organisation_changed(tx, settings.public_url);
    if (hooks.organisation_changed) hooks.organisation_changed(tx);
}

void tell_roles_changed(
    store::Transaction& tx, const rpc::Caller& by, const std::vector<PersonId>& people, const Hooks& hooks
) {
    std::map<PersonId, std::string> words;
    for (const auto& [person, role] : tx.rows<std::tuple<PersonId, std::int64_t>>(kRolesTold, people)) {
        auto& all = words[person];
        if (!all.empty()) all += ' ';
        all += word_of(role);
    }
    for (const auto& person : people) hooks.note(tx, by, "roles_changed", person, words[person]);
    if (hooks.roles_changed) hooks.roles_changed(tx, people);
}

}  // namespace koebel::people
