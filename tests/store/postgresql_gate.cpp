#include "store/postgresql_gate.hpp"

#include "support/postgresql.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cstring>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace koebel::store {
namespace {

std::uint32_t length_at(const std::string& bytes, std::size_t at) {
    std::uint32_t length = 0;
    for (std::size_t i = 0; i < 4; ++i) length = length << 8 | static_cast<unsigned char>(bytes[at + i]);
    return length;
}

/// The size of the whole message at the front: type (if any), length, body; 0 when it is not all there.
std::size_t message_size(const std::string& bytes, bool has_type) {
    const std::size_t type = has_type ? 1 : 0;
    if (bytes.size() < type + 4) return 0;
    const auto size = type + length_at(bytes, type);
    return bytes.size() < size ? 0 : size;
}

/// The zero-terminated text at `at`, which moves behind it.
std::string_view text_at(std::string_view message, std::size_t& at) {
    const auto end = message.find('\0', at);
    const auto text = message.substr(at, end - at);
    at = end + 1;
    return text;
}

bool send_all(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(fd, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool receive(int fd, std::string& into) {
    std::array<char, 65536> bytes{};
    const auto size = ::recv(fd, bytes.data(), bytes.size(), 0);
    if (size <= 0) return false;
    into.append(bytes.data(), static_cast<std::size_t>(size));
    return true;
}

}  // namespace

PostgresqlGate::PostgresqlGate(const std::string& connection_string) {
    const auto directory = test::run_postgresql(connection_string, "SHOW unix_socket_directories").at(0);
    const auto port = test::run_postgresql(connection_string, "SHOW port").at(0);
    socket_path_ = directory + "/.s.PGSQL." + port;

    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 16) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0 || ::pipe(stop_) != 0) {
        throw std::runtime_error("the gate cannot listen");
    }
    connection_string_ = connection_string + " host=127.0.0.1 port=" + std::to_string(ntohs(address.sin_port)) +
                         " sslmode=disable gssencmode=disable";
    thread_ = std::thread([this] { loop(); });
}

PostgresqlGate::~PostgresqlGate() {
    ::close(stop_[1]);
    thread_.join();
    for (const auto& pair : pairs_) {
        ::close(pair.client);
        ::close(pair.server);
    }
    ::close(stop_[0]);
    ::close(listener_);
}

void PostgresqlGate::cut(Cut when, int turn_away) {
    turn_away_after_cut_ = turn_away;
    cut_ = when;
}

void PostgresqlGate::loop() {
    for (;;) {
        std::vector<pollfd> ready{{stop_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
        for (const auto& pair : pairs_) {
            ready.push_back({pair.client, POLLIN, 0});
            ready.push_back({pair.server, POLLIN, 0});
        }
        ::poll(ready.data(), ready.size(), -1);
        if (ready[0].revents != 0) return;
        std::size_t at = 2;
        for (auto pair = pairs_.begin(); pair != pairs_.end(); at += 2) {
            if (pump(*pair, ready[at].revents != 0, ready[at + 1].revents != 0)) {
                ++pair;
                continue;
            }
            ::close(pair->client);
            ::close(pair->server);
            pair = pairs_.erase(pair);
        }
        if (ready[1].revents != 0) accept_one();
    }
}

void PostgresqlGate::accept_one() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (turn_away_ > 0) {
        --turn_away_;
        ++turned_away_;
        ::close(client);
        return;
    }
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, socket_path_.c_str(), sizeof address.sun_path - 1);
    if (::connect(server, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(client);
        ::close(server);
        return;
    }
    pairs_.push_back({.client = client, .server = server});
}

bool PostgresqlGate::pump(Pair& pair, bool client_ready, bool server_ready) {
    if (client_ready && (!receive(pair.client, pair.from_client) || !pass_client_messages(pair))) return false;
    return !server_ready || (receive(pair.server, pair.from_server) && pass_server_messages(pair));
}

bool PostgresqlGate::pass_client_messages(Pair& pair) {
    while (const auto size = message_size(pair.from_client, pair.has_started)) {
        const auto message = std::string_view{pair.from_client}.substr(0, size);
        if (pair.has_started && (message[0] == 'P' || message[0] == 'B')) {
            std::size_t at = 5;
            const auto first = text_at(message, at);
            const auto second = text_at(message, at);
            // Parse names a statement and its text; Bind a portal and a statement.
            if (message[0] == 'P' && second == "COMMIT") pair.commit_name = first;
            const bool is_commit = message[0] == 'B' && !pair.commit_name.empty() && second == pair.commit_name;
            if (is_commit && cut_ == Cut::kBeforeCommit) {
                cut_ = Cut::kNever;
                turn_away_ = turn_away_after_cut_.load();
                return false;
            }
        }
        if (!send_all(pair.server, message)) return false;
        pair.has_started = true;
        pair.from_client.erase(0, size);
    }
    return true;
}

bool PostgresqlGate::pass_server_messages(Pair& pair) {
    while (const auto size = message_size(pair.from_server, true)) {
        const auto message = std::string_view{pair.from_server}.substr(0, size);
        if (message[0] == 'C' && message.substr(5).starts_with("COMMIT") && cut_ == Cut::kAfterCommit) {
            cut_ = Cut::kNever;
            turn_away_ = turn_away_after_cut_.load();
            return false;
        }
        if (!send_all(pair.client, message)) return false;
        pair.from_server.erase(0, size);
    }
    return true;
}

}  // namespace koebel::store
