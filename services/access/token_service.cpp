#include "access/token_service.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "access/token_listing.hpp"
#include "access/tokens.hpp"
#include "base/timestamp.hpp"
#include "people/fields.hpp"
#include "people/person.hpp"

#include <algorithm>

namespace koebel::access {

namespace {

constexpr std::size_t kTokenNameCharacters = 60;

/// For the trail.
std::string_view word_of(const NewToken& token) {
    if (token.person.empty()) return "organisation read";
    if (!token.scopes.has(v1::SCOPE_GIVE)) return "read";
    return token.scopes.has(v1::SCOPE_READ) ? "read give" : "give";
}

Result<rpc::Scopes> checked_scopes(const v1::CreateTokenRequest& request) {
    rpc::Scopes scopes;
    for (const auto scope : request.scopes()) {
        const bool may = scope == v1::SCOPE_READ || (scope == v1::SCOPE_GIVE && !request.of_organisation());
        if (!may) return refuse(Code::kInvalidArgument, "SCOPE_INVALID");
        scopes.add(static_cast<v1::Scope>(scope));
    }
    if (scopes.empty()) return refuse(Code::kInvalidArgument, "SCOPE_INVALID");
    return scopes;
}

Result<NewToken> checked(const rpc::Caller& caller, const v1::CreateTokenRequest& request, const Settings& settings) {
    auto name = people::checked_name(request.name(), kTokenNameCharacters);
    if (!name) return std::unexpected(std::move(name.error()));
    const auto scopes = checked_scopes(request);
    if (!scopes) return std::unexpected(scopes.error());
    const std::chrono::days asked{request.lifetime_days()};
    if (asked > settings.token_most) return refuse(Code::kInvalidArgument, "TOKEN_LIFETIME_INVALID");
    return NewToken{
        .person = request.of_organisation() ? PersonId{} : caller.person,
        .by = caller.person,
        .name = *std::move(name),
        .scopes = *scopes,
        .lifetime = asked.count() == 0 ? std::min(settings.token_usual, settings.token_most) : asked,
    };
}

/// The trail says who made or ended a token, and whose it is when that is somebody else.
void note(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const PersonId& owner,
    std::string_view what,
    std::string_view more
) {
    const bool is_own = owner == caller.person;
    record(
        tx,
        {.what = what,
         .person = owner,
         .by = is_own ? PersonId{} : caller.person,
         .address = caller.address,
         .reason = more}
    );
}

}  // namespace

void TokenService::bind(rpc::Router& router) {
    router.bind("koebel.v1.TokenService/CreateToken", *this, &TokenService::create_token);
    router.bind("koebel.v1.TokenService/ListTokens", *this, &TokenService::list_tokens);
    router.bind("koebel.v1.TokenService/RevokeToken", *this, &TokenService::revoke_token);
}

TokenService::Answer<v1::CreateTokenResponse> TokenService::create_token(
    const rpc::Caller& caller, const v1::CreateTokenRequest& request
) {
    auto token = checked(caller, request, settings_);
    if (!token) co_return std::unexpected(std::move(token.error()));
    auto job = [caller, token = *std::move(token), settings = settings_](store::Transaction& tx
               ) -> Result<v1::CreateTokenResponse> {
        const auto allowed = token.person.empty() ? v1::ROLE_ADMIN : v1::ROLE_EMPLOYEE;
        if (auto may = authorise(tx, caller, {allowed}); !may) return std::unexpected(std::move(may.error()));
        const auto made = make_token(tx, token, settings);
        if (!made) return std::unexpected(made.error());
        note(tx, caller, token.person, "token_created", word_of(token));

        v1::CreateTokenResponse response;
        response.set_secret(made->secret);
        auto& message = *response.mutable_token();
        message.set_id(made->id);
        message.set_name(token.name);
        for (const auto scope : {v1::SCOPE_READ, v1::SCOPE_GIVE}) {
            if (token.scopes.has(scope)) message.add_scopes(scope);
        }
        *message.mutable_created_at() = to_timestamp(made->created_at);
        *message.mutable_expires_at() = to_timestamp(made->expires_at);
        if (const auto [owner] = tx.read(people::people_by_id({token.person})); !owner.empty()) {
            *message.mutable_person() = people::card_in_full(owner.front());
        }
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

TokenService::Answer<v1::ListTokensResponse> TokenService::list_tokens(
    const rpc::Caller& caller, const v1::ListTokensRequest& request
) {
    if (request.everybodys() && !caller.roles.has(v1::ROLE_ADMIN)) {
        co_return refuse(Code::kPermissionDenied, "ROLE_REQUIRED");
    }
    auto job = [person = caller.person, request](store::Reader& reader) {
        return request.everybodys() ? everybodys_tokens(reader, request.page_token())
                                    : tokens_of(reader, person, request.page_token());
    };
    auto response = co_await store_.read(std::move(job));
    response.set_most_days(static_cast<std::uint32_t>(settings_.token_most.count()));
    response.set_usual_days(std::min(static_cast<std::uint32_t>(settings_.token_usual.count()), response.most_days()));
    response.set_most_tokens(settings_.tokens);
    co_return response;
}

TokenService::Answer<v1::RevokeTokenResponse> TokenService::revoke_token(
    const rpc::Caller& caller, const v1::RevokeTokenRequest& request
) {
    auto job = [caller, token = request.token_id()](store::Transaction& tx) -> Result<v1::RevokeTokenResponse> {
        const auto [rights] = tx.read(rights_query(caller));
        if (auto may = require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(std::move(may.error()));
        const auto owner = end_token(tx, token, caller.person, rights.front().roles.has(v1::ROLE_ADMIN));
        if (!owner) return refuse(Code::kNotFound, "TOKEN_NOT_FOUND");
        note(tx, caller, *owner, "token_revoked", {});
        return v1::RevokeTokenResponse{};
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::access
