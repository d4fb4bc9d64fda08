#include "runtime/blocking_pool.hpp"

#include "base/log.hpp"

#include <pthread.h>

namespace koebel::runtime {

BlockingPool::BlockingPool(std::string_view name, std::size_t threads, std::size_t queue) : name_(name), limit_(queue) {
    for (std::size_t i = 0; i < threads; ++i) {
        threads_.emplace_back([this] {
            ::pthread_setname_np(::pthread_self(), name_.substr(0, 15).c_str());
            loop();
        });
    }
}

BlockingPool::~BlockingPool() {
    stop();
}

bool BlockingPool::submit(std::function<void()> work) {
    {
        const std::lock_guard lock{mutex_};
        if (stopping_ || queue_.size() >= limit_) return false;
        queue_.push_back(std::move(work));
    }
    woken_.notify_one();
    return true;
}

void BlockingPool::loop() {
    for (;;) {
        std::function<void()> work;
        {
            std::unique_lock lock{mutex_};
            woken_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            work = std::move(queue_.front());
            queue_.pop_front();
        }
        try {
            work();
        } catch (const std::exception& e) {
            log("runtime").error("work of pool {} threw: {}", name_, e.what());
        }
    }
}

void BlockingPool::stop() {
    {
        const std::lock_guard lock{mutex_};
        stopping_ = true;
    }
    woken_.notify_all();
    for (auto& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
    threads_.clear();
}

}  // namespace koebel::runtime
