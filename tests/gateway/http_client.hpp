#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace koebel::test {

/// An answer as it came over the wire. Header names in lower case.
struct HttpAnswer {
    unsigned status = 0;
    std::multimap<std::string, std::string> headers;
    std::string body;

    [[nodiscard]] std::string header(const std::string& name) const;
    /// The `reason` of one of our error bodies, or empty.
    [[nodiscard]] std::string reason() const;
};

/// A TCP connection that sends exactly the bytes it is given, right or wrong. Blocking; every wait ends
/// after five seconds.
class HttpClient {
public:
    explicit HttpClient(std::uint16_t port);
    HttpClient(const HttpClient&) = delete;
    HttpClient& operator=(const HttpClient&) = delete;
    ~HttpClient();

    void send(std::string_view bytes);

    /// The next answer; nothing when the connection ended or stayed silent. `head_only`: an answer to HEAD.
    [[nodiscard]] std::optional<HttpAnswer> receive(bool head_only = false);

    /// Send and receive.
    [[nodiscard]] HttpAnswer ask(std::string_view bytes, bool head_only = false);

    /// Whether the server ends the connection, with nothing more to read.
    [[nodiscard]] bool ended();

    /// At least `size` bytes as they come, or less at the end.
    [[nodiscard]] std::string read(std::size_t size);

    /// Sends no more.
    void finish();

private:
    [[nodiscard]] bool fill();

    int fd_;
    std::string unread_;
};

/// A request with the headers given; Content-Length is added when there is a body.
[[nodiscard]] std::string request(
    std::string_view method,
    std::string_view target,
    const std::vector<std::pair<std::string, std::string>>& headers,
    std::string_view body = {}
);

}  // namespace koebel::test
