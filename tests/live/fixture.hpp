#pragma once

#include "live/connection.hpp"
#include "live/hub.hpp"
#include "support/database.hpp"

#include <koebel/v1/live.pb.h>

#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace koebel::live {

/// A connection in memory: takes what is due as a socket would, and keeps every frame decoded. Lives on
/// one io thread; what it received may be read and awaited from the test's thread.
class Follower final : public Subscriber {
public:
    Follower(Shard& shard, asio::io_context& context, std::string principal);
    ~Follower() override;

    void subscribe(const std::string& topic, const std::string& epoch, std::uint64_t from);
    void unsubscribe(const std::string& topic);
    void watch(const std::string& topic, bool visible);
    /// A socket that takes nothing until resume().
    void stall();
    void resume();
    /// On an AccessChanged, stop taking, as the gateway does while it reads rights again.
    void stall_when_rights_change();

    /// Waits until `done(frames)`; fails the test after five seconds. Returns all frames so far.
    std::vector<v1::ServerFrame> await(const std::function<bool(const std::vector<v1::ServerFrame>&)>& done);
    std::vector<v1::ServerFrame> await_status(const std::string& topic, v1::Subscribed::Status status);
    /// Waits until the events of a topic reach `seq`; returns them all in the order they came.
    std::vector<v1::Event> await_event(const std::string& topic, std::uint64_t seq);
    [[nodiscard]] std::vector<v1::ServerFrame> frames() const;

    /// Runs on the connection's thread and waits.
    void run(const std::function<void(Connection&)>& work);
    [[nodiscard]] bool was_isolated() const { return isolated_; }
    [[nodiscard]] int rewinds() const { return rewinds_; }
    [[nodiscard]] std::vector<v1::AccessChanged> access_changes() const;

private:
    void due() override;
    void rest(Frame frame, std::size_t offset) override;
    void access_changed(const v1::AccessChanged& change) override;
    void rewound() override;
    void isolated() override;
    void tick(std::chrono::steady_clock::time_point) override {}
    [[nodiscard]] std::string principal() const override { return principal_; }

    asio::io_context& context_;
    const std::string principal_;
    std::unique_ptr<Connection> connection_;
    bool stalled_ = false;
    bool stall_on_change_ = false;
    std::atomic<bool> isolated_{false};
    std::atomic<int> rewinds_{0};
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<v1::ServerFrame> frames_;
    std::vector<v1::AccessChanged> changes_;
};

/// The events of a topic among frames, singly or in blocks, in the order they came.
[[nodiscard]] std::vector<v1::Event> events_of(const std::vector<v1::ServerFrame>& frames, const std::string& topic);

/// The message in a frame; fails the test when it is not exactly one unmasked binary WebSocket frame.
[[nodiscard]] v1::ServerFrame decoded(const std::string& bytes);

/// What a client that follows the documented algorithm has applied after these events: each seq once,
/// in order, older ones dropped.
[[nodiscard]] std::vector<std::uint64_t> applied(const std::vector<v1::Event>& events, std::uint64_t from);

/// A real store, real io threads, a hub; the clock and the ids are the test's.
class LiveTest : public testing::TestWithParam<test::Backend> {
protected:
    LiveTest();
    ~LiveTest() override;

    void start(Settings settings = quick());
    /// Beats and polls of milliseconds, so that nobody waits for them.
    static Settings quick();

    std::unique_ptr<Follower> follower(std::size_t io_thread = 0, std::string principal = "person:test");
    /// Commits one event; its position.
    std::uint64_t publish(const std::string& topic, const std::string& recognition);
    /// Commits `count` events on a topic in one transaction.
    void publish_many(const std::string& topic, std::size_t count);
    /// Commits a withdrawal that redacts.
    std::uint64_t withdraw(
        const std::string& topic, const std::string& recognition, std::vector<std::uint64_t> positions
    );
    void change_access(v1::AccessChanged::Kind kind, const std::string& subject);
    /// As a failover to a server that missed everything does.
    void lose_history();
    std::string epoch();

    test::Database database_{GetParam()};
    runtime::IoThreads threads_{2};
    std::unique_ptr<Hub> hub_;
};

}  // namespace koebel::live
