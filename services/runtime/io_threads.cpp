#include "runtime/io_threads.hpp"

#include "base/log.hpp"

#include <pthread.h>

namespace koebel::runtime {
namespace {

void run(asio::io_context& context) {
    for (;;) {
        try {
            context.run();
            return;
        } catch (const std::exception& e) {
            log("runtime").error("a handler threw: {}", e.what());
        }
    }
}

}  // namespace

IoThreads::IoThreads(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        contexts_.emplace_back(1);
        guards_.emplace_back(asio::make_work_guard(contexts_.back()));
    }
}

IoThreads::~IoThreads() {
    stop(std::chrono::milliseconds{0});
}

void IoThreads::start() {
    for (std::size_t i = 0; i < contexts_.size(); ++i) {
        threads_.emplace_back([this, i] {
            ::pthread_setname_np(::pthread_self(), ("io." + std::to_string(i)).c_str());
            run(contexts_[i]);
        });
    }
}

void IoThreads::stop(std::chrono::milliseconds at_most) {
    guards_.clear();
    if (threads_.empty()) return;

    // A loop that still has work at the deadline is stopped; its handlers are destroyed, not run.
    asio::io_context alarm{1};
    asio::steady_timer deadline{alarm, at_most};
    std::atomic<std::size_t> left{threads_.size()};
    deadline.async_wait([this](boost::system::error_code) {
        for (auto& context : contexts_) context.stop();
    });
    for (auto& context : contexts_) {
        // Wakes a loop that waits for nothing more, so that it can see its guard is gone.
        asio::post(context, [] {});
    }
    std::thread watch{[&] { alarm.run(); }};
    for (auto& thread : threads_) {
        thread.join();
        if (--left == 0) asio::post(alarm, [&deadline] { deadline.cancel(); });
    }
    watch.join();
    threads_.clear();
}

}  // namespace koebel::runtime
