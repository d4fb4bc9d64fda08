#pragma once

#include "live/log_source.hpp"
#include "simulation/agenda.hpp"
#include "simulation/record.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <functional>
#include <map>
#include <memory>
#include <set>

namespace koebel::simulation {

namespace asio = boost::asio;

/// How SQL treats a node, and what mistakes the world makes on purpose for the checks to find.
struct SqlWeather {
    Time down_until{};             ///< before it every read and commit fails
    Duration slowest{0};           ///< an answer takes up to this long, and is as old as it happens to be
    bool loses_an_entry = false;   ///< a mistake: a page of the log lacks an entry
    bool shows_redacted = false;   ///< a mistake: blocks hold what was redacted
    bool believes_anyone = false;  ///< a mistake: a rewound history is never noticed
};

/// What a node sees of the record: coroutines get their answers at some later moment of virtual time,
/// with a snapshot of some moment between; the tail's reads answer at once, but let the world go on
/// between the snapshot and the answer, as the tail's thread does.
class RecordLog final : public live::LogSource {
public:
    struct World {
        Record& record;
        Agenda& agenda;
        Random& random;
        const SqlWeather& weather;
        std::function<void()> meanwhile;                   ///< something happens on the other threads
        std::function<void()> touched;                     ///< the node's io threads have something to do
        std::function<void(const std::string&)> complain;  ///< a check failed
    };

    explicit RecordLog(World world) : world_(std::move(world)) {}
    ~RecordLog() override;

    store::LogHead head() override;
    live::LogPage after(std::uint64_t position, std::size_t limit) override;
    std::map<std::uint64_t, store::LogEntry> at(const std::vector<std::uint64_t>& positions) override;
    std::string confirm_history(const store::LogHead& delivered) override;
    asio::awaitable<live::TopicHeads> topic_heads(std::vector<std::string> topics) override;
    asio::awaitable<std::shared_ptr<live::Block>> block(live::BlockCache::Key key) override;
    void on_commit(std::function<void(store::Committed)> listener) override { listener_ = std::move(listener); }
    Instant last_success() const override { return last_success_; }

    /// A commit of this node is announced.
    void announce(const store::Committed& entries) { listener_(entries); }
    void succeeded() { last_success_ += std::chrono::microseconds{1}; }
    [[nodiscard]] bool is_down() const { return world_.agenda.now() < world_.weather.down_until; }

private:
    /// A coroutine that waits for SQL.
    struct Waiting {
        std::function<void()> read;
        std::function<void()> resume;
        std::exception_ptr fault;
    };

    void check() const;
    asio::awaitable<void> later(std::function<void()> read);
    void begin(const std::shared_ptr<Waiting>& waiting);

    const World world_;
    std::function<void(store::Committed)> listener_ = [](const auto&) {};
    Instant last_success_{};
    std::set<std::shared_ptr<Waiting>> waiting_;
    std::set<live::BlockCache::Key> blocks_being_read_;
};

}  // namespace koebel::simulation
