#pragma once

#include "rpc/gate.hpp"
#include "store/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <atomic>

namespace koebel::access {

namespace asio = boost::asio;

/// Lets only the set-up's door through until somebody administers here. Asks SQL for each call until then, so that
/// every node knows, and never again. Called on every io thread; owned by koebeld, outlives the router.
class SetUpGate final : public rpc::Gate {
public:
    explicit SetUpGate(store::Store& store) : store_(store) {}

    [[nodiscard]] bool is_open() const override { return is_open_.load(std::memory_order_relaxed); }
    [[nodiscard]] bool lets_through(std::string_view method) const override;
    asio::awaitable<Result<void>> look() override;

private:
    store::Store& store_;
    std::atomic<bool> is_open_ = false;
};

}  // namespace koebel::access
