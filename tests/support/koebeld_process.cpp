#include "support/koebeld_process.hpp"

#include "support/free_port.hpp"
#include "support/websocket_client.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <thread>

namespace koebel::test {
namespace {

using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> all;
    for (auto& text : texts) all.push_back(text.data());
    all.push_back(nullptr);
    return all;
}

pid_t launch(std::vector<std::string> arguments, const std::vector<std::string>& environment, int output) {
    arguments.insert(arguments.begin(), KOEBELD);
    std::vector<std::string> variables{environment};
    for (char** variable = ::environ; *variable != nullptr; ++variable) variables.emplace_back(*variable);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    pid_t process = -1;
    const int error =
        ::posix_spawn(&process, KOEBELD, &actions, nullptr, pointers(arguments).data(), pointers(variables).data());
    ::posix_spawn_file_actions_destroy(&actions);
    if (error != 0) throw std::runtime_error("koebeld cannot be started");
    return process;
}

}  // namespace

KoebeldProcess::KoebeldProcess(const std::filesystem::path& folder) : folder_(folder), port_(free_port()) {}

KoebeldProcess::~KoebeldProcess() {
    if (process_ <= 0) return;
    signal(SIGKILL);
    signal(SIGCONT);
    (void)wait(10s);
}

void KoebeldProcess::start(const StartOptions& setup) {
    std::vector<std::string> arguments{
        "--data.directory",
        folder_.string(),
        "--http.port",
        std::to_string(port_),
        "--http.public_url",
        origin(),
        "--metrics.port",
        "0",
        "--io.threads",
        "2",
        "--http.web_root",
        folder_.string(),
        "--calls.address_rate",
        "10000",
        "--calls.address_burst",
        "100000"
    };
    arguments.insert(arguments.end(), setup.options.begin(), setup.options.end());
    arguments.emplace_back("serve");
    const int log = ::open((folder_ / "koebeld.log").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    process_ = launch(arguments, setup.environment, log);
    ::close(log);
}

void KoebeldProcess::await_ready() {
    const auto until = Steady::now() + 30s;
    while (ask(*this, "/readyz").status != 200) {
        if (wait(0ms)) throw std::runtime_error("koebeld ended: see " + (folder_ / "koebeld.log").string());
        if (Steady::now() > until) throw std::runtime_error("koebeld did not become ready");
        std::this_thread::yield();
    }
}

void KoebeldProcess::signal(int number) const {
    if (process_ > 0) ::kill(process_, number);
}

std::optional<int> KoebeldProcess::wait(std::chrono::milliseconds at_most) {
    if (process_ <= 0) throw std::logic_error("koebeld does not run");
    const auto until = Steady::now() + at_most;
    int status = 0;
    while (::waitpid(process_, &status, WNOHANG) == 0) {
        if (Steady::now() >= until) return std::nullopt;
        std::this_thread::yield();
    }
    process_ = -1;
    return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

std::string KoebeldProcess::command(const std::vector<std::string>& arguments) const {
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
    std::vector<std::string> all{"--data.directory", folder_.string(), "--http.public_url", origin()};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const auto process = launch(all, {}, ends[1]);
    ::close(ends[1]);
    std::string output;
    char piece[4096];
    for (;;) {
        const auto count = ::read(ends[0], piece, sizeof piece);
        if (count <= 0) break;
        output.append(piece, static_cast<std::size_t>(count));
    }
    ::close(ends[0]);
    int status = 0;
    ::waitpid(process, &status, 0);
    if (status != 0) throw std::runtime_error("koebeld " + arguments.front() + ": " + output);
    return output;
}

std::size_t KoebeldProcess::descriptors() const {
    const std::filesystem::directory_iterator all{"/proc/" + std::to_string(process_) + "/fd"};
    return static_cast<std::size_t>(std::distance(begin(all), end(all)));
}

std::size_t KoebeldProcess::sockets() const {
    std::size_t count = 0;
    for (const auto& descriptor : std::filesystem::directory_iterator{"/proc/" + std::to_string(process_) + "/fd"}) {
        std::error_code gone;
        if (std::filesystem::read_symlink(descriptor, gone).native().starts_with("socket:")) ++count;
    }
    return count;
}

std::size_t KoebeldProcess::logged(const std::string& text) const {
    std::ifstream file{folder_ / "koebeld.log"};
    std::size_t count = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.find(text) != std::string::npos) ++count;
    }
    return count;
}

std::vector<std::string> demonstration_people(std::size_t count) {
    std::ifstream file{PEOPLE_CSV};
    std::string line;
    std::getline(file, line);  // the headings
    std::vector<std::string> keys;
    while (keys.size() < count && std::getline(file, line)) keys.push_back(line.substr(0, line.find(',')));
    return keys;
}

Answer ask(const KoebeldProcess& service, const std::string& path, const std::string& body, const std::string& cookie) {
    std::vector<std::string> headers;
    if (!cookie.empty()) headers.push_back("Cookie: " + cookie);
    return ask_with(service, path, body, headers);
}

Answer ask_with(
    const KoebeldProcess& service,
    const std::string& path,
    const std::string& body,
    const std::vector<std::string>& headers
) {
    std::string request = (body.empty() ? "GET " : "POST ") + path + " HTTP/1.1\r\nHost: " + service.host() +
                          "\r\nConnection: close\r\nOrigin: " + service.origin() + "\r\n";
    for (const auto& header : headers) request += header + "\r\n";
    if (!body.empty()) {
        request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    }
    std::string answer;
    try {
        Wire wire(service.port());
        wire.write(request + "\r\n" + body);
        while (auto bytes = wire.read(10s)) answer += *bytes;
    } catch (const std::runtime_error&) {
        return {};  // nobody listens, or nothing comes
    }
    const auto end = answer.find("\r\n\r\n");
    if (end == std::string::npos) return {};
    return {
        .status = std::stoi(answer.substr(answer.find(' ') + 1, 3)),
        .head = answer.substr(0, end),
        .body = answer.substr(end + 4),
    };
}

}  // namespace koebel::test
