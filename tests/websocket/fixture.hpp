#pragma once

#include "gateway/websocket.hpp"
#include "live/hub.hpp"
#include "rpc/authenticator.hpp"
#include "rpc/router.hpp"
#include "support/database.hpp"
#include "support/websocket_client.hpp"

#include <koebel/v1/recognition.pb.h>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

namespace koebel::gateway {

namespace asio = boost::asio;

/// Answers one method, when the test lets it.
class Allowances {
public:
    asio::awaitable<Result<v1::GetAllowanceResponse>> get(
        const rpc::Caller& caller, const v1::GetAllowanceRequest& request
    );

    void hold() { held_ = true; }
    void release() { held_ = false; }
    [[nodiscard]] int most_at_once() const { return most_; }
    [[nodiscard]] std::uint32_t answered() const { return answered_; }

private:
    std::atomic<bool> held_{false};
    std::atomic<int> running_{0};
    std::atomic<int> most_{0};
    std::atomic<std::uint32_t> answered_{0};
};

/// Rights as the test says; until then a caller keeps those it came with.
class Rights final : public rpc::Authenticator {
public:
    asio::awaitable<rpc::Caller> authenticate(rpc::Credentials credentials) override;
    asio::awaitable<rpc::Caller> refresh(rpc::Caller caller) override;

    void set(rpc::Caller caller);
    /// refresh fails this many times first.
    void fail(int times) { failures_ = times; }
    /// refresh has no answer until release().
    void hold() { held_ = true; }
    void release() { held_ = false; }
    [[nodiscard]] bool is_reading() const { return reading_; }

private:
    std::mutex mutex_;
    std::optional<rpc::Caller> caller_;
    std::atomic<int> failures_{0};
    std::atomic<bool> held_{false};
    std::atomic<bool> reading_{false};
};

/// A real store, a hub, a router and the WebSocket side on real io threads; clients over TCP.
class WebSocketTest : public testing::Test {
protected:
    WebSocketTest();
    ~WebSocketTest() override;

    static WebSocketSettings quick();
    void start(WebSocketSettings settings = quick());

    /// A connection that was upgraded, with this caller.
    test::WebSocketClient connect(rpc::Caller caller, int receive_buffer = 0);
    static rpc::Caller ada();

    std::uint64_t publish(const std::string& topic, const std::string& message = "thanks");
    void change_access(v1::AccessChanged::Kind kind, const std::string& subject);
    /// Waits until the log tail has handed everything that was committed to the io thread, and that has run it.
    void await_tail();
    std::string epoch();
    static v1::ClientFrame subscribe(const std::string& topic, const std::string& epoch, std::uint64_t from = 0);
    static v1::ClientFrame call(
        std::uint32_t id, const std::string& method = "koebel.v1.RecognitionService/GetAllowance"
    );
    /// Reads until the topic's status is this; fails the test when the connection ends first.
    static v1::Subscribed await_status(test::WebSocketClient& client, v1::Subscribed::Status status);
    /// Waits until the connection with this close code has ended on the server's side.
    [[nodiscard]] bool await_closed(std::uint16_t code);

    test::Database database_{test::Backend::kSqlite};
    live::Settings live_settings_;
    runtime::IoThreads threads_{1};
    Allowances allowances_;
    Rights rights_;
    rpc::Router router_{rpc::Limits{}, database_.clock()};
    std::unique_ptr<live::Hub> hub_;
    std::unique_ptr<WebSockets> websockets_;
    asio::io_context accepting_{1};
    asio::ip::tcp::acceptor acceptor_{accepting_, {asio::ip::address_v4::loopback(), 0}};
};

}  // namespace koebel::gateway
