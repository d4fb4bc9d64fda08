#include "access/sign_in_links.hpp"

#include "access/audit.hpp"
#include "access/secret.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"

namespace koebel::access {

namespace {

constexpr store::Sql kCreateLink{
    "access.create_link",
    "INSERT INTO sign_in_link (id, secret_hash, purpose, person_id, created_at, expires_at, created_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7)"
};
constexpr store::Sql kFindLink{
    "access.find_link",
    "SELECT id, person_id, purpose, expires_at FROM sign_in_link WHERE secret_hash = $1 AND expires_at > $2 AND "
    "used_at IS NULL"
};
constexpr store::Sql kUse{"access.use_link", "UPDATE sign_in_link SET used_at = $2 WHERE id = $1 AND used_at IS NULL"};
constexpr store::Sql kUseAll{
    "access.use_links_of", "UPDATE sign_in_link SET used_at = $2 WHERE person_id = $1 AND used_at IS NULL"
};
constexpr store::Sql kUseAllOfPurpose{
    "access.use_links_for", "UPDATE sign_in_link SET used_at = $2 WHERE purpose = $1 AND used_at IS NULL"
};
constexpr store::Sql kFirstAdmin{
    "access.first_admin",
    "SELECT p.id FROM person_role given JOIN person p ON p.id = given.person_id"
    " WHERE given.role = 5 AND p.active = 1 ORDER BY p.created_at, p.id LIMIT 1"
};
static_assert(v1::ROLE_ADMIN == 5);

NewLink create(
    store::Transaction& tx,
    LinkPurpose purpose,
    const std::optional<PersonId>& person,
    std::chrono::seconds lifetime,
    const std::optional<PersonId>& by = std::nullopt,
    std::string_view address = {}
) {
    const auto now = tx.now();
    NewLink link{.id = tx.new_id(), .token = new_secret(), .expires_at = now + lifetime};
    tx.run(
        kCreateLink, link.id, hash_of(link.token), static_cast<std::int64_t>(purpose), person, now, link.expires_at, by
    );
    record(
        tx,
        {.what = purpose == LinkPurpose::kRecovery ? "recovery_created" : "link_created",
         .person = person.value_or(PersonId{}),
         .by = by.value_or(PersonId{}),
         .address = std::string{address}}
    );
    return link;
}

std::optional<SignInLink> find(store::Reader& reader, std::string_view token) {
    if (!is_secret(token)) return std::nullopt;
    return reader.row<SignInLink>(kFindLink, hash_of(token), reader.now());
}

}  // namespace

SignInLink SignInLink::from(const store::Row& row) {
    return {
        .id = row.text(0),
        .person = row.get<PersonId>(1),
        .purpose = static_cast<LinkPurpose>(row.integer(2)),
        .expires_at = row.get<Instant>(3),
    };
}

Result<std::string> create_sign_in_link(store::Transaction& tx, const PersonId& person, std::chrono::seconds lifetime) {
    const auto [people] = tx.read(people::people_by_id({person}));
    if (people.empty() || !people.front().active) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    return create(tx, LinkPurpose::kSignIn, person, lifetime).token;
}

Result<std::string> create_admin_link(store::Transaction& tx, std::chrono::seconds lifetime) {
    const auto admin = tx.row<PersonId>(kFirstAdmin);
    if (!admin) {
        return refuse(Code::kFailedPrecondition, "NO_ADMIN", "import people first, one of them with the role admin");
    }
    return create(tx, LinkPurpose::kSignIn, admin, lifetime).token;
}

Result<std::string> create_demonstration_link(store::Transaction& tx, std::chrono::seconds lifetime) {
    const auto [organisations] = tx.read(people::organisation());
    if (organisations.empty() || !organisations.front().demonstration) {
        return refuse(Code::kFailedPrecondition, "NOT_A_DEMONSTRATION");
    }
    return create(tx, LinkPurpose::kDemonstration, std::nullopt, lifetime).token;
}

std::string create_set_up_link(store::Transaction& tx, std::chrono::seconds lifetime) {
    tx.run(kUseAllOfPurpose, static_cast<std::int64_t>(LinkPurpose::kSetUp), tx.now());
    return create(tx, LinkPurpose::kSetUp, std::nullopt, lifetime).token;
}

NewLink create_link_for(
    store::Transaction& tx,
    LinkPurpose purpose,
    const PersonId& person,
    std::chrono::seconds lifetime,
    const PersonId& by,
    std::string_view address
) {
    return create(tx, purpose, person, lifetime, by, address);
}

std::optional<SignInLink> find_personal_link(store::Reader& reader, std::string_view token) {
    auto link = find(reader, token);
    return link && !link->person.empty() ? link : std::nullopt;
}

std::optional<SignInLink> find_link(store::Reader& reader, std::string_view token, LinkPurpose purpose) {
    auto link = find(reader, token);
    return link && link->purpose == purpose ? link : std::nullopt;
}

bool use_up(store::Transaction& tx, const SignInLink& link) {
    return tx.change(kUse, link.id, tx.now()) == 1;
}

void use_up_links_of(store::Transaction& tx, const PersonId& person) {
    tx.run(kUseAll, person, tx.now());
}

}  // namespace koebel::access
