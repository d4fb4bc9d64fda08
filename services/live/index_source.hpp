#pragma once

#include "store/transaction.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace koebel::live {

/// One place in a board's sorted set.
struct IndexMember {
    std::string member;
    std::string score;  ///< decimal, exact below 2^53; never written as a double of ours

    friend bool operator==(const IndexMember&, const IndexMember&) = default;
};

/// What belongs into Redis, as SQL has it: leaderboard implements it, koebeld hands it over. Stateless; called on the
/// store's reader threads, each call within the snapshot of its reader.
class IndexSource {
public:
    IndexSource() = default;
    IndexSource(const IndexSource&) = delete;
    IndexSource& operator=(const IndexSource&) = delete;
    virtual ~IndexSource() = default;

    /// The keys ("received/m24311") of the boards that belong into Redis now: those of the running and the previous
    /// period of each kind that have a member.
    [[nodiscard]] virtual std::vector<std::string> boards(store::Reader& reader) const = 0;

    /// How many are on a board.
    [[nodiscard]] virtual std::uint64_t size(store::Reader& reader, const std::string& board) const = 0;

    /// Those on a board after `member`, bytewise, at most `limit`, in that order. Pages with a bound of their own: the
    /// answer of a million is read in many snapshots.
    [[nodiscard]] virtual std::vector<IndexMember> members(
        store::Reader& reader, const std::string& board, const std::string& after, std::size_t limit
    ) const = 0;

    /// Those of these who are on the board.
    [[nodiscard]] virtual std::vector<IndexMember> scores(
        store::Reader& reader, const std::string& board, const std::vector<std::string>& members
    ) const = 0;
};

}  // namespace koebel::live
