#include "runtime/io_threads.hpp"
#include "runtime/spawn.hpp"

#include <gtest/gtest.h>

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <latch>
#include <stdexcept>

namespace koebel::runtime {
namespace {

using namespace std::chrono_literals;

TEST(TasksTest, WaitReturnsWhenTheLastCoroutineHasEnded) {
    IoThreads io{2};
    Tasks tasks;
    std::atomic<int> ended = 0;
    auto work = [&]() -> asio::awaitable<void> {
        ++ended;
        co_return;
    };
    for (std::size_t i = 0; i < 10; ++i) tasks.spawn(io.context(i % 2).get_executor(), "test.work", work());
    EXPECT_EQ(tasks.running(), 10U);

    io.start();

    EXPECT_TRUE(tasks.wait(10s));
    EXPECT_EQ(ended, 10);
    io.stop(10s);
}

TEST(TasksTest, ACoroutineThatThrowsEndsAlone) {
    IoThreads io{1};
    Tasks tasks;
    auto fails = []() -> asio::awaitable<void> {
        throw std::runtime_error{"no"};
        co_return;
    };
    tasks.spawn(io.context(0).get_executor(), "test.fails", fails());

    io.start();

    EXPECT_TRUE(tasks.wait(10s));
    io.stop(10s);
}

TEST(TasksTest, ACoroutineDestroyedWithItsLoopIsCountedOut) {
    Tasks tasks;
    {
        asio::io_context context{1};
        auto waits = [](asio::io_context& on) -> asio::awaitable<void> {
            asio::steady_timer never{on, std::chrono::hours{1}};
            co_await never.async_wait(asio::use_awaitable);
        };
        tasks.spawn(context.get_executor(), "test.waits", waits(context));
        context.poll();
        EXPECT_EQ(tasks.running(), 1U);
    }

    EXPECT_TRUE(tasks.wait(0s));
}

TEST(IoThreadsTest, StopEndsALoopThatStillHasWork) {
    IoThreads io{2};
    asio::steady_timer never{io.context(1), std::chrono::hours{1}};
    std::atomic<bool> called = false;
    never.async_wait([&](boost::system::error_code) { called = true; });
    io.start();

    io.stop(10ms);

    EXPECT_FALSE(called);
}

TEST(IoThreadsTest, AHandlerThatThrowsDoesNotEndTheLoop) {
    IoThreads io{1};
    std::latch after{1};
    asio::post(io.context(0), [] { throw std::runtime_error{"no"}; });
    asio::post(io.context(0), [&] { after.count_down(); });

    io.start();

    after.wait();
    io.stop(10s);
}

}  // namespace
}  // namespace koebel::runtime
