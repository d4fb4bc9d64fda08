#include "base/id.hpp"
#include "e2e/checker.hpp"
#include "e2e/client.hpp"
#include "e2e/koebeld_process.hpp"
#include "store/store.hpp"
#include "support/temporary_directory.hpp"

#include <koebel/v1/access.pb.h>

#include <google/protobuf/util/json_util.h>

#include <gtest/gtest.h>

#include <fstream>
#include <limits>
#include <set>

namespace koebel::e2e {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kClients = 50;
constexpr std::chrono::milliseconds kPace{1'000};  // 50 recognitions a second, all together
constexpr std::chrono::seconds kBetweenKills{4};
constexpr int kKills = 5;

constexpr store::Sql kRecognition{"test.recognition", "SELECT state FROM recognition WHERE id = $1"};

std::vector<std::string> people_keys(std::size_t count) {
    std::ifstream file{PEOPLE_CSV};
    std::string line;
    std::getline(file, line);  // the headings
    std::vector<std::string> keys;
    while (keys.size() < count && std::getline(file, line)) keys.push_back(line.substr(0, line.find(',')));
    return keys;
}

template <class Message>
Message from_json(const HttpAnswer& answer) {
    Message message;
    if (answer.status != 200 || !google::protobuf::util::JsonStringToMessage(answer.body, &message).ok()) {
        throw std::runtime_error("answered " + std::to_string(answer.status) + ": " + answer.body);
    }
    return message;
}

/// As anyone signs in: a one-time link, exchanged for a cookie.
Identity sign_in(const KoebeldProcess& server, const std::string& key) {
    const auto printed = server.command({"sign-in-link", key});
    const auto fragment = printed.substr(printed.find('#') + 1);
    const auto from = fragment.find('=') + 1;
    const auto token = fragment.substr(from, fragment.find_first_of(" \r\n", from) - from);
    const auto signed_in = http(server, "/koebel.v1.AccessService/SignInWithLink", "{\"token\":\"" + token + "\"}");
    const auto cookie_at = signed_in.head.find("et-Cookie: ");
    if (signed_in.status != 200 || cookie_at == std::string::npos)
        throw std::runtime_error("no cookie: " + signed_in.body);
    const auto start = cookie_at + std::string_view{"et-Cookie: "}.size();
    Identity identity{.cookie = signed_in.head.substr(start, signed_in.head.find(';', start) - start)};
    const auto session =
        from_json<v1::GetSessionResponse>(http(server, "/koebel.v1.AccessService/GetSession", "{}", identity.cookie));
    identity.person_id = session.me().card().id();
    identity.value_id = session.organisation().values(0).id();
    return identity;
}

class KillTest : public testing::Test {
protected:
    KillTest() : server_(data_.path()) {
        server_.start();
        (void)server_.command({"demo"});
        std::vector<Identity> identities;
        for (const auto& key : people_keys(kClients)) identities.push_back(sign_in(server_, key));
        for (std::size_t i = 0; i < identities.size(); ++i) {
            auto identity = identities[i];
            identity.thanks_id = identities[(i + 7) % identities.size()].person_id;
            clients_.push_back(std::make_unique<Client>(server_, identity, i + 1));
        }
        late_identity_ = identities.front();
    }

    /// Everything in the log; koebeld must have ended.
    std::vector<store::LogEntry> read_log() {
        store_ = store::Store::open({.data_directory = data_.path().string()}, clock_, ids_);
        return store_->read_now([](store::Reader& reader) {
            return store::log_after(reader, 0, std::numeric_limits<std::int32_t>::max());
        });
    }
    std::int64_t state_of(const std::string& recognition) {
        return store_
            ->read_now([&](store::Reader& reader) { return reader.row<std::int64_t>(kRecognition, recognition); })
            .value_or(-1);
    }
    /// Where the topics stand once nobody writes any more.
    std::map<std::string, std::uint64_t> heads() {
        std::map<std::string, std::uint64_t> heads;
        const auto answer = from_json<v1::ListFeedResponse>(
            http(server_, "/koebel.v1.RecognitionService/ListFeed", "{}", late_identity_.cookie)
        );
        for (const auto& head : answer.snapshot().heads()) heads[head.topic()] = head.seq();
        return heads;
    }

    test::TemporaryDirectory data_;
    SystemClock clock_;
    RandomIdSource ids_;
    KoebeldProcess server_;
    Identity late_identity_;
    std::vector<std::unique_ptr<Client>> clients_;
    std::unique_ptr<store::Store> store_;
};

TEST_F(KillTest, FiveKillsLoseNothingAndEveryClientsListEqualsTheLog) {
    for (const auto& client : clients_) {
        client->give(kPace);
        client->start();
    }
    for (const auto& client : clients_) ASSERT_TRUE(client->await({}, 20s)) << "no snapshot";

    for (int kill = 0; kill < kKills; ++kill) {
        // The time of thanks between two kills is the load itself, not a wait for something.
        (void)clients_.front()->await({{"feed", std::numeric_limits<std::uint64_t>::max()}}, kBetweenKills);
        server_.kill();
        server_.start();
    }
    for (const auto& client : clients_) client->stop_giving();
    for (const auto& client : clients_) ASSERT_TRUE(client->await({}, 30s)) << "a thank-you stays unanswered";
    const auto end = heads();
    for (const auto& client : clients_) EXPECT_TRUE(client->await(end, 30s)) << "a client stays behind";

    Client late(server_, late_identity_, 4'000);
    late.begin_at(clients_.front()->snapshot());
    late.start();
    EXPECT_TRUE(late.await(end, 30s));

    late.stop();
    for (const auto& client : clients_) client->stop();
    EXPECT_EQ(server_.stop(), 0);
    const auto log = by_topic(read_log());

    std::size_t given = 0;
    std::set<std::string> taken_back;
    for (const auto& client : clients_) {
        EXPECT_EQ(differences(log, client->followed()), std::vector<std::string>{});
        EXPECT_EQ(client->resets(), 0);
        EXPECT_GT(client->connections(), 1) << "it was never away";
        for (const auto& one : client->given()) {
            ++given;
            EXPECT_EQ(state_of(one.recognition_id), one.taken_back ? 1 : 0) << "answered with success, and lost";
            if (one.taken_back) taken_back.insert(one.message);
        }
    }
    EXPECT_GT(given, kClients * 5);
    EXPECT_GT(taken_back.size(), kClients / 2);

    EXPECT_EQ(differences(log, late.followed()), std::vector<std::string>{});
    for (const auto& [topic, state] : late.followed()) {
        for (const auto& event : state.applied) {
            if (!event.body().has_recognition_given()) continue;
            EXPECT_FALSE(taken_back.contains(event.body().recognition_given().recognition().message()))
                << "taken back, and sent to someone who came late";
        }
    }
    std::printf("%zu given, %zu taken back, %d kills\n", given, taken_back.size(), kKills);
}

}  // namespace
}  // namespace koebel::e2e
