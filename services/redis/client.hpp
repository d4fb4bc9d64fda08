#pragma once

#include "redis/endpoint.hpp"
#include "redis/reply.hpp"
#include "redis/script.hpp"
#include "redis/settings.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace koebel::redis {

namespace asio = boost::asio;

/// What a client counts, for /metrics.
struct Statistics {
    bool connected = false;
    std::uint64_t connects = 0;  ///< connections that were made
    std::uint64_t faults = 0;    ///< commands without an answer
    std::uint64_t commands = 0;  ///< commands with one
    std::uint64_t in_flight = 0;
    double seconds = 0;  ///< the sum of what commands with an answer took
};

/// One connection to Redis that many callers share: commands go out one behind the other without waiting, and answers
/// come back in that order. Connects anew for ever, later and later and never two clients at once. Callers may be on
/// any io thread and resume on their own; the client itself lives on `context`, which one thread runs. Destroy it when
/// that has stopped, or when it has run after stop().
class Client {
public:
    /// `name` is what CLIENT LIST shows.
    Client(asio::io_context& context, Endpoint endpoint, Settings settings, std::string name);
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client();

    void start();
    /// Whatever is under way gets a Fault. Idempotent; from any thread.
    void stop();
    /// Closes the connection and makes another one: what is under way gets a Fault.
    void reconnect();

    /// The answer to a command; a refusal of Redis's is one. Throws Fault when there is no connection, when too many
    /// commands are under way already, when the connection is lost, and when the answer is not there in time: the
    /// connection is closed then, because who waits behind would get the wrong answer.
    asio::awaitable<Reply> command(std::vector<std::string> arguments);
    asio::awaitable<Reply> command(std::vector<std::string> arguments, std::chrono::milliseconds deadline);

    /// Runs a script by its hash, or by its text where Redis does not have it.
    asio::awaitable<Reply> evaluate(
        const Script& script, std::vector<std::string> keys, std::vector<std::string> arguments
    );

    /// Looks again whether it may evict anything, because that can be changed while it runs. If so, the log says it and
    /// the connection ends: fault() tells why, until that is changed back. Throws what command() throws.
    asio::awaitable<bool> still_evicts_nothing();

    /// Signed in, at a master that evicts nothing, when last looked at.
    [[nodiscard]] bool connected() const;
    /// Why not; empty: connected, or not tried yet.
    [[nodiscard]] std::string fault() const;
    [[nodiscard]] Statistics statistics() const;

    /// Called on the client's thread each time it is connected. Set before start().
    void on_connected(std::function<void()> listener);

private:
    class Core;
    const std::shared_ptr<Core> core_;
};

}  // namespace koebel::redis
