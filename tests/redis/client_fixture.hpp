#pragma once

#include "redis/client.hpp"
#include "support/database.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/use_future.hpp>

#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace koebel::redis {

/// Settings with which a client tries again at once.
inline Settings quick() {
    Settings settings;
    settings.retry_first = std::chrono::milliseconds{5};
    settings.retry_most = std::chrono::milliseconds{20};
    return settings;
}

/// Two io threads: the client's, and another one that calls it.
class ClientTest : public testing::Test {
protected:
    ClientTest() {
        for (auto* context : {&context_, &other_}) threads_.emplace_back([context] { context->run(); });
    }
    ~ClientTest() override {
        if (client_) client_->stop();
        work_.reset();
        other_work_.reset();
        for (auto& thread : threads_) thread.join();
    }

    Client& start(const Endpoint& endpoint, Settings settings = quick()) {
        client_ = std::make_unique<Client>(context_, endpoint, std::move(settings), "test");
        client_->start();
        return *client_;
    }
    /// Waits until it is connected, or says why it is not.
    void await(bool connected) const {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
        while (client_->connected() != connected || (!connected && client_->fault().empty())) {
            ASSERT_LT(std::chrono::steady_clock::now(), until) << client_->fault();
            std::this_thread::yield();
        }
    }
    std::future<Reply> begin(std::vector<std::string> words, asio::io_context* caller = nullptr) {
        return asio::co_spawn(caller ? *caller : other_, client_->command(std::move(words)), asio::use_future);
    }
    Reply ask(std::vector<std::string> words) { return begin(std::move(words)).get(); }
    Reply evaluate(const Script& script) { return test::await(client_->evaluate(script, {"key"}, {"value"})); }

    asio::io_context context_{1};
    asio::io_context other_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
    asio::executor_work_guard<asio::io_context::executor_type> other_work_{other_.get_executor()};
    std::vector<std::thread> threads_;
    std::unique_ptr<Client> client_;
};

}  // namespace koebel::redis
