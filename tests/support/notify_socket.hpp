#pragma once

#include "support/temporary_directory.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace koebel::test {

/// The service manager's end of systemd's notify protocol: a datagram socket in a folder of its own.
class NotifySocket {
public:
    NotifySocket();
    NotifySocket(const NotifySocket&) = delete;
    NotifySocket& operator=(const NotifySocket&) = delete;
    ~NotifySocket();

    /// For $NOTIFY_SOCKET.
    [[nodiscard]] std::string path() const;

    /// The next message; nothing: none came in time.
    [[nodiscard]] std::optional<std::string> receive(std::chrono::milliseconds wait);

    /// The next message with this line in it; others are dropped. Nothing: none came in time.
    [[nodiscard]] std::optional<std::string> await(const std::string& line, std::chrono::milliseconds wait);

private:
    TemporaryDirectory folder_;
    int descriptor_ = -1;
};

}  // namespace koebel::test
