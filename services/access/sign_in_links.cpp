#include "access/sign_in_links.hpp"

#include "access/audit.hpp"
#include "access/secret.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"

namespace koebel::access {

namespace {

constexpr store::Sql kCreate{
    "access.create_link",
    "INSERT INTO sign_in_link (id, secret_hash, purpose, person_id, created_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5, $6)"
};
constexpr store::Sql kFind{
    "access.find_link",
    "SELECT id, person_id FROM sign_in_link"
    " WHERE secret_hash = $1 AND purpose = $2 AND expires_at > $3 AND used_at IS NULL"
};
constexpr store::Sql kUse{"access.use_link", "UPDATE sign_in_link SET used_at = $2 WHERE id = $1 AND used_at IS NULL"};
constexpr store::Sql kFirstAdmin{
    "access.first_admin",
    "SELECT p.id FROM person_role given JOIN person p ON p.id = given.person_id"
    " WHERE given.role = 5 AND p.active = 1 ORDER BY p.created_at, p.id LIMIT 1"
};
static_assert(v1::ROLE_ADMIN == 5);

std::string create(
    store::Transaction& tx, LinkPurpose purpose, const std::optional<PersonId>& person, std::chrono::seconds lifetime
) {
    auto token = new_secret();
    const auto now = tx.now();
    tx.run(kCreate, tx.new_id(), hash_of(token), static_cast<std::int64_t>(purpose), person, now, now + lifetime);
    record(tx, {.what = "link_created", .person = person.value_or(PersonId{})});
    return token;
}

}  // namespace

SignInLink SignInLink::from(const store::Row& row) {
    return {.id = row.text(0), .person = row.get<PersonId>(1)};
}

Result<std::string> create_sign_in_link(store::Transaction& tx, const PersonId& person, std::chrono::seconds lifetime) {
    const auto [people] = tx.read(people::people_by_id({person}));
    if (people.empty() || !people.front().active) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    return create(tx, LinkPurpose::kSignIn, person, lifetime);
}

Result<std::string> create_admin_link(store::Transaction& tx, std::chrono::seconds lifetime) {
    const auto admin = tx.row<PersonId>(kFirstAdmin);
    if (!admin) {
        return refuse(Code::kFailedPrecondition, "NO_ADMIN", "import people first, one of them with the role admin");
    }
    return create(tx, LinkPurpose::kSignIn, admin, lifetime);
}

Result<std::string> create_demonstration_link(store::Transaction& tx, std::chrono::seconds lifetime) {
    const auto [organisations] = tx.read(people::organisation());
    if (organisations.empty() || !organisations.front().demonstration) {
        return refuse(Code::kFailedPrecondition, "NOT_A_DEMONSTRATION");
    }
    return create(tx, LinkPurpose::kDemonstration, std::nullopt, lifetime);
}

std::optional<SignInLink> find_link(store::Reader& reader, std::string_view token, LinkPurpose purpose) {
    if (!is_secret(token)) return std::nullopt;
    return reader.row<SignInLink>(kFind, hash_of(token), static_cast<std::int64_t>(purpose), reader.now());
}

bool use_up(store::Transaction& tx, const SignInLink& link) {
    return tx.change(kUse, link.id, tx.now()) == 1;
}

}  // namespace koebel::access
