#include "gateway/edge.hpp"
#include "support/free_port.hpp"

#include <gmock/gmock.h>

namespace koebel::test {
namespace {

using testing::HasSubstr;

class HealthTest : public Edge {};

TEST_F(HealthTest, ReadyWhenEveryCheckHolds) {
    start();

    const auto answer = get("/readyz");

    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.body, R"({"ready":true,"degraded":false,"checks":{"draining":"ok","history":"ok","redis":"ok"}})");
    EXPECT_EQ(answer.header("cache-control"), "no-store");
}

TEST_F(HealthTest, NotReadyWhenOneDoesNotAndAliveAllTheSame) {
    start();
    history_is_known = false;

    const auto answer = get("/readyz");

    EXPECT_EQ(answer.status, 503U);
    EXPECT_EQ(
        answer.body, R"({"ready":false,"degraded":false,"checks":{"draining":"ok","history":"rewound","redis":"ok"}})"
    );
    EXPECT_EQ(get("/healthz").status, 200U);
    history_is_known = true;
    EXPECT_EQ(get("/readyz").status, 200U);
}

TEST_F(HealthTest, WhatIsNotRequiredIsToldAndTurnsNothingRed) {
    start();
    redis_is_there = false;

    const auto answer = get("/readyz");

    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(
        answer.body, R"({"ready":true,"degraded":true,"checks":{"draining":"ok","history":"ok","redis":"away"}})"
    );
}

TEST_F(HealthTest, NotReadyFromTheDrainOn) {
    start();
    HttpClient client{port()};
    client.send("GET /readyz HTTP/1.1\r\n");
    EXPECT_EQ(get("/readyz").status, 200U);  // the one above is being read by now, or waits to be

    health.drain();

    EXPECT_EQ(client.ask("Host: koebel.test\r\n\r\n").status, 503U);
}

class MetricsTest : public Edge {
protected:
    [[nodiscard]] HttpAnswer scrape(
        std::string_view path,
        std::vector<std::pair<std::string, std::string>> headers = {},
        std::string_view host = "localhost"
    ) {
        headers.emplace_back("Host", host);
        return HttpClient{server().metrics_port()}.ask(request("GET", path, headers));
    }
};

TEST_F(MetricsTest, TheyStandOnTheirOwnPortOnly) {
    settings.metrics_port = free_port();
    metrics.add([] {
        return std::vector<gateway::Sample>{
            {.name = "koebel_closes_total", .help = "Closed", .labels = {{"code", "4002"}}, .value = 3},
            {.name = "koebel_closes_total", .help = "Closed", .labels = {{"code", "1000"}}, .value = 5},
        };
    });
    start();
    EXPECT_EQ(get("/healthz").status, 200U);

    const auto answer = scrape("/metrics");

    EXPECT_EQ(answer.status, 200U);
    EXPECT_EQ(answer.header("content-type"), "text/plain; version=0.0.4; charset=utf-8");
    EXPECT_THAT(answer.body, HasSubstr("# TYPE koebel_closes_total counter"));
    EXPECT_THAT(answer.body, HasSubstr(R"(koebel_closes_total{code="4002"} 3)"));
    EXPECT_THAT(answer.body, HasSubstr(R"(koebel_closes_total{code="1000"} 5)"));
    EXPECT_THAT(answer.body, HasSubstr(R"(koebel_http_responses_total{status="200"} 1)"));
    EXPECT_THAT(answer.body, HasSubstr("koebel_connections "));
    EXPECT_EQ(scrape("/").status, 404U);
    EXPECT_EQ(scrape("/metrics", {{"Origin", "http://evil.test"}}).status, 404U);
    EXPECT_EQ(scrape("/metrics", {}, "rebound.test").status, 404U);
    EXPECT_EQ(get("/metrics").status, 404U);
}

}  // namespace
}  // namespace koebel::test
