#include "support/notify_socket.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace koebel::test {

NotifySocket::NotifySocket() : descriptor_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const auto name = path();
    if (name.size() >= sizeof address.sun_path) throw std::runtime_error("the path is too long: " + name);
    std::memcpy(address.sun_path, name.data(), name.size());
    if (::bind(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(descriptor_);
        throw std::runtime_error("bind: " + std::string{std::strerror(errno)});
    }
}

NotifySocket::~NotifySocket() {
    ::close(descriptor_);
}

std::string NotifySocket::path() const {
    return (folder_.path() / "notify").string();
}

std::optional<std::string> NotifySocket::receive(std::chrono::milliseconds wait) {
    pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
    if (::poll(&waiting, 1, static_cast<int>(wait.count())) <= 0) return std::nullopt;
    std::array<char, 4'096> bytes{};
    const auto size = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
    if (size < 0) return std::nullopt;
    return std::string{bytes.data(), static_cast<std::size_t>(size)};
}

std::optional<std::string> NotifySocket::await(const std::string& line, std::chrono::milliseconds wait) {
    const auto until = std::chrono::steady_clock::now() + wait;
    for (;;) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        if (left <= left.zero()) return std::nullopt;
        const auto message = receive(left);
        if (!message) return std::nullopt;
        if (('\n' + *message + '\n').find('\n' + line + '\n') != std::string::npos) return message;
    }
}

}  // namespace koebel::test
