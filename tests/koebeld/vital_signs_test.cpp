#include "koebeld/vital_signs.hpp"
#include "support/database.hpp"
#include "support/notify_socket.hpp"

#include <gtest/gtest.h>

#include <boost/asio/post.hpp>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

namespace koebel {
namespace {

using namespace std::chrono_literals;

/// Vital signs of real io threads and a real store, told to a real datagram socket. The manager's patience is 400 ms:
/// signs 100 ms apart at the most often, and none when something owes its answer for 200 ms.
class VitalSignsTest : public testing::Test {
protected:
    ~VitalSignsTest() override {
        main_.stop();
        if (running_.joinable()) running_.join();
        threads_.stop(5s);
        database_.store().stop();
    }

    void start(std::function<bool()> is_ready = [] { return true; }) {
        vital_signs_.start(std::move(is_ready), "Serving");
        running_ = std::thread{[this] { main_.run(); }};
    }

    test::NotifySocket systemd_;
    asio::io_context main_{1};
    ServiceManager manager_{systemd_.path(), 400ms};
    test::Database database_{test::Backend::kSqlite};
    runtime::IoThreads threads_{2};
    VitalSigns vital_signs_{{.lag = 1s, .store_queue = 4}, threads_, database_.store(), manager_, main_};
    std::thread running_;
};

TEST_F(VitalSignsTest, ALivingNodeSaysSoAgainAndAgain) {
    threads_.start();
    start();

    EXPECT_TRUE(systemd_.await("READY=1", 10s));
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(systemd_.await("WATCHDOG=1", 10s));
    EXPECT_FALSE(vital_signs_.overloaded());
}

TEST_F(VitalSignsTest, ReadyIsSaidWhenItIsTrueAndOnce) {
    threads_.start();
    std::atomic<int> asked{0};
    start([&asked] { return ++asked == 3; });

    EXPECT_TRUE(systemd_.await("READY=1", 10s));
    EXPECT_EQ(asked, 3);
    EXPECT_FALSE(systemd_.await("READY=1", 600ms));
}

TEST_F(VitalSignsTest, AnIoThreadThatStandsStillEndsTheSignsUntilItTurnsAgain) {
    threads_.start();
    start();
    ASSERT_TRUE(systemd_.await("WATCHDOG=1", 10s));
    std::promise<void> go_on;
    asio::post(threads_.context(1), [&go_on] { go_on.get_future().wait(); });

    EXPECT_TRUE(systemd_.await("STATUS=No answer from io thread 1", 10s));
    EXPECT_FALSE(systemd_.await("WATCHDOG=1", 1s));
    EXPECT_TRUE(vital_signs_.overloaded());
    go_on.set_value();

    EXPECT_TRUE(systemd_.await("WATCHDOG=1", 10s));
}

TEST_F(VitalSignsTest, AWriterThatStandsStillEndsTheSignsAndAQueueIsOverload) {
    threads_.start();
    start();
    ASSERT_TRUE(systemd_.await("WATCHDOG=1", 10s));
    std::promise<void> go_on;
    auto may_go_on = go_on.get_future().share();
    std::vector<std::thread> writers;
    const auto write = [&] {
        writers.emplace_back([this, may_go_on] {
            (void)database_.store().write_now("test.wait", [may_go_on](store::Transaction&) -> Result<bool> {
                may_go_on.wait();
                return true;
            });
        });
    };

    write();
    EXPECT_TRUE(systemd_.await("STATUS=No answer from the writer", 10s));
    EXPECT_FALSE(systemd_.await("WATCHDOG=1", 1s));
    for (int i = 0; i < 4; ++i) write();
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (!vital_signs_.overloaded() && std::chrono::steady_clock::now() < until) std::this_thread::yield();
    EXPECT_TRUE(vital_signs_.overloaded()) << "four and more wait for SQL";
    go_on.set_value();
    for (auto& writer : writers) writer.join();

    EXPECT_TRUE(systemd_.await("WATCHDOG=1", 10s));
    EXPECT_FALSE(vital_signs_.overloaded());
}

TEST_F(VitalSignsTest, AStoreThatRefusesIsAlive) {
    threads_.start();
    database_.store().stop();
    start();

    for (int i = 0; i < 10; ++i) EXPECT_TRUE(systemd_.await("WATCHDOG=1", 10s));
}

}  // namespace
}  // namespace koebel
