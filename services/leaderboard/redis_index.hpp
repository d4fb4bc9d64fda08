#pragma once

#include "base/time.hpp"
#include "base/zone.hpp"
#include "leaderboard/board_commands.hpp"
#include "leaderboard/index.hpp"
#include "redis/client.hpp"
#include "store/store.hpp"

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace koebel::leaderboard {

/// The index in Redis. Asked only while it is trusted, and only about the boards that stand there: those of the running
/// period of each kind and of the one before. Which period runs it knows from a zone that it reads now and then; who
/// uses the answer looks again. Owned by koebeld.
class RedisIndex final : public Index {
public:
    /// `trusted`: whether boards may be read from Redis; called on every io thread, it must not block.
    RedisIndex(store::Store& store, const Clock& clock, redis::Client& client, std::function<bool()> trusted);

    asio::awaitable<std::optional<Indexed>> ask(Ranking ranking, v1::PeriodKind kind, std::int64_t number, PersonId me)
        override;
    asio::awaitable<std::optional<IndexedPlace>> place(Ranking ranking, v1::PeriodKind kind, PersonId person) override;

private:
    using Steady = std::chrono::steady_clock;

    /// What is known of the organisation.
    struct Office {
        Zone zone;
        std::shared_ptr<BoardCommands> commands;
    };

    /// A board that stands there, and whom to ask.
    struct Standing {
        BoardName board;
        std::shared_ptr<BoardCommands> commands;
    };

    /// None: SQL answers.
    [[nodiscard]] asio::awaitable<std::optional<Standing>> find(
        Ranking ranking, v1::PeriodKind kind, std::int64_t number
    );
    /// None before there is an organisation.
    [[nodiscard]] asio::awaitable<std::optional<Office>> office();
    [[nodiscard]] std::optional<BoardName> board_of(
        const Zone& zone, Ranking ranking, v1::PeriodKind kind, std::int64_t number
    ) const;
    [[nodiscard]] asio::awaitable<Indexed> read(std::shared_ptr<BoardCommands> commands, BoardName board, PersonId me);

    store::Store& store_;
    const Clock& clock_;
    redis::Client& client_;
    const std::function<bool()> trusted_;

    std::mutex mutex_;
    std::optional<Office> office_;
    Steady::time_point read_again_;
};

}  // namespace koebel::leaderboard
