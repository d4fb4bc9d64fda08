#include "e2e/fault_plan.hpp"
#include "e2e/installation.hpp"
#include "e2e/outcome_file.hpp"
#include "support/child_process.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <random>
#include <set>
#include <thread>

namespace koebel::e2e {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kClientsPerHost = 20;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
// Everything is ten times slower; what is looked for there are errors, not endurance.
constexpr Load kLoad{.length = 20s, .kills = 3, .stops = 8, .hosts = 4};
constexpr milliseconds kPace{8'000};
#else
constexpr Load kLoad{.length = 60s, .kills = 10, .stops = 24, .hosts = 10};
constexpr milliseconds kPace{4'000};
#endif
constexpr double kAskedRate = kLoad.hosts * kClientsPerHost * 1'000.0 / kPace.count();

/// Of this run: LOTTERY_SEED, or another one each time.
std::uint64_t chosen_seed() {
    const char* given = std::getenv("LOTTERY_SEED");
    return given ? std::stoull(given) : std::random_device{}();
}

struct Span {
    milliseconds begin;
    milliseconds end;
};

/// Clients in processes of their own, a koebeld, and what befalls both by a plan that one number decides.
class LotteryTest : public testing::Test {
protected:
    LotteryTest() {
        std::mt19937_64 choices{seed_};
        const auto count = kLoad.hosts * kClientsPerHost;
        const auto people =
            installation_.sign_in_people(count, {1 + choices() % 9, 20 + choices() % 50, 100 + choices() % 50});
        for (std::size_t i = 0; i < kLoad.hosts; ++i) {
            const auto first = people.begin() + static_cast<std::ptrdiff_t>(i * kClientsPerHost);
            write_assignment(
                file("assignment", i),
                {.server = installation_.server(),
                 .seed = seed_ + i * kClientsPerHost,
                 .pace = kPace,
                 .identities = {first, first + kClientsPerHost}}
            );
            hosts_.push_back(std::make_unique<test::ChildProcess>(
                std::vector<std::string>{CLIENT_HOST, file("assignment", i), file("outcome", i)}
            ));
        }
    }

    std::string file(const char* kind, std::size_t host) const {
        return installation_.folder() / (kind + std::to_string(host));
    }

    /// Gives every host an order; whether all did it. An empty order: only hears what they say.
    [[nodiscard]] bool all(const std::string& order, const std::string& answer) {
        if (!order.empty()) {
            for (const auto& host : hosts_) host->say(order);
        }
        bool done = true;
        for (const auto& host : hosts_) {
            const auto heard = host->line().value_or("a host of clients died");
            EXPECT_EQ(heard, answer);
            done = done && heard == answer;
        }
        return done;
    }

    void let_them_give() {
        for (const auto& host : hosts_) host->say("give");
        began_ = Steady::now();
        up_.push_back({});
        for (auto fault : plan_faults(seed_, kLoad)) {
            std::this_thread::sleep_until(began_ + fault.at);  // the load itself, not a wait for something
            strike(fault);
        }
        std::this_thread::sleep_until(began_ + milliseconds{kLoad.length});
        up_.back().end = since_began();
    }

    void strike(Fault fault) {
        fault.at = since_began();
        happened_.push_back(fault);
        switch (fault.kind) {
            case Fault::Kind::kKill:
                up_.back().end = fault.at;
                installation_.koebeld().kill();
                installation_.koebeld().start();
                up_.push_back({.begin = since_began(), .end = {}});
                return;
            case Fault::Kind::kStop:
                return hosts_[fault.host]->kill(SIGSTOP);
            case Fault::Kind::kContinue:
                return hosts_[fault.host]->kill(SIGCONT);
        }
    }

    /// Seconds during which a client could thank somebody, all clients together, divided by their number.
    double seconds_at_work() const {
        milliseconds together{};
        for (std::size_t host = 0; host < kLoad.hosts; ++host) {
            for (const auto& [begin, end] : up_) together += awake(happened_, host, begin, end);
        }
        return static_cast<double>(together.count()) / 1'000.0 / kLoad.hosts;
    }

    milliseconds since_began() const { return std::chrono::duration_cast<milliseconds>(Steady::now() - began_); }

    const std::uint64_t seed_ = chosen_seed();
    Installation installation_;
    std::vector<std::unique_ptr<test::ChildProcess>> hosts_;
    Steady::time_point began_;
    std::vector<Span> up_;
    std::vector<Fault> happened_;
};

TEST_F(LotteryTest, EveryListEqualsTheLogThroughKillsAndClientsThatStandStill) {
    std::printf("again with LOTTERY_SEED=%llu\n", static_cast<unsigned long long>(seed_));
    SCOPED_TRACE("again with LOTTERY_SEED=" + std::to_string(seed_));
    ASSERT_TRUE(all("", "ready"));

    let_them_give();

    ASSERT_TRUE(all("quiet", "quiet"));
    ASSERT_TRUE(all("settle", "settled"));
    ASSERT_TRUE(all("finish", "finished"));
    EXPECT_EQ(installation_.koebeld().stop(), 0);
    const auto log = installation_.log();
    std::size_t said = 0;
    for (const auto& [topic, entries] : log) {
        said += static_cast<std::size_t>(std::ranges::count_if(entries, [](const auto& entry) {
            return entry.type == "remark_posted" || entry.type == "reactions_changed" || entry.type == "boost_shown";
        }));
    }
    EXPECT_GT(said, 100U) << "what is said around recognitions is in it too";
    std::size_t given = 0;
    std::size_t taken_back = 0;
    std::size_t applied = 0;
    int connections = 0;
    for (std::size_t host = 0; host < kLoad.hosts; ++host) {
        for (const auto& outcome : read_outcomes(file("outcome", host))) {
            EXPECT_EQ(differences(log, outcome.followed), std::vector<std::string>{});
            EXPECT_EQ(outcome.resets, 0);
            EXPECT_GE(outcome.followed.size(), 3U) << "feed, a team, the person";
            EXPECT_GT(outcome.connections, 1) << "it was never away";
            connections += outcome.connections;
            for (const auto& [topic, followed] : outcome.followed) applied += followed.applied.size();
            for (const auto& one : outcome.given) {
                ++given;
                taken_back += one.taken_back ? 1 : 0;
                EXPECT_EQ(installation_.state_of(one.recognition_id), one.taken_back ? 1 : 0)
                    << "answered with success, and lost";
            }
        }
    }
    const auto rate = static_cast<double>(given) / seconds_at_work();
    std::printf(
        "%zu given, %zu taken back, %zu entries of what was said around them, %zu events applied, %d connections of "
        "%zu clients, %d kills, %d stops, %.1f/s "
        "while up\n",
        given,
        taken_back,
        said,
        applied,
        connections,
        kLoad.hosts * kClientsPerHost,
        kLoad.kills,
        kLoad.stops,
        rate
    );
    EXPECT_GT(rate, kAskedRate * 0.8) << "it was never under the load this test is about";
}

}  // namespace
}  // namespace koebel::e2e
