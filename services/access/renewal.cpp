#include "access/renewal.hpp"

#include "access/secret.hpp"
#include "base/static_text.hpp"

namespace koebel::access {

namespace {

constexpr store::Sql kMark{
    "access.renew_sessions", "UPDATE session SET renew = 1 WHERE kind = 1 AND person_id IN @list($1)"
};
// $2: what was given before then and not shown did not arrive.
constexpr auto kItsTurn = static_text(
    " WHERE id = $1 AND (renew = 1 OR (old_secret_hash IS NOT NULL AND old_until IS NULL AND renewed_at <= $2))"
);
constexpr auto kWantsText = "SELECT COUNT(*) FROM session" + kItsTurn;
constexpr store::Sql kWants{"access.wants_new_secret", kWantsText};
// What the browser surely has stays the old one, however often it is tried.
constexpr auto kRenewText =
    "UPDATE session SET renew = 0, renewed_at = $4, secret_hash = $3, old_until = NULL,"
    " old_secret_hash = CASE WHEN old_secret_hash IS NULL OR old_until IS NOT NULL THEN secret_hash"
    " ELSE old_secret_hash END" +
    kItsTurn;
constexpr store::Sql kRenew{"access.renew_secret", kRenewText};
constexpr store::Sql kArrived{
    "access.new_secret_arrived",
    "UPDATE session SET old_until = $3 WHERE id = $1 AND secret_hash = $2 AND old_secret_hash IS NOT NULL"
    " AND old_until IS NULL"
};

}  // namespace

void renew_sessions_of(store::Transaction& tx, const std::vector<PersonId>& people) {
    if (!people.empty()) tx.run(kMark, people);
}

bool wants_new_secret(store::Reader& reader, const SessionId& session) {
    return reader.row<std::int64_t>(kWants, session, reader.now() - kRenewalGrace).value_or(0) != 0;
}

std::optional<std::string> new_secret_of(store::Transaction& tx, const SessionId& session) {
    auto secret = new_secret();
    const auto now = tx.now();
    if (tx.change(kRenew, session, now - kRenewalGrace, hash_of(secret), now) == 0) return std::nullopt;
    return secret;
}

void new_secret_arrived(store::Transaction& tx, const SessionId& session, std::string_view secret_hash) {
    tx.run(kArrived, session, secret_hash, tx.now() + kRenewalGrace);
}

}  // namespace koebel::access
