#pragma once

#include <boost/asio/ip/address.hpp>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::gateway {

/// Without the white space that may stand around a header's value (RFC 9110, 5.6.3).
[[nodiscard]] std::string_view trim(std::string_view text);

/// One header line; the names of a request are in lower case.
struct HttpHeader {
    std::string name;
    std::string value;
};

/// A request as the rest of the gateway sees it: no Beast in it, so its rules are tested without sockets.
struct HttpRequest {
    std::string method;  ///< "GET", as it came
    std::string target;  ///< as it came
    unsigned version = 11;
    std::vector<HttpHeader> headers;
    std::string body;
    boost::asio::ip::address peer;
    std::string address;  ///< the client's, behind trusted proxies; set by the Site

    /// The target without its query.
    [[nodiscard]] std::string_view path() const;
    /// The first line of that name (lower case), or nothing.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
    [[nodiscard]] std::size_t count(std::string_view name) const;
    /// All lines of that name as one list.
    [[nodiscard]] std::string joined(std::string_view name, std::string_view separator) const;
    /// Whether a comma separated header holds `token`, in any case.
    [[nodiscard]] bool lists(std::string_view name, std::string_view token) const;
};

/// An answer. Content-Length, Connection and Date are the session's.
struct HttpResponse {
    unsigned status = 200;
    std::vector<HttpHeader> headers = {};
    std::string body = {};
    std::shared_ptr<const std::string> shared = nullptr;  ///< used instead of `body` when set: a file in memory
    bool close = false;                                   ///< end the connection after it

    [[nodiscard]] std::string_view contents() const { return shared ? std::string_view{*shared} : body; }
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

/// `text` in lower case, ASCII only.
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace koebel::gateway
