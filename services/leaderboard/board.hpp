#pragma once

#include "base/id.hpp"
#include "leaderboard/period.hpp"

#include <koebel/v1/leaderboard.pb.h>

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::leaderboard {

// How boards are called: in SQL, in Redis, as topics. Pure.

/// What is ranked, over any period.
struct Ranking {
    v1::BoardKind kind = v1::BOARD_KIND_UNSPECIFIED;
    ValueId value = {};  ///< of BOARD_KIND_VALUE

    /// "received", "given", "value:ID", "teams".
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static std::optional<Ranking> parse(std::string_view text);

    [[nodiscard]] bool is_of_teams() const { return kind == v1::BOARD_KIND_TEAMS; }

    friend auto operator<=>(const Ranking&, const Ranking&) = default;
};

/// A ranking of one period.
struct BoardName {
    Ranking ranking;
    Period period;

    /// "received/m24311": the key in Redis, and in index updates.
    [[nodiscard]] std::string text() const { return ranking.text() + "/" + period.text(); }
    [[nodiscard]] static std::optional<BoardName> parse(std::string_view text);

    friend auto operator<=>(const BoardName&, const BoardName&) = default;
};

/// Who looks: what is shown of a person differs.
enum class Audience : std::uint8_t { kColleagues, kScreens };

/// The topic on which the running board of a kind of period is pushed: "board:received:month" for colleagues,
/// "wall:board:value:ID:week" for screens. One without a ranking tells how boards are shown, and nothing else:
/// "board:shown", "wall:board:shown". It is there while boards are off too, and silent while nobody chooses anew.
struct BoardTopic {
    Audience audience = Audience::kColleagues;
    Ranking ranking;
    v1::PeriodKind kind = v1::PERIOD_KIND_UNSPECIFIED;

    [[nodiscard]] bool is_of_shown() const { return ranking.kind == v1::BOARD_KIND_UNSPECIFIED; }
    [[nodiscard]] std::string text() const;
    [[nodiscard]] static std::optional<BoardTopic> parse(std::string_view text);

    friend auto operator<=>(const BoardTopic&, const BoardTopic&) = default;
};

[[nodiscard]] v1::BoardKey to_message(const BoardName& board);

}  // namespace koebel::leaderboard
