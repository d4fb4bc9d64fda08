#include "redis/private_server.hpp"

#include "base/log.hpp"
#include "redis/server_process.hpp"
#include "runtime/spawn.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <sys/un.h>
#include <sys/wait.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <mutex>
#include <stdexcept>

namespace koebel::redis {

namespace {

using namespace std::chrono_literals;

constexpr auto kAsTuple = asio::as_tuple(asio::use_awaitable);
constexpr auto kFirstPause = 100ms;
constexpr auto kMostPause = 30'000ms;
constexpr auto kSteady = 30s;  // one that ran so long is started again at once
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
            process = process_;
            if (process > 0) ::kill(process, SIGTERM);  // it has nothing to save
        }
        asio::post(context_, [self = shared_from_this()] { self->pause_.cancel(); });
        if (process <= 0) return;
        reap(process, 2s);
        std::error_code ignored;
        std::filesystem::remove(pid_file(), ignored);
        std::filesystem::remove(socket_, ignored);
    }

private:
    using Steady = std::chrono::steady_clock;

    [[nodiscard]] std::filesystem::path pid_file() const { return data_ / "redis.pid"; }

    /// In the data directory, unless that lies too deep for a socket.
    std::filesystem::path place_of_socket() {
        if ((data_ / "redis.sock").native().size() <= kMostPath) return data_ / "redis.sock";
        std::string pattern = (std::filesystem::temp_directory_path() / "koebel-XXXXXX").string();
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
        for (;;) {
            const auto since = Steady::now();
            try {
                if (!self->launch()) co_return;
                (void)co_await self->ended_.async_wait(asio::posix::descriptor_base::wait_read, kAsTuple);
                if (!self->buried()) co_return;
                log("redis").warn("the private redis-server has ended; starting it again");
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
        if (const auto mark = mark_of(process_)) note(pid_file(), *mark);
        boost::system::error_code closed;
        ended_.close(closed);
        ended_.assign(watch_process(process_));
        return true;
    }

    /// Whether to start it again.
    bool buried() {
        const std::lock_guard lock(mutex_);
        if (stopping_) return false;
        int status = 0;
        ::waitpid(process_, &status, WNOHANG);
        process_ = -1;
        return true;
    }

    static void reap(pid_t process, std::chrono::milliseconds patience) {
        const auto until = Steady::now() + patience;
        int status = 0;
        while (::waitpid(process, &status, WNOHANG) == 0) {
            if (Steady::now() > until) {
                ::kill(process, SIGKILL);
                ::waitpid(process, &status, 0);
                return;
            }
            ::usleep(1'000);
        }
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
