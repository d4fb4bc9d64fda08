#include "bench/measure.hpp"
#include "bench/readers.hpp"

#include <koebel/v1/live.pb.h>

#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>

namespace koebel::bench {

namespace {

constexpr std::int64_t kOneMillisecond = 1'000'000;
constexpr std::size_t kConnectingAtOnce = 128;  // more would overflow the listener's queue
constexpr std::uint32_t kAddresses = 200;       // they come from 127.0.1.1 and up
constexpr std::int64_t kFirstMs = 500;          // the page's back-off: full jitter over 0.5 s * 2^n, at most 30 s
constexpr std::int64_t kLongestMs = 30'000;

sockaddr_in loopback(std::uint32_t address, std::uint16_t port) {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(address);
    return to;
}

std::string with_number(std::string_view pattern, std::uint32_t number) {
    std::string text{pattern};
    if (const auto at = text.find('#'); at != std::string::npos) text.replace(at, 1, std::to_string(number));
    return text;
}

/// In milliseconds; none: the answer has no Retry-After.
std::optional<std::int64_t> retry_after(std::string_view head) {
    constexpr std::string_view kName = "\r\nRetry-After: ";
    const auto at = head.find(kName);
    if (at == std::string_view::npos) return std::nullopt;
    std::int64_t seconds = 0;
    const auto* text = head.data() + at + kName.size();
    std::from_chars(text, head.data() + head.size(), seconds);
    return seconds * 1'000;
}

}  // namespace

void Readers::connect_some() {
    while (connecting_ < kConnectingAtOnce && next_to_connect_ < to_connect_.size()) {
        begin(*to_connect_[next_to_connect_++]);
    }
    if (next_to_connect_ == to_connect_.size()) {
        to_connect_.clear();
        next_to_connect_ = 0;
    }
}

void Readers::begin(Reader& reader) {
    const auto& how = groups_[reader.group].connect;
    reader.descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (reader.descriptor < 0) return come_back(reader, 1'000);
    const int on = 1;
    ::setsockopt(reader.descriptor, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &on, sizeof on);
    // An end by reset leaves no port behind that waits.
    const linger at_once{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(reader.descriptor, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    if (how.receive_buffer > 0) {
        ::setsockopt(reader.descriptor, SOL_SOCKET, SO_RCVBUF, &how.receive_buffer, sizeof how.receive_buffer);
    }
    const auto from = loopback(INADDR_LOOPBACK + 256 + reader.number % kAddresses, 0);
    const auto to = loopback(INADDR_LOOPBACK, how.port);
    ::bind(reader.descriptor, reinterpret_cast<const sockaddr*>(&from), sizeof from);
    ++connecting_;
    reader.stage = Reader::Stage::kConnecting;
    if (::connect(reader.descriptor, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0 && errno != EINPROGRESS) {
        return lost(reader);
    }
    watch(reader, EPOLLOUT, EPOLL_CTL_ADD);
}

void Readers::connected(Reader& reader) {
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(reader.descriptor, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0) return lost(reader);
    watch(reader, EPOLLIN, EPOLL_CTL_MOD);
    const auto& how = groups_[reader.group].connect;
    if (!how.websocket) return opened(reader);
    reader.stage = Reader::Stage::kUpgrading;
    const std::string host{how.host.view()};
    const auto request = "GET /live HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host +
                         "\r\nCookie: " + with_number(how.cookie.view(), reader.number) +
                         "\r\nUser-Agent: bench\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                         "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                         "Sec-WebSocket-Protocol: koebel.v1\r\n\r\n";
    static_cast<void>(::send(reader.descriptor, request.data(), request.size(), MSG_DONTWAIT | MSG_NOSIGNAL));
}

bool Readers::upgraded(Reader& reader, std::string_view& bytes) {
    const auto end = bytes.find("\r\n\r\n");
    if (end == std::string_view::npos) {
        reader.partial = bytes;
        return false;
    }
    const auto head = bytes.substr(0, end + 2);
    if (head.starts_with("HTTP/1.1 101")) {
        bytes.remove_prefix(end + 4);
        reader.stage = Reader::Stage::kGreeting;
        return true;
    }
    auto& group = groups_[reader.group];
    ++group.report.refused;
    const auto after = retry_after(head);
    --connecting_;
    ::close(reader.descriptor);
    reader.descriptor = -1;
    reader.stage = Reader::Stage::kAway;
    come_back(reader, group.heeds_retry_after ? after : std::nullopt);
    return false;
}

void Readers::opened(Reader& reader) {
    --connecting_;
    reader.stage = Reader::Stage::kOpen;
    auto& group = groups_[reader.group];
    ++group.report.open;
    if (group.returning) {
        resume(reader);
    } else {
        reader.failures = 0;
    }
}

void Readers::resume(Reader& reader) {
    const auto& group = groups_[reader.group];
    for (std::size_t i = 0; i < group.topics.size(); ++i) {
        v1::ClientFrame message;
        message.mutable_subscribe()->set_topic(group.topics[i]);
        message.mutable_subscribe()->set_epoch(group.epoch);
        message.mutable_subscribe()->set_from(reader.applied[i]);
        write(reader, masked_frame(message.SerializeAsString()));
    }
}

void Readers::lost(Reader& reader) {
    if (reader.descriptor < 0) return;
    auto& group = groups_[reader.group];
    if (reader.stage == Reader::Stage::kOpen) {
        --group.report.open;
    } else {
        --connecting_;
    }
    group.report.live -= reader.live;
    reader.live = 0;
    reader.partial = {};
    ::close(reader.descriptor);
    reader.descriptor = -1;
    reader.stage = Reader::Stage::kAway;
    const bool is_connecting = under_way_ && under_way_->kind == Command::Kind::kConnect;
    if (group.returning || is_connecting) come_back(reader, std::nullopt);
}

void Readers::come_back(Reader& reader, std::optional<std::int64_t> after_ms) {
    const auto jitter = [&](std::int64_t window) {
        return std::uniform_int_distribution<std::int64_t>{0, window}(random_);
    };
    // A second of jitter behind Retry-After, so that those who were refused together do not stay together.
    const auto wait = after_ms ? *after_ms + jitter(1'000)
                               : jitter(std::min(kLongestMs, kFirstMs << std::min<int>(reader.failures, 6)));
    if (reader.failures < 255) ++reader.failures;
    later_.emplace(now_ns() + wait * kOneMillisecond, &reader);
}

int Readers::timeout_ms() const {
    std::int64_t at = under_way_ ? give_up_at_ : 0;
    if (!later_.empty()) at = at == 0 ? later_.begin()->first : std::min(at, later_.begin()->first);
    if (at == 0) return -1;
    return static_cast<int>(std::clamp<std::int64_t>((at - now_ns()) / kOneMillisecond + 1, 0, 60'000));
}

}  // namespace koebel::bench
