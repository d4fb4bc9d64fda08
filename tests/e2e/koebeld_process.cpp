#include "e2e/koebeld_process.hpp"

#include <chrono>
#include <csignal>

namespace koebel::e2e {

using namespace std::chrono_literals;

KoebeldProcess::KoebeldProcess(const std::filesystem::path& data) : process_(data), server_{process_.port()} {}

void KoebeldProcess::start() {
    process_.start({.options = {"--http.connections_per_address", "0"}, .environment = {}});
    process_.await_ready();
}

void KoebeldProcess::kill() {
    if (process_.pid() <= 0) return;
    process_.signal(SIGKILL);
    process_.signal(SIGCONT);
    (void)process_.wait(10s);
}

int KoebeldProcess::stop() {
    process_.signal(SIGTERM);
    return process_.wait(30s).value_or(-1);
}

}  // namespace koebel::e2e
