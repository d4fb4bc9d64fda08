#pragma once

#include "redis/endpoint.hpp"
#include "redis/settings.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <filesystem>
#include <memory>

namespace koebel::redis {

namespace asio = boost::asio;

/// A redis-server of our own, for an installation that runs alone: on a Unix socket that only this user may open, with
/// nothing on disk and nothing on the network. It ends with this process, however that ends; one that is left of a
/// process before is ended first; one that dies is started again. Lives on `context`, which one thread runs.
class PrivateServer {
public:
    /// Finds the program and a place for the socket. Throws std::runtime_error with the remedy when there is no
    /// such program.
    PrivateServer(asio::io_context& context, const Settings& settings, const std::filesystem::path& data);
    PrivateServer(const PrivateServer&) = delete;
    PrivateServer& operator=(const PrivateServer&) = delete;
    ~PrivateServer();

    /// Where it is, from now on and through every restart.
    [[nodiscard]] Endpoint endpoint() const;

    /// Starts it on the context's thread and keeps it running.
    void start();
    /// Ends it. Idempotent; from any thread; waits until it has ended. The context may have stopped.
    void stop();

private:
    class Keeper;
    const std::shared_ptr<Keeper> keeper_;
};

}  // namespace koebel::redis
