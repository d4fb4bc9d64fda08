#include "leaderboard/publisher.hpp"

#include "board_world.hpp"
#include "live/fixture.hpp"

#include <gmock/gmock.h>

namespace koebel::leaderboard {
namespace {

using namespace std::chrono_literals;

/// A node's live half with its boards: store, io threads, hub, publisher.
class PublisherTest : public testing::TestWithParam<test::Backend> {
protected:
    PublisherTest() {
        live::Settings quick;
        quick.poll = 20ms;
        quick.tick = 10ms;
        quick.ring_kept = 0s;
        hub_ = std::make_unique<live::Hub>(world.database.store(), threads_, quick);
        publisher_ = std::make_unique<Publisher>(
            threads_.context(0).get_executor(), world.database.store(), *hub_, settings(), &index_
        );
        hub_->observe([this](const store::LogEntry& entry) { publisher_->apply(entry); });
        hub_->on_topic([this](const std::string& topic) { publisher_->followed(topic); });
        hub_->on_rewound([this] { publisher_->forget_all(); });
        threads_.start();
        publisher_->start();
        hub_->start();
    }
    ~PublisherTest() override {
        publisher_->stop();
        hub_->stop();
        threads_.stop(2s);
    }

    static Settings settings() {
        Settings settings;
        settings.pause = 5ms;
        return settings;
    }

    std::unique_ptr<live::Follower> follows(const std::string& topic) {
        auto one = std::make_unique<live::Follower>(hub_->shard(1), threads_.context(1), "person:test");
        one->subscribe(topic, world.epoch(), 0);
        return one;
    }

    /// The newest board that came.
    static v1::Board newest(const std::vector<v1::ServerFrame>& frames) {
        v1::Board board;
        for (const auto& frame : frames) {
            if (frame.has_state()) board = frame.state().board();
        }
        return board;
    }
    static v1::Board await(live::Follower& follower, const std::function<bool(const v1::Board&)>& done) {
        return newest(follower.await([&](const auto& frames) {
            return std::ranges::any_of(frames, [](const auto& frame) { return frame.has_state(); }) &&
                   done(newest(frames));
        }));
    }
    static auto first_is(const std::string& name) {
        return [name](const v1::Board& board) { return board.top_size() > 0 && board.top(0).person().name() == name; };
    }

    /// The index as it stood a while ago, as often as it is told to.
    class LateIndex final : public Index {
    public:
        asio::awaitable<std::optional<Indexed>> ask(Ranking, v1::PeriodKind, std::int64_t, PersonId) override {
            const std::lock_guard lock(mutex_);
            if (answers_.empty()) co_return std::nullopt;
            auto answer = std::move(answers_.back());
            answers_.pop_back();
            co_return answer;
        }
        asio::awaitable<std::optional<IndexedPlace>> place(Ranking, v1::PeriodKind, PersonId) override {
            co_return std::nullopt;
        }
        void say(const Indexed& answer, std::size_t times) {
            const std::lock_guard lock(mutex_);
            answers_.assign(times, answer);
        }
        std::size_t left() {
            const std::lock_guard lock(mutex_);
            return answers_.size();
        }

    private:
        std::mutex mutex_;
        std::vector<Indexed> answers_;
    };

    BoardWorld world{GetParam()};
    runtime::IoThreads threads_{2};
    std::unique_ptr<live::Hub> hub_;
    LateIndex index_;
    std::unique_ptr<Publisher> publisher_;
    PersonId ada = world.on_boards("Ada Bos");
    PersonId grace = world.on_boards("Grace Vos");
};

TEST_P(PublisherTest, WhoBeginsToLookGetsTheBoardAndEachMoveOfIt) {
    world.give(world.thanks(ada, {grace}));
    const auto one = follows("board:received:month");
    await(*one, first_is("Grace Vos"));

    const auto noor = world.on_boards("Noor de Graaf");
    const auto given = world.give(world.thanks(ada, {noor}));
    world.give(world.thanks(grace, {noor}));

    const auto board = await(*one, first_is("Noor de Graaf"));
    EXPECT_GT(board.position(), given.position());
    EXPECT_EQ(board.key().kind(), v1::BOARD_KIND_RECEIVED);
    EXPECT_EQ(board.size(), 2U);
}

TEST_P(PublisherTest, ScreensGetTheNamesThatScreensMayShow) {
    world.give(world.thanks(ada, {grace}));

    await(*follows("wall:board:received:week"), first_is("Grace"));
}

TEST_P(PublisherTest, TeamsMoveWithEveryThankYouAndWithWhatIsTakenBack) {
    const auto north = world.team_of("Noord", 6);
    const auto one = follows("board:teams:month");
    const auto given = world.give(world.thanks(ada, north));
    await(*one, [](const v1::Board& board) { return board.top_size() == 1; });

    ASSERT_TRUE(world.take_back(ada, given.recognition_id()));

    await(*one, [](const v1::Board& board) { return board.top_size() == 0; });
}

TEST_P(PublisherTest, WhoLeavesTheBoardsIsGoneFromThoseThatAreLookedAt) {
    world.give(world.thanks(ada, {grace}));
    const auto one = follows("board:received:month");
    await(*one, first_is("Grace Vos"));

    world.show(grace, false);

    await(*one, [](const v1::Board& board) { return board.top_size() == 0; });
}

TEST_P(PublisherTest, BoardsThatAreSwitchedOffEmptyAndSaySo) {
    world.give(world.thanks(ada, {grace}));
    const auto one = follows("board:received:month");
    await(*one, first_is("Grace Vos"));

    world.choose({.shown = v1::BOARDS_SHOWN_OFF});

    const auto board = await(*one, [](const v1::Board& shown) { return shown.shown() == v1::BOARDS_SHOWN_OFF; });
    EXPECT_EQ(board.top_size(), 0);
    EXPECT_EQ(board.size(), 0U);
}

TEST_P(PublisherTest, WhoCameWhileBoardsWereOffHearsThatTheyAreOnAndOffAgain) {
    world.choose({.shown = v1::BOARDS_SHOWN_OFF});
    const auto is = [](v1::BoardsShown wanted) { return [=](const auto& board) { return board.shown() == wanted; }; };
    for (const auto* topic : {"board:shown", "wall:board:shown"}) {
        const auto one = follows(topic);
        await(*one, is(v1::BOARDS_SHOWN_OFF));

        world.choose({.shown = v1::BOARDS_SHOWN_RANKS});
        const auto board = await(*one, is(v1::BOARDS_SHOWN_RANKS));
        world.choose({.shown = v1::BOARDS_SHOWN_OFF});
        await(*one, is(v1::BOARDS_SHOWN_OFF));

        EXPECT_FALSE(board.has_key());
        EXPECT_GT(board.position(), 0U);
    }
}

TEST_P(PublisherTest, ThankYousDoNotStirHowBoardsAreShown) {
    const auto one = follows("board:shown");
    await(*one, [](const auto& board) { return board.shown() == v1::BOARDS_SHOWN_RANKS; });
    const auto other = follows("board:given:month");
    world.give(world.thanks(ada, {grace}));
    await(*other, first_is("Ada Bos"));
    world.choose({.shown = v1::BOARDS_SHOWN_ALPHABETICAL});
    await(*one, [](const auto& board) { return board.shown() == v1::BOARDS_SHOWN_ALPHABETICAL; });

    const auto frames = one->frames();
    EXPECT_EQ(std::ranges::count_if(frames, [](const auto& frame) { return frame.has_state(); }), 2);
}

TEST_P(PublisherTest, ABoardThatDidNotMoveIsNotPushedAgain) {
    world.give(world.thanks(ada, {grace}));
    const auto one = follows("board:received:month");
    await(*one, first_is("Grace Vos"));
    const auto other = follows("board:given:month");
    await(*other, first_is("Ada Bos"));

    world.set_roles(world.on_boards("Noor"), {v1::ROLE_CURATOR});  // all boards are looked at again
    world.give(world.thanks(grace, {ada}));
    await(*other, [](const v1::Board& board) { return board.size() == 2; });
    await(*one, [](const v1::Board& board) { return board.size() == 2; });

    const auto frames = one->frames();
    EXPECT_EQ(std::ranges::count_if(frames, [](const auto& frame) { return frame.has_state(); }), 2);
}

TEST_P(PublisherTest, AnIndexThatIsBehindIsAskedAgainUntilItCoversWhatMovedTheBoard) {
    world.give(world.thanks(ada, {grace}));
    const auto one = follows("board:received:month");
    await(*one, first_is("Grace Vos"));
    const auto board = world.running(kReceived);
    const auto behind = world.extract(board);
    const auto noor = world.on_boards("Noor de Graaf");
    index_.say({.board = board, .epoch = world.epoch(), .extract = behind}, 3);

    world.give(world.thanks(ada, {noor}));
    world.give(world.thanks(grace, {noor}));

    await(*one, first_is("Noor de Graaf"));
    EXPECT_EQ(index_.left(), 0U);
}

TEST_P(PublisherTest, ATopicThatAClientMadeUpIsFollowedInSilence) {
    world.give(world.thanks(ada, {grace}));
    const auto made_up = follows("board:received:moment");
    const auto one = follows("board:received:month");
    await(*one, first_is("Grace Vos"));

    made_up->await_status("board:received:moment", v1::Subscribed::STATUS_LIVE);
    for (const auto& frame : made_up->frames()) EXPECT_FALSE(frame.has_state());
}

INSTANTIATE_TEST_SUITE_P(Databases, PublisherTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::leaderboard
