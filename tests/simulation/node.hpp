#pragma once

#include "live/hub.hpp"
#include "runtime/io_threads.hpp"
#include "simulation/record_log.hpp"

#include <deque>
#include <memory>

namespace koebel::simulation {

class Link;
class World;

/// One koebeld: the real hub with its tail, shards, rings and blocks; its threads are turned by the
/// world, one handler at a time. Comes and goes.
class Node {
public:
    Node(World& world, std::size_t number, std::size_t shards);
    ~Node();

    void start();
    /// As a kill does: links are cut, nothing is said to anyone.
    void stop();
    [[nodiscard]] bool tail_turns() const { return tail_turns_; }
    [[nodiscard]] bool runs() const { return hub_ != nullptr; }
    [[nodiscard]] std::size_t number() const { return number_; }
    [[nodiscard]] std::size_t shards() const { return shards_; }

    [[nodiscard]] live::Hub& hub() { return *hub_; }
    [[nodiscard]] RecordLog& log() { return *log_; }
    SqlWeather& weather() { return weather_; }

    /// Commits through this node's writer. False: SQL is away.
    bool commit(const std::vector<Record::Change>& changes);
    /// Another server took over from the one this node's writer is connected to.
    void lose_connection() { reconnects_ = true; }

    /// An io thread that gets no turn until then.
    void hold(std::size_t shard, Time until) { held_until_[shard] = until; }
    [[nodiscard]] bool is_held(std::size_t shard) const;
    void release() { held_until_.assign(shards_, Time{}); }
    void touched() { touched_ = true; }
    /// Lets the io threads run, in an order of the seed's choosing, at most `turns` handlers. Whether any ran.
    bool run(std::size_t turns);

    std::vector<Link*>& links() { return links_; }

private:
    void poll(std::weak_ptr<int> life);
    void beat(std::weak_ptr<int> life, std::size_t shard);
    void announce_later();
    void turn_tail();
    void confirm_committed();

    World& world_;
    const std::size_t number_;
    const std::size_t shards_;
    SqlWeather weather_;
    std::vector<Time> held_until_;
    std::vector<Link*> links_;
    bool touched_ = false;
    bool tail_turns_ = false;
    bool reconnects_ = false;
    store::LogHead committed_;
    std::deque<store::Committed> to_announce_;
    std::shared_ptr<int> life_;
    std::unique_ptr<runtime::IoThreads> threads_;
    RecordLog* log_ = nullptr;
    std::unique_ptr<live::Hub> hub_;
};

}  // namespace koebel::simulation
