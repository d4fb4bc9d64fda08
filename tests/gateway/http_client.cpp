#include "gateway/http_client.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace koebel::test {

std::string HttpAnswer::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? std::string{} : found->second;
}

std::string HttpAnswer::reason() const {
    constexpr std::string_view kKey = R"("reason":")";
    const auto begin = body.find(kKey);
    if (begin == std::string::npos) return {};
    const auto value = begin + kKey.size();
    return body.substr(value, body.find('"', value) - value);
}

HttpClient::HttpClient(std::uint16_t port) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("cannot connect");
    }
    const timeval wait{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    ::setsockopt(fd_, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
}

HttpClient::~HttpClient() {
    ::close(fd_);
}

void HttpClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) return;  // the server hung up: what it says is read next
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
}

bool HttpClient::fill() {
    std::array<char, 16'384> buffer{};
    const auto size = ::recv(fd_, buffer.data(), buffer.size(), 0);
    if (size <= 0) return false;
    unread_.append(buffer.data(), static_cast<std::size_t>(size));
    return true;
}

std::optional<HttpAnswer> HttpClient::receive(bool head_only) {
    while (unread_.find("\r\n\r\n") == std::string::npos) {
        if (!fill()) return std::nullopt;
    }
    const auto end = unread_.find("\r\n\r\n");
    HttpAnswer answer;
    answer.status = static_cast<unsigned>(std::stoul(unread_.substr(9, 3)));
    for (std::size_t line = unread_.find("\r\n") + 2; line < end;) {
        const auto stop = unread_.find("\r\n", line);
        const auto colon = unread_.find(':', line);
        auto name = unread_.substr(line, colon - line);
        std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        answer.headers.emplace(name, unread_.substr(colon + 2, stop - colon - 2));
        line = stop + 2;
    }
    unread_.erase(0, end + 4);
    const auto length = answer.header("content-length");
    const std::size_t size = length.empty() || head_only ? 0 : std::stoul(length);
    while (unread_.size() < size) {
        if (!fill()) return std::nullopt;
    }
    answer.body = unread_.substr(0, size);
    unread_.erase(0, size);
    return answer;
}

HttpAnswer HttpClient::ask(std::string_view bytes, bool head_only) {
    send(bytes);
    return receive(head_only).value_or(HttpAnswer{});
}

bool HttpClient::ended() {
    std::array<char, 1> byte{};
    return unread_.empty() && ::recv(fd_, byte.data(), byte.size(), 0) == 0;
}

std::string HttpClient::read(std::size_t size) {
    while (unread_.size() < size) {
        if (!fill()) break;
    }
    return std::exchange(unread_, {});
}

void HttpClient::finish() {
    ::shutdown(fd_, SHUT_WR);
}

std::string request(
    std::string_view method,
    std::string_view target,
    const std::vector<std::pair<std::string, std::string>>& headers,
    std::string_view body
) {
    std::string text = std::string{method} + " " + std::string{target} + " HTTP/1.1\r\n";
    for (const auto& [name, value] : headers) text += name + ": " + value + "\r\n";
    if (!body.empty()) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return text + "\r\n" + std::string{body};
}

}  // namespace koebel::test
