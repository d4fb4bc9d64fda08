#include "relay/redis_process.hpp"

#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <thread>
#include <utility>

namespace koebel::test {

RedisProcess::RedisProcess(std::vector<std::string> options) : options_(std::move(options)) {
    start();
}

RedisProcess::~RedisProcess() {
    kill();
}

void RedisProcess::start() {
    std::vector<std::string> arguments{
        "redis-server",
        "--port",
        "0",
        "--unixsocket",
        socket(),
        "--dir",
        directory_.path().string(),
        "--save",
        "",
        "--maxmemory-policy",
        "noeviction",
        "--enable-debug-command",
        "yes",
        "--loglevel",
        "warning",
    };
    arguments.insert(arguments.end(), options_.begin(), options_.end());
    std::vector<char*> pointers;
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    pid_ = ::fork();
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::execvp(pointers[0], pointers.data());
        ::_exit(127);
    }
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    while (cli("PING").find("PONG") == std::string::npos && cli("PING").find("NOAUTH") == std::string::npos) {
        if (std::chrono::steady_clock::now() > until) throw std::runtime_error("redis-server does not answer");
        std::this_thread::yield();
    }
}

void RedisProcess::kill() {
    if (pid_ < 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(std::exchange(pid_, -1), nullptr, 0);
}

void RedisProcess::freeze() const {
    ::kill(pid_, SIGSTOP);
}

void RedisProcess::thaw() const {
    ::kill(pid_, SIGCONT);
}

std::string RedisProcess::cli(const std::string& command) const {
    const auto line = "redis-cli -s " + socket() + " " + command + " 2>&1";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe{::popen(line.c_str(), "r"), &::pclose};
    std::string text;
    std::array<char, 512> piece{};
    while (const auto size = std::fread(piece.data(), 1, piece.size(), pipe.get())) text.append(piece.data(), size);
    return text;
}

}  // namespace koebel::test
