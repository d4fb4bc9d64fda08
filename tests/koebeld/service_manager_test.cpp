#include "koebeld/service_manager.hpp"
#include "support/notify_socket.hpp"

#include <gtest/gtest.h>

#include <unistd.h>

#include <cstdlib>

namespace koebel {
namespace {

using namespace std::chrono_literals;

TEST(ServiceManagerTest, EveryMessageIsOneDatagramInSystemdsWords) {
    test::NotifySocket systemd;
    ServiceManager manager{systemd.path(), 30s};

    manager.starting("Computing", 2min);
    manager.ready("Serving");
    manager.alive();
    manager.status("Busy");
    manager.stopping("Going away");

    EXPECT_EQ(systemd.receive(1s), "EXTEND_TIMEOUT_USEC=120000000\nSTATUS=Computing");
    EXPECT_EQ(systemd.receive(1s), "READY=1\nSTATUS=Serving");
    EXPECT_EQ(systemd.receive(1s), "WATCHDOG=1");
    EXPECT_EQ(systemd.receive(1s), "STATUS=Busy");
    EXPECT_EQ(systemd.receive(1s), "STOPPING=1\nSTATUS=Going away");
}

TEST(ServiceManagerTest, WhereNobodyListensNothingIsSaid) {
    ServiceManager none{"", 0us};
    ServiceManager gone{"/nowhere/notify", 0us};
    ServiceManager long_name{std::string(200, 'x'), 0us};

    for (auto* manager : {&none, &gone, &long_name}) EXPECT_NO_THROW(manager->ready("Serving"));
}

TEST(ServiceManagerTest, AManagerThatDoesNotReadHoldsNobodyUp) {
    test::NotifySocket systemd;
    ServiceManager manager{systemd.path(), 30s};

    for (int i = 0; i < 10'000; ++i) manager.alive();

    EXPECT_EQ(systemd.receive(1s), "WATCHDOG=1");
}

TEST(ServiceManagerTest, AnotherProcesssWatchdogIsNotOurs) {
    ::setenv("WATCHDOG_USEC", "30000000", 1);
    ::setenv("WATCHDOG_PID", std::to_string(::getpid() + 1).c_str(), 1);
    EXPECT_EQ(service_environment().watchdog, 0us);
    ::setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
    EXPECT_EQ(service_environment().watchdog, 30s);
    ::unsetenv("WATCHDOG_PID");
    EXPECT_EQ(service_environment().watchdog, 30s);
    ::unsetenv("WATCHDOG_USEC");
    EXPECT_EQ(service_environment().watchdog, 0us);
}

}  // namespace
}  // namespace koebel
