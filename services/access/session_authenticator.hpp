#pragma once

#include "access/caller_cache.hpp"
#include "access/settings.hpp"
#include "access/token_door.hpp"
#include "rpc/authenticator.hpp"
#include "runtime/spawn.hpp"
#include "store/store.hpp"

#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace koebel::access {

namespace asio = boost::asio;

/// Turns the session cookie, or an API token, into a caller: rows of SQL, remembered for a minute. Called from every io
/// thread; owned by koebeld.
///
/// A kiosk's cookie makes the kiosk, or whoever is signed in at it at that moment: asked of SQL each time.
///
/// A caller from here can be as old as the entries of topic access that apply() has not seen: whoever
/// keeps a caller for longer than a request puts its connection under the hub's access entries first
/// and calls refresh() then. refresh() always asks SQL.
class SessionAuthenticator final : public rpc::Authenticator {
public:
    SessionAuthenticator(store::Store& store, Clock& clock, const Settings& settings);

    asio::awaitable<rpc::Caller> authenticate(rpc::Credentials credentials) override;
    asio::awaitable<Result<rpc::Caller>> authenticate_token(rpc::Credentials credentials) override;
    asio::awaitable<rpc::Caller> refresh(rpc::Caller caller) override;

    /// Resumes at once: nobody waits for the writer to be read, however busy it is.
    asio::awaitable<void> used(SessionId session) override;

    /// Applies an entry of the log: those of topic access make this node forget. Any thread; koebeld
    /// hands over every entry the log tail delivers.
    void apply(const store::LogEntry& entry);

    /// Forgets every caller: history was rewound, and the log tail passes over what changed with it. Any thread.
    void forget_all();

private:
    struct Found;
    asio::awaitable<std::optional<Found>> find(const store::Sql& sql, std::string key);
    asio::awaitable<void> note(SessionId session, Instant now);
    asio::awaitable<void> note_new_secret(SessionId session, std::string hash);
    [[nodiscard]] bool is_over(const Found& found) const;
    [[nodiscard]] bool is_due(const SessionId& session, std::optional<Instant> last_used);

    store::Store& store_;
    Clock& clock_;
    const Settings settings_;
    CallerCache cache_;
    TokenDoor tokens_;
    std::mutex mutex_;
    std::unordered_map<SessionId, Instant> noted_;  // when "last used" was last written from here
    runtime::Tasks tasks_;
};

}  // namespace koebel::access
