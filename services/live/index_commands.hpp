#pragma once

#include "live/index_keys.hpp"
#include "live/index_log.hpp"
#include "live/index_source.hpp"

#include "redis/client.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace koebel::live {

namespace asio = boost::asio;

/// Redis answered, and refused: out of memory, a key of another type, no rights. Nothing was written by that command.
class IndexRefused : public std::runtime_error {
public:
    explicit IndexRefused(const std::string& answer) : std::runtime_error("Redis refused: " + answer) {}
};

/// How the boards stand in Redis.
struct IndexStanding {
    std::optional<Generation> generation;  ///< none: there are no boards
    std::uint64_t applied = 0;             ///< every update up to here is in them

    friend bool operator==(const IndexStanding&, const IndexStanding&) = default;
};

/// What became of updates that were shipped.
struct IndexApplied {
    enum class Outcome : std::uint8_t {
        kDone,     ///< up to `position` all is applied, by whom ever
        kGap,      ///< what follows `position` is missing
        kReplaced  ///< another history or generation stands there
    };
    Outcome outcome = Outcome::kDone;
    std::uint64_t position = 0;
};

/// Members of one board, and how many it has, at one position.
struct IndexSample {
    std::uint64_t applied = 0;
    std::uint64_t size = 0;
    std::vector<IndexMember> members;
};

/// Where updates go to.
struct IndexTarget {
    Generation generation;
    bool is_building = false;  ///< nobody reads it yet, and the bus hears nothing of it
};

/// What the relay says to Redis: our keys, scripts and answers in types. Stateless but for the client, which outlives
/// it; every call throws redis::Fault when there is no answer (then it may have been done) and IndexRefused on a
/// refusal.
class IndexCommands {
public:
    IndexCommands(redis::Client& client, IndexKeys keys) : client_(client), keys_(std::move(keys)) {}

    [[nodiscard]] const IndexKeys& keys() const { return keys_; }

    asio::awaitable<IndexStanding> standing() const;

    /// The same; and `damaged` is set to the key of a board that does not have the size it should have.
    asio::awaitable<IndexStanding> look(const Generation& generation, std::string& damaged) const;

    /// One call of the script: updates of whole entries, from `first` to `last` without a gap.
    asio::awaitable<IndexApplied> apply(
        const IndexTarget& target, std::uint64_t first, std::uint64_t last, std::span<const IndexUpdate> updates
    ) const;

    /// A page in calls of about `batch` updates, all of them on their way at once.
    asio::awaitable<IndexApplied> ship(const IndexTarget& target, const IndexPage& page, std::size_t batch) const;

    /// Random ones. Nothing: another generation stands by now.
    asio::awaitable<std::optional<IndexSample>> sample(
        const Generation& generation, const std::string& board, std::size_t count
    ) const;
    /// Those of these who are on the board. Nothing: another generation stands by now.
    asio::awaitable<std::optional<IndexSample>> scores(
        const Generation& generation, const std::string& board, const std::vector<std::string>& members
    ) const;

    // Building aside.

    /// Unlinks what somebody else put where our own records belong.
    asio::awaitable<void> discard_strangers() const;

    /// Notes that a generation with these boards is being built: who finds it unfinished later knows its keys.
    asio::awaitable<void> begin(const Generation& generation, const std::vector<std::string>& boards) const;
    /// Members of one board; true.
    asio::awaitable<bool> add(
        const std::string& generation, const std::string& board, std::span<const IndexMember> members
    ) const;
    /// Notes how many are on each board, and that all updates up to `applied` are in them.
    asio::awaitable<void> complete(
        const Generation& generation, const std::vector<std::string>& boards, std::uint64_t applied
    ) const;
    /// Puts it in the place of the one that stands. False: another one stands there by now, or it is not complete.
    asio::awaitable<bool> replace(const IndexStanding& old, const Generation& built, std::uint64_t applied) const;

    // Tidying.

    /// Unlinks a generation, a few keys at a time.
    asio::awaitable<void> remove(const std::string& generation) const;
    /// Unlinks boards of a generation.
    asio::awaitable<void> drop(const std::string& generation, const std::vector<std::string>& boards) const;
    /// The boards of a generation.
    asio::awaitable<std::vector<std::string>> boards(const std::string& generation) const;
    /// Generations whose building began longer ago than `age`, the one that stands not among them.
    asio::awaitable<std::vector<std::string>> abandoned(std::chrono::seconds age) const;

    /// Looks at about `count` keys from `cursor` on ("0": the first) and unlinks those of our generations that nobody
    /// has noted, because somebody overwrote the notes. Where to go on; "0": that were all. A generation whose note is
    /// lost while it is being built loses keys by this, which the comparison after its building finds.
    asio::awaitable<std::string> unlink_strays(std::string cursor, std::size_t count) const;

    /// Tells the bus where the log stands.
    asio::awaitable<void> tell(const store::LogHead& head) const;

private:
    asio::awaitable<redis::Reply> command(std::vector<std::string> arguments) const;
    asio::awaitable<redis::Reply> run(
        const redis::Script& script, std::vector<std::string> keys, std::vector<std::string> arguments
    ) const;
    asio::awaitable<std::int64_t> server_time() const;

    redis::Client& client_;
    IndexKeys keys_;
};

}  // namespace koebel::live
