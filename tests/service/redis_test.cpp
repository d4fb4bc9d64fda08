#include "service/installation.hpp"
#include "support/redis_server.hpp"

#include <gmock/gmock.h>

#include <csignal>
#include <fstream>
#include <thread>

namespace koebel::service {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;
using testing::HasSubstr;

/// A koebeld and its Redis, the private one or a shared one.
class RedisTest : public InstallationTest {
protected:
    /// Waits until /readyz says this of it.
    [[nodiscard]] test::Answer await_readyz(const std::string& words) const {
        const auto until = Steady::now() + 20s;
        test::Answer answer;
        do {
            answer = test::ask(service_, "/readyz");
            if (answer.body.find(words) != std::string::npos) return answer;
            std::this_thread::yield();
        } while (Steady::now() < until);
        ADD_FAILURE() << "it never said " << words << " but " << answer.body;
        return answer;
    }

    /// The next notice; whatever else comes is passed over.
    static v1::Notice await_notice(test::WebSocketClient& client) {
        while (const auto frame = client.receive_frame()) {
            if (frame->has_notice()) return frame->notice();
        }
        ADD_FAILURE() << "the connection ended";
        return {};
    }

    [[nodiscard]] pid_t private_redis() const {
        pid_t process = 0;
        std::ifstream{folder_.path() / "redis.pid"} >> process;
        return process;
    }
};

TEST_F(RedisTest, ThePrivateRedisStandsStillAndPeopleGoOn) {
    start({.options = {"--relay.trusted_ms=500", "--relay.notice_ms=100", "--redis.command_ms=300"}, .environment = {}}
    );
    (void)await_readyz(R"("redis":"ok")");
    EXPECT_THAT(service_.command({"verify"}), HasSubstr("The boards in Redis equal SQL's."));
    const auto people = sign_in(2);
    auto client = connect(people[0]);
    (void)follow_feed(client);

    ASSERT_GT(private_redis(), 0);
    ::kill(private_redis(), SIGSTOP);
    EXPECT_EQ(await_notice(client).kind(), v1::Notice::KIND_DEGRADED);
    const auto degraded = await_readyz(R"("degraded":true)");
    client.send(give(people[0], people[1], 1));
    bool is_answered = false;
    bool is_live = false;
    while (!is_answered || !is_live) {
        const auto frame = client.receive_frame();
        ASSERT_TRUE(frame);
        is_answered = is_answered || (frame->has_reply() && frame->reply().has_ok());
        is_live = is_live || frame->has_event();
    }
    ::kill(private_redis(), SIGCONT);

    EXPECT_EQ(degraded.status, 200) << "SQL answers: no reason to send people elsewhere";
    EXPECT_EQ(await_notice(client).kind(), v1::Notice::KIND_RECOVERED);
    (void)await_readyz(R"("degraded":false)");
    EXPECT_THAT(service_.command({"verify"}), HasSubstr("The boards in Redis equal SQL's."));
    EXPECT_THAT(service_.command({"rebuild-boards"}), HasSubstr("were built anew"));
    EXPECT_THAT(service_.command({"verify"}), HasSubstr("The boards in Redis equal SQL's."));
}

TEST_F(RedisTest, KilledAmidTheThanksNothingIsLostAndNothingDoubled) {
    const test::RedisServer redis;
    const test::StartOptions setup{.options = {"--redis.url=" + redis.url()}, .environment = {}};
    start(setup);
    const auto people = sign_in(4);

    for (int round = 0; round < 4; ++round) {
        (void)await_readyz(R"("redis":"ok")");
        std::vector<std::jthread> givers;
        std::atomic<int> given{0};
        for (std::size_t i = 0; i < people.size(); ++i) {
            givers.emplace_back([&, i] {
                try {
                    auto client = connect(people[i]);
                    for (std::uint32_t n = 1;; ++n) {
                        const auto id = static_cast<std::uint32_t>(round + 1) * 1'000 + n;
                        client.send(give(people[i], people[(i + 1 + n % 3) % people.size()], id));
                        while (const auto frame = client.receive_frame()) {
                            if (frame->has_reply()) break;
                        }
                        if (client.close_code() != 0) return;
                        ++given;
                    }
                } catch (const std::runtime_error&) {
                    // Killed.
                }
            });
        }
        while (given < 20 + 7 * round) std::this_thread::yield();
        service_.signal(SIGKILL);
        givers.clear();
        EXPECT_TRUE(service_.wait(10s));
        service_.start(setup);
        service_.await_ready();
        (void)await_readyz(R"("redis":"ok")");
        EXPECT_THAT(service_.command({"verify"}), HasSubstr("The boards in Redis equal SQL's."));
    }
}

TEST_F(RedisTest, WhatSomebodyElseWroteIntoABoardIsFoundByVerify) {
    const test::RedisServer redis;
    start({.options = {"--redis.url=" + redis.url()}, .environment = {}});
    (void)await_readyz(R"("redis":"ok")");
    const auto keys = redis.command({"KEYS", "*/y*"}).array();
    ASSERT_FALSE(keys.empty());
    const auto& board = keys.front().text();
    const auto somebody = redis.command({"ZRANGE", board, "0", "0"}).array().front().text();

    (void)redis.command({"ZINCRBY", board, "-1", somebody});

    try {
        (void)service_.command({"verify"});
        FAIL() << "it found nothing";
    } catch (const std::runtime_error& found) {
        EXPECT_THAT(found.what(), HasSubstr("REDIS_DIFFERS"));
        EXPECT_THAT(found.what(), HasSubstr(somebody));
    }
}

}  // namespace
}  // namespace koebel::service
