#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <type_traits>
#include <vector>

namespace koebel::runtime {

namespace asio = boost::asio;

/// The pool's queue is full.
class PoolFull : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A few threads for work that blocks (password hashing, files), with a bounded queue. Thread-safe.
class BlockingPool {
public:
    BlockingPool(std::string_view name, std::size_t threads, std::size_t queue);
    BlockingPool(const BlockingPool&) = delete;
    BlockingPool& operator=(const BlockingPool&) = delete;
    ~BlockingPool();

    /// Runs `work` on the pool and resumes on the caller's executor with what it returned or threw.
    /// Throws PoolFull at once when the queue is full. `work` owns what it captures.
    template <class Work, class T = std::invoke_result_t<Work>>
    asio::awaitable<T> run(Work work) {
        struct Box {
            std::optional<T> value;
            std::exception_ptr fault;
        };
        auto box = std::make_shared<Box>();
        auto executor = co_await asio::this_coro::executor;
        auto start = [this, box, executor, &work](auto handler) {
            auto resume = std::make_shared<decltype(handler)>(std::move(handler));
            const bool queued = submit([box, executor, resume, work = std::move(work)]() mutable {
                try {
                    box->value.emplace(work());
                } catch (...) {
                    box->fault = std::current_exception();
                }
                asio::post(executor, [resume] { std::move (*resume)(); });
            });
            if (!queued) {
                box->fault = std::make_exception_ptr(PoolFull(name_));
                asio::post(executor, [resume] { std::move (*resume)(); });
            }
        };
        co_await asio::async_initiate<decltype(asio::use_awaitable), void()>(start, asio::use_awaitable);
        if (box->fault) std::rethrow_exception(box->fault);
        co_return std::move(*box->value);
    }

    /// Ends the threads after the queue has drained. Idempotent.
    void stop();

private:
    [[nodiscard]] bool submit(std::function<void()> work);
    void loop();

    const std::string name_;
    const std::size_t limit_;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<std::function<void()>> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace koebel::runtime
