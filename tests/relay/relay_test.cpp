#include "relay/fixture.hpp"

namespace koebel::live {
namespace {

using namespace std::chrono_literals;

INSTANTIATE_TEST_SUITE_P(Databases, RelayTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(RelayTest, AnEmptyRedisIsFilledAndThenKeptUpToDate) {
    fill("received/m24311", 1'000);
    fill("given/w2918", 3);
    const auto one = node();
    expect_right(*one);

    place("received/m24311", "m000001", "-5000");
    place("given/w2918", "m000001", "");
    place("received/y2026", "newcomer", "-1");
    one->committed(head());

    expect_right(*one);
    EXPECT_EQ(one->relay().statistics().rebuilds, 1);
    EXPECT_EQ(one->relay().statistics().mismatches, 1) << "the emptiness at the start";
}

TEST_P(RelayTest, EntriesWithoutUpdatesMoveThePositionToo) {
    fill("received/m24311", 3);
    const auto one = node();
    expect_right(*one);

    database_.write([](store::Transaction& tx) -> Result<std::uint64_t> {
        v1::EventBody body;
        body.mutable_recognition_withdrawn()->set_recognition_id("r");
        return tx.append({.topic = "feed", .body = body});
    });

    expect_right(*one);
}

TEST_P(RelayTest, ACommitIsShippedWithoutWaitingForThePoll) {
    fill("received/m24311", 3);
    auto settings = quick();
    settings.poll = 60s;
    settings.check = 60s;
    settings.trusted_for = 60s;
    settings.is_alone = true;
    const auto one = node(settings);
    expect_right(*one);

    one->committed(place("received/m24311", "m000001", "-5000"));

    expect_right(*one);
}

TEST_P(RelayTest, ARebuildWhileTheLogGrowsIsExact) {
    fill("received/m24311", 2'000);
    auto settings = quick();
    settings.trusted_for = 60s;  // what a busy machine is late with is not the rebuild's
    const auto one = node(settings);
    expect_right(*one);
    const auto told_before = one->degraded();
    std::jthread writer([&](const std::stop_token& stop) {
        for (int i = 0; !stop.stop_requested(); ++i) {
            const auto member = "m" + std::to_string(100'000 + i % 3'000);
            place("received/m24311", member, i % 5 == 0 ? "" : std::to_string(-i));
            place("received/m24311", "m00000" + std::to_string(i % 10), std::to_string(-10'000 - i));
            one->committed(0);
        }
    });

    int rebuilt = 0;
    for (int i = 0; i < 5; ++i) {
        const auto report = test::await(one->relay().rebuild());
        if (report) ++rebuilt;
        const auto compared = test::await(one->relay().compare());
        EXPECT_TRUE(compared && !*compared) << (compared ? compared->value_or("") : compared.error().message);
    }
    writer.request_stop();
    writer.join();

    EXPECT_EQ(rebuilt, 5);
    expect_right(*one);
    EXPECT_EQ(one->degraded(), told_before) << "what stood before was read meanwhile";
}

TEST_P(RelayTest, ARebuildLeavesNothingOfTheGenerationBeforeIt) {
    fill("received/m24311", 100);
    const auto one = node();
    expect_right(*one);
    ASSERT_TRUE(test::await(one->relay().rebuild()));
    expect_right(*one);

    EXPECT_EQ(ask({"KEYS", "*:g:*"}).find("building"), std::string::npos);
    const IndexCommands commands{one->client(), IndexKeys{"one"}};
    const auto generation = test::await(commands.standing()).generation.value();
    EXPECT_EQ(ask({"KEYS", "*:g:*"}), ask({"KEYS", "*:g:" + generation.name + ":*"}));
}

TEST_P(RelayTest, BoardsOfPeriodsLongOverAreRemoved) {
    fill("received/w2900", 5);
    fill("received/w2918", 5);
    const auto one = node();
    expect_right(*one);
    ASSERT_NE(ask({"KEYS", "*received/w2900"}), "");

    // What SQL lists no more, because its period is over; its places stand in the log for ever.
    database_.write([](store::Transaction& tx) -> Result<int> {
        for (int i = 0; i < 5; ++i) SqlBoards::place_silently(tx, "received/w2900", "m00000" + std::to_string(i), "");
        return 0;
    });

    EXPECT_TRUE(comes_true([&] { return ask({"KEYS", "*received/w2900"}).empty(); }));
    expect_right(*one);
}

TEST_P(RelayTest, OneOfTwoNodesShipsAndTheOtherTakesOverWhenItGoes) {
    fill("received/m24311", 50);
    auto settings = quick();
    settings.lag = 60s;
    auto first = node(settings);
    expect_right(*first);
    const auto second = node(settings);
    expect_right(*second);
    EXPECT_EQ(first->relay().statistics().holds_lease, 1);
    EXPECT_EQ(second->relay().statistics().holds_lease, 0);

    for (int i = 0; i < 200; ++i) {
        const auto position = place("received/m24311", "m00000" + std::to_string(i % 10), std::to_string(-i));
        (i % 2 == 0 ? *first : *second).committed(position);
    }
    expect_right(*first);
    expect_right(*second);
    EXPECT_EQ(first->relay().statistics().gaps + second->relay().statistics().gaps, 0);
    EXPECT_EQ(second->relay().statistics().updates, 0) << "it had nothing to do";

    first.reset();
    database_.clock().advance(settings.lease);
    place("received/m24311", "m000001", "-90000");
    expect_right(*second);
    EXPECT_EQ(second->relay().statistics().holds_lease, 1);
}

TEST_P(RelayTest, WhoHoldsTheLeaseAndDoesNothingIsHelpedOut) {
    fill("received/m24311", 50);
    const auto first = node();
    expect_right(*first);
    const auto second = node();
    expect_right(*second);

    first->relay().stop();  // its lease holds on: the database's clock stands still
    place("received/m24311", "m000001", "-90000");

    expect_right(*second);
    EXPECT_EQ(second->relay().statistics().holds_lease, 0);
    EXPECT_EQ(second->relay().statistics().gaps, 0);
}

TEST_P(RelayTest, TwoNodesThatFindAnEmptyRedisAgreeOnOneSetOfBoards) {
    fill("received/m24311", 500);
    const auto first = node();
    const auto second = node();

    expect_right(*first);
    expect_right(*second);

    const auto generations = ask({"HLEN", "koebel:{one}:generations"});
    EXPECT_TRUE(comes_true([&] { return ask({"HLEN", "koebel:{one}:generations"}) == "1\n"; })) << generations;
}

}  // namespace
}  // namespace koebel::live
