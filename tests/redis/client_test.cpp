#include "redis/client_fixture.hpp"
#include "support/free_port.hpp"
#include "support/redis_server.hpp"

#include <gmock/gmock.h>

namespace koebel::redis {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::StartsWith;

constexpr Script kEcho{"echo", "return {KEYS[1], ARGV[1]}", "d006f1a90249474274c76f5be725b8f5804a346b"};

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

TEST_F(ClientTest, ByNetworkAUserAPasswordAndADatabaseAreTakenFromTheAddress) {
    const auto port = std::to_string(test::free_port());
    const test::RedisServer server({"--port", port});
    (void)server.command({"ACL", "SETUSER", "koebel", "on", ">p@ss", "~*", "&*", "+@all"});
    start(parse_endpoint("redis://koebel:p%40ss@localhost:" + port + "/3"));
    await(true);

    EXPECT_EQ(ask({"ACL", "WHOAMI"}).text(), "koebel");
    EXPECT_THAT(ask({"CLIENT", "INFO"}).text(), testing::AllOf(HasSubstr(" name=test "), HasSubstr(" db=3 ")));
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

TEST_F(ClientTest, AMasterThatBecomesAReplicaIsLeftAtTheFirstWrite) {
    const test::RedisServer server;
    start(server.endpoint());
    await(true);
    (void)server.command({"REPLICAOF", "127.0.0.1", "1"});

    EXPECT_EQ(ask({"SET", "key", "value"}).error_word(), "READONLY");
    await(false);

    EXPECT_THAT(client_->fault(), HasSubstr("replica"));
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

TEST_F(ClientTest, MoreBytesThanMayWaitAreRefusedAtOnce) {
    test::RedisServer server;
    auto settings = quick();
    settings.send_bytes = 1 << 20;
    start(server.endpoint(), settings);
    await(true);
    server.freeze();
    const std::string half(700'000, 'x');

    auto first = begin({"ECHO", half});
    EXPECT_THROW(ask({"ECHO", half}), Fault);

    server.thaw();
    EXPECT_EQ(first.get().text(), half);
}

TEST_F(ClientTest, ASlowCommandIsLateAndItsFaultNamesIt) {
    const test::RedisServer server;
    auto settings = quick();
    settings.command = 100ms;
    start(server.endpoint(), settings);
    await(true);

    auto slow = begin({"DEBUG", "SLEEP", "0.5"});
    try {
        (void)slow.get();
        ADD_FAILURE();
    } catch (const Fault& fault) {
        EXPECT_THAT(fault.what(), StartsWith("DEBUG: no answer in time"));
    }

    await(true);
    EXPECT_EQ(ask({"PING"}).text(), "PONG") << "not the answer to what came before";
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
