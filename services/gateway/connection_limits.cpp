#include "gateway/connection_limits.hpp"

#include <utility>

namespace koebel::gateway {

ConnectionTicket::ConnectionTicket(ConnectionTicket&& other) noexcept
    : registry_(std::move(other.registry_)),
      address_(std::exchange(other.address_, {})),
      principal_(std::exchange(other.principal_, {})) {}

ConnectionTicket& ConnectionTicket::operator=(ConnectionTicket&& other) noexcept {
    if (this == &other) return *this;
    release();
    registry_ = std::move(other.registry_);
    address_ = std::exchange(other.address_, {});
    principal_ = std::exchange(other.principal_, {});
    return *this;
}

ConnectionTicket::~ConnectionTicket() {
    release();
}

void ConnectionTicket::release() {
    const auto registry = std::move(registry_);
    if (!registry) return;
    const std::lock_guard lock(registry->mutex_);
    --registry->open_;
    ConnectionLimits::give_back(registry->addresses_, address_);
    ConnectionLimits::give_back(registry->principals_, principal_);
}

ConnectionLimits::ConnectionLimits(ConnectionBounds bounds) : bounds_(bounds) {}

std::optional<ConnectionTicket> ConnectionLimits::admit() {
    const std::lock_guard lock(mutex_);
    if (open_ >= bounds_.node) return std::nullopt;
    ++open_;
    ConnectionTicket ticket;
    ticket.registry_ = shared_from_this();
    return ticket;
}

bool ConnectionLimits::take_address(ConnectionTicket& ticket, std::string_view address) {
    const std::lock_guard lock(mutex_);
    return take(addresses_, ticket.address_, address, bounds_.address);
}

bool ConnectionLimits::take_principal(ConnectionTicket& ticket, std::string_view principal) {
    const std::lock_guard lock(mutex_);
    return take(principals_, ticket.principal_, principal, bounds_.principal);
}

std::size_t ConnectionLimits::open() const {
    const std::lock_guard lock(mutex_);
    return open_;
}

bool ConnectionLimits::take(Counts& counts, std::string& held, std::string_view key, std::size_t bound) {
    if (held == key) return true;
    const auto found = counts.find(key);
    if (bound != 0 && found != counts.end() && found->second >= bound) return false;
    give_back(counts, held);
    ++counts[std::string{key}];
    held = key;
    return true;
}

void ConnectionLimits::give_back(Counts& counts, std::string& held) {
    if (held.empty()) return;
    const auto found = counts.find(held);
    if (found != counts.end() && --found->second == 0) counts.erase(found);
    held.clear();
}

}  // namespace koebel::gateway
