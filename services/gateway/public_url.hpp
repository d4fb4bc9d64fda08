#pragma once

#include <string>
#include <string_view>

namespace koebel::gateway {

/// The option public_url, and what follows from it: which Host and which Origin are ours, and how the
/// session cookie is called. Immutable.
class PublicUrl {
public:
    /// Throws std::invalid_argument unless `text` is http or https, a host, perhaps a port, and no path.
    explicit PublicUrl(std::string_view text);

    /// "https://koebel.example": as browsers write it, without a default port.
    [[nodiscard]] const std::string& origin() const { return origin_; }

    [[nodiscard]] bool is_secure() const { return secure_; }

    /// Whether a Host header names us: the public one, or this machine by a loopback name with any port.
    [[nodiscard]] bool is_our_host(std::string_view host) const;

    /// Whether an Origin header is ours: the public one, or http on the loopback name that is `host`.
    [[nodiscard]] bool is_our_origin(std::string_view origin, std::string_view host) const;

    /// "__Host-koebel" behind https, else "koebel".
    [[nodiscard]] std::string_view cookie_name() const { return secure_ ? "__Host-koebel" : "koebel"; }

private:
    [[nodiscard]] std::string without_default_port(std::string_view host) const;

    bool secure_ = false;
    std::string host_;  // lower case, with a port unless it is the scheme's
    std::string origin_;
};

/// Whether a Host header is a loopback name, bare or with a port: this machine, asked from this machine.
[[nodiscard]] bool is_loopback_name(std::string_view host);

}  // namespace koebel::gateway
