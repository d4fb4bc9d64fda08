#pragma once

#include "support/websocket_client.hpp"

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

namespace koebel::test {

/// A well-behaved client of one topic, on a thread of its own: answers every Ping and reads what comes, so that a test
/// can ask whether it is served while others misbehave.
class Bystander {
public:
    /// `client` is subscribed from `last` on.
    Bystander(WebSocketClient client, std::uint64_t last);
    Bystander(const Bystander&) = delete;
    Bystander& operator=(const Bystander&) = delete;
    ~Bystander();

    /// Waits until it has every event up to `seq`, in order; whether that came.
    [[nodiscard]] bool hears(std::uint64_t seq);

private:
    void read();
    void apply(const v1::Event& event);

    WebSocketClient client_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::uint64_t last_;
    bool in_order_ = true;
    bool ended_ = false;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace koebel::test
