#include "bench/server_process.hpp"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>
#include <utility>

namespace koebel::bench {

/// Greets, then tells the statistics as often as it is asked.
void ServerProcess::serve(int control, const std::filesystem::path& data, const Node::Options& options) {
    pin_to_core(0);
    const Node node(data, options);
    const Greeting greeting{.port = node.port(), .feed = node.seq(Node::kFeed), .epoch = node.head().epoch};
    static_cast<void>(::send(control, &greeting, sizeof greeting, MSG_NOSIGNAL));
    for (char question = 0; ::recv(control, &question, 1, 0) == 1;) {
        const auto statistics = node.statistics();
        static_cast<void>(::send(control, &statistics, sizeof statistics, MSG_NOSIGNAL));
    }
}

ServerProcess::ServerProcess(const std::filesystem::path& data, const Node::Options& options) {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw std::runtime_error("bench: socketpair");
    }
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("bench: fork");
    if (process_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::close(ends[0]);
        serve(ends[1], data, options);
        ::_exit(0);
    }
    ::close(ends[1]);
    control_ = ends[0];
    if (::recv(control_, &greeting_, sizeof greeting_, 0) != sizeof greeting_) {
        throw std::runtime_error("bench: the node did not start");
    }
}

ServerProcess::~ServerProcess() {
    kill();
    ::close(control_);
}

live::Statistics ServerProcess::statistics() {
    live::Statistics statistics;
    static_cast<void>(::send(control_, "?", 1, MSG_NOSIGNAL));
    if (::recv(control_, &statistics, sizeof statistics, 0) != sizeof statistics) {
        throw std::runtime_error("bench: the node has ended");
    }
    return statistics;
}

void ServerProcess::kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    ::waitpid(std::exchange(process_, -1), nullptr, 0);
}

void append(const std::filesystem::path& data, std::size_t events) {
    // In a process of its own, so that the caller stays without threads.
    const auto process = ::fork();
    if (process < 0) throw std::runtime_error("bench: fork");
    if (process == 0) {
        Node(data).publish(Node::kFeed, events);
        ::_exit(0);
    }
    int status = 0;
    ::waitpid(process, &status, 0);
    if (status != 0) throw std::runtime_error("bench: nothing was appended");
}

}  // namespace koebel::bench
