#include "e2e/koebeld_process.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <stdexcept>
#include <thread>

namespace koebel::e2e {

namespace {

using namespace std::chrono_literals;

/// One that nobody listens on now.
std::uint16_t free_port() {
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    const bool bound = ::bind(descriptor, reinterpret_cast<const sockaddr*>(&address), size) == 0 &&
                       ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size) == 0;
    ::close(descriptor);
    if (!bound) throw std::runtime_error("no free port");
    return ntohs(address.sin_port);
}

/// Starts KOEBELD with these arguments; both its outputs go to `output`.
pid_t launch(std::vector<std::string> arguments, int output) {
    arguments.insert(arguments.begin(), KOEBELD);
    std::vector<char*> argv;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    pid_t process = -1;
    const int error = ::posix_spawn(&process, KOEBELD, &actions, nullptr, argv.data(), ::environ);
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::runtime_error("koebeld cannot be started");
    return process;
}

int wait_for(pid_t process) {
    int status = 0;
    ::waitpid(process, &status, 0);
    return status;
}

}  // namespace

KoebeldProcess::KoebeldProcess(const std::filesystem::path& data) : data_(data), server_{free_port()} {}

KoebeldProcess::~KoebeldProcess() {
    kill();
}

void KoebeldProcess::start() {
    const auto log = ::open((data_ / "koebeld.log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    process_ = launch(
        {"--data.directory",
         data_.string(),
         "--http.port",
         std::to_string(server_.port),
         "--http.public_url",
         server_.origin(),
         "--metrics.port",
         "0",
         "--calls.address_rate",
         "10000",
         "--calls.address_burst",
         "100000",
         "--http.connections_per_address",
         "0",
         "--io.threads",
         "2",
         "--http.web_root",
         data_.string(),
         "serve"},
        log
    );
    ::close(log);
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (!ready()) {
        if (::waitpid(process_, nullptr, WNOHANG) != 0) {
            process_ = -1;
            throw std::runtime_error("koebeld ended: see " + (data_ / "koebeld.log").string());
        }
        if (std::chrono::steady_clock::now() > until) throw std::runtime_error("koebeld did not become ready");
        std::this_thread::yield();
    }
}

bool KoebeldProcess::ready() const {
    try {
        return http(server_, "/readyz").status == 200;
    } catch (const std::runtime_error&) {
        return false;
    }
}

void KoebeldProcess::kill() {
    if (process_ <= 0) return;
    ::kill(process_, SIGKILL);
    wait_for(std::exchange(process_, -1));
}

int KoebeldProcess::stop() {
    ::kill(process_, SIGTERM);
    const int status = wait_for(std::exchange(process_, -1));
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

std::string KoebeldProcess::command(const std::vector<std::string>& arguments) const {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    std::vector<std::string> all{"--data.directory", data_.string(), "--http.public_url", server_.origin()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const auto process = launch(all, ends[1]);
    ::close(ends[1]);
    std::string output;
    char piece[4096];
    for (;;) {
        const auto count = ::read(ends[0], piece, sizeof piece);
        if (count <= 0) break;
        output.append(piece, static_cast<std::size_t>(count));
    }
    ::close(ends[0]);
    if (wait_for(process) != 0) throw std::runtime_error("koebeld " + arguments.front() + ": " + output);
    return output;
}

}  // namespace koebel::e2e
