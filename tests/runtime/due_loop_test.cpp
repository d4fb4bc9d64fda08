#include "runtime/due_loop.hpp"
#include "runtime/io_threads.hpp"

#include <gtest/gtest.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <atomic>
#include <chrono>
#include <latch>
#include <semaphore>
#include <stdexcept>

namespace koebel::runtime {
namespace {

using namespace std::chrono_literals;
using Steady = DueLoop::Steady;

class DueLoopTest : public testing::Test {
protected:
    ~DueLoopTest() override { io_.stop(10s); }

    asio::any_io_executor executor() { return io_.context(0).get_executor(); }

    IoThreads io_{1};
    std::counting_semaphore<> steps_{0};
};

TEST_F(DueLoopTest, AStepSaysWhenTheNextIs) {
    DueLoop loop{executor(), "test.often", [this]() -> asio::awaitable<Steady::time_point> {
                     steps_.release();
                     co_return Steady::now() + 1ms;
                 }};
    loop.start();
    io_.start();

    for (int i = 0; i < 3; ++i) EXPECT_TRUE(steps_.try_acquire_for(10s));
    loop.stop();
}

TEST_F(DueLoopTest, AWakeUpDoesNotWaitForIt) {
    DueLoop loop{executor(), "test.seldom", [this]() -> asio::awaitable<Steady::time_point> {
                     steps_.release();
                     co_return Steady::now() + 1h;
                 }};
    loop.start();
    io_.start();
    ASSERT_TRUE(steps_.try_acquire_for(10s));

    loop.wake();

    EXPECT_TRUE(steps_.try_acquire_for(10s));
    loop.stop();
}

TEST_F(DueLoopTest, AWakeUpDuringAStepIsNotLost) {
    std::latch woken{1};
    DueLoop loop{executor(), "test.during", [&]() -> asio::awaitable<Steady::time_point> {
                     steps_.release();
                     woken.wait();
                     // As a step that waits for SQL: what was posted runs meanwhile.
                     asio::steady_timer answer{co_await asio::this_coro::executor, 1ms};
                     co_await answer.async_wait(asio::use_awaitable);
                     co_return Steady::now() + 1h;
                 }};
    loop.start();
    io_.start();
    ASSERT_TRUE(steps_.try_acquire_for(10s));

    loop.wake();
    woken.count_down();

    EXPECT_TRUE(steps_.try_acquire_for(10s));
    loop.stop();
}

TEST_F(DueLoopTest, AStepThatThrowsIsMadeAgain) {
    DueLoop loop{executor(), "test.throws", [this]() -> asio::awaitable<Steady::time_point> {
                     steps_.release();
                     throw std::runtime_error{"no"};
                     co_return Steady::now();
                 }};
    loop.start();
    io_.start();

    for (int i = 0; i < 2; ++i) EXPECT_TRUE(steps_.try_acquire_for(20s));
    loop.stop();
}

TEST_F(DueLoopTest, StoppedNothingIsDoneAnyMore) {
    std::atomic<int> count = 0;
    DueLoop loop{executor(), "test.stopped", [&]() -> asio::awaitable<Steady::time_point> {
                     ++count;
                     steps_.release();
                     co_return Steady::now() + 1h;
                 }};
    loop.start();
    io_.start();
    ASSERT_TRUE(steps_.try_acquire_for(10s));

    loop.stop();
    loop.stop();
    const int before = count;
    loop.wake();

    EXPECT_TRUE(loop.stopping());
    EXPECT_FALSE(steps_.try_acquire_for(20ms));
    EXPECT_EQ(count, before);
}

}  // namespace
}  // namespace koebel::runtime
