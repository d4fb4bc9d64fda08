#pragma once

#include "store/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string>

namespace koebel::live {

namespace asio = boost::asio;

/// Which of the nodes ships to Redis: a row in SQL that one of them holds for a while and renews. Lives in its relay's
/// coroutine. It keeps nodes from doing the same twice; nothing goes wrong when two believe they hold it, because what
/// they ship is idempotent.
class RelayLease {
public:
    /// `is_alone`: no other process has this database, so there is nobody to agree with.
    RelayLease(store::Store& store, std::string node, std::chrono::milliseconds length, bool is_alone)
        : store_(store), node_(std::move(node)), length_(length), is_alone_(is_alone) {}

    /// Renews it when a third of its time is over, takes it when nobody holds it. Whether this node holds it.
    asio::awaitable<bool> hold();

    /// Whether it was held when that was last looked at.
    [[nodiscard]] bool is_held() const { return is_held_; }

    /// Does not hold it any more: somebody else may. For a node that cannot use it.
    void let_lapse() { is_held_ = false; }

private:
    using Steady = std::chrono::steady_clock;

    store::Store& store_;
    const std::string node_;
    const std::chrono::milliseconds length_;
    const bool is_alone_;
    bool is_held_ = false;
    Steady::time_point ask_again_;
};

}  // namespace koebel::live
