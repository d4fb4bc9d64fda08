#include "relay/redis_gate.hpp"

#include <fcntl.h>
#include <sys/poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace koebel::test {
namespace {

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    return address;
}

bool send_all(int descriptor, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

/// The length of the first command, an array of bulk strings; 0: it is not whole.
std::size_t command_size(std::string_view bytes) {
    std::size_t at = 0;
    const auto number = [&]() -> long {
        const auto end = bytes.find("\r\n", at);
        if (end == std::string_view::npos) return -1;
        const long value = std::atol(bytes.data() + at + 1);
        at = end + 2;
        return value;
    };
    auto items = number();
    if (items < 0) return 0;
    for (; items > 0; --items) {
        const auto length = number();
        if (length < 0 || at + static_cast<std::size_t>(length) + 2 > bytes.size()) return 0;
        at += static_cast<std::size_t>(length) + 2;
    }
    return at;
}

}  // namespace

RedisGate::RedisGate(std::string server, std::string path) : server_(std::move(server)), path_(std::move(path)) {
    listener_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = address_of(path_);
    if (::bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(listener_, 16) != 0 || ::pipe2(stop_, O_CLOEXEC) != 0) {
        throw std::runtime_error("the gate cannot listen");
    }
    thread_ = std::thread([this] { loop(); });
}

RedisGate::~RedisGate() {
    ::close(stop_[1]);
    thread_.join();
    for (auto& pair : pairs_) close(pair);
    ::close(stop_[0]);
    ::close(listener_);
}

void RedisGate::swallow_present() {
    const std::lock_guard lock(mutex_);
    for (auto& pair : pairs_) pair.is_deaf = true;
}

void RedisGate::swallow_all() {
    const std::lock_guard lock(mutex_);
    swallows_all_ = true;
    for (auto& pair : pairs_) pair.is_deaf = true;
}

void RedisGate::pass() {
    const std::lock_guard lock(mutex_);
    swallows_all_ = false;
    is_cut_ = false;
    left_ = 0;
}

void RedisGate::cut_at(int command, Cut when) {
    const std::lock_guard lock(mutex_);
    left_ = command;
    when_ = when;
}

void RedisGate::close(Pair& pair) {
    ::close(pair.client);
    ::close(pair.server);
}

void RedisGate::loop() {
    for (;;) {
        std::vector<pollfd> ready{{stop_[0], POLLIN, 0}, {listener_, POLLIN, 0}};
        for (const auto& pair : pairs_) {
            ready.push_back({pair.client, POLLIN, 0});
            ready.push_back({pair.server, POLLIN, 0});
        }
        ::poll(ready.data(), ready.size(), -1);
        if (ready[0].revents != 0) return;
        const std::lock_guard lock(mutex_);
        std::size_t at = 2;
        for (auto pair = pairs_.begin(); pair != pairs_.end(); at += 2) {
            if (!is_cut_ && pump(*pair, ready[at].revents != 0, ready[at + 1].revents != 0)) {
                ++pair;
                continue;
            }
            close(*pair);
            pair = pairs_.erase(pair);
        }
        if (is_cut_) {
            for (auto& pair : pairs_) close(pair);
            pairs_.clear();
        }
        if (ready[1].revents != 0) accept_one();
    }
}

void RedisGate::accept_one() {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int server = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const auto address = address_of(server_);
    if (is_cut_ || ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        ::close(client);
        ::close(server);
        return;
    }
    ++accepted_;
    pairs_.push_back({.client = client, .server = server, .is_deaf = swallows_all_});
}

bool RedisGate::pump(Pair& pair, bool client_ready, bool server_ready) {
    char bytes[65'536];
    if (client_ready) {
        const auto size = ::recv(pair.client, bytes, sizeof bytes, 0);
        if (size <= 0) return false;
        if (!pair.is_deaf) pair.from_client.append(bytes, static_cast<std::size_t>(size));
        if (!pass_commands(pair)) return false;
    }
    if (server_ready) {
        const auto size = ::recv(pair.server, bytes, sizeof bytes, 0);
        if (size <= 0) return false;
        if (!pair.is_deaf && !send_all(pair.client, {bytes, static_cast<std::size_t>(size)})) return false;
    }
    return true;
}

bool RedisGate::pass_commands(Pair& pair) {
    while (const auto size = command_size(pair.from_client)) {
        const bool is_last = left_ > 0 && --left_ == 0;
        if (!is_last || when_ == Cut::kAfter) {
            if (!send_all(pair.server, std::string_view{pair.from_client}.substr(0, size))) return false;
        }
        pair.from_client.erase(0, size);
        if (!is_last) continue;
        // It is carried out when its answer comes, which nobody gets.
        char answer = 0;
        if (when_ == Cut::kAfter) (void)::recv(pair.server, &answer, 1, MSG_PEEK);
        is_cut_ = true;
        return false;
    }
    return true;
}

}  // namespace koebel::test
