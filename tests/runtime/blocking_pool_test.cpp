#include "runtime/blocking_pool.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <latch>
#include <stdexcept>
#include <thread>

namespace koebel::runtime {
namespace {

template <class T>
T wait_for(asio::io_context& context, asio::awaitable<T> coroutine) {
    auto future = asio::co_spawn(context, std::move(coroutine), asio::use_future);
    context.restart();
    context.run();
    return future.get();
}

TEST(BlockingPoolTest, WorkRunsElsewhereAndItsCallerResumesAtHome) {
    asio::io_context context{1};
    BlockingPool pool{"test", 1, 4};
    std::thread::id resumed;

    auto call = [&]() -> asio::awaitable<std::thread::id> {
        const auto worked = co_await pool.run([] { return std::this_thread::get_id(); });
        resumed = std::this_thread::get_id();
        co_return worked;
    };
    const auto worked = wait_for(context, call());

    EXPECT_NE(worked, std::this_thread::get_id());
    EXPECT_EQ(resumed, std::this_thread::get_id());
}

TEST(BlockingPoolTest, WhatTheWorkThrowsReachesItsCaller) {
    asio::io_context context{1};
    BlockingPool pool{"test", 1, 4};

    auto call = [&]() -> asio::awaitable<int> {
        co_return co_await pool.run([]() -> int { throw std::domain_error{"no"}; });
    };

    EXPECT_THROW(wait_for(context, call()), std::domain_error);
}

TEST(BlockingPoolTest, AFullQueueRefusesAtOnce) {
    asio::io_context context{1};
    BlockingPool pool{"test", 1, 1};
    std::latch started{1};
    std::latch release{1};
    auto occupy = [&] {
        started.count_down();
        release.wait();
        return 1;
    };
    auto first = [&]() -> asio::awaitable<int> { co_return co_await pool.run(occupy); };
    auto more = [&]() -> asio::awaitable<int> { co_return co_await pool.run([] { return 2; }); };
    auto busy = asio::co_spawn(context, first(), asio::use_future);
    context.poll();
    started.wait();

    auto queued = asio::co_spawn(context, more(), asio::use_future);
    auto refused = asio::co_spawn(context, more(), asio::use_future);
    context.restart();
    context.poll();
    release.count_down();
    context.restart();
    context.run();

    EXPECT_EQ(busy.get(), 1);
    EXPECT_EQ(queued.get(), 2);
    EXPECT_THROW(refused.get(), PoolFull);
}

TEST(BlockingPoolTest, StoppingDrainsTheQueue) {
    asio::io_context context{1};
    BlockingPool pool{"test", 1, 16};
    std::atomic<int> done = 0;
    auto call = [&]() -> asio::awaitable<void> { co_await pool.run([&] { return ++done; }); };
    for (int i = 0; i < 10; ++i) asio::co_spawn(context, call(), asio::use_future);
    context.poll();

    pool.stop();

    EXPECT_EQ(done, 10);
}

}  // namespace
}  // namespace koebel::runtime
