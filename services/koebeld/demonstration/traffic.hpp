#pragma once

#include "recognition/repository.hpp"
#include "store/store.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <string_view>

namespace koebel::demonstration {

namespace asio = boost::asio;

/// Keeps the demonstration's bell ringing: a recognition every few seconds, written as every other one is, so that
/// pages and screens show it live. Lives on one io thread; whoever spawns run() owns it and calls stop() there.
class Traffic {
public:
    /// A new seed makes other recognitions than the ones already there.
    Traffic(
        const asio::any_io_executor& executor, store::Store& store, recognition::Settings settings, std::uint64_t seed
    );
    Traffic(const Traffic&) = delete;
    Traffic& operator=(const Traffic&) = delete;
    ~Traffic() = default;

    /// Ends at stop(), or at once in a database that holds no demonstration.
    [[nodiscard]] asio::awaitable<void> run();

    void stop();

private:
    store::Store& store_;
    recognition::Repository repository_;
    std::uint64_t seed_;
    asio::steady_timer pause_;
    bool stopping_ = false;
};

}  // namespace koebel::demonstration
