#pragma once

#include "access/settings.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/token.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::access {

namespace asio = boost::asio;

/// Answers TokenService: making, listing and ending API tokens. Calls come from every io thread; owned by koebeld,
/// outlives the router.
class TokenService {
public:
    TokenService(store::Store& store, const Settings& settings) : store_(store), settings_(settings) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::CreateTokenResponse> create_token(const rpc::Caller& caller, const v1::CreateTokenRequest& request);
    Answer<v1::ListTokensResponse> list_tokens(const rpc::Caller& caller, const v1::ListTokensRequest& request);
    Answer<v1::RevokeTokenResponse> revoke_token(const rpc::Caller& caller, const v1::RevokeTokenRequest& request);

    store::Store& store_;
    const Settings settings_;
};

}  // namespace koebel::access
