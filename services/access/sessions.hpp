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

/// A shared tablet.
using KioskId = Id<struct KioskTag>;

/// Whose a session is. The numbers stand in SQL.
enum class SessionKind : std::uint8_t {
    kPerson = 1,
    kScreen = 2,
    kKiosk = 3,    ///< the tablet's own
    kAtKiosk = 4,  ///< a person's at a kiosk: nobody has its secret, it is found by the tablet's
    kLobby = 5,    ///< a screen's where visitors look: it may do less
};

/// A session to be opened: for a person, a screen, a kiosk, or a person at a kiosk.
struct NewSession {
    PersonId person;                             ///< empty: for the screen or kiosk
    ScreenId screen;                             ///< empty: for the person
    KioskId kiosk = {};                          ///< empty: elsewhere
    std::vector<std::string> topics = {};        ///< a screen's; a person's follow from their teams
    bool lobby = false;                          ///< the screen hangs where visitors look
    std::string device = {};                     ///< the User-Agent, of which a few words are kept; the kiosk's name
    std::chrono::seconds lifetime{};             ///< at the latest it ends then
    bool remembered = false;                     ///< being unused does not end it
    std::optional<Instant> password_until = {};  ///< a password may be chosen without the old one
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
void end_sessions_of(store::Transaction& tx, const KioskId& kiosk);  ///< and of whoever is signed in at it

/// The same but for one; how many ended.
std::uint32_t end_other_sessions(store::Transaction& tx, const PersonId& person, const SessionId& kept);

/// What a screen may follow from now on, in all its sessions, and whether it hangs where visitors look; with an entry
/// on topic access.
void set_topics_of(store::Transaction& tx, const ScreenId& screen, const std::vector<std::string>& topics, bool lobby);

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
