#pragma once

#include "live/index_source.hpp"
#include "store/store.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace koebel::live {

/// Boards as leaderboard keeps them, reduced to what the relay sees: rows in SQL, and the same as updates in the log.
class SqlBoards final : public IndexSource {
public:
    /// Makes the table. Once per database.
    static void create(store::Store& store);

    /// Puts a member at a score, or takes it off (an empty score), with an entry of the log. The entry's position.
    static std::uint64_t place(
        store::Transaction& tx, const std::string& board, const std::string& member, const std::string& score
    );
    /// Only the row: as a fault of ours would do it.
    static void place_silently(
        store::Transaction& tx, const std::string& board, const std::string& member, const std::string& score
    );

    std::vector<std::string> boards(store::Reader& reader) override;
    std::uint64_t size(store::Reader& reader, const std::string& board) override;
    std::vector<IndexMember> members(
        store::Reader& reader, const std::string& board, const std::string& after, std::size_t limit
    ) override;
    std::vector<IndexMember> scores(
        store::Reader& reader, const std::string& board, const std::vector<std::string>& members
    ) override;
};

}  // namespace koebel::live
