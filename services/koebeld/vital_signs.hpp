#pragma once

#include "koebeld/service_manager.hpp"
#include "koebeld/settings.hpp"
#include "runtime/heartbeat.hpp"
#include "runtime/io_threads.hpp"
#include "runtime/spawn.hpp"
#include "store/store.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <functional>

namespace koebel {

namespace asio = boost::asio;

/// Whether the node is alive, and whether it keeps up. Alive: every io thread, the writer and the readers answer a
/// question, be it with a refusal (a database that is away is no reason to start again; a thread that hangs is). Only
/// then the service manager gets its sign of life. Beats on the main context, a quarter of a second apart.
class VitalSigns {
public:
    VitalSigns(
        const Overload& bounds,
        runtime::IoThreads& threads,
        store::Store& store,
        ServiceManager& manager,
        asio::io_context& main
    );

    /// On the main thread: beats until `stop`. `is_ready` is asked until it says so; then the manager hears it.
    void start(std::function<bool()> is_ready, std::string status);
    void stop();

    /// The node is behind: an io thread's handlers wait too long for their turn, or too much waits for SQL. Any thread.
    [[nodiscard]] bool overloaded() const;
    /// How long the handlers of the slowest io thread wait for their turn. Any thread.
    [[nodiscard]] std::chrono::duration<double> lag() const { return threads_.slowest(); }

private:
    asio::awaitable<void> beat();
    asio::awaitable<void> ask_writer(std::function<void()> answered);
    asio::awaitable<void> ask_readers(std::function<void()> answered);
    void tell_manager(std::chrono::steady_clock::time_point now);

    const Overload bounds_;
    store::Store& store_;
    ServiceManager& manager_;
    asio::io_context& main_;
    asio::steady_timer timer_;
    std::function<bool()> is_ready_;
    std::string status_;
    bool told_ready_ = false;
    bool stopped_ = false;
    std::chrono::steady_clock::time_point next_sign_;
    std::string silent_;  // the part that does not answer, as it was logged
    runtime::Heartbeat threads_;
    runtime::Heartbeat sql_;
    runtime::Tasks tasks_;
};

}  // namespace koebel
