#include "live/index_commands.hpp"
#include "redis/scripts.hpp"
#include "relay/fixture.hpp"

namespace koebel::live {
namespace {

/// apply_updates.lua against a real server, in a generation "g" of epoch "e" that has applied 10.
class ApplyUpdatesTest : public testing::Test {
protected:
    ApplyUpdatesTest() {
        threads_.start();
        client_.start();
        while (!client_.connected()) std::this_thread::yield();
        ask({"HSET", keys_.standing(), "epoch", "e", "generation", "g", "applied", "10"});
        ask({"HSET", keys_.sizes("g"), "", "0"});
        ask({"ZADD", key("received/m1"), "-100", "ada", "-50", "grace"});
        ask({"HSET", keys_.sizes("g"), key("received/m1"), "2"});
    }
    ~ApplyUpdatesTest() override {
        client_.stop();
        threads_.stop(std::chrono::seconds{2});
    }

    [[nodiscard]] std::string key(const std::string& board) const { return keys_.board("g", board); }

    std::string ask(const std::vector<std::string>& words) { return said(redis_.command(words)); }

    IndexApplied apply(std::uint64_t first, std::uint64_t last, const std::vector<IndexUpdate>& updates) {
        const IndexCommands commands{client_, keys_};
        return test::await(commands.apply({.generation = {"e", "g"}}, first, last, updates));
    }

    /// The script with arguments that no code of ours would give it; whether it refused.
    bool is_refused(std::vector<std::string> arguments) {
        std::vector<std::string> keys{keys_.standing(), keys_.bus(), keys_.sizes("g"), key("received/m1")};
        return test::await(client_.evaluate(redis::scripts::kApplyUpdates, keys, std::move(arguments))).is_error();
    }

    /// Everything that stands in Redis.
    std::string everything() {
        return ask({"ZRANGE", key("received/m1"), "0", "-1", "WITHSCORES"}) +
               ask({"ZRANGE", key("given/m1"), "0", "-1", "WITHSCORES"}) + ask({"HGETALL", keys_.standing()}) +
               ask({"HGETALL", keys_.sizes("g")}) + ask({"XLEN", keys_.bus()});
    }

    test::RedisServer redis_;
    runtime::IoThreads threads_{1};
    IndexKeys keys_{"one"};
    redis::Client client_{threads_.context(0), redis_.endpoint(), redis::Settings{}, "test"};
};

TEST_F(ApplyUpdatesTest, OfABatchThatOverlapsOnlyTheNewPartIsApplied) {
    const auto done = apply(
        8,
        14,
        {{8, "received/m1", "ada", "-1"},
         {10, "received/m1", "grace", "-1"},
         {11, "received/m1", "ada", "-200"},
         {14, "given/m1", "linus", "-3"}}
    );

    EXPECT_EQ(done.outcome, IndexApplied::Outcome::kDone);
    EXPECT_EQ(done.position, 14U);
    EXPECT_EQ(ask({"ZRANGE", key("received/m1"), "0", "-1", "WITHSCORES"}), "ada\n-200\ngrace\n-50\n");
    EXPECT_EQ(ask({"ZSCORE", key("given/m1"), "linus"}), "-3\n");
    EXPECT_EQ(ask({"HGET", keys_.standing(), "applied"}), "14\n");
    EXPECT_EQ(ask({"HGET", keys_.sizes("g"), key("given/m1")}), "1\n");
}

TEST_F(ApplyUpdatesTest, WhatWasAppliedBeforeChangesNothing) {
    apply(11, 12, {{12, "received/m1", "ada", "-300"}});
    const auto before = everything();

    const auto again = apply(11, 12, {{12, "received/m1", "ada", "-300"}});

    EXPECT_EQ(again.outcome, IndexApplied::Outcome::kDone);
    EXPECT_EQ(again.position, 12U);
    EXPECT_EQ(everything(), before);
}

TEST_F(ApplyUpdatesTest, AGapIsToldAndNothingWritten) {
    const auto before = everything();

    const auto done = apply(12, 13, {{12, "received/m1", "ada", "-300"}});

    EXPECT_EQ(done.outcome, IndexApplied::Outcome::kGap);
    EXPECT_EQ(done.position, 10U);
    EXPECT_EQ(everything(), before);
}

TEST_F(ApplyUpdatesTest, AnotherHistoryOrGenerationIsToldAndNothingWritten) {
    const auto before = everything();
    const IndexCommands commands{client_, keys_};
    const std::vector<IndexUpdate> updates{{11, "received/m1", "ada", "-300"}};

    for (const Generation& other : {Generation{"f", "g"}, Generation{"e", "h"}}) {
        const auto done = test::await(commands.apply({.generation = other}, 11, 11, updates));
        EXPECT_EQ(done.outcome, IndexApplied::Outcome::kReplaced);
    }
    EXPECT_EQ(everything(), before);
}

TEST_F(ApplyUpdatesTest, WhoIsAbsentIsRemovedAndCountsNoMore) {
    apply(11, 11, {{11, "received/m1", "ada", ""}});

    EXPECT_EQ(ask({"ZRANGE", key("received/m1"), "0", "-1"}), "grace\n");
    EXPECT_EQ(ask({"HGET", keys_.sizes("g"), key("received/m1")}), "1\n");
}

TEST_F(ApplyUpdatesTest, ScoresAreExactToTheLastUnit) {
    apply(11, 11, {{11, "received/m1", "ada", "-9007199254740990"}, {11, "received/m1", "grace", "-9007199254740991"}});

    EXPECT_EQ(
        ask({"ZRANGE", key("received/m1"), "0", "-1", "WITHSCORES"}),
        "grace\n-9007199254740991\nada\n-9007199254740990\n"
    );
}

TEST_F(ApplyUpdatesTest, AllArgumentsAreLookedAtBeforeTheFirstWrite) {
    const auto before = everything();
    const std::vector<std::string> good{"11", "1", "ada", "-300"};
    const std::vector<std::vector<std::string>> wrong{
        {"12", "1", "ada", "1.5"},               // no whole number
        {"12", "1", "ada", "9007199254740993"},  // no double is this number
        {"12", "1", "ada", "nan"},
        {"12", "2", "ada", "1"},  // no such sorted set
        {"12", "0", "ada", "1"},
        {"12", "1", "", "1"},     // nobody
        {"13", "1", "ada", "1"},  // behind the last position
        {"10", "1", "ada", "1"},  // before the first
        {"x", "1", "ada", "1"},
        {"12", "1", "ada"},  // one short
    };

    for (const auto& update : wrong) {
        std::vector<std::string> arguments{"e", "g", "11", "12", "1"};
        arguments.insert(arguments.end(), good.begin(), good.end());
        arguments.insert(arguments.end(), update.begin(), update.end());
        EXPECT_TRUE(is_refused(arguments)) << testing::PrintToString(update);
    }
    for (const auto& head : std::vector<std::vector<std::string>>{
             {"", "g", "11", "12", "1"},
             {"e", "", "11", "12", "1"},
             {"e", "g", "12", "11", "1"},
             {"e", "g", "0", "12", "1"}
         }) {
        EXPECT_TRUE(is_refused(head)) << testing::PrintToString(head);
    }
    EXPECT_EQ(everything(), before);
}

TEST_F(ApplyUpdatesTest, AKeyOfAnotherTypeIsFoundBeforeTheFirstWrite) {
    ask({"SET", key("given/m1"), "x"});
    const auto before = everything();

    EXPECT_THROW(apply(11, 11, {{11, "received/m1", "ada", "-300"}, {11, "given/m1", "ada", "-300"}}), IndexRefused);
    EXPECT_EQ(everything(), before);
}

TEST_F(ApplyUpdatesTest, TheBusIsToldThePositionAndNothingElse) {
    apply(11, 12, {{12, "received/m1", "ada", "-300"}});

    const auto entries = ask({"XRANGE", keys_.bus(), "-", "+"});
    EXPECT_TRUE(entries.ends_with("epoch\ne\nhead\n12\n")) << entries;
    EXPECT_EQ(ask({"XLEN", keys_.bus()}), "1\n");
}

}  // namespace
}  // namespace koebel::live
