#include "live/fixture.hpp"
#include "relay/fixture.hpp"

#include <filesystem>

namespace koebel::live {
namespace {

using namespace std::chrono_literals;

constexpr auto kBoard = "received/m24311";

/// A node whose boards are right, somebody who follows the feed, and a Redis that something happens to.
class RelayFaultTest : public RelayTest {
protected:
    RelayFaultTest() {
        Settings settings;
        settings.poll = 20ms;
        settings.tick = 10ms;
        hub_.emplace(database_.store(), threads_, settings);
        hub_->observe([this](const store::LogEntry& entry) {
            if (node_) node_->committed(entry.position);
        });
        fill(kBoard, 300);
        fill("given/w2918", 20);
    }
    ~RelayFaultTest() override {
        follower_.reset();
        hub_->stop();
        node_.reset();
    }

    void start(const RelaySettings& settings = quick()) {
        node_ = node(settings);
        hub_->start();
        follower_ = std::make_unique<Follower>(hub_->shard(0), threads_.context(0), "person:test");
        follower_->subscribe("feed", epoch(), head_of_feed());
        follower_->await_status("feed", v1::Subscribed::STATUS_LIVE);
        expect_right(*node_);
    }

    /// Changes boards, and sees that who follows hears of it at once, whatever Redis does.
    void change_and_expect_live() {
        const auto before = std::chrono::steady_clock::now();
        for (int i = 0; i < 10; ++i) place(kBoard, "m00000" + std::to_string(i), std::to_string(-5'000 - ++changes_));
        place(kBoard, "m000011", "");
        follower_->await_event("feed", head_of_feed());
        EXPECT_LT(std::chrono::steady_clock::now() - before, 2s) << "live delivery waited";
    }

    void expect_degraded() {
        EXPECT_TRUE(comes_true([&] { return !node_->relay().trusted(); }));
        EXPECT_TRUE(node_->relay().why_not());
    }

    std::string epoch() {
        return database_.store().read_now([](store::Reader& reader) { return store::log_head(reader).epoch; });
    }
    std::uint64_t head_of_feed() {
        const std::vector<std::string> topics{"feed"};
        return database_.store().read_now([&](store::Reader& reader) {
            return store::snapshot(reader, topics).heads(0).seq();
        });
    }
    [[nodiscard]] std::string key(const std::string& board) {
        const auto generation = ask({"HGET", IndexKeys{"one"}.standing(), "generation"});
        return IndexKeys{"one"}.board(generation.substr(0, generation.size() - 1), board);
    }
    [[nodiscard]] RelayStatistics statistics() { return node_->relay().statistics(); }

    std::optional<Hub> hub_;
    std::unique_ptr<RelayNode> node_;
    std::unique_ptr<Follower> follower_;
    int changes_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Databases, RelayFaultTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(RelayFaultTest, RedisIsKilledAndComesBackEmpty) {
    start();
    ASSERT_TRUE(comes_true([&] { return node_->recovered() == node_->degraded(); }));
    const auto told_before = node_->degraded();

    redis_.kill();
    change_and_expect_live();
    expect_degraded();
    EXPECT_TRUE(comes_true([&] { return node_->degraded() == told_before + 1; })) << "people are told";
    redis_.start();

    expect_right(*node_);
    EXPECT_TRUE(comes_true([&] { return node_->recovered() == node_->degraded(); })) << "and told that it is over";
}

TEST_P(RelayFaultTest, RedisIsFlushed) {
    start();

    ask({"FLUSHALL"});
    change_and_expect_live();

    EXPECT_TRUE(comes_true([&] { return statistics().rebuilds == 2; }));
    expect_right(*node_);
}

TEST_P(RelayFaultTest, OneBoardIsDeletedOrEvicted) {
    auto settings = quick();
    settings.check = 60s;  // it is not the comparison with SQL that finds it
    start(settings);

    ask({"UNLINK", key("given/w2918")});
    EXPECT_TRUE(comes_true([&] { return statistics().mismatches == 2; })) << "the empty Redis, and this";
    change_and_expect_live();

    EXPECT_TRUE(comes_true([&] { return statistics().rebuilds == 2; }));
    expect_right(*node_);
    EXPECT_EQ(ask({"ZCARD", key("given/w2918")}), "20\n");
}

TEST_P(RelayFaultTest, SomebodyElseWritesToABoard) {
    start();

    ask({"ZADD", key("given/w2918"), "-123456", "m000003"});  // as many as before

    EXPECT_TRUE(comes_true([&] { return statistics().rebuilds == 2; }));
    expect_right(*node_);
}

TEST_P(RelayFaultTest, ABoardIsReplacedByAKeyOfAnotherType) {
    start();

    const auto board = key(kBoard);
    ask({"DEL", board});
    ask({"SET", board, "x"});
    change_and_expect_live();

    EXPECT_TRUE(comes_true([&] { return statistics().rebuilds >= 2; }));
    expect_right(*node_);
}

TEST_P(RelayFaultTest, SomebodyElsesKeysStandWhereOursBelong) {
    start();

    for (const auto& ours : {IndexKeys{"one"}.standing(), IndexKeys{"one"}.bus(), IndexKeys{"one"}.generations()}) {
        ask({"DEL", ours});
        ask({"SET", ours, "x"});
    }
    change_and_expect_live();

    EXPECT_TRUE(comes_true([&] { return statistics().rebuilds >= 2; }));
    expect_right(*node_);
}

TEST_P(RelayFaultTest, GenerationsWhoseNotesAreLostDoNotStay) {
    start();
    const auto strays = IndexKeys{"one"}.all_generations() + "0123456789abcdef:";
    const auto of_another = IndexKeys{"two"}.board("0123456789abcdef", kBoard);
    ask({"ZADD", of_another, "-1", "m"});
    for (int i = 0; i < 600; ++i) ask({"ZADD", strays + "received/w" + std::to_string(i), "-1", "m"});
    for (int i = 0; i < 600; ++i) ask({"SET", "of somebody else " + std::to_string(i), "x"});

    ask({"SET", IndexKeys{"one"}.generations(), "overwritten"});

    EXPECT_TRUE(comes_true([&] { return ask({"KEYS", strays + "*"}).empty(); }));
    EXPECT_EQ(ask({"EXISTS", of_another}), "1\n");
    EXPECT_EQ(ask({"EXISTS", "of somebody else 599"}), "1\n");
    expect_right(*node_);
    EXPECT_EQ(statistics().rebuilds, 1) << "the boards that are read were left alone";
}

TEST_P(RelayFaultTest, RedisBeginsToEvict) {
    start();

    ask({"CONFIG", "SET", "maxmemory-policy", "allkeys-lru"});

    EXPECT_TRUE(comes_true([&] {
        return node_->relay().why_not().value_or("").find("maxmemory-policy is allkeys-lru") != std::string::npos;
    })) << node_->relay().why_not().value_or("trusted");
    change_and_expect_live();
    EXPECT_TRUE(comes_true([&] { return node_->degraded() > 0; }));
    EXPECT_FALSE(node_->relay().trusted());

    ask({"CONFIG", "SET", "maxmemory-policy", "noeviction"});
    expect_right(*node_);
}

TEST_P(RelayFaultTest, RedisComesBackWithAnOlderDump) {
    start();
    ask({"SAVE"});
    change_and_expect_live();
    expect_right(*node_);

    redis_.kill();
    change_and_expect_live();
    expect_degraded();
    redis_.start();

    expect_right(*node_);
    EXPECT_EQ(statistics().rebuilds, 1) << "what the log has since the dump was enough";
}

TEST_P(RelayFaultTest, RedisComesBackWithADumpThatTheLogDoesNotReachBackTo) {
    start();
    ask({"SAVE"});
    change_and_expect_live();
    change_and_expect_live();
    expect_right(*node_);

    redis_.kill();
    expect_degraded();
    database_.write([](store::Transaction& tx) -> Result<int> {
        static constexpr store::Sql kForget{
            "test.forget", "DELETE FROM log WHERE position < (SELECT max(position) FROM log) - 3"
        };
        tx.run(kForget);
        return 0;
    });
    redis_.start();

    expect_right(*node_);
    EXPECT_EQ(statistics().rebuilds, 2);
}

TEST_P(RelayFaultTest, RedisKnowsAFutureThatSqlLost) {
    start();
    change_and_expect_live();
    expect_right(*node_);
    const auto epoch_before = epoch();

    ask({"HSET", IndexKeys{"one"}.standing(), "applied", std::to_string(head() + 100)});

    EXPECT_TRUE(comes_true([&] { return statistics().rebuilds == 2; }));
    EXPECT_NE(epoch(), epoch_before) << "history was rewound: everybody begins anew";
    expect_right(*node_);
}

TEST_P(RelayFaultTest, AnotherHistoryBegins) {
    start();

    database_.write([](store::Transaction& tx) -> Result<int> {
        static constexpr store::Sql kEpoch{"test.epoch", "UPDATE history SET epoch = 'another'"};
        tx.run(kEpoch);
        return 0;
    });

    EXPECT_TRUE(comes_true([&] { return statistics().rebuilds == 2; }));
    expect_right(*node_);
    EXPECT_EQ(ask({"HGET", IndexKeys{"one"}.standing(), "epoch"}), "another\n");
}

TEST_P(RelayFaultTest, ThePasswordIsChangedAndChangedBack) {
    start();

    ask({"CONFIG", "SET", "requirepass", "another"});
    node_->client().reconnect();
    change_and_expect_live();
    expect_degraded();
    EXPECT_TRUE(comes_true([&] { return node_->client().fault().find("NOAUTH") != std::string::npos; }))
        << node_->client().fault();
    redis_.kill();  // without it nobody gets in any more, the test neither
    redis_.start();

    expect_right(*node_);
}

TEST_P(RelayFaultTest, RedisIsOutOfMemory) {
    start();

    ask({"CONFIG", "SET", "maxmemory", "1"});
    change_and_expect_live();
    expect_degraded();
    EXPECT_TRUE(node_->client().connected());
    ask({"CONFIG", "SET", "maxmemory", "0"});

    expect_right(*node_);
    EXPECT_EQ(statistics().rebuilds, 1) << "what was refused is shipped, nothing more";
}

TEST_P(RelayFaultTest, RedisIsOutOfMemoryDuringARebuild) {
    start();

    ask({"FLUSHALL"});
    ask({"CONFIG", "SET", "maxmemory", "1"});
    change_and_expect_live();
    expect_degraded();
    ask({"CONFIG", "SET", "maxmemory", "0"});

    expect_right(*node_);
    EXPECT_TRUE(comes_true([&] { return ask({"HLEN", IndexKeys{"one"}.generations()}) == "1\n"; }));
}

TEST_P(RelayFaultTest, RedisSleeps) {
    start();

    std::jthread sleeping([&] { (void)redis_.command({"DEBUG", "SLEEP", "1.5"}); });
    change_and_expect_live();
    expect_degraded();
    sleeping.join();

    expect_right(*node_);
}

TEST_P(RelayFaultTest, RedisStandsStill) {
    start();

    redis_.freeze();
    change_and_expect_live();
    expect_degraded();
    change_and_expect_live();
    redis_.thaw();

    expect_right(*node_);
}

TEST_P(RelayFaultTest, TheNetworkSwallowsEverything) {
    start();

    gate_.swallow_all();
    change_and_expect_live();
    expect_degraded();
    gate_.pass();

    expect_right(*node_);
}

TEST_P(RelayFaultTest, ASecondInstallationOnTheSameRedisIsLeftAlone) {
    start();
    test::Database other{GetParam()};
    SqlBoards::create(other.store());
    const auto place_there = [&](const std::string& member, const std::string& score) {
        other.write([&](store::Transaction& tx) -> Result<std::uint64_t> {
            return SqlBoards::place(tx, kBoard, member, score);
        });
    };
    place_there("m000001", "-1");
    RelayNode second{other.store(), threads_, gate_.endpoint(), quick(), "two"};
    ASSERT_TRUE(comes_true([&] { return second.relay().trusted(); }));

    change_and_expect_live();
    place_there("m000002", "-2");
    ASSERT_TRUE(test::await(node_->relay().rebuild()));

    expect_right(*node_);
    EXPECT_TRUE(comes_true([&] { return second.relay().trusted() && second.relay().statistics().applied == 2; }));
    const auto compared = test::await(second.relay().compare());
    EXPECT_TRUE(compared && !*compared);
    EXPECT_EQ(second.relay().statistics().rebuilds, 1);
}

}  // namespace
}  // namespace koebel::live
