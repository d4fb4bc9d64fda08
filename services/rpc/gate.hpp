#pragma once

#include "base/result.hpp"

#include <boost/asio/awaitable.hpp>

#include <string_view>

namespace koebel::rpc {

namespace asio = boost::asio;

/// Whether calls are answered at all yet. Implemented by access; called on every io thread.
class Gate {
public:
    Gate() = default;
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;
    virtual ~Gate() = default;

    /// Without looking anything up. Once it is open it stays open.
    [[nodiscard]] virtual bool is_open() const = 0;

    /// Whether a method of the contract is answered all the same.
    [[nodiscard]] virtual bool lets_through(std::string_view method) const = 0;

    /// Looks whether it is open by now, or refuses. Throws what the store throws.
    virtual asio::awaitable<Result<void>> look() = 0;
};

}  // namespace koebel::rpc
