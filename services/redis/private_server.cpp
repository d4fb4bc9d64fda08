#include "redis/private_server.hpp"

#include "base/log.hpp"
#include "redis/server_process.hpp"
#include "runtime/as_tuple.hpp"
#include "runtime/spawn.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace koebel::redis {

namespace {

using namespace std::chrono_literals;

constexpr auto kFirstPause = 100ms;
constexpr auto kMostPause = 30'000ms;
constexpr auto kSteady = 30s;  // one that ran so long is started again at once
constexpr auto kEndPatience = 2s;
constexpr std::string_view kElsewhere = "/tmp/koebel-redis-XXXXXX";
constexpr std::size_t kMostPath = sizeof(sockaddr_un::sun_path) - 1;

std::filesystem::path absolute_program(const std::string& name) {
    if (auto program = find_program(name)) return *std::move(program);
    throw std::runtime_error(name + " is not installed (Debian: redis-server)");
}

}  // namespace

class PrivateServer::Keeper : public std::enable_shared_from_this<Keeper> {
public:
    Keeper(asio::io_context& context, const Settings& settings, const std::filesystem::path& data)
        : context_(context),
          settings_(settings),
          data_(std::filesystem::absolute(data)),
          program_(absolute_program(settings.server)),
          socket_(place_of_socket()),
          ended_(context),
          pause_(context) {}

    ~Keeper() {
        if (!folder_.empty()) {
            std::error_code ignored;
            std::filesystem::remove_all(folder_, ignored);
        }
    }

    [[nodiscard]] const std::filesystem::path& socket() const { return socket_; }

    void start() { tasks_.spawn(context_.get_executor(), "redis.private_server", keep(shared_from_this())); }

    void stop() {
        pid_t process = -1;
        {
            const std::lock_guard lock(mutex_);
            stopping_ = true;
            process = std::exchange(process_, -1);
        }
        asio::post(context_, [self = shared_from_this()] { self->pause_.cancel(); });
        if (process <= 0) return;
        end_child(process, kEndPatience);  // it has nothing to save
        std::error_code ignored;
        std::filesystem::remove(pid_file(), ignored);
        std::filesystem::remove(socket_, ignored);
        std::filesystem::remove(folder_file(), ignored);
    }

private:
    using Steady = std::chrono::steady_clock;

    [[nodiscard]] std::filesystem::path pid_file() const { return data_ / "redis.pid"; }
    [[nodiscard]] std::filesystem::path folder_file() const { return data_ / "redis.folder"; }

    /// In the data directory, unless that lies too deep for a socket.
    std::filesystem::path place_of_socket() {
        if ((data_ / "redis.sock").native().size() <= kMostPath) return data_ / "redis.sock";
        std::string pattern{kElsewhere};
        if (!::mkdtemp(pattern.data())) throw std::runtime_error("no folder for Redis's socket");
        folder_ = pattern;
        return folder_ / "redis.sock";
    }

    [[nodiscard]] std::vector<std::string> arguments() const {
        return {
            "--port",
            "0",
            "--unixsocket",
            socket_.string(),
            "--unixsocketperm",
            "700",
            "--dir",
            data_.string(),
            "--save",
            "",
            "--appendonly",
            "no",
            "--databases",
            "1",
            "--daemonize",
            "no",
            "--loglevel",
            "warning",
            "--maxmemory",
            std::to_string(settings_.memory_bytes),
            "--maxmemory-policy",
            "noeviction",
        };
    }

    static asio::awaitable<void> keep(std::shared_ptr<Keeper> self) {
        std::chrono::milliseconds pause = kFirstPause;
        if (end_orphan(self->pid_file())) log("redis").warn("a redis-server of a koebeld before this one was ended");
        self->forget_folder();
        for (;;) {
            const auto since = Steady::now();
            try {
                if (!self->launch()) co_return;
                (void)co_await self->ended_.async_wait(asio::posix::descriptor_base::wait_read, kAsTuple);
                const auto how = self->buried();
                if (!how) co_return;
                log("redis").warn("the private redis-server has ended ({}); starting it again", *how);
            } catch (const std::exception& fault) {
                log("redis").warn("the private redis-server cannot be started: {}", fault.what());
            }
            if (Steady::now() - since > kSteady) pause = kFirstPause;
            self->pause_.expires_after(pause);
            (void)co_await self->pause_.async_wait(kAsTuple);
            pause = std::min(2 * pause, std::chrono::milliseconds{kMostPause});
        }
    }

    /// Whether it was started: not while it is to be stopped.
    bool launch() {
        const std::lock_guard lock(mutex_);
        if (stopping_) return false;
        std::error_code ignored;
        std::filesystem::remove(socket_, ignored);
        process_ = start_bound(program_, arguments(), data_ / "redis.log");
        remember();
        try {
            boost::system::error_code closed;
            ended_.close(closed);
            ended_.assign(watch_process(process_));
        } catch (const std::exception&) {
            end_child(std::exchange(process_, -1), {});
            throw;
        }
        return true;
    }

    /// For a koebeld after this one, should both be killed at once: a full disk is no reason to run without.
    void remember() {
        try {
            if (const auto mark = mark_of(process_)) note(pid_file(), *mark);
            if (!folder_.empty()) std::ofstream{folder_file(), std::ios::trunc} << folder_.string();
        } catch (const std::exception& fault) {
            log("redis").warn("cannot note the private redis-server's number: {}", fault.what());
        }
    }

    /// Removes what a koebeld that was killed left of its socket's folder.
    void forget_folder() const {
        std::ifstream file{folder_file()};
        std::string left;
        std::getline(file, left);
        if (left.size() != kElsewhere.size() || !left.starts_with(kElsewhere.substr(0, kElsewhere.find('X')))) return;
        if (left.find('/', kElsewhere.find('X')) != std::string::npos || left == folder_) return;
        ::unlink((left + "/redis.sock").c_str());
        ::rmdir(left.c_str());
    }

    /// How it ended; nothing: it is not to be started again.
    std::optional<std::string> buried() {
        const std::lock_guard lock(mutex_);
        if (stopping_) return std::nullopt;
        int status = 0;
        ::waitpid(std::exchange(process_, -1), &status, 0);
        if (WIFSIGNALED(status)) return "signal " + std::to_string(WTERMSIG(status));
        return "status " + std::to_string(WEXITSTATUS(status)) + ", see " + (data_ / "redis.log").string();
    }

    asio::io_context& context_;
    const Settings settings_;
    const std::filesystem::path data_;
    const std::filesystem::path program_;
    std::filesystem::path folder_;  // made for the socket; removed with this
    const std::filesystem::path socket_;
    runtime::Tasks tasks_;
    asio::posix::stream_descriptor ended_;  // readable when it has
    asio::steady_timer pause_;

    std::mutex mutex_;
    pid_t process_ = -1;
    bool stopping_ = false;
};

PrivateServer::PrivateServer(asio::io_context& context, const Settings& settings, const std::filesystem::path& data)
    : keeper_(std::make_shared<Keeper>(context, settings, data)) {}

PrivateServer::~PrivateServer() {
    stop();
}

Endpoint PrivateServer::endpoint() const {
    return {.socket = keeper_->socket().string(), .host = {}, .user = {}, .password = {}};
}

void PrivateServer::start() {
    keeper_->start();
}

void PrivateServer::stop() {
    keeper_->stop();
}

}  // namespace koebel::redis
