#include "media/worker_process.hpp"

#include "base/log.hpp"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <csignal>
#include <string>
#include <utility>

namespace koebel::media {
namespace {

constexpr std::array kReasons{
    std::string_view{"IMAGE_NOT_KNOWN"}, std::string_view{"IMAGE_BROKEN"}, std::string_view{"IMAGE_TOO_LARGE"}
};
constexpr std::size_t kMostAnswer = kMostBytes + 64;  // the bytes and their line
constexpr int kLookMs = 100;                          // how often the end of this process is noticed

/// A descriptor of this process, closed with it.
class Descriptor {
public:
    explicit Descriptor(int number = -1) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        close();
        number_ = std::exchange(other.number_, -1);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { close(); }

    [[nodiscard]] int number() const { return number_; }
    void close() {
        if (number_ >= 0) ::close(std::exchange(number_, -1));
    }

private:
    int number_;
};

std::unexpected<Error> gone(std::string_view why) {
    log("media").warn("image worker: {}", why);
    Error error{.code = Code::kUnavailable, .reason = "IMAGE_WORKER_GONE", .message = std::string{why}};
    error.retry_after_ms = 1'000;
    return std::unexpected(std::move(error));
}

/// The image as a file that is nowhere, read from its beginning.
Descriptor file_of(std::string_view image) {
    Descriptor file{::memfd_create("image", MFD_CLOEXEC)};
    while (file.number() >= 0 && !image.empty()) {
        const auto size = ::write(file.number(), image.data(), image.size());
        if (size <= 0) return Descriptor{};
        image.remove_prefix(static_cast<std::size_t>(size));
    }
    if (::lseek(file.number(), 0, SEEK_SET) != 0) return Descriptor{};
    return file;
}

/// A child that is ended and waited for, whatever happens.
class Child {
public:
    explicit Child(pid_t pid) : pid_(pid) {}
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;
    ~Child() {
        if (pid_ > 0) (void)end();
    }

    /// How it ended by itself, or is ended now.
    int end(bool by_force = true) {
        if (by_force) ::kill(pid_, SIGKILL);  // until it is waited for, its number is its own
        int status = 0;
        while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
        }
        pid_ = -1;
        return status;
    }

private:
    pid_t pid_;
};

/// Its number; -1 when it could not be started.
pid_t start(const Settings& settings, Shape shape, int image, int answer) {
    std::array arguments{
        std::string{"koebeld"},
        std::string{"--image-worker"},
        std::string{word_of(shape)},
        std::to_string(settings.worker_bytes),
        std::to_string(settings.worker_cpu.count())
    };
    std::array<char*, arguments.size() + 1> pointers{};
    for (std::size_t i = 0; i < arguments.size(); ++i) pointers.at(i) = arguments.at(i).data();
    std::array<char*, 1> environment{nullptr};

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, image, STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, answer, STDOUT_FILENO);
    ::posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addclosefrom_np(&actions, STDERR_FILENO + 1);
    ::posix_spawn_file_actions_addchdir_np(&actions, "/");
    posix_spawnattr_t attributes;
    ::posix_spawnattr_init(&attributes);
    sigset_t none;
    ::sigemptyset(&none);
    sigset_t all;
    ::sigfillset(&all);
    ::posix_spawnattr_setsigmask(&attributes, &none);
    ::posix_spawnattr_setsigdefault(&attributes, &all);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
    pid_t child = -1;
    const int failed =
        ::posix_spawn(&child, settings.worker.c_str(), &actions, &attributes, pointers.data(), environment.data());
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
    return failed == 0 ? child : -1;
}

/// What came until its end; nothing when it took too long or said too much.
std::optional<std::string> read_answer(int pipe, std::chrono::milliseconds at_most, const std::atomic<bool>& stopping) {
    const auto deadline = std::chrono::steady_clock::now() + at_most;
    std::string answer;
    std::array<char, 65'536> piece{};
    while (!stopping && std::chrono::steady_clock::now() < deadline && answer.size() <= kMostAnswer) {
        pollfd waiting{.fd = pipe, .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, kLookMs) <= 0) continue;
        const auto size = ::read(pipe, piece.data(), piece.size());
        if (size < 0 && errno == EINTR) continue;
        if (size <= 0) return answer;
        answer.append(piece.data(), static_cast<std::size_t>(size));
    }
    return std::nullopt;
}

/// " 640 480"; 0 for what is no number.
std::pair<std::uint32_t, std::uint32_t> size_in(std::string_view said) {
    const auto next = [&said] {
        std::uint32_t number = 0;
        if (!said.starts_with(' ')) return number;
        said.remove_prefix(1);
        const auto [end, failed] = std::from_chars(said.data(), said.data() + said.size(), number);
        said.remove_prefix(static_cast<std::size_t>(end - said.data()));
        return failed == std::errc{} ? number : 0;
    };
    const auto width = next();
    return {width, next()};
}

bool is_side(std::uint32_t pixels) {
    return pixels >= 1 && pixels <= kMostSide;
}

/// What an answer says, as far as it can be looked at.
Result<Picture> judge(std::string_view answer) {
    const auto line = answer.find('\n');
    if (line == std::string_view::npos) return gone("it answered nothing");
    const auto said = answer.substr(0, line);
    const auto word = said.substr(0, said.find(' '));
    const auto [width, height] = size_in(said.substr(word.size()));
    const auto bytes = answer.substr(line + 1);
    for (const auto& reason : kReasons) {
        if (word == reason) return refuse(Code::kInvalidArgument, reason);
    }
    for (const auto& [content_type, begins] : kTypes) {
        if (word != content_type || !bytes.starts_with(begins) || bytes.size() > kMostBytes) continue;
        if (!is_side(width) || !is_side(height)) continue;
        return Picture{.content_type = content_type, .bytes = std::string{bytes}, .width = width, .height = height};
    }
    return gone("it answered what it never does");
}

}  // namespace

Result<Picture> redraw_in_child(
    std::string_view image, Shape shape, const Settings& settings, const std::atomic<bool>& stopping
) {
    const auto input = file_of(image);
    if (input.number() < 0) return gone("no memory for the image");
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return gone("no pipe");
    const Descriptor answer_end{ends[0]};
    Descriptor child_end{ends[1]};
    const auto pid = start(settings, shape, input.number(), child_end.number());
    if (pid < 0) return gone("it could not be started");
    Child child{pid};
    child_end.close();

    const auto answer = read_answer(answer_end.number(), settings.worker_time, stopping);
    if (!answer) return gone("it took too long, or said too much");
    const int status = child.end(false);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return judge(*answer);
    // A signal of its own making is the image's doing: too much work, a call it has no business with, a crash.
    if (WIFSIGNALED(status) && WTERMSIG(status) != SIGKILL && WTERMSIG(status) != SIGTERM) {
        log("media").warn("image worker: ended by signal {}", WTERMSIG(status));
        return refuse(Code::kInvalidArgument, "IMAGE_BROKEN");
    }
    return gone("it was ended");
}

}  // namespace koebel::media
