#include "koebeld/service_manager.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace koebel {
namespace {

std::string variable(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? value : "";
}

std::optional<std::int64_t> number(const std::string& text) {
    std::int64_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

}  // namespace

ServiceEnvironment service_environment() {
    const auto pid = number(variable("WATCHDOG_PID"));
    const bool ours = !pid || *pid == ::getpid();
    return {
        .socket = variable("NOTIFY_SOCKET"),
        .watchdog = std::chrono::microseconds{ours ? number(variable("WATCHDOG_USEC")).value_or(0) : 0},
    };
}

ServiceManager::ServiceManager(const std::string& socket, std::chrono::microseconds watchdog) : watchdog_(watchdog) {
    sockaddr_un address{};
    if (socket.empty() || socket.size() >= sizeof address.sun_path) return;
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, socket.data(), socket.size());
    if (socket.front() == '@') address.sun_path[0] = '\0';
    descriptor_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (descriptor_ < 0) return;
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket.size());
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), size) == 0) return;
    ::close(descriptor_);
    descriptor_ = -1;
}

ServiceManager::~ServiceManager() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void ServiceManager::starting(std::string_view status, std::chrono::seconds at_most) {
    const auto microseconds = std::chrono::microseconds{at_most}.count();
    tell("EXTEND_TIMEOUT_USEC=" + std::to_string(microseconds) + "\nSTATUS=" + std::string{status});
}

void ServiceManager::ready(std::string_view status) {
    tell("READY=1\nSTATUS=" + std::string{status});
}

void ServiceManager::status(std::string_view status) {
    tell("STATUS=" + std::string{status});
}

void ServiceManager::alive() {
    tell("WATCHDOG=1");
}

void ServiceManager::stopping(std::string_view status) {
    tell("STOPPING=1\nSTATUS=" + std::string{status});
}

void ServiceManager::tell(std::string_view state) {
    if (descriptor_ < 0) return;
    (void)::send(descriptor_, state.data(), state.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

}  // namespace koebel
