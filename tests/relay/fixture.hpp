#pragma once

#include "live/bus.hpp"
#include "live/hub.hpp"
#include "live/relay.hpp"
#include "redis/client.hpp"
#include "relay/redis_gate.hpp"
#include "relay/sql_boards.hpp"
#include "runtime/io_threads.hpp"
#include "support/database.hpp"
#include "support/redis_server.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace koebel::live {

/// What a server answers, a line for each value in it; nothing for nil.
[[nodiscard]] std::string said(const redis::Reply& reply);

/// Settings of a client that waits for nothing long.
[[nodiscard]] redis::Settings quick_client();

/// One node, as far as Redis goes: a client for commands, and the relay. Stopped by its end.
class RelayNode {
public:
    RelayNode(
        store::Store& store,
        runtime::IoThreads& threads,
        const redis::Endpoint& endpoint,
        const RelaySettings& settings,
        const std::string& installation = "one"
    );
    RelayNode(const RelayNode&) = delete;
    RelayNode& operator=(const RelayNode&) = delete;
    ~RelayNode();

    /// As a commit of this node wakes it.
    void committed(std::uint64_t position) { relay_.wake(position); }

    [[nodiscard]] Relay& relay() { return relay_; }
    [[nodiscard]] redis::Client& client() { return client_; }
    /// How often people were told that boards come from SQL, and that they come from Redis again.
    [[nodiscard]] int degraded() const { return degraded_; }
    [[nodiscard]] int recovered() const { return recovered_; }

private:
    SqlBoards boards_;
    redis::Client client_;
    Relay relay_;
    std::atomic<int> degraded_{0};
    std::atomic<int> recovered_{0};
};

/// A real store, a redis-server of its own with a gate before it, and nodes.
class RelayTest : public testing::TestWithParam<test::Backend> {
protected:
    RelayTest();
    ~RelayTest() override;

    /// Times of milliseconds, so that nobody waits for them.
    static RelaySettings quick();
    std::unique_ptr<RelayNode> node(const RelaySettings& settings = quick());

    /// Commits a place on a board, and tells the nodes' relay as a commit does.
    std::uint64_t place(const std::string& board, const std::string& member, const std::string& score);
    /// So many members "m00000…" on a board, in one commit.
    void fill(const std::string& board, std::size_t members);

    /// Whether it comes true within ten seconds.
    [[nodiscard]] static bool comes_true(const std::function<bool()>& condition);
    /// Waits until Redis is trusted and has everything; then holds every place against SQL.
    void expect_right(RelayNode& node);
    [[nodiscard]] std::uint64_t head();

    test::Database database_{GetParam()};
    /// What the server answers, past the gate.
    std::string ask(const std::vector<std::string>& words) const { return said(redis_.command(words)); }

    test::RedisServer redis_;
    test::TemporaryDirectory folder_;
    test::RedisGate gate_{redis_.socket().string(), (folder_.path() / "gate.sock").string()};
    runtime::IoThreads threads_{1};
};

}  // namespace koebel::live
