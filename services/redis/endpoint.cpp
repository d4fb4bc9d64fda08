#include "redis/endpoint.hpp"

#include <boost/url/parse.hpp>

#include <charconv>
#include <optional>
#include <stdexcept>

namespace koebel::redis {

namespace {

/// Nothing for what is no number, or does not fit.
template <class Number>
std::optional<Number> to_number(std::string_view text) {
    Number number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::uint32_t to_database(std::string_view text) {
    const auto number = to_number<std::uint32_t>(text);
    if (!number) throw std::invalid_argument("redis.url: the database is a number");
    return *number;
}

Endpoint of_socket(const boost::urls::url_view& url) {
    Endpoint endpoint{.socket = url.path(), .host = {}, .user = {}, .password = {}};
    if (!url.host().empty() || endpoint.socket.size() < 2) {
        throw std::invalid_argument("redis.url: unix:// wants an absolute path, as in unix:///run/redis.sock");
    }
    for (const auto& parameter : url.params()) {
        if (parameter.key == "password") {
            endpoint.password = parameter.value;
        } else if (parameter.key == "user") {
            endpoint.user = parameter.value;
        } else if (parameter.key == "database") {
            endpoint.database = to_database(parameter.value);
        } else {
            throw std::invalid_argument("redis.url: unix:// knows user, password and database");
        }
    }
    return endpoint;
}

Endpoint of_host(const boost::urls::url_view& url) {
    Endpoint endpoint{.socket = {}, .host = std::string{url.host_address()}, .user = {}, .password = {}};
    if (endpoint.host.empty()) throw std::invalid_argument("redis.url: redis:// wants a host");
    if (url.has_port() && !url.port().empty()) {
        const std::string_view text{url.port().data(), url.port().size()};
        endpoint.port = to_number<std::uint16_t>(text).value_or(0);
        if (endpoint.port == 0) throw std::invalid_argument("redis.url: the port is 1 to 65535");
    }
    if (url.has_userinfo()) {
        endpoint.user = url.user();
        endpoint.password = url.password();
        if (endpoint.password.empty()) throw std::invalid_argument("redis.url: a password stands behind a colon");
    }
    const std::string path = url.path();
    if (path.size() > 1) endpoint.database = to_database(std::string_view{path}.substr(1));
    if (url.has_query() || url.has_fragment()) {
        throw std::invalid_argument("redis.url: redis:// ends with the database");
    }
    return endpoint;
}

}  // namespace

std::string Endpoint::display() const {
    if (!socket.empty()) return "unix://" + socket;
    const bool is_v6 = host.find(':') != std::string::npos;
    return "redis://" + (is_v6 ? "[" + host + "]" : host) + ":" + std::to_string(port) + "/" + std::to_string(database);
}

Endpoint parse_endpoint(std::string_view url) {
    const auto parsed = boost::urls::parse_uri(url);
    if (!parsed) throw std::invalid_argument("redis.url: not an address");
    if (parsed->scheme() == "unix") return of_socket(*parsed);
    if (parsed->scheme() == "redis") return of_host(*parsed);
    throw std::invalid_argument("redis.url: begins with redis:// or unix://");
}

}  // namespace koebel::redis
