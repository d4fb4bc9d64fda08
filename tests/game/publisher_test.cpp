#include "game/publisher.hpp"

#include "goal_world.hpp"
#include "live/fixture.hpp"

#include <functional>
#include <memory>

namespace koebel::game {
namespace {

using namespace std::chrono_literals;

/// A node's live half with its goals.
struct Node {
    Node(store::Store& store, runtime::IoThreads& threads)
        : hub(store, threads, quick()),
          shown(5ms),
          publisher(threads.context(0).get_executor(), store, hub, shown, {}) {
        hub.observe([this](const store::LogEntry& entry) { publisher.apply(entry); });
        hub.on_topic([this](const std::string& topic) { publisher.followed(topic); });
        hub.on_rewound([this] { publisher.forget_all(); });
    }
    static live::Settings quick() {
        live::Settings quick;
        quick.poll = 20ms;
        quick.tick = 10ms;
        quick.ring_kept = 0s;
        return quick;
    }

    live::Hub hub;
    Shown shown;
    Publisher publisher;
};

class GoalPublisherTest : public GoalTest {
protected:
    GoalPublisherTest() {
        for (auto& node : nodes_) node = std::make_unique<Node>(world.database.store(), threads_);
        threads_.start();
        for (auto& node : nodes_) {
            node->publisher.start();
            node->hub.start();
        }
    }
    ~GoalPublisherTest() override {
        for (auto& node : nodes_) {
            node->publisher.stop();
            node->hub.stop();
        }
        threads_.stop(2s);
    }

    std::unique_ptr<live::Follower> follows(const std::string& topic, std::size_t node = 0) {
        auto one = std::make_unique<live::Follower>(nodes_.at(node)->hub.shard(1), threads_.context(1), "person:test");
        const auto epoch =
            world.database.store().read_now([](store::Reader& reader) { return store::log_head(reader).epoch; });
        one->subscribe(topic, epoch, 0);
        return one;
    }
    static void await(live::Follower& follower, const std::function<bool(const v1::Goals&)>& done) {
        follower.await([&](const auto& frames) {
            return std::ranges::any_of(frames, [&](const auto& frame) {
                return frame.has_state() && done(frame.state().goals());
            });
        });
    }
    static auto first_is_at(std::uint32_t progress) {
        return [progress](const v1::Goals& goals) {
            return goals.goals_size() > 0 && goals.goals(0).progress() == progress;
        };
    }
    std::string give() { return world.give(world.thanks(world.people[0], {world.people[1]})).recognition_id(); }

    runtime::IoThreads threads_{2};
    std::array<std::unique_ptr<Node>, 2> nodes_;
};

INSTANTIATE_TEST_SUITE_P(Databases, GoalPublisherTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(GoalPublisherTest, WhoLooksSeesItMoveWithWhatIsGivenTakenBackAndHidden) {
    const auto one = follows("goals");
    await(*one, [](const v1::Goals& goals) { return goals.goals_size() == 0; });
    ASSERT_TRUE(world.save(world.wish(v1::GOAL_KIND_COUNT, 100)));
    await(*one, first_is_at(0));

    const auto first = give();
    const auto second = give();
    await(*one, first_is_at(2));
    ASSERT_TRUE(world.take_back(world.people[0], second));
    await(*one, first_is_at(1));
    ASSERT_TRUE(world.hide(world.curator, first));
    const auto frames = one->frames().size();
    one->await([&](const auto& all) {
        return all.size() > frames - 1 && all.back().has_state() && all.back().state().goals().goals(0).progress() == 0;
    });
}

TEST_P(GoalPublisherTest, WhoComesLaterSeesItAtOnce) {
    ASSERT_TRUE(world.save(world.wish(v1::GOAL_KIND_COUNT, 100)));
    give();
    const auto one = follows("goals");
    await(*one, first_is_at(1));

    await(*follows("goals"), first_is_at(1));
}

TEST_P(GoalPublisherTest, TwoNodesThatSeeItReachedTellOfItOnce) {
    const auto one = follows("goals", 0);
    const auto other = follows("goals", 1);
    ASSERT_TRUE(world.save(world.wish(v1::GOAL_KIND_COUNT, 5)));
    for (int i = 0; i < 5; ++i) give();

    const auto is_reached = [](const v1::Goals& goals) {
        return goals.goals_size() > 0 && goals.goals(0).has_reached_at();
    };
    await(*one, is_reached);
    await(*other, is_reached);

    std::size_t told = 0;
    for (const auto& event : world.events("wall")) told += event.has_goal_reached() ? 1 : 0;
    EXPECT_EQ(told, 1U);
}

TEST_P(GoalPublisherTest, ARemovedOneIsGoneFromWhatIsLookedAt) {
    const auto goal = world.save(world.wish(v1::GOAL_KIND_COUNT, 100)).value();
    const auto one = follows("goals");
    await(*one, first_is_at(0));

    ASSERT_TRUE(world.remove(goal.id()));

    one->await([](const auto& frames) {
        return !frames.empty() && frames.back().has_state() && frames.back().state().goals().goals_size() == 0;
    });
}

}  // namespace
}  // namespace koebel::game
