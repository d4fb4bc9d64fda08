#include "service/installation.hpp"
#include "websocket/bystander.hpp"

#include <sys/resource.h>

#include <list>
#include <thread>

namespace koebel::service {
namespace {

using namespace std::chrono_literals;

using LimitsTest = InstallationTest;

TEST_F(LimitsTest, APersonHasSixteenSocketsAndAnotherWhenOneEnds) {
    start();
    const auto people = sign_in(2);
    std::list<test::WebSocketClient> sockets;
    for (int i = 0; i < 16; ++i) {
        sockets.push_back(connect(people[0]));
        ASSERT_EQ(sockets.back().status(), 101) << i;
    }

    EXPECT_EQ(connect(people[0]).status(), 429);
    EXPECT_EQ(connect(people[1]).status(), 101) << "somebody else has sixteen of their own";
    sockets.front().send_close(1000);
    EXPECT_EQ(sockets.front().await_close(), 1000);
    sockets.pop_front();

    const auto until = std::chrono::steady_clock::now() + 10s;
    while (connect(people[0]).status() != 101) ASSERT_LT(std::chrono::steady_clock::now(), until);
}

TEST_F(LimitsTest, WithoutFreeDescriptorsNewOnesWaitAndTheOthersAreServed) {
    start();
    const auto people = sign_in(2);
    auto giver = connect(people[0]);
    auto reader = connect(people[1]);
    const auto head = follow_feed(reader);
    test::Bystander bystander(std::move(reader), head);
    giver.send(give(people[0], people[1], 1));
    ASSERT_TRUE(bystander.hears(head + 1));

    const auto few = service_.descriptors() + 4;
    const rlimit limit{.rlim_cur = few, .rlim_max = few};
    ASSERT_EQ(::prlimit(service_.pid(), RLIMIT_NOFILE, &limit, nullptr), 0);
    std::list<test::Wire> crowd;
    for (int i = 0; i < 12; ++i) crowd.emplace_back(service_.port());
    const auto until = std::chrono::steady_clock::now() + 20s;
    while (service_.logged("Too many open files") == 0) ASSERT_LT(std::chrono::steady_clock::now(), until);

    giver.send(give(people[0], people[1], 2));
    EXPECT_TRUE(bystander.hears(head + 2)) << "who is there is served";
    crowd.clear();

    while (ask(service_, "/healthz").status != 200) ASSERT_LT(std::chrono::steady_clock::now(), until);
    EXPECT_LT(service_.logged("Too many open files"), 40U) << "it waits between two tries";
}

}  // namespace
}  // namespace koebel::service
