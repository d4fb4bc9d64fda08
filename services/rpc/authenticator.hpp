#pragma once

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

    /// ROLE_NOBODY when the credentials are empty, unknown, expired or revoked.
    virtual asio::awaitable<Caller> authenticate(Credentials credentials) = 0;

    /// The caller of a session or screen as it is now, for a connection whose rights changed.
    virtual asio::awaitable<Caller> refresh(Caller caller) = 0;

    /// Notes that a session was used: for calls over a socket, which authenticates once. Written at most
    /// once a minute, so it may be called with every call. A Pong is no use.
    virtual asio::awaitable<void> used(SessionId /*session*/) { co_return; }
};

}  // namespace koebel::rpc
