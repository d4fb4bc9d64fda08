#include "bench/bare_redis.hpp"

#include "redis/codec.hpp"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <stdexcept>

namespace koebel::bench {

BareRedis::BareRedis(const redis::Endpoint& endpoint)
    : descriptor_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      reader_(std::make_unique<redis::ReplyReader>(64U << 20)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, endpoint.socket.c_str(), sizeof address.sun_path - 1);
    if (::connect(descriptor_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        throw std::runtime_error("no connection to Redis");
    }
}

BareRedis::~BareRedis() {
    ::close(descriptor_);
}

redis::Reply BareRedis::ask(const std::vector<std::string>& words) {
    return ask_encoded(redis::encode(words));
}

redis::Reply BareRedis::ask_encoded(const std::string& bytes) {
    send(bytes);
    return receive();
}

void BareRedis::pipeline(const std::vector<std::string>& encoded, std::size_t under_way) {
    std::size_t sent = 0;
    for (std::size_t received = 0; received < encoded.size(); ++received) {
        while (sent < encoded.size() && sent < received + under_way) send(encoded[sent++]);
        (void)receive();
    }
}

void BareRedis::send(const std::string& bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto sent = ::send(descriptor_, bytes.data() + at, bytes.size() - at, MSG_NOSIGNAL);
        if (sent <= 0) throw std::runtime_error("Redis takes nothing");
        at += static_cast<std::size_t>(sent);
    }
}

redis::Reply BareRedis::receive() {
    for (;;) {
        if (auto reply = reader_->next()) {
            if (reply->is_error()) throw std::runtime_error("Redis refuses: " + reply->error());
            return *std::move(reply);
        }
        std::array<char, 16'384> bytes{};
        const auto count = ::recv(descriptor_, bytes.data(), bytes.size(), 0);
        if (count <= 0) throw std::runtime_error("Redis is gone");
        reader_->feed({bytes.data(), static_cast<std::size_t>(count)});
    }
}

}  // namespace koebel::bench
