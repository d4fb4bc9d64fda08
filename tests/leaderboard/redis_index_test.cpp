#include "leaderboard/redis_index.hpp"

#include "leaderboard/standings_index.hpp"
#include "oracle.hpp"
#include "redis/client_fixture.hpp"
#include "support/redis_server.hpp"

#include <gmock/gmock.h>

namespace koebel::leaderboard {
namespace {

using namespace std::chrono_literals;

/// Boards in a real Redis, as SQL has them, asked by the index.
class RedisIndexTest : public redis::ClientTest {
protected:
    RedisIndexTest() {
        start(server.endpoint());
        await(true);
        begin_anew();
    }

    /// With an index that has heard nothing of the organisation yet: what it heard of its zone it believes for seconds.
    void begin_anew() {
        index = std::make_unique<RedisIndex>(world.database.store(), world.database.clock(), *client_, [this] {
            return trusted.load();
        });
    }

    /// Fills a generation from SQL and switches it in.
    void fill(const std::string& name) {
        const auto [epoch, position, boards] = world.database.store().read_now([this](store::Reader& reader) {
            std::map<std::string, std::vector<live::IndexMember>> all;
            StandingsIndex standings;
            for (const auto& board : standings.boards(reader)) {
                all[board] = standings.members(reader, board, "", 1'000);
            }
            const auto head = store::log_head(reader);
            return std::tuple{head.epoch, head.position, all};
        });
        for (const auto& [board, members] : boards) {
            std::vector<std::string> words{"ZADD", keys().board(name, board)};
            for (const auto& one : members) words.insert(words.end(), {one.score, one.member});
            (void)server.command(words);
        }
        (void)server.command(
            {"HSET", keys().standing(), "epoch", epoch, "generation", name, "applied", std::to_string(position)}
        );
    }
    [[nodiscard]] live::IndexKeys keys() {
        return live::IndexKeys{world.database.store().read_now([](store::Reader& reader) {
            return std::get<0>(reader.read(people::organisation())).at(0).installation_id;
        })};
    }

    std::optional<Indexed> ask(const BoardName& board, const PersonId& me = {}, std::int64_t number = -1) {
        auto asking = index->ask(board.ranking, board.period.kind, number < 0 ? board.period.number : number, me);
        return test::await(std::move(asking));
    }

    PersonId thanked() {
        const auto ada = world.on_boards("Ada");
        world.give(world.thanks(world.named("Piet"), {ada}));
        return ada;
    }

    BoardWorld world{test::Backend::kSqlite};
    const test::RedisServer server;
    std::atomic<bool> trusted{true};
    std::unique_ptr<RedisIndex> index;
};

TEST_F(RedisIndexTest, ItAnswersAsSqlDoesWhateverHappened) {
    constexpr std::uint32_t kSeed = 24'311;
    Oracle oracle{world, kSeed};
    int generation = 0;
    int looks = 0;
    int places = 0;
    oracle.also_compare([&](const BoardName& board, const PersonId& me, const Extract& expected) {
        auto indexed = ask(board, me);
        ASSERT_TRUE(indexed) << board.text();
        EXPECT_EQ(indexed->epoch, world.epoch());
        EXPECT_GT(std::exchange(indexed->extract.position, 0), 0U);
        ASSERT_EQ(indexed->extract, expected) << board.text();
        if (board.period == world.running(board.ranking, board.period.kind).period) {
            const auto own = test::await(index->place(board.ranking, board.period.kind, me));
            ASSERT_TRUE(own) << board.text();
            EXPECT_EQ(own->board, board);
            EXPECT_EQ(own->epoch, world.epoch());
            ASSERT_EQ(own->own.place, expected.me) << board.text();
            ++places;
        }
        ++looks;
    });

    for (int i = 1; i <= 240; ++i) {
        oracle.act();
        oracle.look_at_periods();
        if (i % 20 != 0) continue;
        fill(std::to_string(++generation));
        begin_anew();
        oracle.compare();
        ASSERT_FALSE(HasFatalFailure()) << "after " << i << " deeds";
    }

    EXPECT_GT(looks, 100);
    EXPECT_GT(places, 50);
}

TEST_F(RedisIndexTest, ARankAloneIsTheSame) {
    thanked();
    const auto noor = world.on_boards("Noor");
    world.give(world.thanks(world.named("Klaas"), {noor}));
    fill("one");
    BoardCommands commands{*client_, keys()};
    const auto board = world.running(kReceived);

    const auto rank = test::await(commands.rank(board, noor.text()));
    const auto none = test::await(commands.rank(board, "nobody"));

    ASSERT_TRUE(rank.place);
    EXPECT_EQ(*rank.place, world.extract(board, noor).me.value());
    EXPECT_EQ(rank.place->rank, 1U) << "equal ones share it";
    EXPECT_FALSE(none.place);
}

TEST_F(RedisIndexTest, ZeroAsksForTheRunningPeriodAndWhatIsOlderThanTheOneBeforeIsForSql) {
    const auto ada = thanked();
    fill("one");
    const auto week = world.running(kReceived, v1::PERIOD_KIND_WEEK);

    EXPECT_EQ(ask(week, ada, 0)->board, week);
    EXPECT_EQ(ask(week, ada, 0)->extract.me->member, ada.text());
    EXPECT_TRUE(ask(week, ada, week.period.number - 1));
    EXPECT_FALSE(ask(week, ada, week.period.number - 2));
    EXPECT_FALSE(ask(week, ada, week.period.number + 1));
    EXPECT_FALSE(ask(world.running(kTeams)));
}

TEST_F(RedisIndexTest, ANewGenerationIsFoundAtOnce) {
    const auto ada = thanked();
    fill("one");
    ASSERT_TRUE(ask(world.running(kReceived)));
    world.give(world.thanks(world.named("Klaas"), {world.on_boards("Noor")}));

    fill("two");

    EXPECT_EQ(ask(world.running(kReceived))->extract.size, 2U);
}

TEST_F(RedisIndexTest, WhereItIsNotTrustedSqlIsAsked) {
    thanked();
    fill("one");
    trusted = false;

    EXPECT_FALSE(ask(world.running(kReceived)));
}

TEST_F(RedisIndexTest, ARedisWithoutBoardsOrWithSomethingElseInTheirPlaceIsNoFault) {
    thanked();
    EXPECT_FALSE(ask(world.running(kReceived))) << "nothing stands there";

    fill("one");
    const auto board = world.running(kReceived);
    (void)server.command({"SET", keys().board("one", board.text()), "not a sorted set"});
    EXPECT_FALSE(ask(board));
    (void)server.command({"DEL", keys().board("one", board.text())});
    (void)server.command({"ZADD", keys().board("one", board.text()), "-1.5", "not a score of ours"});
    EXPECT_FALSE(ask(board));
}

TEST_F(RedisIndexTest, ARedisThatIsGoneIsNoFault) {
    thanked();
    fill("one");
    ASSERT_TRUE(ask(world.running(kReceived)));

    client_->stop();

    EXPECT_FALSE(ask(world.running(kReceived)));
}

}  // namespace
}  // namespace koebel::leaderboard
