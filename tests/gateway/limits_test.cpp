#include "gateway/edge.hpp"

#include <gmock/gmock.h>

#include <latch>
#include <thread>

namespace koebel::test {
namespace {

using namespace std::chrono_literals;

class LimitsTest : public Edge {};

const std::string kHealth = request("GET", "/healthz", {{"Host", "koebel.test"}});

TEST_F(LimitsTest, HeadersThatTrickleAreCutOff) {
    settings.http.header_time = 50ms;
    start();
    HttpClient client{port()};

    client.send("GET / HTTP/1.1\r\nHost: koe");
    const auto answer = client.receive();

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 408U);
    EXPECT_EQ(answer->reason(), "REQUEST_TIMEOUT");
    client.finish();
    EXPECT_TRUE(client.ended());
}

TEST_F(LimitsTest, AConnectionThatSaysNothingIsCutOffWithoutAWord) {
    settings.http.header_time = 50ms;
    start();
    HttpClient client{port()};

    EXPECT_TRUE(client.ended());
}

TEST_F(LimitsTest, ABodyThatTricklesIsCutOff) {
    settings.http.body_time = 50ms;
    start();
    HttpClient client{port()};

    const auto answer = client.ask(
        "POST /koebel.v1.AccessService/GetSession HTTP/1.1\r\nHost: koebel.test\r\n"
        "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n{"
    );

    EXPECT_EQ(answer.status, 408U);
    EXPECT_EQ(doors.called, 0);
}

TEST_F(LimitsTest, AKeptConnectionEndsWhenNothingMoreIsAsked) {
    settings.http.idle_time = 50ms;
    start();
    HttpClient client{port()};

    EXPECT_EQ(client.ask(kHealth).status, 200U);
    EXPECT_TRUE(client.ended());
}

TEST_F(LimitsTest, ANodeThatIsFullTurnsAway) {
    settings.connections.node = 2;
    start();
    HttpClient first{port()};
    HttpClient second{port()};
    EXPECT_EQ(first.ask(kHealth).status, 200U);
    EXPECT_EQ(second.ask(kHealth).status, 200U);

    HttpClient third{port()};
    const auto answer = third.receive();

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 503U);
    EXPECT_EQ(answer->header("retry-after"), "5");
    EXPECT_THAT(metrics.text(), testing::HasSubstr(R"(koebel_connections_refused_total{why="node"} 1)"));
}

TEST_F(LimitsTest, AnAddressWithTooManyIsTurnedAway) {
    settings.connections.address = 1;
    start();
    HttpClient first{port()};
    EXPECT_EQ(first.ask(kHealth).status, 200U);

    HttpClient second{port()};
    const auto answer = second.receive();

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 429U);
}

TEST_F(LimitsTest, BehindATrustedProxyTheClientsAddressCounts) {
    settings.connections.address = 1;
    settings.trusted_proxies = {"127.0.0.0/8"};
    start();
    const auto from = [](std::string address) {
        return request("GET", "/healthz", {{"Host", "koebel.test"}, {"X-Forwarded-For", std::move(address)}});
    };
    HttpClient first{port()};
    HttpClient second{port()};
    EXPECT_EQ(first.ask(from("192.0.2.1")).status, 200U);
    EXPECT_EQ(second.ask(from("192.0.2.2")).status, 200U);

    const auto answer = ask(from("192.0.2.1"));

    EXPECT_EQ(answer.status, 429U);
    EXPECT_EQ(answer.reason(), "TOO_MANY_CONNECTIONS");
}

TEST_F(LimitsTest, WithoutATrustedProxyXForwardedForIsAClaim) {
    start();

    (void)call("GetSession", "{}", {{"X-Forwarded-For", "192.0.2.1"}});

    EXPECT_EQ(sessions.seen().address, "127.0.0.1");
}

TEST_F(LimitsTest, AnAddressThatAsksTooOftenWaits) {
    settings.requests_per_second = 1;
    settings.requests_burst = 2;
    start();
    EXPECT_EQ(call("GetSession", "{}").status, 200U);
    EXPECT_EQ(call("GetSession", "{}").status, 200U);

    const auto answer = call("GetSession", "{}");

    EXPECT_EQ(answer.status, 429U);
    EXPECT_EQ(answer.reason(), "RATE_LIMITED");
    EXPECT_EQ(answer.header("retry-after"), "1");
    EXPECT_EQ(get("/").status, 200U);
}

TEST_F(LimitsTest, ConnectionsComeAndGoFromEverywhereAtOnce) {
    settings.connections.address = 0;
    start();
    std::atomic<int> answered{0};
    std::latch ready{4};
    std::vector<std::jthread> clients;
    for (int i = 0; i < 4; ++i) {
        clients.emplace_back([&] {
            ready.arrive_and_wait();
            for (int n = 0; n < 50; ++n) {
                HttpClient client{port()};
                if (client.ask(kHealth).status == 200 && client.ask(kHealth).status == 200) ++answered;
            }
        });
    }
    clients.clear();

    EXPECT_EQ(answered, 200);
}

TEST_F(LimitsTest, ADrainEndsIdleConnectionsAndAcceptsNoMore) {
    start();
    HttpClient silent{port()};
    HttpClient idle{port()};
    EXPECT_EQ(idle.ask(kHealth).status, 200U);

    server().drain();

    EXPECT_TRUE(idle.ended());
    EXPECT_TRUE(silent.ended());
    EXPECT_TRUE(server().stop(5s));
    EXPECT_THROW(HttpClient{port()}, std::runtime_error);
}

TEST_F(LimitsTest, AStopCutsWhatHangs) {
    start();
    HttpClient hanging{port()};
    hanging.send("GET / HTTP/1.1\r\n");
    EXPECT_EQ(get("/healthz").status, 200U);

    EXPECT_TRUE(server().stop(5s));

    EXPECT_TRUE(hanging.ended());
}

}  // namespace
}  // namespace koebel::test
