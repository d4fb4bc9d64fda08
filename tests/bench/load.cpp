#include "bench/load.hpp"

#include "bench/measure.hpp"
#include "bench/readers.hpp"

#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <stdexcept>
#include <string>

namespace koebel::bench {

Load::Load() {
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0) {
        throw std::runtime_error("bench: socketpair");
    }
    process_ = ::fork();
    if (process_ < 0) throw std::runtime_error("bench: fork");
    if (process_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        ::close(ends[0]);
        pin_to_core(1);
        Readers(ends[1]).run();
        ::_exit(0);
    }
    ::close(ends[1]);
    control_ = ends[0];
}

Load::~Load() {
    ::close(control_);
    ::waitpid(process_, nullptr, 0);
}

void Load::tell(const Command& command) {
    if (::send(control_, &command, sizeof command, MSG_NOSIGNAL) != sizeof command) {
        throw std::runtime_error("bench: the readers have ended");
    }
}

Report Load::answer() {
    Report report;
    if (::recv(control_, &report, sizeof report, 0) != sizeof report) {
        throw std::runtime_error("bench: the readers have ended");
    }
    if (report.violations != 0) {
        throw std::runtime_error("bench: " + std::to_string(report.violations) + " times not the next event");
    }
    if (!report.done) {
        throw std::runtime_error(
            "bench: not in time; open " + std::to_string(report.open) + ", live " + std::to_string(report.live) +
            ", events " + std::to_string(report.events) + ", closed " + std::to_string(report.closed)
        );
    }
    return report;
}

Report Load::ask(const Command& command) {
    tell(command);
    return answer();
}

}  // namespace koebel::bench
