#pragma once

#include "leaderboard/extract.hpp"
#include "live/index_keys.hpp"
#include "redis/client.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace koebel::leaderboard {

namespace asio = boost::asio;

/// What leaderboard asks Redis: our scripts and their answers in types. Remembers which generation of the boards
/// stands there; the scripts tell when it is another one by now. Every call throws redis::Fault when there is no
/// answer, or one that is not ours. Called from every io thread.
class BoardCommands {
public:
    BoardCommands(redis::Client& client, live::IndexKeys keys) : client_(client), keys_(std::move(keys)) {}

    /// An answer, and what it is true of.
    struct Standing {
        std::string epoch;
        std::uint64_t applied = 0;  ///< everything up to this place in the log counts
    };

    struct Top {
        Standing standing;
        std::uint64_t size = 0;
        std::vector<Place> places;
    };
    [[nodiscard]] asio::awaitable<Top> top(const BoardName& board, std::size_t count);

    struct Rank {
        Standing standing;
        std::optional<Place> place;  ///< none: not on the board
    };
    [[nodiscard]] asio::awaitable<Rank> rank(const BoardName& board, const std::string& member);

    struct Around {
        Standing standing;
        std::uint64_t place = 0;    ///< the member's, from 0
        std::size_t mine = 0;       ///< where in `places`
        std::vector<Place> places;  ///< none: not on the board
    };
    [[nodiscard]] asio::awaitable<Around> around(
        const BoardName& board, const std::string& member, std::size_t neighbours
    );

private:
    struct Answer {
        Standing standing;
        std::vector<redis::Reply> rest;
    };
    /// Runs a script on the board of the generation that stands, whichever that is.
    [[nodiscard]] asio::awaitable<Answer> ask(
        const redis::Script& script, const BoardName& board, std::vector<std::string> arguments
    );
    [[nodiscard]] live::Generation known();

    redis::Client& client_;
    const live::IndexKeys keys_;
    std::mutex mutex_;
    live::Generation generation_;
};

}  // namespace koebel::leaderboard
