#include "e2e/client.hpp"
#include "e2e/installation.hpp"

#include <gtest/gtest.h>

#include <cstdio>
#include <limits>
#include <set>

namespace koebel::e2e {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

constexpr std::size_t kClients = 50;
constexpr std::chrono::milliseconds kKillPace{1'000};  // 50 recognitions a second, all together
constexpr double kKillRate = 50;
constexpr std::chrono::seconds kBetweenKills{4};
constexpr int kKills = 5;

class KillTest : public testing::Test {
protected:
    KillTest() {
        std::uint64_t seed = 0;
        for (auto& identity : installation_.sign_in_people(kClients, {7})) {
            late_identity_ = identity;
            clients_.push_back(std::make_unique<Client>(installation_.server(), std::move(identity), ++seed));
        }
    }

    /// Where the topics of the one who comes late stand.
    std::map<std::string, std::uint64_t> heads() {
        std::map<std::string, std::uint64_t> heads;
        const auto snapshot = snapshot_for(installation_.server(), late_identity_);
        for (const auto& head : snapshot.heads()) heads[head.topic()] = head.seq();
        return heads;
    }

    Installation installation_;
    Identity late_identity_;
    std::vector<std::unique_ptr<Client>> clients_;
};

TEST_F(KillTest, FiveKillsLoseNothingAndEveryClientsListEqualsTheLog) {
    for (const auto& client : clients_) client->start();
    for (const auto& client : clients_) ASSERT_TRUE(client->await({}, 20s)) << "no snapshot";

    for (const auto& client : clients_) client->give(kKillPace);
    std::chrono::duration<double> up{};
    for (int kill = 0; kill < kKills; ++kill) {
        const auto since = Steady::now();
        // The time of thanks between two kills is the load itself, not a wait for something.
        (void)clients_.front()->await({{"feed", std::numeric_limits<std::uint64_t>::max()}}, kBetweenKills);
        up += Steady::now() - since;
        installation_.koebeld().kill();
        installation_.koebeld().start();
    }
    for (const auto& client : clients_) client->stop_giving();
    for (const auto& client : clients_) ASSERT_TRUE(client->await({}, 30s)) << "a thank-you stays unanswered";
    const auto end = heads();
    for (const auto& client : clients_) EXPECT_TRUE(client->await(end, 30s)) << "a client stays behind";

    Client late(installation_.server(), late_identity_, 4'000);
    std::set<std::string> told_late;
    late.on_applied([&](const v1::Event& event) {
        if (event.body().has_recognition_given()) told_late.insert(event.body().recognition_given().recognition().id());
    });
    late.begin_at(clients_.back()->snapshot());
    late.start();
    EXPECT_TRUE(late.await(end, 30s));

    late.stop();
    for (const auto& client : clients_) client->stop();
    EXPECT_EQ(installation_.koebeld().stop(), 0);
    const auto log = installation_.log();

    std::size_t given = 0;
    std::set<std::string> taken_back;
    for (const auto& client : clients_) {
        const auto& outcome = client->outcome();
        EXPECT_EQ(differences(log, outcome.followed), std::vector<std::string>{});
        EXPECT_EQ(outcome.resets, 0);
        EXPECT_GT(outcome.connections, 1) << "it was never away";
        for (const auto& one : outcome.given) {
            ++given;
            EXPECT_EQ(installation_.state_of(one.recognition_id), one.taken_back ? 1 : 0)
                << "answered with success, and lost";
            if (one.taken_back) taken_back.insert(one.recognition_id);
        }
    }
    EXPECT_EQ(differences(log, late.outcome().followed), std::vector<std::string>{});
    for (const auto& gone : taken_back) {
        EXPECT_FALSE(told_late.contains(gone)) << "taken back, and sent to someone who came late";
    }

    const auto rate = static_cast<double>(given) / up.count();
    std::printf("%zu given, %zu taken back, %d kills, %.1f/s while up\n", given, taken_back.size(), kKills, rate);
    EXPECT_GT(rate, kKillRate * 0.8) << "it was never under the load this test is about";
    EXPECT_GT(taken_back.size(), given / 8);
}

}  // namespace
}  // namespace koebel::e2e
