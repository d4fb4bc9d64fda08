#include "redis/client.hpp"
#include "support/redis_server.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_future.hpp>
#include <boost/asio/write.hpp>

#include <gmock/gmock.h>

#include <future>
#include <thread>

namespace koebel::redis {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

constexpr Script kEcho{"echo", "return {KEYS[1], ARGV[1]}", "d006f1a90249474274c76f5be725b8f5804a346b"};

Settings quick() {
    Settings settings;
    settings.retry_first = 5ms;
    settings.retry_most = 20ms;
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
        const auto until = std::chrono::steady_clock::now() + 10s;
        while (client_->connected() != connected || (!connected && client_->fault().empty())) {
            ASSERT_LT(std::chrono::steady_clock::now(), until) << client_->fault();
            std::this_thread::yield();
        }
    }
    std::future<Reply> begin(std::vector<std::string> words, asio::io_context* caller = nullptr) {
        return asio::co_spawn(caller ? *caller : other_, client_->command(std::move(words)), asio::use_future);
    }
    Reply ask(std::vector<std::string> words) { return begin(std::move(words)).get(); }
    Reply evaluate(const Script& script) {
        return asio::co_spawn(other_, client_->evaluate(script, {"key"}, {"value"}), asio::use_future).get();
    }

    asio::io_context context_{1};
    asio::io_context other_{1};
    asio::executor_work_guard<asio::io_context::executor_type> work_{context_.get_executor()};
    asio::executor_work_guard<asio::io_context::executor_type> other_work_{other_.get_executor()};
    std::vector<std::thread> threads_;
    std::unique_ptr<Client> client_;
};

TEST_F(ClientTest, ManyCallersOnTwoThreadsEachGetTheirOwnAnswer) {
    const test::RedisServer server;
    start(server.endpoint());
    await(true);

    std::vector<std::future<Reply>> answers;
    for (int i = 0; i < 5'000; ++i) {
        answers.push_back(begin({"ECHO", std::to_string(i)}, i % 2 == 0 ? &context_ : &other_));
    }

    for (int i = 0; i < 5'000; ++i) ASSERT_EQ(answers[static_cast<std::size_t>(i)].get().text(), std::to_string(i));
    EXPECT_EQ(client_->statistics().commands, 5'000U);
    EXPECT_EQ(client_->statistics().in_flight, 0U);
}

TEST_F(ClientTest, ARefusalIsAnAnswer) {
    const test::RedisServer server;
    start(server.endpoint());
    await(true);

    EXPECT_EQ(ask({"NOSUCH"}).error_word(), "ERR");
    EXPECT_TRUE(ask({"GET", "nothing"}).is_nil());
}

TEST_F(ClientTest, ALargeAnswerComesWhole) {
    const test::RedisServer server;
    start(server.endpoint());
    await(true);
    const std::string large(5 << 20, 'x');

    EXPECT_EQ(ask({"SET", "large", large}).text(), "OK");
    EXPECT_EQ(ask({"GET", "large"}).text(), large);
}

TEST_F(ClientTest, AnAnswerAboveTheBoundEndsTheConnectionAndTheNextOneWorks) {
    const test::RedisServer server;
    auto settings = quick();
    settings.reply_bytes = 100'000;
    start(server.endpoint(), settings);
    await(true);
    (void)server.command({"SETRANGE", "large", "200000", "x"});

    EXPECT_THROW(ask({"GET", "large"}), Fault);
    await(true);
    EXPECT_EQ(ask({"PING"}).text(), "PONG");
}

TEST_F(ClientTest, AScriptThatRedisForgotIsToldAgain) {
    const test::RedisServer server;
    start(server.endpoint());
    await(true);

    EXPECT_EQ(evaluate(kEcho).array().at(1).text(), "value");
    EXPECT_EQ(evaluate(kEcho).array().at(0).text(), "key");
    (void)server.command({"SCRIPT", "FLUSH"});
    EXPECT_EQ(evaluate(kEcho).array().at(1).text(), "value");
}

TEST_F(ClientTest, ALateAnswerEndsTheConnectionForEverybodyWhoWaits) {
    test::RedisServer server;
    auto settings = quick();
    settings.command = 200ms;
    settings.connect = 200ms;
    start(server.endpoint(), settings);
    await(true);
    server.freeze();

    auto first = begin({"PING"});
    auto second = begin({"ECHO", "second"});

    EXPECT_THROW(first.get(), Fault);
    EXPECT_THROW(second.get(), Fault);
    await(false);
    EXPECT_THROW(ask({"PING"}), Fault) << "at once: there is no connection";
    server.thaw();
    await(true);
    EXPECT_EQ(ask({"ECHO", "again"}).text(), "again");
}

TEST_F(ClientTest, OneThatWaitsLongerMayAndTheOthersBoundHoldsAllTheSame) {
    const test::RedisServer server;
    auto settings = quick();
    settings.command = 300ms;
    start(server.endpoint(), settings);
    await(true);

    auto blocked =
        asio::co_spawn(other_, client_->command({"XREAD", "BLOCK", "600", "STREAMS", "s", "0"}, 10s), asio::use_future);
    EXPECT_TRUE(blocked.get().is_nil());

    auto waiting = asio::co_spawn(
        other_, client_->command({"XREAD", "BLOCK", "60000", "STREAMS", "s", "0"}, 120s), asio::use_future
    );
    EXPECT_THROW(ask({"PING"}), Fault) << "its answer stands behind one that takes a minute";
    EXPECT_THROW(waiting.get(), Fault);
}

TEST_F(ClientTest, ARedisThatDiesAndComesBackIsFoundAgain) {
    test::RedisServer server;
    start(server.endpoint());
    await(true);

    server.kill();
    await(false);
    EXPECT_THROW(ask({"PING"}), Fault);
    server.start();
    await(true);

    EXPECT_EQ(ask({"PING"}).text(), "PONG");
    EXPECT_EQ(client_->statistics().connects, 2U);
}

TEST_F(ClientTest, ThePasswordCounts) {
    const test::RedisServer server({"--requirepass", "secret"});
    auto endpoint = server.endpoint();
    endpoint.password = "wrong";
    start(endpoint);
    await(false);
    EXPECT_THAT(client_->fault(), HasSubstr("AUTH is refused: WRONGPASS"));
    client_->stop();

    endpoint.password = "secret";
    start(endpoint);
    await(true);
    EXPECT_EQ(ask({"PING"}).text(), "PONG");
}

TEST_F(ClientTest, AReplicaIsRefused) {
    const test::RedisServer server;
    (void)server.command({"REPLICAOF", "127.0.0.1", "1"});
    start(server.endpoint());
    await(false);

    EXPECT_THAT(client_->fault(), HasSubstr("replica"));
    (void)server.command({"REPLICAOF", "NO", "ONE"});
    await(true);
}

TEST_F(ClientTest, ARedisThatEvictsIsRefused) {
    const test::RedisServer server;
    (void)server.command({"CONFIG", "SET", "maxmemory-policy", "allkeys-lru"});
    start(server.endpoint());
    await(false);

    EXPECT_THAT(client_->fault(), HasSubstr("noeviction"));
}

TEST_F(ClientTest, MoreThanMayBeUnderWayIsRefusedAtOnce) {
    test::RedisServer server;
    auto settings = quick();
    settings.in_flight = 10;
    start(server.endpoint(), settings);
    await(true);
    server.freeze();

    std::vector<std::future<Reply>> waiting;
    for (int i = 0; i < 10; ++i) waiting.push_back(begin({"ECHO", std::to_string(i)}));
    EXPECT_THROW(ask({"ECHO", "one too many"}), Fault);

    server.thaw();
    for (auto& one : waiting) EXPECT_NO_THROW(one.get());
}

TEST_F(ClientTest, WhoAnswersInAnotherLanguageIsNoRedis) {
    asio::io_context listening;
    asio::ip::tcp::acceptor acceptor(listening, {asio::ip::address_v4::loopback(), 0});
    std::jthread server([&] {
        auto socket = acceptor.accept();
        asio::write(socket, asio::buffer(std::string_view{"HTTP/1.1 400 Bad Request\r\n\r\n"}));
        char byte = 0;
        boost::system::error_code ended;
        while (!ended) socket.read_some(asio::buffer(&byte, 1), ended);
        acceptor.close();
    });
    start({.socket = {}, .host = "127.0.0.1", .port = acceptor.local_endpoint().port(), .user = {}, .password = {}});
    await(false);

    EXPECT_THAT(client_->fault(), HasSubstr("protocol"));
}

TEST_F(ClientTest, WhoAcceptsAndNeverAnswersIsGivenUp) {
    asio::io_context listening;
    asio::ip::tcp::acceptor acceptor(listening, {asio::ip::address_v4::loopback(), 0});
    auto settings = quick();
    settings.connect = 50ms;
    start(
        {.socket = {}, .host = "127.0.0.1", .port = acceptor.local_endpoint().port(), .user = {}, .password = {}},
        settings
    );
    await(false);

    EXPECT_THAT(client_->fault(), HasSubstr("in time"));
}

TEST_F(ClientTest, StoppingLeavesNobodyWaiting) {
    test::RedisServer server;
    start(server.endpoint());
    await(true);
    server.freeze();
    auto waiting = begin({"PING"});

    while (client_->statistics().in_flight == 0) std::this_thread::yield();
    client_->stop();

    EXPECT_THROW(waiting.get(), Fault);
    EXPECT_THROW(ask({"PING"}), Fault);
    server.thaw();
}

TEST_F(ClientTest, AFaultNamesTheCommandAndNoValue) {
    start({.socket = "/nowhere/redis.sock", .host = {}, .user = {}, .password = {}});
    await(false);
    try {
        (void)ask({"SET", "key", "a secret"});
        ADD_FAILURE();
    } catch (const Fault& fault) {
        EXPECT_STREQ(fault.what(), "SET: no connection");
    }
}

}  // namespace
}  // namespace koebel::redis
