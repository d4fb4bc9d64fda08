#pragma once

#include "access/settings.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// A token to be made, already checked.
struct NewToken {
    PersonId person;  ///< whose it is; empty: the organisation's
    PersonId by;      ///< who makes it
    std::string name;
    rpc::Scopes scopes;
    std::chrono::days lifetime{};
};

/// What its maker gets: the only time the secret is seen.
struct MadeToken {
    std::string id;
    std::string secret;
    Instant created_at;
    Instant expires_at;
};

/// Refuses with
///   kFailedPrecondition  TOO_MANY_TOKENS
[[nodiscard]] Result<MadeToken> make_token(store::Transaction& tx, const NewToken& token, const Settings& settings);

/// Ends a token: its row goes, and topic access says so. Of `owner` only, or, where `anybodys`, whoever's it is. Whose
/// it was (empty: the organisation's), or nothing when there is no such token.
[[nodiscard]] std::optional<PersonId> end_token(
    store::Transaction& tx, std::string_view token, const PersonId& owner, bool anybodys
);

/// Ends all of a person's tokens, each with an entry on topic access.
void end_tokens_of(store::Transaction& tx, const PersonId& person);

/// Ends the tokens whose time is over, at most 500 of them.
void end_expired_tokens(store::Transaction& tx);

// A living token as a caller: its person as an employee and no more, or ROLE_TOKEN; its scopes; the topics that
// everyone may follow when it may read. Its session is the token. Nothing when it ended, or its person is not active.

[[nodiscard]] std::optional<rpc::Caller> caller_by_token(store::Reader& reader, std::string_view hash);
[[nodiscard]] std::optional<rpc::Caller> caller_by_token_id(store::Reader& reader, const SessionId& token);

/// Notes that a token was used. Does nothing when the id is no token's.
void note_token_use(store::Transaction& tx, const SessionId& token, Instant now);

/// The scopes a token can have, as they stand in SQL: a sum of 1 << Scope.
[[nodiscard]] std::int64_t bits_of(rpc::Scopes scopes);
[[nodiscard]] rpc::Scopes scopes_of(std::int64_t bits);

}  // namespace koebel::access
