#pragma once

#include "leaderboard/board.hpp"
#include "leaderboard/extract.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>
#include <string>

namespace koebel::leaderboard {

namespace asio = boost::asio;

/// What the index had to say, and about which board.
struct Indexed {
    BoardName board;
    std::string epoch;  ///< of the history it knows
    Extract extract;
};

/// The same of one person's place.
struct IndexedPlace {
    BoardName board;
    std::string epoch;
    OwnPlace own;
};

/// Answers as read_extract and read_own_place do, in microseconds among a million. Called from every io thread.
class Index {
public:
    Index() = default;
    Index(const Index&) = delete;
    Index& operator=(const Index&) = delete;
    virtual ~Index() = default;

    /// The board of the period with that number, 0: of the running one; and where `me` stands, unless empty. None, and
    /// never a fault: ask SQL.
    virtual asio::awaitable<std::optional<Indexed>> ask(
        Ranking ranking, v1::PeriodKind kind, std::int64_t number, PersonId me
    ) = 0;

    /// Where `person` stands on the running board. None, and never a fault: ask SQL.
    virtual asio::awaitable<std::optional<IndexedPlace>> place(
        Ranking ranking, v1::PeriodKind kind, PersonId person
    ) = 0;
};

}  // namespace koebel::leaderboard
