#include "redis/server_process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <system_error>

namespace koebel::redis {

namespace {

[[noreturn]] void fail(const char* what) {
    throw std::system_error(errno, std::generic_category(), what);
}

/// In the child, where only what is safe in a signal handler may be called.
[[noreturn]] void become(
    const char* program, char* const* arguments, pid_t parent, int input, int log, int most_descriptors
) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);  // it ended before
    ::setsid();
    sigset_t none;
    ::sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    ::dup2(input, STDIN_FILENO);
    ::dup2(log, STDOUT_FILENO);
    ::dup2(log, STDERR_FILENO);
    // Asio's sockets are not closed by exec: a client that is cut off would see no end while a child holds its socket
    // too.
    if (::close_range(STDERR_FILENO + 1, ~0U, 0) != 0) {
        for (int descriptor = STDERR_FILENO + 1; descriptor < most_descriptors; ++descriptor) ::close(descriptor);
    }
    ::execv(program, arguments);
    ::_exit(127);
}

}  // namespace

std::optional<std::filesystem::path> find_program(const std::string& name) {
    const auto can_run = [](const std::filesystem::path& path) {
        return std::filesystem::is_regular_file(path) && ::access(path.c_str(), X_OK) == 0;
    };
    if (name.find('/') != std::string::npos) {
        return can_run(name) ? std::optional{std::filesystem::absolute(name)} : std::nullopt;
    }
    const char* path = std::getenv("PATH");
    std::istringstream folders{path ? path : "/usr/local/bin:/usr/bin:/bin"};
    for (std::string folder; std::getline(folders, folder, ':');) {
        if (!folder.empty() && can_run(std::filesystem::path{folder} / name)) {
            return std::filesystem::path{folder} / name;
        }
    }
    return std::nullopt;
}

pid_t start_bound(
    const std::filesystem::path& program, std::vector<std::string> arguments, const std::filesystem::path& log
) {
    arguments.insert(arguments.begin(), program.string());
    std::vector<char*> pointers;
    pointers.reserve(arguments.size() + 1);
    for (auto& argument : arguments) pointers.push_back(argument.data());
    pointers.push_back(nullptr);
    const int input = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (input < 0) fail("/dev/null");
    const int output = ::open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (output < 0) {
        ::close(input);
        fail(log.c_str());
    }
    const auto parent = ::getpid();
    const auto most_descriptors = static_cast<int>(::sysconf(_SC_OPEN_MAX));
    const auto child = ::fork();
    if (child == 0) become(program.c_str(), pointers.data(), parent, input, output, most_descriptors);
    const int error = errno;
    ::close(input);
    ::close(output);
    if (child < 0) throw std::system_error(error, std::generic_category(), "fork");
    return child;
}

int watch_process(pid_t pid) {
    const auto descriptor = static_cast<int>(::syscall(SYS_pidfd_open, pid, 0));
    if (descriptor < 0) fail("pidfd_open");
    return descriptor;
}

void end_child(pid_t child, std::chrono::milliseconds patience) {
    ::kill(child, SIGTERM);
    if (const auto descriptor = static_cast<int>(::syscall(SYS_pidfd_open, child, 0)); descriptor >= 0) {
        pollfd gone{.fd = descriptor, .events = POLLIN, .revents = 0};
        ::poll(&gone, 1, static_cast<int>(patience.count()));
        ::close(descriptor);
    }
    ::kill(child, SIGKILL);  // until it is waited for, its number is its own
    ::waitpid(child, nullptr, 0);
}

std::optional<ProcessMark> mark_of(pid_t pid) {
    // Not by a stream: reading fails where the process ends meanwhile, and a stream throws then.
    const auto path = "/proc/" + std::to_string(pid) + "/stat";
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return std::nullopt;
    std::array<char, 1'024> buffer{};
    const auto size = ::read(descriptor, buffer.data(), buffer.size());
    ::close(descriptor);
    if (size <= 0) return std::nullopt;
    const std::string text{buffer.data(), static_cast<std::size_t>(size)};
    // The name, in brackets, may hold anything; behind it comes the state, and the start 19 fields later.
    const auto name_end = text.rfind(')');
    if (name_end == std::string::npos) return std::nullopt;
    std::istringstream fields{text.substr(name_end + 1)};
    std::string state;
    std::string field;
    fields >> state;
    for (int i = 0; i < 19; ++i) fields >> field;
    if (!fields || state == "Z" || state == "X") return std::nullopt;  // it has ended, and nobody asked how
    return ProcessMark{.pid = pid, .started = std::stoull(field)};
}

std::optional<ProcessMark> noted(const std::filesystem::path& file) {
    std::ifstream text{file};
    ProcessMark process;
    if (!(text >> process.pid >> process.started)) return std::nullopt;
    return process;
}

void note(const std::filesystem::path& file, const ProcessMark& process) {
    const auto next = file.string() + ".new";
    {
        std::ofstream text{next, std::ios::trunc};
        text << process.pid << ' ' << process.started << '\n';
        if (!text.flush()) throw std::system_error(errno, std::generic_category(), next);
    }
    std::filesystem::rename(next, file);
}

bool end_orphan(const std::filesystem::path& file) {
    const auto before = noted(file);
    if (!before || before->pid <= 1 || mark_of(before->pid) != before) return false;
    // By a descriptor of that very process: its number may be another's by the time the signal goes.
    const auto descriptor = static_cast<int>(::syscall(SYS_pidfd_open, before->pid, 0));
    if (descriptor < 0) return false;
    const bool is_it = mark_of(before->pid) == before;
    const bool ended = is_it && ::syscall(SYS_pidfd_send_signal, descriptor, SIGKILL, nullptr, 0) == 0;
    pollfd gone{.fd = descriptor, .events = POLLIN, .revents = 0};
    if (ended) ::poll(&gone, 1, 5'000);
    ::close(descriptor);
    return ended;
}

}  // namespace koebel::redis
