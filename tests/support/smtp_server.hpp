#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace koebel::test {

/// A mail server on loopback that keeps what it is handed (RFC 5321, without TLS). One thread, one connection at a
/// time.
class SmtpServer {
public:
    SmtpServer();
    SmtpServer(const SmtpServer&) = delete;
    SmtpServer& operator=(const SmtpServer&) = delete;
    ~SmtpServer();

    /// "smtp://127.0.0.1:PORT"
    [[nodiscard]] std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }

    /// What a letter looked like on the wire.
    struct Taken {
        std::string from;
        std::string to;
        std::string data;  ///< header and body
    };
    [[nodiscard]] std::vector<Taken> taken() const;

    /// Recipients in whose address this stands are refused for good.
    void refuse(std::string part) { refused_ = std::move(part); }
    /// From now on nothing is answered.
    void fall_silent() { is_silent_ = true; }

private:
    void loop();
    void converse(int client);

    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::string refused_;
    std::atomic<bool> is_silent_{false};
    std::atomic<bool> stopping_{false};
    mutable std::mutex mutex_;
    std::vector<Taken> taken_;
    std::thread thread_;
};

}  // namespace koebel::test
