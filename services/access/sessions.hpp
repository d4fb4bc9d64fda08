#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/access.pb.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::access {

/// A session to be opened: for a person or for a screen.
struct NewSession {
    PersonId person;                       ///< empty: for the screen
    ScreenId screen;                       ///< empty: for the person
    std::vector<std::string> topics = {};  ///< a screen's; a person's follow from their teams
    std::string device = {};               ///< the User-Agent; a few words of it are kept
    std::chrono::seconds lifetime{};       ///< at the latest it ends then
};

/// What the browser gets: the only time the secret is seen.
struct OpenedSession {
    SessionId id;
    std::string secret;
    std::chrono::seconds lifetime{};  ///< of the cookie
};

[[nodiscard]] OpenedSession open_session(store::Transaction& tx, const NewSession& session);

/// Ends a session: its row goes, and topic access says so. The position, or none when it had ended.
std::optional<std::uint64_t> end_session(store::Transaction& tx, const SessionId& session);

/// Ends all of someone's sessions, each with an entry on topic access.
void end_sessions_of(store::Transaction& tx, const PersonId& person);
void end_sessions_of(store::Transaction& tx, const ScreenId& screen);

/// A person's sessions, the newest first.
struct SessionRow {
    SessionId id;
    Instant created_at;
    Instant last_used_at;
    std::string device;

    static SessionRow from(const store::Row& row);
};
[[nodiscard]] store::Query<SessionRow> sessions_of(const PersonId& person);

[[nodiscard]] v1::Session to_message(const SessionRow& session, const SessionId& current);

/// A User-Agent in a few words, for example "Firefox, Android". What is not known is left out.
[[nodiscard]] std::string device_name(std::string_view user_agent);

}  // namespace koebel::access
