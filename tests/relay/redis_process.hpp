#pragma once

#include "support/temporary_directory.hpp"

#include <sys/types.h>

#include <string>
#include <vector>

namespace koebel::test {

/// A redis-server of its own on a Unix socket, that tests kill, stop and start again. Keeps nothing on disk by itself.
class RedisProcess {
public:
    /// Waits until it answers.
    explicit RedisProcess(std::vector<std::string> options = {});
    RedisProcess(const RedisProcess&) = delete;
    RedisProcess& operator=(const RedisProcess&) = delete;
    ~RedisProcess();

    [[nodiscard]] std::string socket() const { return (directory_.path() / "redis.sock").string(); }
    [[nodiscard]] std::string url() const { return "unix://" + socket(); }

    /// Ends it at once, and waits for its end.
    void kill();
    /// Starts it again with what its dump has, if there is one.
    void start();
    /// Holds it: connections stay, nothing is answered.
    void freeze() const;
    void thaw() const;

    /// The words of redis-cli's answer to a command, one line each; redis-cli speaks the protocol by itself.
    std::string cli(const std::string& command) const;

private:
    TemporaryDirectory directory_;
    std::vector<std::string> options_;
    pid_t pid_ = -1;
};

}  // namespace koebel::test
