#include "service/installation.hpp"
#include "support/notify_socket.hpp"

#include <csignal>

namespace koebel::service {
namespace {

using namespace std::chrono_literals;

/// What systemd hears of koebeld, on a socket as it makes one.
class NotifyTest : public InstallationTest {
protected:
    void start_as_service(const std::string& watchdog_microseconds) {
        service_.start({.environment = {"NOTIFY_SOCKET=" + systemd_.path(), "WATCHDOG_USEC=" + watchdog_microseconds}});
    }

    test::NotifySocket systemd_;
};

TEST_F(NotifyTest, ReadyIsSaidWhenReadyzSaysSo) {
    start_as_service("0");

    const auto first = systemd_.receive(60s);

    ASSERT_TRUE(first);
    EXPECT_EQ(*first, "READY=1\nSTATUS=Serving " + service_.origin() + " on port " + std::to_string(service_.port()));
    EXPECT_EQ(ask(service_, "/readyz").status, 200);
}

TEST_F(NotifyTest, SignsOfLifeComeUntilTheProcessHangsAndAgainWhenItGoesOn) {
    start_as_service("4000000");
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(systemd_.await("WATCHDOG=1", 30s));

    service_.signal(SIGSTOP);
    while (systemd_.receive(1'500ms)) {  // what was on its way
    }
    EXPECT_FALSE(systemd_.await("WATCHDOG=1", 4s)) << "systemd would end it now";
    service_.signal(SIGCONT);

    EXPECT_TRUE(systemd_.await("WATCHDOG=1", 30s));
}

TEST_F(NotifyTest, StoppingIsSaidAtSigtermAndItEndsWith0) {
    start_as_service("0");
    ASSERT_TRUE(systemd_.await("READY=1", 60s));

    service_.signal(SIGTERM);

    EXPECT_TRUE(systemd_.await("STOPPING=1", 10s));
    EXPECT_EQ(service_.wait(20s), 0);
}

TEST_F(NotifyTest, AServiceThatCannotStartSaysNotReadyAndEnds) {
    start_as_service("0");
    ASSERT_TRUE(systemd_.await("READY=1", 60s));
    test::KoebeldProcess second(folder_.path());

    test::NotifySocket its_systemd;
    second.start({.environment = {"NOTIFY_SOCKET=" + its_systemd.path()}});

    EXPECT_EQ(second.wait(30s), 1) << "the data directory is taken";
    EXPECT_FALSE(its_systemd.receive(0ms));
}

}  // namespace
}  // namespace koebel::service
