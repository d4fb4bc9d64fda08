#include "people/pictures.hpp"

namespace koebel::people {

namespace {

constexpr store::Sql kSetPhoto{"people.set_photo", "UPDATE person SET photo_path = $2 WHERE id = $1"};
constexpr store::Sql kSetPicture{"people.set_picture", "UPDATE value SET picture_path = $2 WHERE id = $1"};
constexpr store::Sql kSetLogo{"people.set_logo", "UPDATE organisation SET logo_path = $1 WHERE id = 1"};

}  // namespace

Result<bool> set_photo(
    store::Transaction& tx, const PersonId& person, std::string_view path, const PublicityChanged& changed
) {
    const auto [people] = tx.read(people_by_id({person}));
    if (people.empty()) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    const auto& before = people.front();
    auto after = before;
    after.photo_path = path;
    tx.run(kSetPhoto, person, path);
    if (!before.publicity.photo || before.photo_path == after.photo_path) return false;
    if (changed) changed(tx, before, after);
    return true;
}

Result<void> set_picture(store::Transaction& tx, const ValueId& value, std::string_view path) {
    if (tx.change(kSetPicture, value, path) == 0) return refuse(Code::kNotFound, "VALUE_NOT_FOUND");
    return {};
}

void set_logo(store::Transaction& tx, std::string_view path) {
    tx.run(kSetLogo, path);
}

}  // namespace koebel::people
