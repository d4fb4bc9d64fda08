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

    /// The keys ("received/m24311") of the boards that belong into Redis now: those of the running period of each kind
    /// and of the two before it that have a member. Pages show one before it; the other is there already when a
    /// change of the organisation's zone makes yesterday today again.
    [[nodiscard]] virtual std::vector<std::string> boards(store::Reader& reader) = 0;

    /// How many are on a board.
    [[nodiscard]] virtual std::uint64_t size(store::Reader& reader, const std::string& board) = 0;

    /// Those on a board after `member`, bytewise, at most `limit`, in that order. Pages with a bound of their own: the
    /// answer of a million is read in many snapshots.
    [[nodiscard]] virtual std::vector<IndexMember> members(
        store::Reader& reader, const std::string& board, const std::string& after, std::size_t limit
    ) = 0;

    /// Those of these who are on the board.
    [[nodiscard]] virtual std::vector<IndexMember> scores(
        store::Reader& reader, const std::string& board, const std::vector<std::string>& members
    ) = 0;
};

}  // namespace koebel::live
