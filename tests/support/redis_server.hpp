#pragma once

#include "redis/endpoint.hpp"
#include "redis/reply.hpp"
#include "support/temporary_directory.hpp"

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace koebel::test {

/// A real redis-server of a test's own on a Unix socket, in a folder of its own. Ended by the destructor.
class RedisServer {
public:
    /// Runs when this returns. `options` come behind the usual ones: {"--requirepass", "secret"}.
    explicit RedisServer(std::vector<std::string> options = {});
    RedisServer(const RedisServer&) = delete;
    RedisServer& operator=(const RedisServer&) = delete;
    ~RedisServer();

    [[nodiscard]] redis::Endpoint endpoint() const;
    [[nodiscard]] std::string url() const { return "unix://" + socket().string(); }
    [[nodiscard]] std::filesystem::path socket() const { return folder_.path() / "redis.sock"; }
    [[nodiscard]] const std::filesystem::path& folder() const { return folder_.path(); }

    /// A command over a connection of its own; waits for the answer.
    redis::Reply command(const std::vector<std::string>& words) const;

    /// kill -9.
    void kill();
    /// After kill(), in the same folder: with a dump.rdb there, with what that holds.
    void start();
    /// It stands still, with its connections open: SIGSTOP.
    void freeze();
    void thaw();

private:
    void await_ready() const;

    TemporaryDirectory folder_;
    const std::vector<std::string> options_;
    pid_t process_ = -1;
};

}  // namespace koebel::test
