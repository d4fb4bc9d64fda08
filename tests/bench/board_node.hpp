#pragma once

#include "bench/bare_redis.hpp"
#include "leaderboard/board_commands.hpp"
#include "leaderboard/standings_index.hpp"
#include "live/relay.hpp"
#include "redis/client.hpp"
#include "runtime/io_threads.hpp"
#include "store/store.hpp"
#include "support/redis_server.hpp"
#include "support/temporary_directory.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace koebel::bench {

namespace asio = boost::asio;

/// A node as far as boards go: SQLite with a board of so many people, a redis-server, the relay on a thread of its own,
/// and one more thread for those who ask. The relay sleeps until it is woken.
class BoardNode {
public:
    explicit BoardNode(std::size_t people);
    BoardNode(const BoardNode&) = delete;
    BoardNode& operator=(const BoardNode&) = delete;
    ~BoardNode();

    /// Starts the relay; returns when the boards stand in Redis and are trusted.
    void start();

    [[nodiscard]] store::Store& store() { return *store_; }
    [[nodiscard]] live::Relay& relay() { return *relay_; }
    [[nodiscard]] redis::Client& client() { return *client_; }
    [[nodiscard]] leaderboard::StandingsIndex& index() { return index_; }
    [[nodiscard]] redis::Endpoint endpoint() const { return redis_.endpoint(); }
    [[nodiscard]] const live::IndexKeys& keys() const { return keys_.value(); }
    [[nodiscard]] const leaderboard::BoardName& board() const { return board_; }
    [[nodiscard]] asio::io_context& callers() { return threads_.context(1); }
    [[nodiscard]] std::uint64_t head();

    [[nodiscard]] static std::string person(std::size_t number);
    [[nodiscard]] static std::int64_t score(std::size_t number);

    /// Appends so many entries that move twelve places each, as a thank-you does; the first one's position.
    std::uint64_t append(std::size_t entries);

private:
    void fill(std::size_t people);

    test::RedisServer redis_;
    test::TemporaryDirectory directory_;
    SystemClock clock_;
    RandomIdSource ids_;
    std::unique_ptr<store::Store> store_;
    leaderboard::StandingsIndex index_;
    leaderboard::BoardName board_;
    std::optional<live::IndexKeys> keys_;
    runtime::IoThreads threads_{2};
    std::optional<redis::Client> client_;
    std::optional<live::Relay> relay_;
    std::size_t appended_ = 0;
};

}  // namespace koebel::bench
