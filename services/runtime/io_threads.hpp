#pragma once

#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <cstddef>
#include <deque>
#include <thread>

namespace koebel::runtime {

namespace asio = boost::asio;

/// One io_context and thread per core. What is bound to one of them stays there for life, so its code
/// needs no locks; posting from other threads is legal (io_context{1}, never DISABLE_THREADS).
class IoThreads {
public:
    explicit IoThreads(std::size_t count);
    IoThreads(const IoThreads&) = delete;
    IoThreads& operator=(const IoThreads&) = delete;
    ~IoThreads();

    [[nodiscard]] std::size_t size() const { return contexts_.size(); }
    [[nodiscard]] asio::io_context& context(std::size_t index) { return contexts_[index]; }

    /// Starts the threads. An exception that leaves a handler is logged and the loop goes on.
    void start();

    /// Lets the loops end when nothing is left to do, at most `seconds` from now, and joins.
    void stop(std::chrono::milliseconds at_most);

private:
    using Guard = asio::executor_work_guard<asio::io_context::executor_type>;
    std::deque<asio::io_context> contexts_;
    std::deque<Guard> guards_;
    std::vector<std::thread> threads_;
};

}  // namespace koebel::runtime
