#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/screen.pb.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::screen {

/// What the contract allows.
inline constexpr std::size_t kNameCharacters = 60;
inline constexpr std::size_t kTeams = 20;

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

    static Screen from(const store::Row& row);
};

/// What a new screen is to be.
struct NewScreen {
    std::string name;
    std::string place = {};
    std::vector<TeamId> teams = {};  ///< empty: everyone's news
    std::string language = {};
    PersonId added_by = {};  ///< empty: from the command line
};

/// The screen, or none; revoked ones included.
[[nodiscard]] store::Query<Screen> screen_by_id(const ScreenId& id);

/// The screen a token belongs to; none when the token is unknown or was revoked.
[[nodiscard]] store::Query<Screen> screen_by_token(std::string_view token);

/// All of them by name, revoked ones included.
[[nodiscard]] store::Query<Screen> screens();

/// The teams of a screen in their order.
[[nodiscard]] store::Query<TeamId> teams_of_screen(const ScreenId& id);

/// Which team belongs to which screen.
struct ScreenTeam {
    ScreenId screen;
    TeamId team;

    static ScreenTeam from(const store::Row& row);
};

/// Of all screens, in their order; and of one of them.
[[nodiscard]] store::Query<ScreenTeam> teams_of_screens();
[[nodiscard]] std::vector<TeamId> of(const std::vector<ScreenTeam>& teams, const ScreenId& screen);

/// The topics a screen follows: wall, or wall:team:ID of each of its teams; and its own.
[[nodiscard]] std::vector<std::string> topics_of(const ScreenId& id, const std::vector<TeamId>& teams);

/// What to open on the television. The token stands in the fragment, which browsers never send.
[[nodiscard]] std::string address_of(std::string_view public_url, std::string_view token);

/// The shape of a new screen: text trimmed, teams without repeats.
/// Refuses with kInvalidArgument NAME_REQUIRED, NAME_TOO_LONG, PLACE_TOO_LONG, LANGUAGE_UNKNOWN,
/// TOO_MANY_TEAMS.
[[nodiscard]] Result<NewScreen> checked(NewScreen screen);

[[nodiscard]] v1::ScreenSettings to_settings(const Screen& screen, const std::vector<TeamId>& teams);

}  // namespace koebel::screen
