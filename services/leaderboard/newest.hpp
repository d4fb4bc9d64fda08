#pragma once

#include "leaderboard/board.hpp"
#include "leaderboard/standings.hpp"
#include "store/transaction.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace koebel::leaderboard {

/// When the newest of what still counts was given, for each place that a thank-you counted for. Read after it stopped
/// counting, because it may have been the newest itself.
class Newest {
public:
    [[nodiscard]] static Newest read(store::Reader& reader, const Counted& counted);

    /// None: nothing counts.
    [[nodiscard]] std::optional<Instant> of(const Ranking& ranking, const std::string& member, v1::PeriodKind kind)
        const;

private:
    using Moments = std::array<std::optional<Instant>, kPeriodKinds.size()>;

    std::map<std::pair<Ranking, std::string>, Moments> moments_;
};

}  // namespace koebel::leaderboard
