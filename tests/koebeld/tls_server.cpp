#include "koebeld/tls_server.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <csignal>
#include <cstring>
#include <memory>
#include <stdexcept>

namespace koebel::test {
namespace {

constexpr long kYear = 365L * 24 * 3600;

std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context_with(std::chrono::seconds certificate_left) {
    const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key{EVP_EC_gen("P-256"), EVP_PKEY_free};
    const std::unique_ptr<X509, void (*)(X509*)> certificate{X509_new(), X509_free};
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -kYear);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), certificate_left.count());
    X509_set_pubkey(certificate.get(), key.get());
    auto* name = X509_get_subject_name(certificate.get());
    const auto* common = reinterpret_cast<const unsigned char*>("localhost");
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common, -1, -1, 0);
    X509_set_issuer_name(certificate.get(), name);
    X509_sign(certificate.get(), key.get(), EVP_sha256());

    std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context{SSL_CTX_new(TLS_server_method()), SSL_CTX_free};
    SSL_CTX_use_certificate(context.get(), certificate.get());
    SSL_CTX_use_PrivateKey(context.get(), key.get());
    return context;
}

}  // namespace

TlsServer::TlsServer(std::chrono::seconds certificate_left, std::string body)
    : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    std::signal(SIGPIPE, SIG_IGN);
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof here;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&here), size) != 0 || ::listen(listener_, 4) != 0) {
        throw std::runtime_error("cannot listen");
    }
    ::getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size);
    port_ = ntohs(here.sin_port);
    thread_ = std::thread{[this, certificate_left, text = std::move(body)] { serve(certificate_left, text); }};
}

TlsServer::~TlsServer() {
    ::shutdown(listener_, SHUT_RDWR);
    thread_.join();
    ::close(listener_);
}

void TlsServer::serve(std::chrono::seconds certificate_left, const std::string& body) const {
    const auto context = context_with(certificate_left);
    for (;;) {
        const int visitor = ::accept(listener_, nullptr, nullptr);
        if (visitor < 0) return;
        const std::unique_ptr<SSL, void (*)(SSL*)> session{SSL_new(context.get()), SSL_free};
        SSL_set_fd(session.get(), visitor);
        if (SSL_accept(session.get()) == 1) {
            std::array<char, 4096> request{};
            (void)SSL_read(session.get(), request.data(), static_cast<int>(request.size()));
            const auto answer = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body;
            (void)SSL_write(session.get(), answer.data(), static_cast<int>(answer.size()));
            SSL_shutdown(session.get());
        }
        ::close(visitor);
    }
}

}  // namespace koebel::test
