#include "support/smtp_server.hpp"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <optional>
#include <stdexcept>
#include <string_view>

namespace koebel::test {

namespace {

constexpr int kLookMs = 20;  // how often it is looked whether the server ends

/// A connection's lines.
class Lines {
public:
    Lines(int descriptor, const std::atomic<bool>& stopping) : descriptor_(descriptor), stopping_(stopping) {}

    /// Without CRLF; nothing when the connection or the server ends.
    std::optional<std::string> next() {
        for (;;) {
            if (const auto end = buffer_.find("\r\n"); end != std::string::npos) {
                auto line = buffer_.substr(0, end);
                buffer_.erase(0, end + 2);
                return line;
            }
            pollfd waiting{.fd = descriptor_, .events = POLLIN, .revents = 0};
            if (stopping_) return std::nullopt;
            if (::poll(&waiting, 1, kLookMs) == 0) continue;
            std::array<char, 4096> bytes{};
            const auto count = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
            if (count <= 0) return std::nullopt;
            buffer_.append(bytes.data(), static_cast<std::size_t>(count));
        }
    }

    void say(std::string_view line) const {
        const auto bytes = std::string{line} + "\r\n";
        (void)::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    }

private:
    const int descriptor_;
    const std::atomic<bool>& stopping_;
    std::string buffer_;
};

/// What stands between the angle brackets of MAIL FROM or RCPT TO.
std::string path_in(const std::string& line) {
    const auto begin = line.find('<') + 1;
    return line.substr(begin, line.find('>') - begin);
}

}  // namespace

SmtpServer::SmtpServer() : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener_, any, length) != 0 || ::listen(listener_, 8) != 0) throw std::runtime_error("no SMTP port");
    ::getsockname(listener_, any, &length);
    port_ = ntohs(address.sin_port);
    thread_ = std::thread([this] { loop(); });
}

SmtpServer::~SmtpServer() {
    stopping_ = true;
    thread_.join();
    ::close(listener_);
}

std::vector<SmtpServer::Taken> SmtpServer::taken() const {
    const std::scoped_lock lock{mutex_};
    return taken_;
}

void SmtpServer::loop() {
    while (!stopping_) {
        pollfd waiting{.fd = listener_, .events = POLLIN, .revents = 0};
        if (::poll(&waiting, 1, kLookMs) <= 0) continue;
        const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        if (client < 0) continue;
        converse(client);
        ::close(client);
    }
}

void SmtpServer::converse(int client) {
    Lines lines(client, stopping_);
    if (!is_silent_) lines.say("220 mail.test ready");
    Taken letter;
    while (const auto line = lines.next()) {
        if (is_silent_) continue;
        if (line->starts_with("EHLO") || line->starts_with("HELO")) {
            lines.say("250 mail.test");
        } else if (line->starts_with("MAIL FROM:")) {
            letter = {.from = path_in(*line), .to = {}, .data = {}};
            lines.say("250 fine");
        } else if (line->starts_with("RCPT TO:")) {
            letter.to = path_in(*line);
            const bool is_refused = !refused_.empty() && letter.to.find(refused_) != std::string::npos;
            lines.say(is_refused ? "550 no such mailbox" : "250 fine");
        } else if (*line == "DATA") {
            lines.say("354 go on");
            for (auto text = lines.next(); text && *text != "."; text = lines.next()) letter.data += *text + "\n";
            const std::scoped_lock lock{mutex_};
            taken_.push_back(letter);
            lines.say("250 taken");
        } else if (*line == "QUIT") {
            lines.say("221 bye");
            return;
        } else {
            lines.say("502 not here");
        }
    }
}

}  // namespace koebel::test
