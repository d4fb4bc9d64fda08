#pragma once

#include "live/index_source.hpp"

namespace koebel::leaderboard {

/// Tells live what of the standings belongs into Redis.
class StandingsIndex final : public live::IndexSource {
public:
    [[nodiscard]] std::vector<std::string> boards(store::Reader& reader) override;
    [[nodiscard]] std::uint64_t size(store::Reader& reader, const std::string& board) override;
    [[nodiscard]] std::vector<live::IndexMember> members(
        store::Reader& reader, const std::string& board, const std::string& after, std::size_t limit
    ) override;
    [[nodiscard]] std::vector<live::IndexMember> scores(
        store::Reader& reader, const std::string& board, const std::vector<std::string>& members
    ) override;
};

}  // namespace koebel::leaderboard
