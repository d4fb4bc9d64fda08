#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::gateway {

/// How many connections may be open at once.
struct ConnectionBounds {
    std::size_t node = 20'000;   ///< on this node
    std::size_t address = 200;   ///< from one address behind trusted proxies; 0: no limit
    std::size_t principal = 16;  ///< WebSockets of one person or screen
};

class ConnectionLimits;

/// The places one connection takes: on the node, of its address, and, once it is a WebSocket, of its
/// principal. Gives them back when destroyed, on any thread. Movable; an empty one holds nothing.
class ConnectionTicket {
public:
    ConnectionTicket() = default;
    ConnectionTicket(ConnectionTicket&& other) noexcept;
    ConnectionTicket& operator=(ConnectionTicket&& other) noexcept;
    ~ConnectionTicket();

    [[nodiscard]] explicit operator bool() const { return registry_ != nullptr; }

private:
    friend class ConnectionLimits;
    void release();

    std::shared_ptr<ConnectionLimits> registry_;
    std::string address_;
    std::string principal_;
};

/// Counts the connections of this node. Thread-safe; shared by its tickets, so it outlives them all.
class ConnectionLimits : public std::enable_shared_from_this<ConnectionLimits> {
public:
    explicit ConnectionLimits(ConnectionBounds bounds);

    /// A place on the node, or nothing when it is full.
    [[nodiscard]] std::optional<ConnectionTicket> admit();

    /// Takes a place of the address as well; false when it has none left. A ticket that had one of
    /// another address gives that back: behind a proxy each request may be another client's.
    [[nodiscard]] bool take_address(ConnectionTicket& ticket, std::string_view address);

    /// Takes a place of the principal as well; false when it has none left.
    [[nodiscard]] bool take_principal(ConnectionTicket& ticket, std::string_view principal);

    [[nodiscard]] std::size_t open() const;

private:
    friend class ConnectionTicket;
    using Counts = std::map<std::string, std::size_t, std::less<>>;
    static bool take(Counts& counts, std::string& held, std::string_view key, std::size_t bound);
    static void give_back(Counts& counts, std::string& held);

    const ConnectionBounds bounds_;
    mutable std::mutex mutex_;
    std::size_t open_ = 0;
    Counts addresses_;
    Counts principals_;
};

}  // namespace koebel::gateway
