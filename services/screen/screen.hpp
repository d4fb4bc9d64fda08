#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "rpc/caller.hpp"
#include "screen/hours.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/screen.pb.h>

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::screen {

/// What the contract allows.
inline constexpr std::size_t kNameCharacters = 60;  ///< of its place and town too
inline constexpr std::size_t kTeams = 20;
inline constexpr std::size_t kValues = 20;
inline constexpr std::uint32_t kMostPixels = 20'000;  ///< of a television, in one direction
inline constexpr std::uint32_t kLoudest = 100;        ///< percent
inline constexpr std::uint32_t kMostOverscan = 5;     ///< percent of the picture, at each edge

/// Who places them.
inline constexpr rpc::Roles kMayPlaceScreens{v1::ROLE_CURATOR, v1::ROLE_ADMIN};

/// How a screen shows and sounds.
struct Manner {
    v1::ScreenMode mode = v1::SCREEN_MODE_WALL;
    std::uint32_t volume = 70;           ///< percent
    std::optional<Hours> hours = {};     ///< when it is awake; none: always
    std::uint32_t overscan_percent = 0;  ///< what the television cuts off at each edge
    bool calm = false;                   ///< nothing moves

    [[nodiscard]] bool is_lobby() const { return mode == v1::SCREEN_MODE_LOBBY; }
};

/// An office display.
struct Screen {
    ScreenId id;
    std::string name;
    std::string place;
    std::string language;  ///< "nl", "en", "pl" or empty: the organisation's
    bool sound = true;
    Instant added_at;
    std::optional<Instant> last_seen_at;  ///< the last use of one of its sessions
    bool revoked = false;
    std::string time_zone = {};  ///< its clock's; empty: the organisation's
    PersonId owner = {};         ///< who looks after it; empty: nobody
    PersonId added_by = {};      ///< empty: the command line
    std::string town = {};
    Manner manner = {};
    bool blanked = false;                      ///< somebody made it dark
    std::optional<Instant> missed_since = {};  ///< when it was last seen, if that is too long ago

    static Screen from(const store::Row& row);
};

/// Whose news a screen shows, and which of it.
struct Filter {
    std::vector<TeamId> teams = {};    ///< empty: everyone's
    std::vector<ValueId> values = {};  ///< what was said with one of them; empty: with whichever

    friend bool operator==(const Filter&, const Filter&) = default;
};

/// What a screen is to be.
struct Plan {
    std::string name;
    std::string place = {};
    Filter filter = {};
    std::string language = {};   ///< empty: the organisation's
    std::string time_zone = {};  ///< empty: the organisation's
    PersonId owner = {};         ///< empty: nobody
    bool sound = true;
    std::string town = {};
    Manner manner = {};
};

/// The screen, or none; revoked ones included.
[[nodiscard]] store::Query<Screen> screen_by_id(const ScreenId& id);

/// The screen a token belongs to; none when the token is unknown or was revoked.
[[nodiscard]] store::Query<Screen> screen_by_token(std::string_view token);

/// All of them by name, revoked ones included.
[[nodiscard]] store::Query<Screen> screens();

/// What a screen shows, in the order in which it was chosen.
[[nodiscard]] Filter filter_of(store::Reader& reader, const ScreenId& id);

/// The same of all screens; one that is not in it shows everything.
[[nodiscard]] std::map<ScreenId, Filter> filters(store::Reader& reader);

/// A screen's own.
[[nodiscard]] std::string topic_of(const ScreenId& id);

/// The topics a screen follows: wall, or wall:team:ID of each of its teams, or lobby and nothing else of what is said;
/// and its own. Values are no audience: the page leaves out what was said with others.
[[nodiscard]] std::vector<std::string> topics_of(
    const ScreenId& id, v1::ScreenMode mode, const std::vector<TeamId>& teams
);

/// wall:team:ID of each team that some screen shows: who follows one of them does not follow wall.
[[nodiscard]] std::vector<std::string> team_topics(store::Reader& reader);

/// What to open on the television. The token stands in the fragment, which browsers never send.
[[nodiscard]] std::string address_of(std::string_view public_url, std::string_view token);

/// The shape of a plan: text trimmed, teams and values without repeats.
/// Refuses with kInvalidArgument NAME_REQUIRED, NAME_TOO_LONG, PLACE_TOO_LONG, TOWN_TOO_LONG, LANGUAGE_UNKNOWN,
/// TIME_ZONE_UNKNOWN, TOO_MANY_TEAMS, TOO_MANY_VALUES, SCREEN_MODE_UNKNOWN, VOLUME_INVALID, OVERSCAN_INVALID.
[[nodiscard]] Result<Plan> checked(Plan screen);

/// The same of a message. Whoever asks owns the screen, when nobody else is named. Refuses as checked() does, and with
/// kInvalidArgument HOURS_INVALID.
[[nodiscard]] Result<Plan> plan_from(const v1::ScreenPlan& message, const PersonId& asked_by);

[[nodiscard]] v1::ScreenSettings to_settings(const Screen& screen, const Filter& filter);

}  // namespace koebel::screen
