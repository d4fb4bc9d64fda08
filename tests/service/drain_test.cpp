#include "base/id.hpp"
#include "service/installation.hpp"
#include "store/store.hpp"

#include <koebel/v1/recognition.pb.h>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <random>
#include <thread>

namespace koebel::service {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kDrainPeople = 20;
constexpr std::size_t kSocketsEach = 10;
constexpr std::size_t kClients = kDrainPeople * kSocketsEach;

constexpr store::Sql kRecognition{"test.recognition", "SELECT state FROM recognition WHERE id = $1"};

/// What one client saw of the farewell.
struct Farewell {
    bool told = false;
    std::uint32_t window_ms = 0;
    std::uint16_t code = 0;
    std::vector<std::string> answered;  ///< recognitions, answered with success
};

class DrainTest : public InstallationTest {
protected:
    /// Thanks somebody now and then, until the connection ends.
    Farewell live(test::WebSocketClient client, const Person& giver, const Person& to, std::uint32_t first) {
        Farewell seen;
        std::mt19937 chance{first};
        (void)follow_feed(client);
        ++live_;
        auto next = Steady::now();
        for (std::uint32_t n = first;;) {
            try {
                if (Steady::now() >= next && !seen.told) {
                    client.send(give(giver, to, n++));
                    next =
                        Steady::now() + std::chrono::milliseconds{std::uniform_int_distribution{1'000, 3'000}(chance)};
                }
                const auto frame = client.receive_frame(100ms);
                if (!frame) break;
                note(seen, *frame);
            } catch (const test::WireTimeout&) {
                continue;  // time for another thank-you
            } catch (const std::runtime_error&) {
                break;  // cut
            }
        }
        seen.code = client.close_code();
        try {
            client.send_close(seen.code);
        } catch (const std::runtime_error&) {
            // It was cut meanwhile.
        }
        return seen;
    }

    void note(Farewell& seen, const v1::ServerFrame& frame) {
        v1::GiveResponse response;
        if (frame.reply().has_ok() && response.ParseFromString(frame.reply().ok())) {
            seen.answered.push_back(response.recognition_id());
            ++answers_;
        }
        if (frame.notice().kind() != v1::Notice::KIND_DRAIN) return;
        seen.told = true;
        seen.window_ms = frame.notice().retry_window_ms();
    }

    std::atomic<std::size_t> live_{0};
    std::atomic<std::size_t> answers_{0};
};

TEST_F(DrainTest, TwoHundredClientsUnderLoadAreSentAwayAndNothingAnsweredIsLost) {
    start({.options = {"--http.connections_per_address", "0", "--socket.send_buffer", "8192"}});
    const auto people = sign_in(kDrainPeople + 1);
    std::vector<Farewell> farewells(kClients);
    std::vector<std::thread> clients;
    for (std::size_t i = 0; i < kClients; ++i) {
        clients.emplace_back([this, i, &people, &farewells] {
            const auto& giver = people[i % kDrainPeople];
            farewells[i] = live(connect(giver), giver, people[kDrainPeople], static_cast<std::uint32_t>(i * 1'000 + 1));
        });
    }
    auto never_reads = connect(people[kDrainPeople], 4 << 10);
    (void)follow_feed(never_reads);
    test::Wire half_a_request(service_.port());
    half_a_request.write("POST /koebel.v1.RecognitionService/Give HTTP/1.1\r\n");
    const auto until = Steady::now() + 60s;
    while ((live_ < kClients || answers_ < 2 * kClients) && Steady::now() < until) std::this_thread::yield();
    EXPECT_EQ(live_, kClients);
    EXPECT_GE(answers_, 2 * kClients);

    const auto told = Steady::now();
    service_.signal(SIGTERM);
    const auto status = service_.wait(30s);
    const std::chrono::duration<double> took = Steady::now() - told;
    for (auto& client : clients) client.join();

    EXPECT_EQ(status, 0);
    EXPECT_LT(took.count(), 20.0);
    SystemClock clock;
    RandomIdSource ids;
    const auto store = store::Store::open({.data_directory = folder_.path().string()}, clock, ids);
    std::size_t answered = 0;
    for (const auto& farewell : farewells) {
        EXPECT_TRUE(farewell.told);
        EXPECT_GT(farewell.window_ms, 0U);
        EXPECT_EQ(farewell.code, 4000);
        for (const auto& id : farewell.answered) {
            ++answered;
            const auto state =
                store->read_now([&](store::Reader& reader) { return reader.row<std::int64_t>(kRecognition, id); });
            EXPECT_EQ(state.value_or(-1), 0) << "answered with success, and lost";
        }
    }
    std::printf("%zu clients sent away in %.1f s, %zu thank-yous kept\n", kClients, took.count(), answered);
}

TEST_F(DrainTest, TheLoadBalancerIsToldBeforeTheClients) {
    start({.options = {"--http.drain_wait_seconds", "2", "--http.drain_seconds", "1"}});
    const auto people = sign_in(1);
    auto client = connect(people[0]);
    (void)client.receive_frame();

    const auto told = Steady::now();
    service_.signal(SIGTERM);
    while (ask(service_, "/readyz").status == 200) ASSERT_LT(Steady::now(), told + 10s);
    EXPECT_EQ(ask(service_, "/readyz").status, 503) << "it still answers, so that this can be read";
    const auto notice = client.receive_frame();

    ASSERT_TRUE(notice && notice->has_notice());
    EXPECT_GE(Steady::now() - told, 1'900ms);
    EXPECT_EQ(client.await_close(), 4000);
    client.send_close(4000);
    EXPECT_EQ(service_.wait(20s), 0);
}

TEST_F(DrainTest, ASecondSignalEndsItAtOnce) {
    start({.options = {"--http.drain_wait_seconds", "5"}});

    service_.signal(SIGTERM);
    while (ask(service_, "/readyz").status == 200) std::this_thread::yield();
    const auto again = Steady::now();
    service_.signal(SIGTERM);

    EXPECT_EQ(service_.wait(10s), 1);
    EXPECT_LT(Steady::now() - again, 3s);
}

}  // namespace
}  // namespace koebel::service
