#include "access/tokens.hpp"

#include "access/secret.hpp"
#include "access/token.hpp"
#include "base/static_text.hpp"
#include "people/rights_changed.hpp"

#include <array>

namespace koebel::access {

namespace {

constexpr std::array kTokenScopes{v1::SCOPE_READ, v1::SCOPE_GIVE};

constexpr store::Sql kMake{
    "access.make_token",
    "INSERT INTO api_token (id, secret_hash, person_id, created_by, name, scopes, created_at, expires_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
};
// $1 empty: the organisation's.
constexpr store::Sql kLiving{
    "access.living_tokens", "SELECT COUNT(*) FROM api_token WHERE COALESCE(person_id, '') = $1 AND expires_at > $2"
};
constexpr store::Sql kOwner{"access.token_owner", "SELECT COALESCE(person_id, '') FROM api_token WHERE id = $1"};
constexpr store::Sql kEndToken{"access.end_token", "DELETE FROM api_token WHERE id = $1"};
constexpr store::Sql kTokensOf{"access.tokens_of", "SELECT id FROM api_token WHERE person_id = $1 ORDER BY id"};
constexpr store::Sql kTokensOver{
    "access.tokens_over", "SELECT id FROM api_token WHERE expires_at <= $1 ORDER BY id LIMIT 500"
};
constexpr store::Sql kTokenUsed{
    "access.token_used",
    "UPDATE api_token SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)"
};

constexpr auto kCallerText = static_text(
    "SELECT t.id, COALESCE(t.person_id, ''), t.scopes, t.expires_at FROM api_token t"
    " LEFT JOIN person p ON p.id = t.person_id WHERE (t.person_id IS NULL OR p.active = 1) AND t.expires_at > $2"
);
constexpr auto kByHashText = kCallerText + " AND t.secret_hash = $1";
constexpr store::Sql kByHash{"access.token_by_hash", kByHashText};
constexpr auto kTokenByIdText = kCallerText + " AND t.id = $1";
constexpr store::Sql kTokenById{"access.token_by_id", kTokenByIdText};

/// A row of kCallerText.
struct CallerRow {
    rpc::Caller caller;

    static CallerRow from(const store::Row& row) {
        CallerRow found;
        auto& caller = found.caller;
        caller.session = row.get<SessionId>(0);
        caller.person = row.get<PersonId>(1);
        caller.scopes = scopes_of(row.integer(2));
        caller.session_ends = row.get<Instant>(3);
        caller.roles = {caller.is_person() ? v1::ROLE_EMPLOYEE : v1::ROLE_TOKEN};
        if (!caller.is_person()) caller.device = caller.session.text();
        if (caller.scopes.has(v1::SCOPE_READ)) {
            caller.topics = {"feed", "goals"};
            caller.topic_family = "board:";
        }
        return found;
    }
};

std::optional<rpc::Caller> caller_in(store::Reader& reader, const store::Sql& sql, std::string_view key) {
    auto found = reader.row<CallerRow>(sql, key, reader.now());
    if (!found) return std::nullopt;
    return std::move(found->caller);
}

void end(store::Transaction& tx, const std::string& token) {
    tx.run(kEndToken, token);
    // As of a session: io threads close what hangs on it, and caches forget it.
    people::append_rights_changed(tx, v1::AccessChanged::KIND_SESSION_ENDED, token);
}

}  // namespace

Result<MadeToken> make_token(store::Transaction& tx, const NewToken& token, const Settings& settings) {
    const auto now = tx.now();
    if (tx.row<std::int64_t>(kLiving, token.person, now).value_or(0) >= settings.tokens) {
        return refuse(Code::kFailedPrecondition, "TOO_MANY_TOKENS");
    }
    MadeToken made{.id = tx.new_id(), .secret = new_token(), .created_at = now, .expires_at = now + token.lifetime};
    tx.run(
        kMake,
        made.id,
        hash_of(made.secret),
        token.person.empty() ? std::nullopt : std::optional{token.person},
        token.by,
        token.name,
        bits_of(token.scopes),
        now,
        made.expires_at
    );
    return made;
}

std::optional<PersonId> end_token(
    store::Transaction& tx, std::string_view token, const PersonId& owner, bool anybodys
) {
    auto of = tx.row<PersonId>(kOwner, token);
    if (!of || (*of != owner && !anybodys)) return std::nullopt;
    end(tx, std::string{token});
    return of;
}

void end_tokens_of(store::Transaction& tx, const PersonId& person) {
    for (const auto& token : tx.rows<std::string>(kTokensOf, person)) end(tx, token);
}

void end_expired_tokens(store::Transaction& tx) {
    for (const auto& token : tx.rows<std::string>(kTokensOver, tx.now())) end(tx, token);
}

std::optional<rpc::Caller> caller_by_token(store::Reader& reader, std::string_view hash) {
    return caller_in(reader, kByHash, hash);
}

std::optional<rpc::Caller> caller_by_token_id(store::Reader& reader, const SessionId& token) {
    return caller_in(reader, kTokenById, token.text());
}

void note_token_use(store::Transaction& tx, const SessionId& token, Instant now) {
    tx.run(kTokenUsed, token, now);
}

std::int64_t bits_of(rpc::Scopes scopes) {
    std::int64_t bits = 0;
    for (const auto scope : kTokenScopes) {
        if (scopes.has(scope)) bits |= std::int64_t{1} << scope;
    }
    return bits;
}

rpc::Scopes scopes_of(std::int64_t bits) {
    rpc::Scopes scopes;
    for (const auto scope : kTokenScopes) {
        if ((bits >> scope & 1) != 0) scopes.add(scope);
    }
    return scopes;
}

}  // namespace koebel::access
