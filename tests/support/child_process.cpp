#include "support/child_process.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <csignal>
#include <stdexcept>

namespace koebel::test {

ChildProcess::ChildProcess(std::vector<std::string> arguments) {
    std::array<int, 2> pipe{};
    std::array<int, 2> orders{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) throw std::runtime_error("pipe2 failed");
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, orders.data()) != 0) {
        throw std::runtime_error("socketpair failed");
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, orders[1], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipe[1], STDERR_FILENO);
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    const int failed = ::posix_spawn(&pid_, argv[0], &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    ::close(orders[1]);
    output_ = pipe[0];
    input_ = orders[0];
    if (failed != 0) {
        ::close(output_);
        ::close(input_);
        throw std::runtime_error("cannot start " + arguments[0]);
    }
}

ChildProcess::~ChildProcess() {
    if (pid_ > 0) {
        kill(SIGKILL);
        wait();
    }
    ::close(output_);
    ::close(input_);
}

std::optional<std::string> ChildProcess::line() {
    for (;;) {
        if (const auto end = pending_.find('\n'); end != std::string::npos) {
            auto line = pending_.substr(0, end);
            pending_.erase(0, end + 1);
            return line;
        }
        std::array<char, 4096> bytes{};
        const auto size = ::read(output_, bytes.data(), bytes.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return std::nullopt;
        pending_.append(bytes.data(), static_cast<std::size_t>(size));
    }
}

void ChildProcess::say(const std::string& line) const {
    const auto bytes = line + '\n';
    // A process that is gone says so by its output's end.
    (void)::send(input_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
}

void ChildProcess::kill(int signal) const {
    if (pid_ > 0) ::kill(pid_, signal);
}

int ChildProcess::wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace koebel::test
