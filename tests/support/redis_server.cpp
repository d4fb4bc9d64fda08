#include "support/redis_server.hpp"

#include "redis/codec.hpp"
#include "redis/server_process.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstring>
#include <stdexcept>
#include <thread>

namespace koebel::test {

namespace {

using namespace std::chrono_literals;

int connected_to(const std::filesystem::path& path) {
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) return descriptor;
    ::close(descriptor);
    return -1;
}

}  // namespace

RedisServer::RedisServer(std::vector<std::string> options) : options_(std::move(options)) {
    start();
}

RedisServer::~RedisServer() {
    kill();
}

redis::Endpoint RedisServer::endpoint() const {
    return {.socket = socket().string(), .host = {}, .user = {}, .password = {}};
}

redis::Reply RedisServer::command(const std::vector<std::string>& words) const {
    const int descriptor = connected_to(socket());
    if (descriptor < 0) throw std::runtime_error("redis-server does not listen");
    const timeval patience{.tv_sec = 10, .tv_usec = 0};
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    const auto bytes = redis::encode(words);
    redis::ReplyReader reader(64 << 20);
    std::optional<redis::Reply> reply;
    auto sent = ::send(descriptor, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    while (sent == static_cast<ssize_t>(bytes.size()) && !reply) {
        std::array<char, 4096> buffer{};
        const auto count = ::recv(descriptor, buffer.data(), buffer.size(), 0);
        if (count <= 0) break;
        reader.feed({buffer.data(), static_cast<std::size_t>(count)});
        reply = reader.next();
    }
    ::close(descriptor);
    if (!reply) throw std::runtime_error("redis-server does not answer " + words.front());
    return *std::move(reply);
}

void RedisServer::kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(std::exchange(process_, -1), nullptr, 0);
}

void RedisServer::start() {
    const auto program = redis::find_program("redis-server");
    if (!program) throw std::runtime_error("redis-server is missing: deploy/install_packages test");
    std::filesystem::remove(socket());
    std::vector<std::string> arguments{
        "--port",
        "0",
        "--unixsocket",
        socket().string(),
        "--dir",
        folder().string(),
        "--save",
        "",
        "--appendonly",
        "no",
        "--enable-debug-command",
        "yes",
        "--loglevel",
        "warning"
    };
    arguments.insert(arguments.end(), options_.begin(), options_.end());
    process_ = redis::start_bound(*program, arguments, folder() / "redis.log");
    await_ready();
}

void RedisServer::freeze() {
    ::kill(process_, SIGSTOP);
    int status = 0;
    ::waitpid(process_, &status, WUNTRACED);
}

void RedisServer::thaw() {
    ::kill(process_, SIGCONT);
}

void RedisServer::await_ready() const {
    const auto until = std::chrono::steady_clock::now() + 20s;
    for (;;) {
        if (std::chrono::steady_clock::now() > until) throw std::runtime_error("redis-server did not become ready");
        if (std::filesystem::exists(socket())) {
            try {
                const auto answer = command({"PING"});
                // With a password it refuses, and is there all the same; LOADING is not.
                if (!answer.is_error() || answer.error_word() == "NOAUTH") return;
            } catch (const std::runtime_error&) {
                // Not yet.
            }
        }
        std::this_thread::yield();
    }
}

}  // namespace koebel::test
