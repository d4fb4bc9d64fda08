#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"

#include <boost/asio/awaitable.hpp>

#include <string>

namespace koebel::rpc {

namespace asio = boost::asio;

/// What a request shows of its sender.
struct Credentials {
    std::string cookie;   ///< the session cookie's value; counts only with the right Origin (the gateway's check)
    std::string bearer;   ///< counts only without a cookie
    std::string address;  ///< behind trusted proxies
    std::string device;   ///< the User-Agent
};

/// Turns credentials into a caller. Implemented by access, handed over by koebeld.
class Authenticator {
public:
    Authenticator() = default;
    Authenticator(const Authenticator&) = delete;
    Authenticator& operator=(const Authenticator&) = delete;
    virtual ~Authenticator() = default;

    /// The cookie's caller: ROLE_NOBODY when there is none, or it is unknown, expired or revoked.
    virtual asio::awaitable<Caller> authenticate(Credentials credentials) = 0;

    /// The caller of `credentials.bearer`. Refuses with
    ///   kUnauthenticated    TOKEN_UNKNOWN: what is no token, or none any more
    ///   kResourceExhausted  TOO_MANY_ATTEMPTS (with retry_after_ms)
    /// An authenticator that knows no tokens refuses every one.
    virtual asio::awaitable<Result<Caller>> authenticate_token(Credentials /*credentials*/) {
        co_return refuse(Code::kUnauthenticated, "TOKEN_UNKNOWN");
    }

    /// The caller of a session, screen or token as it is now, for a connection whose rights changed.
    virtual asio::awaitable<Caller> refresh(Caller caller) = 0;

    /// Notes that a session or token was used: for calls over a socket, which authenticates once. Written at most
    /// once a minute, so it may be called with every call. A Pong is no use.
    virtual asio::awaitable<void> used(SessionId /*session*/) { co_return; }
};

}  // namespace koebel::rpc
