#include "websocket/fixture.hpp"

#include "gateway/upgrade.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/use_future.hpp>

#include <future>
#include <thread>

namespace koebel::gateway {

using namespace std::chrono_literals;

namespace {

asio::awaitable<void> until_released(const std::atomic<bool>& held) {
    asio::steady_timer timer(co_await asio::this_coro::executor);
    while (held) {
        timer.expires_after(1ms);
        co_await timer.async_wait(asio::use_awaitable);
    }
}

}  // namespace

asio::awaitable<Result<v1::GetAllowanceResponse>> Allowances::get(const rpc::Caller&, const v1::GetAllowanceRequest&) {
    const int running = ++running_;
    most_ = std::max<int>(most_, running);
    co_await until_released(held_);
    --running_;
    v1::GetAllowanceResponse response;
    response.set_left(++answered_);
    co_return response;
}

asio::awaitable<rpc::Caller> Rights::authenticate(rpc::Credentials) {
    co_return rpc::Caller{};
}

asio::awaitable<rpc::Caller> Rights::refresh(rpc::Caller caller) {
    if (failures_ > 0) {
        --failures_;
        throw store::Fault("no SQL");
    }
    reading_ = true;
    co_await until_released(held_);
    reading_ = false;
    const std::lock_guard lock(mutex_);
    co_return caller_.value_or(std::move(caller));
}

void Rights::set(rpc::Caller caller) {
    const std::lock_guard lock(mutex_);
    caller_ = std::move(caller);
}

WebSocketTest::WebSocketTest() {
    live_settings_.poll = 20ms;
    live_settings_.tick = 10ms;
    router_.bind("koebel.v1.RecognitionService/GetAllowance", allowances_, &Allowances::get);
    threads_.start();
}

WebSocketTest::~WebSocketTest() {
    allowances_.release();
    rights_.release();
    if (websockets_) {
        websockets_->drain(0ms);
        EXPECT_TRUE(websockets_->wait(10s)) << "a session did not end";
    }
    if (hub_) hub_->stop();
    threads_.stop(5s);
}

WebSocketSettings WebSocketTest::quick() {
    WebSocketSettings settings;
    settings.closing = 300ms;
    return settings;
}

void WebSocketTest::start(WebSocketSettings settings) {
    hub_ = std::make_unique<live::Hub>(database_.store(), threads_, live_settings_);
    hub_->start();
    websockets_ = std::make_unique<WebSockets>(
        *hub_, router_, rights_, database_.clock(), threads_, settings, "koebeld-of-this-test"
    );
}

rpc::Caller WebSocketTest::ada() {
    rpc::Caller caller;
    caller.roles = {v1::ROLE_EMPLOYEE};
    caller.person = PersonId{"0195e000-0000-7000-8000-0000000000aa"};
    caller.session = SessionId{"0195e000-0000-7000-8000-0000000000ab"};
    caller.topics = {"feed", "team:a", "person:0195e000-0000-7000-8000-0000000000aa"};
    return caller;
}

test::WebSocketClient WebSocketTest::connect(rpc::Caller caller, int receive_buffer) {
    auto shaking = std::async(std::launch::async, [&] {
        return test::WebSocketClient(
            test::Wire(acceptor_.local_endpoint().port(), receive_buffer), "/live", {{"Host", "localhost"}}
        );
    });
    Socket socket(threads_.context(0));
    acceptor_.accept(socket);
    std::string head;
    asio::read_until(socket, asio::dynamic_buffer(head), "\r\n\r\n");

    // What the HTTP side hands over, and nothing of it.
    namespace http = boost::beast::http;
    Upgrade upgrade{
        .socket = std::move(socket), .request = {http::verb::get, "/live", 11}, .caller = std::move(caller)
    };
    upgrade.request.set(http::field::host, "localhost");
    upgrade.request.set(http::field::upgrade, "websocket");
    upgrade.request.set(http::field::connection, "Upgrade");
    upgrade.request.set(http::field::sec_websocket_key, "dGhlIHNhbXBsZSBub25jZQ==");
    upgrade.request.set(http::field::sec_websocket_version, "13");
    auto handed = std::make_shared<Upgrade>(std::move(upgrade));
    asio::post(threads_.context(0), [this, handed] { websockets_->accept(std::move(*handed)); });
    return shaking.get();
}

std::uint64_t WebSocketTest::publish(const std::string& topic, const std::string& message) {
    return database_.write([&](store::Transaction& tx) -> Result<std::uint64_t> {
        v1::EventBody body;
        body.mutable_recognition_given()->mutable_recognition()->set_message(message);
        return tx.append({.topic = topic, .body = body});
    });
}

void WebSocketTest::change_access(v1::AccessChanged::Kind kind, const std::string& subject) {
    database_.write([&](store::Transaction& tx) -> Result<std::uint64_t> {
        v1::EventBody body;
        body.mutable_access_changed()->set_kind(kind);
        body.mutable_access_changed()->set_subject_id(subject);
        return tx.append({.topic = "access", .body = body});
    });
}

void WebSocketTest::await_tail() {
    const auto head = database_.store().read_now([](store::Reader& reader) { return store::log_head(reader); });
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (hub_->statistics().position < static_cast<std::int64_t>(head.position)) {
        ASSERT_LT(std::chrono::steady_clock::now(), until) << "the log tail stands still";
        std::this_thread::yield();
    }
    // Three turns: what the io thread posts to itself, and what its sockets had for it, has run as well.
    for (int turn = 0; turn < 3; ++turn) asio::post(threads_.context(0), asio::use_future).wait();
}

std::string WebSocketTest::epoch() {
    return database_.store().read_now([](store::Reader& reader) { return store::log_head(reader).epoch; });
}

v1::ClientFrame WebSocketTest::subscribe(const std::string& topic, const std::string& epoch, std::uint64_t from) {
    v1::ClientFrame frame;
    frame.mutable_subscribe()->set_topic(topic);
    frame.mutable_subscribe()->set_epoch(epoch);
    frame.mutable_subscribe()->set_from(from);
    return frame;
}

v1::ClientFrame WebSocketTest::call(std::uint32_t id, const std::string& method) {
    v1::ClientFrame frame;
    frame.mutable_call()->set_id(id);
    frame.mutable_call()->set_method(method);
    return frame;
}

v1::Subscribed WebSocketTest::await_status(test::WebSocketClient& client, v1::Subscribed::Status status) {
    while (const auto frame = client.receive_frame()) {
        if (frame->has_subscribed() && frame->subscribed().status() == status) return frame->subscribed();
    }
    ADD_FAILURE() << "closed with " << client.close_code();
    return {};
}

bool WebSocketTest::await_closed(std::uint16_t code) {
    const auto until = std::chrono::steady_clock::now() + 10s;
    while (std::chrono::steady_clock::now() < until) {
        if (websockets_->statistics().closed.contains(code)) return true;
        std::this_thread::yield();
    }
    return false;
}

}  // namespace koebel::gateway
