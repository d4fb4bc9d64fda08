#include "koebeld/doctor/visit.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>

#include <cerrno>
#include <cstring>
#include <functional>
#include <memory>

namespace koebel::doctor {
namespace {

constexpr std::size_t kMostBytes = 16 << 10;

struct FreeAddresses {
    void operator()(addrinfo* addresses) const { ::freeaddrinfo(addresses); }
};
struct FreeContext {
    void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
struct FreeSession {
    void operator()(SSL* session) const { SSL_free(session); }
};
struct FreeCertificate {
    void operator()(X509* certificate) const { X509_free(certificate); }
};

class Socket {
public:
    explicit Socket(int descriptor) : descriptor_(descriptor) {}
    Socket(const Socket&) = delete;
    Socket& operator=(const Socket&) = delete;
    ~Socket() {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    [[nodiscard]] int get() const { return descriptor_; }

private:
    const int descriptor_;
};

/// Empty: connected, and every read and write from now on takes at most `patience`.
std::string connect(const Socket& socket, const addrinfo& address, std::chrono::milliseconds patience) {
    if (::connect(socket.get(), address.ai_addr, address.ai_addrlen) != 0) {
        if (errno != EINPROGRESS) return std::strerror(errno);
        pollfd wait{.fd = socket.get(), .events = POLLOUT, .revents = 0};
        if (::poll(&wait, 1, static_cast<int>(patience.count())) != 1) return "no connection in time";
        int error = 0;
        socklen_t size = sizeof error;
        (void)::getsockopt(socket.get(), SOL_SOCKET, SO_ERROR, &error, &size);
        if (error != 0) return std::strerror(error);
    }
    const int flags = ::fcntl(socket.get(), F_GETFL);
    (void)::fcntl(socket.get(), F_SETFL, flags & ~O_NONBLOCK);
    const timeval limit{.tv_sec = patience.count() / 1'000, .tv_usec = patience.count() % 1'000 * 1'000};
    (void)::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    (void)::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
    return {};
}

using Write = std::function<long(const char*, std::size_t)>;
using Read = std::function<long(char*, std::size_t)>;

void ask(const Destination& destination, const std::string& path, const Write& write, const Read& read, Visit& found) {
    const auto request = "GET " + path + " HTTP/1.1\r\nHost: " + destination.host_header +
                         "\r\nConnection: close\r\nUser-Agent: koebeld doctor\r\n\r\n";
    if (write(request.data(), request.size()) != static_cast<long>(request.size())) {
        found.unreachable = "the connection ended";
        return;
    }
    char piece[4'096];
    while (found.answer.size() < kMostBytes) {
        const auto count = read(piece, sizeof piece);
        if (count <= 0) break;
        found.answer.append(piece, static_cast<std::size_t>(count));
    }
    if (found.answer.empty()) found.unreachable = "no answer in time";
}

void read_certificate(SSL* session, Visit& found) {
    const std::unique_ptr<X509, FreeCertificate> certificate{SSL_get1_peer_certificate(session)};
    if (!certificate) return;
    int days = 0;
    int seconds = 0;
    if (ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate.get())) == 1) {
        // An hour that is over makes a day of it: what is left of 0 days may be over.
        found.certificate_left = std::chrono::days{seconds < 0 ? days - 1 : days};
    }
    if (const auto verdict = SSL_get_verify_result(session); verdict != X509_V_OK) {
        found.mistrust = X509_verify_cert_error_string(verdict);
    }
}

void ask_securely(const Socket& socket, const Destination& destination, const std::string& path, Visit& found) {
    const std::unique_ptr<SSL_CTX, FreeContext> context{SSL_CTX_new(TLS_client_method())};
    if (!context) throw std::bad_alloc{};
    (void)SSL_CTX_set_default_verify_paths(context.get());
    const std::unique_ptr<SSL, FreeSession> session{SSL_new(context.get())};
    if (!session) throw std::bad_alloc{};
    // What is wrong with the certificate is to be said, not to end the visit.
    SSL_set_verify(session.get(), SSL_VERIFY_NONE, nullptr);
    (void)SSL_set1_host(session.get(), destination.host.c_str());
    (void)SSL_set_tlsext_host_name(session.get(), destination.host.c_str());
    (void)SSL_set_fd(session.get(), socket.get());
    if (SSL_connect(session.get()) != 1) {
        const char* reason = ERR_reason_error_string(ERR_peek_last_error());
        found.unreachable = std::string{"no TLS: "} + (reason == nullptr ? "no answer in time" : reason);
        ERR_clear_error();
        return;
    }
    read_certificate(session.get(), found);
    ask(
        destination,
        path,
        [&](const char* bytes, std::size_t size) -> long {
            return SSL_write(session.get(), bytes, static_cast<int>(size));
        },
        [&](char* bytes, std::size_t size) -> long { return SSL_read(session.get(), bytes, static_cast<int>(size)); },
        found
    );
    ERR_clear_error();
}

}  // namespace

Visit visit(const Destination& destination, const std::string& path, std::chrono::milliseconds patience) {
    Visit found;
    addrinfo wanted{};
    wanted.ai_socktype = SOCK_STREAM;
    addrinfo* resolved = nullptr;
    const int failed =
        ::getaddrinfo(destination.host.c_str(), std::to_string(destination.port).c_str(), &wanted, &resolved);
    if (failed != 0) {
        found.unresolved = ::gai_strerror(failed);
        return found;
    }
    const std::unique_ptr<addrinfo, FreeAddresses> addresses{resolved};
    for (const auto* address = resolved; address != nullptr; address = address->ai_next) {
        const Socket socket{::socket(address->ai_family, address->ai_socktype | SOCK_NONBLOCK | SOCK_CLOEXEC, 0)};
        found.unreachable = socket.get() < 0 ? std::strerror(errno) : connect(socket, *address, patience);
        if (!found.unreachable.empty()) continue;
        if (destination.is_secure) {
            ask_securely(socket, destination, path, found);
        } else {
            ask(
                destination,
                path,
                [&](const char* bytes, std::size_t size) { return ::send(socket.get(), bytes, size, MSG_NOSIGNAL); },
                [&](char* bytes, std::size_t size) { return ::recv(socket.get(), bytes, size, 0); },
                found
            );
        }
        return found;
    }
    return found;
}

}  // namespace koebel::doctor
