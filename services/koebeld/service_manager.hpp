#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace koebel {

/// Tells systemd how the process is: its notify protocol, datagrams to a Unix socket. Says nothing where no manager
/// listens. Never blocks: what the manager has no room for is lost, and the next beat says it again. Used on the
/// main thread.
class ServiceManager {
public:
    /// `socket` is a path or, with a leading @, an abstract name; empty: nobody listens. `watchdog` is the time without
    /// a sign of life after which the manager ends the process; 0: it does not.
    ServiceManager(const std::string& socket, std::chrono::microseconds watchdog);
    ServiceManager(const ServiceManager&) = delete;
    ServiceManager& operator=(const ServiceManager&) = delete;
    ~ServiceManager();

    [[nodiscard]] std::chrono::microseconds watchdog() const { return watchdog_; }

    /// It does not serve yet, and needs this long for its next step: the manager waits.
    void starting(std::string_view status, std::chrono::seconds at_most);
    /// It serves from here on.
    void ready(std::string_view status);
    /// A line for `systemctl status`.
    void status(std::string_view status);
    /// A sign of life.
    void alive();
    /// It goes away.
    void stopping(std::string_view status);

private:
    void tell(std::string_view state);

    int descriptor_ = -1;
    const std::chrono::microseconds watchdog_;
};

/// What the environment says of the manager: $NOTIFY_SOCKET, and $WATCHDOG_USEC when $WATCHDOG_PID is this process.
struct ServiceEnvironment {
    std::string socket;
    std::chrono::microseconds watchdog{0};
};
[[nodiscard]] ServiceEnvironment service_environment();

}  // namespace koebel
