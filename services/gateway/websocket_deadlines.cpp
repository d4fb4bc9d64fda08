#include "base/timestamp.hpp"
#include "gateway/websocket_session.hpp"

#include <random>

namespace koebel::gateway {

namespace {

/// ± 25 %, so that clients that came together do not stay together.
std::chrono::milliseconds jittered(std::chrono::milliseconds mean) {
    thread_local std::minstd_rand random{std::random_device{}()};
    const auto quarter = mean.count() / 4;
    return mean + std::chrono::milliseconds{std::uniform_int_distribution<std::int64_t>{-quarter, quarter}(random)};
}

}  // namespace

v1::ServerFrame degraded_notice(const std::string& component, bool is_degraded) {
    v1::ServerFrame frame;
    frame.mutable_notice()->set_kind(is_degraded ? v1::Notice::KIND_DEGRADED : v1::Notice::KIND_RECOVERED);
    frame.mutable_notice()->set_component(component);
    return frame;
}

void WebSocketSession::due() {
    gate_->pump();
}

void WebSocketSession::rest(live::Frame frame, std::size_t offset) {
    gate_->rest(std::move(frame), offset);
}

void WebSocketSession::idle(int descriptor) {
    if (connection_ && !rereading_ && !closing_) connection_->direct(descriptor);
}

void WebSocketSession::busy() {
    if (connection_) connection_->indirect();
}

void WebSocketSession::gather(std::vector<live::Frame>& frames, std::size_t limit) {
    // After close() Beast's close frame may still wait behind a Pong of its own.
    if (rereading_ || closing_ || !connection_) return;
    connection_->gather(frames, limit);
}

void WebSocketSession::taken(std::size_t count) {
    if (!connection_) return;
    connection_->taken(count);
    if (reading_paused_) room_.cancel();
}

void WebSocketSession::broken() {
    // The reader sees the error as well; it may be waiting for room.
    boost::system::error_code ignored;
    gate_->socket().cancel(ignored);
    wake();
}

std::string WebSocketSession::principal() const {
    return caller_.principal();
}

void WebSocketSession::rewound() {
    rights_changed();
}

void WebSocketSession::isolated() {
    close(CloseCode::kNodeIsolated);
}

void WebSocketSession::access_changed(const v1::AccessChanged& change) {
    const auto& subject = change.subject_id();
    switch (change.kind()) {
        case v1::AccessChanged::KIND_SESSION_ENDED:
            if (subject == caller_.session.text()) close(CloseCode::kSessionEnded);
            return;
        case v1::AccessChanged::KIND_PERSON_DEACTIVATED:
            if (subject == caller_.person.text()) close(CloseCode::kRevoked);
            return;
        case v1::AccessChanged::KIND_SCREEN_REVOKED:
            if (subject == caller_.screen.text()) close(CloseCode::kRevoked);
            return;
        case v1::AccessChanged::KIND_PERSON_CHANGED:
            if (subject == caller_.person.text()) rights_changed();
            return;
        case v1::AccessChanged::KIND_SCREEN_CHANGED:
            if (subject == caller_.screen.text()) rights_changed();
            return;
        default:
            return;
    }
}

void WebSocketSession::tick(Steady::time_point now) {
    // Also when Beast answered the peer's close: it would wait for the peer's end of the connection for ever.
    if (!deadlines_.closing && gate_->closing()) deadlines_.closing = now + shared_->settings.closing;
    if (deadlines_.closing) {
        if (now >= *deadlines_.closing) gate_->close();
        return;
    }
    if (const auto since = gate_->stalled_since()) {
        if (now - *since >= shared_->settings.write_stall) return close(CloseCode::kSlow);
        if (deadlines_.pong) deadlines_.pong = now + shared_->settings.pong_deadline;  // the Ping may still wait
    }
    if (reading_paused_ && deadlines_.pong) deadlines_.pong = now + shared_->settings.pong_deadline;
    if (deadlines_.pong && now >= *deadlines_.pong) return close(CloseCode::kNoPong);
    if (leave(now); closing_) return;
    watch_session_end();
    ping(now);
}

void WebSocketSession::watch_session_end() {
    if (caller_.session_ends == Instant{}) return;
    const auto left = caller_.session_ends - shared_->clock.now();
    if (left <= Instant::duration::zero()) return close(CloseCode::kSessionExpired);
    if (left > shared_->settings.expiring_notice || std::exchange(expiring_told_, true)) return;
    v1::ServerFrame frame;
    frame.mutable_notice()->set_kind(v1::Notice::KIND_EXPIRING);
    send(frame);
}

void WebSocketSession::ping(Steady::time_point now) {
    if (closing_ || deadlines_.pong || now < deadlines_.next_ping || gate_->full()) return;
    deadlines_.next_ping = now + jittered(shared_->settings.ping);
    deadlines_.pong = now + shared_->settings.pong_deadline;
    v1::ServerFrame frame;
    frame.mutable_ping()->set_t(++ping_t_);
    for (auto& head : connection_->heads()) *frame.mutable_ping()->add_heads() = std::move(head);
    send(frame);
}

void WebSocketSession::drain(std::chrono::milliseconds window) {
    if (closing_ || deadlines_.drain || !connection_) return;  // in its handshake: closed after it
    v1::ServerFrame frame;
    frame.mutable_notice()->set_kind(v1::Notice::KIND_DRAIN);
    frame.mutable_notice()->set_retry_window_ms(static_cast<std::uint32_t>(window.count()));
    send(frame);
    const auto now = Steady::now();
    deadlines_.drain = now + WebSockets::kFlush;
    leaving_ = true;
    ++shared_->leaving;
    leave(now);
}

void WebSocketSession::leave(Steady::time_point now) {
    if (!deadlines_.drain) return;
    const bool said_all = gate_->idle() && calls_.empty() && !calling_;
    if (said_all || now >= *deadlines_.drain) close(CloseCode::kDrain);
}

void WebSocketSession::welcome() {
    deadlines_.next_ping = Steady::now() + jittered(shared_->settings.ping);
    v1::ServerFrame frame;
    frame.mutable_welcome()->set_build(shared_->build);
    *frame.mutable_welcome()->mutable_now() = to_timestamp(shared_->clock.now());
    send(frame);
    for (const auto& component : shared_->degraded[io_thread_].components) send(degraded_notice(component, true));
}

void WebSocketSession::tell(const live::Frame& frame) {
    if (closing_ || !connection_) return;
    (void)gate_->send(frame);
}

void WebSocketSession::send(const v1::ServerFrame& frame) {
    (void)gate_->send(live::encode(frame));
}

}  // namespace koebel::gateway
