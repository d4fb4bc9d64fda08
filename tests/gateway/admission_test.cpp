#include "gateway/edge.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <memory>
#include <vector>

namespace koebel::test {
namespace {

using namespace std::chrono_literals;
using Headers = std::vector<std::pair<std::string, std::string>>;

/// Who may come in, who waits for a turn, and who is sent away before anything was done for it.
class AdmissionTest : public Edge {
protected:
    static std::string upgrade(Headers more = as_ada()) {
        Headers headers{
            {"Host", "koebel.test"},
            {"Connection", "Upgrade"},
            {"Upgrade", "websocket"},
            {"Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="},
            {"Sec-WebSocket-Version", "13"},
            {"Sec-WebSocket-Protocol", "koebel.v1"},
        };
        headers.insert(headers.end(), more.begin(), more.end());
        return request("GET", "/live", headers);
    }

    /// Takes all the turns there are at once.
    void use_the_burst() {
        HttpClient client{port()};
        client.send(upgrade());
        ASSERT_EQ(client.read(64), kIn);
    }

    /// Both io threads have been round: what was sent before was read.
    void have_read_everything() {
        EXPECT_EQ(get("/healthz").status, 200U);
        EXPECT_EQ(get("/healthz").status, 200U);
    }

    static constexpr std::string_view kIn = "UPGRADED person:ada phone\n";
};

TEST_F(AdmissionTest, TooManyAtOnceWaitForTheirTurnAndGetIt) {
    settings.upgrades = {.per_second = 20, .burst = 1, .wait = 5s};
    start();
    std::vector<std::unique_ptr<HttpClient>> clients;

    for (int i = 0; i < 5; ++i) {
        clients.push_back(std::make_unique<HttpClient>(port()));
        clients.back()->send(upgrade());
    }

    for (const auto& client : clients) EXPECT_EQ(client->read(64), kIn);
}

TEST_F(AdmissionTest, WhoWouldWaitTooLongIsToldWhenToComeBackBeforeAnybodyIsLookedUp) {
    settings.upgrades = {.per_second = 1, .burst = 1, .wait = 0ms};
    start();
    use_the_burst();
    sessions.broken = true;  // a look-up would answer INTERNAL_FAULT

    const auto answer = ask(upgrade());

    EXPECT_EQ(answer.status, 503U);
    EXPECT_EQ(answer.reason(), "OVERLOADED");
    EXPECT_EQ(answer.header("retry-after"), "1");
    EXPECT_THAT(metrics.text(), testing::HasSubstr(R"(koebel_connections_refused_total{why="admission"} 1)"));
}

TEST_F(AdmissionTest, WhoIsRefusedByItsOwnWordsTakesNobodysTurn) {
    settings.upgrades = {.per_second = 1, .burst = 1, .wait = 0ms};
    start();

    EXPECT_EQ(ask(upgrade({{"Origin", "http://koebel.test"}})).reason(), "SIGN_IN_REQUIRED");
    EXPECT_EQ(ask(upgrade({{"Cookie", "koebel=ada"}, {"Origin", "http://evil.test"}})).reason(), "ORIGIN_REFUSED");

    use_the_burst();
}

TEST_F(AdmissionTest, WhoLeavesWhileWaitingGivesItsPlaceBackAtOnce) {
    settings.upgrades = {.per_second = 1, .burst = 1, .wait = 60s};
    settings.connections.node = 2;
    start();
    use_the_burst();
    for (int i = 0; i < 20; ++i) {
        HttpClient waiting{port()};
        waiting.send(upgrade());
        waiting.finish();
        EXPECT_TRUE(waiting.ended()) << "it would have waited for a second and more";
    }

    EXPECT_EQ(get("/healthz").status, 200U);
}

TEST_F(AdmissionTest, BytesSentWhileWaitingEndTheConnection) {
    settings.upgrades = {.per_second = 1, .burst = 1, .wait = 60s};
    start();
    use_the_burst();
    HttpClient hasty{port()};
    hasty.send(upgrade());
    have_read_everything();

    hasty.send("\x82\x80mask");

    EXPECT_EQ(hasty.read(1), "");
}

TEST_F(AdmissionTest, ADrainSendsThoseAwayWhoWait) {
    settings.upgrades = {.per_second = 1, .burst = 1, .wait = 60s};
    start();
    use_the_burst();
    HttpClient waiting{port()};
    waiting.send(upgrade());
    have_read_everything();

    server().drain();
    const auto answer = waiting.receive();

    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 503U);
    EXPECT_EQ(answer->reason(), "DRAINING");
    EXPECT_TRUE(server().wait(5s));
}

TEST_F(AdmissionTest, ANodeThatIsBehindRefusesCallsAndUpgradesBeforeAnyWork) {
    std::atomic<bool> behind{true};
    router.shed_when([&behind] { return behind.load(); });
    start();
    sessions.broken = true;  // a look-up would answer INTERNAL_FAULT

    const auto refused = call("GetSession", "{}");
    EXPECT_EQ(refused.status, 503U);
    EXPECT_EQ(refused.reason(), "OVERLOADED");
    EXPECT_EQ(refused.header("retry-after"), "1");
    EXPECT_EQ(ask(upgrade()).reason(), "OVERLOADED");
    EXPECT_EQ(doors.called, 0);
    EXPECT_EQ(get("/").status, 200U) << "pages cost nothing";
    EXPECT_EQ(get("/readyz").status, 200U) << "and other nodes are not busier than this one";

    sessions.broken = false;
    behind = false;
    EXPECT_EQ(call("GetSession", "{}").status, 200U);
}

TEST_F(AdmissionTest, NoLimitOfAnAddressHitsATrustedProxyItself) {
    settings.trusted_proxies = {"127.0.0.0/8"};
    settings.connections.address = 1;
    settings.requests_per_second = 1;
    settings.requests_burst = 1;
    start();
    HttpClient first{port()};
    HttpClient second{port()};
    const auto check = request("GET", "/healthz", {{"Host", "koebel.test"}});

    EXPECT_EQ(first.ask(check).status, 200U);
    EXPECT_EQ(second.ask(check).status, 200U);
    for (int i = 0; i < 5; ++i) EXPECT_EQ(call("GetSession", "{}").status, 200U);

    const Headers of_a_client{{"X-Forwarded-For", "192.0.2.1"}};
    EXPECT_EQ(call("GetSession", "{}", of_a_client).status, 200U);
    EXPECT_EQ(call("GetSession", "{}", of_a_client).status, 429U);
}

}  // namespace
}  // namespace koebel::test
