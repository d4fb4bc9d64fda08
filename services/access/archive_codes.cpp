#include "access/archive_codes.hpp"

#include "access/audit.hpp"
#include "access/secret.hpp"
#include "access/throttle.hpp"
#include "people/merging.hpp"
#include "people/person.hpp"

#include <utility>

namespace koebel::access {

namespace {

constexpr store::Sql kCreateArchiveCode{
    "access.create_archive_code",
    "INSERT INTO archive_code (person_id, secret_hash, created_at, expires_at) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (person_id) DO UPDATE SET secret_hash = excluded.secret_hash, created_at = excluded.created_at,"
    " expires_at = excluded.expires_at"
};
constexpr store::Sql kFindArchiveCode{
    "access.find_archive_code",
    "SELECT c.person_id, c.expires_at, c.opened_at FROM archive_code c JOIN person p ON p.id = c.person_id"
    " WHERE c.secret_hash = $1 AND c.expires_at > $2 AND p.active = 0"
};
constexpr store::Sql kOpened{"access.archive_opened", "UPDATE archive_code SET opened_at = $2 WHERE person_id = $1"};
constexpr store::Sql kVoid{"access.void_archive_code", "DELETE FROM archive_code WHERE person_id = $1"};

}  // namespace

ArchiveCode ArchiveCode::from(const store::Row& row) {
    return {
        .person = row.get<PersonId>(0),
        .expires_at = row.get<Instant>(1),
        .opened_at = row.get<std::optional<Instant>>(2),
    };
}

Result<NewArchiveCode> create_archive_code(
    store::Transaction& tx, const rpc::Caller& caller, const PersonId& person, std::chrono::seconds lifetime
) {
    const auto [people] = tx.read(people::people_by_id({person}));
    if (people.empty()) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    if (people.front().active) return refuse(Code::kFailedPrecondition, "PERSON_NOT_LEFT");
    // What was said to them is said to who stayed: an archive would be empty, and they have not left.
    if (people::was_merged(tx, person)) return refuse(Code::kFailedPrecondition, "PERSON_MERGED");
    NewArchiveCode code{.secret = new_secret(), .expires_at = tx.now() + lifetime};
    tx.run(kCreateArchiveCode, person, hash_of(code.secret), tx.now(), code.expires_at);
    record(tx, {.what = "archive_created", .person = person, .by = caller.person, .address = caller.address});
    return code;
}

std::optional<ArchiveCode> find_archive_code(store::Reader& reader, std::string_view secret) {
    if (!is_secret(secret)) return std::nullopt;
    return reader.row<ArchiveCode>(kFindArchiveCode, hash_of(secret), reader.now());
}

Opening open_archive(
    store::Transaction& tx, std::string_view address, std::string_view secret, bool is_first, const Settings& settings
) {
    if (auto may = may_try(tx, address, settings); !may) return {.refusal = std::move(may.error()), .code = {}};
    auto code = find_archive_code(tx, secret);
    if (!code) {
        Error refusal{.code = Code::kUnauthenticated, .reason = "LINK_INVALID", .message = {}};
        record_failure(tx, address, refusal.reason, settings);
        return {.refusal = std::move(refusal), .code = {}};
    }
    if (is_first) {
        tx.run(kOpened, code->person, tx.now());
        record(tx, {.what = "archive_opened", .person = code->person, .address = std::string{address}});
    }
    return {.refusal = std::nullopt, .code = *std::move(code)};
}

void void_archive_code(store::Transaction& tx, const PersonId& person) {
    tx.run(kVoid, person);
}

}  // namespace koebel::access
