#include "people/publicity.hpp"

#include "people/fields.hpp"
#include "people/rights_changed.hpp"

namespace koebel::people {

namespace {

constexpr store::Sql kSetPublicity{
    "people.set_publicity",
    "UPDATE person SET publicity_feed = $2, publicity_screens = $3, publicity_boards = $4, publicity_photo = $5,"
    " publicity_stage = $6, publicity_chosen = $7 WHERE id = $1"
};

constexpr store::Sql kSetNameSaid{"people.set_name_said", "UPDATE person SET name_said = $2 WHERE id = $1"};
constexpr std::size_t kNameSaidCharacters = 60;

}  // namespace

Result<std::uint64_t> set_publicity(
    store::Transaction& tx, const PersonId& person, const Publicity& publicity, const PublicityChanged& changed
) {
    const auto [people] = tx.read(people_by_id({person}));
    if (people.empty()) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    const auto& before = people.front();
    auto after = before;
    after.publicity = publicity;
    tx.run(
        kSetPublicity,
        person,
        publicity.feed,
        static_cast<std::int64_t>(publicity.screens),
        publicity.boards,
        publicity.photo,
        static_cast<std::int64_t>(publicity.stage),
        publicity.chosen
    );
    if (changed) changed(tx, before, after);
    return append_rights_changed(tx, v1::AccessChanged::KIND_PERSON_CHANGED, person.text());
}

Result<std::string> set_name_said(
    store::Transaction& tx, const PersonId& person, std::string_view name_said, const PublicityChanged& changed
) {
    auto checked = checked_text(name_said, kNameSaidCharacters);
    if (!checked) return std::unexpected(std::move(checked.error()));
    const auto [people] = tx.read(people_by_id({person}));
    if (people.empty()) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    const auto& before = people.front();
    if (before.name_said == *checked) return checked;
    auto after = before;
    after.name_said = *checked;
    tx.run(kSetNameSaid, person, after.name_said);
    if (changed) changed(tx, before, after);
    return checked;
}

}  // namespace koebel::people
