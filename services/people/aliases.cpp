#include "people/aliases.hpp"

namespace koebel::people {

namespace {

constexpr store::Sql kLeadOn{"people.alias_leads_on", "UPDATE person_alias SET person_id = $2 WHERE person_id = $1"};
constexpr store::Sql kAddAlias{
    "people.add_alias", "INSERT INTO person_alias (key, person_id, merged_at) VALUES ($1, $2, $3)"
};
constexpr store::Sql kForgetAlias{"people.forget_alias", "DELETE FROM person_alias WHERE key = $1 AND person_id = $2"};
constexpr store::Sql kLedBy{
    "people.aliases",
    "SELECT a.key, p.key FROM person_alias a JOIN person p ON p.id = a.person_id WHERE a.key IN @list($1)"
};

}  // namespace

void lead_to(store::Transaction& tx, const std::string& key_of_goes, const Merge& merge) {
    tx.run(kLeadOn, merge.goes, merge.stays);
    tx.run(kAddAlias, key_of_goes, merge.stays, tx.now());
}

void exchange_key(store::Transaction& tx, const PersonId& person, const std::string& before, const std::string& after) {
    if (before == after || tx.change(kForgetAlias, after, person) == 0) return;
    tx.run(kAddAlias, before, person, tx.now());
}

store::Query<std::tuple<std::string, std::string>> led_by(const std::vector<std::string>& keys) {
    return store::query<std::tuple<std::string, std::string>>(kLedBy, keys);
}

}  // namespace koebel::people
