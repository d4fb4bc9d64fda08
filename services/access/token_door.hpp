#pragma once

#include "access/caller_cache.hpp"
#include "access/settings.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace koebel::access {

namespace asio = boost::asio;

/// The door for API tokens: turns one into a caller, and slows down who guesses. Called from every io thread; owned by
/// the authenticator, whose cache it shares.
///
/// A wrong token counts for its address, in SQL, so that all nodes know. However many come, the writer is not filled:
/// the same wrong text counts once a minute, an address that waits is refused from memory, and no more than a few are
/// being counted at once.
class TokenDoor {
public:
    TokenDoor(store::Store& store, Clock& clock, const Settings& settings, CallerCache& cache)
        : store_(store), clock_(clock), settings_(settings), cache_(cache) {}

    /// Refuses with
    ///   kUnauthenticated    TOKEN_UNKNOWN
    ///   kResourceExhausted  TOO_MANY_ATTEMPTS (with retry_after_ms), for a right token too
    asio::awaitable<Result<rpc::Caller>> authenticate(std::string token, std::string address);

    /// The caller of a token as it is now, or nothing.
    asio::awaitable<std::optional<rpc::Caller>> refresh(SessionId token);

private:
    /// Until when something holds, by address or by hash.
    using Until = std::unordered_map<std::string, Instant>;

    asio::awaitable<Error> count_wrong(std::string hash, std::string address);
    [[nodiscard]] std::optional<Error> waiting(std::string_view address);
    [[nodiscard]] bool was_wrong(const std::string& hash);
    /// Who is to wait, waits from here on without SQL being asked.
    [[nodiscard]] Error remembered(std::string_view address, Error refusal);
    void keep(Until& all, std::string key, Instant until) const;

    store::Store& store_;
    Clock& clock_;
    const Settings& settings_;
    CallerCache& cache_;
    std::mutex mutex_;
    Until waiting_;  // addresses
    Until wrong_;    // hashes
    std::atomic<unsigned> counting_{0};
};

}  // namespace koebel::access
