#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

namespace koebel::test {

/// A server with a certificate of its own making, for "localhost", which gives every visitor the same answer. Ended by
/// the destructor.
class TlsServer {
public:
    /// The certificate ends so long from now; negative: it is over.
    TlsServer(std::chrono::seconds certificate_left, std::string body);
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;
    ~TlsServer();

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string url() const { return "https://localhost:" + std::to_string(port_); }

private:
    void serve(std::chrono::seconds certificate_left, const std::string& body) const;

    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::thread thread_;
};

}  // namespace koebel::test
