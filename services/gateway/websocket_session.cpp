#include "gateway/websocket_session.hpp"

#include "base/log.hpp"
#include "gateway/client_frame.hpp"
#include "runtime/as_tuple.hpp"

#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket/error.hpp>
#include <boost/beast/websocket/option.hpp>

namespace koebel::gateway {

namespace {

namespace websocket = boost::beast::websocket;

constexpr std::size_t kRefusalsUnderWay = 16;  // answers to refused topics that may wait
constexpr std::size_t kFirstPiece = 48;        // bytes of a message read at first; kept between messages
constexpr std::chrono::seconds kRereadPause{1};

Socket with_options(Socket socket, const WebSocketSettings& settings) {
    boost::system::error_code ignored;
    socket.set_option(asio::ip::tcp::no_delay(true), ignored);
    if (settings.send_buffer > 0) socket.set_option(Socket::send_buffer_size(settings.send_buffer), ignored);
    return socket;
}

}  // namespace

WebSocketSession::WebSocketSession(std::shared_ptr<WebSocketShared> shared, Upgrade upgrade)
    : shared_(std::move(shared)),
      caller_(std::move(upgrade.caller)),
      device_(std::move(upgrade.device)),
      io_thread_(upgrade.io_thread),
      ticket_(std::move(upgrade.ticket)),
      request_(std::make_unique<Request>(std::move(upgrade.request))),
      gate_(std::make_shared<FrameGate>(
          with_options(std::move(upgrade.socket), shared_->settings),
          FrameGate::Bounds{.frames = shared_->settings.outbox_frames, .bytes = shared_->settings.outbox_bytes}
      )),
      inbound_(std::make_shared<InboundFrames>(
          shared_->settings.frames_rate, shared_->settings.frames_burst, [this] { close(CloseCode::kRateLimited); }
      )),
      stream_(gate_, inbound_),
      buffer_(shared_->settings.read_message_max + kFirstPiece),  // Beast judges the length; there is always room
      room_(gate_->socket().get_executor(), Steady::time_point::max()) {
    ++shared_->open;
    auto& sessions = shared_->sessions[io_thread_];
    place_ = sessions.size();
    sessions.push_back(this);
}

WebSocketSession::~WebSocketSession() {
    gate_->detach();
    gate_->on_room(nullptr);
    auto& sessions = shared_->sessions[io_thread_];
    sessions.back()->place_ = place_;
    sessions[place_] = sessions.back();
    sessions.pop_back();
    if (leaving_) --shared_->leaving;
    --shared_->open;
}

// One coroutine as long as the connection lasts: each costs half a kilobyte, ten thousand times.
asio::awaitable<void> WebSocketSession::run(std::shared_ptr<WebSocketSession> self) {
    try {
        const bool accepted = co_await self->shake_hands();
        if (accepted && !self->closing_) {
            self->begin();
            for (;;) {
                if (!self->may_read()) co_await self->room_to_read();
                self->buffer_.clear();
                if (self->buffer_.capacity() > kFirstPiece) self->buffer_.shrink_to_fit();
                // In pieces that grow with the message: nearly all connections wait here nearly always, and Beast's own
                // reading of a whole message would hold 1.5 KB for each meanwhile.
                boost::system::error_code error;
                do {
                    const auto [failed, size] = co_await self->stream_.async_read_some(self->next_piece(), kAsTuple);
                    self->buffer_.commit(size);
                    error = failed;
                } while (!error && !self->stream_.is_message_done());
                if (error) break;
                if (self->closing_) continue;  // only the peer's close frame counts now; the closing deadline holds
                if (const auto code = self->accept_message()) self->close(*code);
            }
        }
    } catch (...) {
        self->end();
        throw;
    }
    self->end();
}

void WebSocketSession::begin() {
    connection_ = shared_->hub.shard(io_thread_).join(*this);
    gate_->on_room([this] { wake(); });
    gate_->open(*this);
    if (shared_->draining) return close(CloseCode::kDrain);
    // A drain from here on finds it, and tells it why.
    welcome();
    rights_changed();  // an entry since the caller was authenticated found no connection here
}

boost::asio::mutable_buffer WebSocketSession::next_piece() {
    const auto room = buffer_.max_size() - buffer_.size();
    return buffer_.prepare(std::min(room, std::max(kFirstPiece, buffer_.size())));
}

asio::awaitable<bool> WebSocketSession::shake_hands() {
    const auto& settings = shared_->settings;
    stream_.set_option(websocket::stream_base::timeout{
        .handshake_timeout = settings.handshake,
        .idle_timeout = websocket::stream_base::none(),  // our own Ping counts
        .keep_alive_pings = false,
    });
    stream_.set_option(websocket::stream_base::decorator([](websocket::response_type& response) {
        response.set(boost::beast::http::field::sec_websocket_protocol, "koebel.v1");
    }));
    stream_.read_message_max(settings.read_message_max);
    const auto [error] = co_await stream_.async_accept(*request_, kAsTuple);
    request_.reset();
    if (error) log("gateway").debug("websocket handshake: {}", error.message());
    co_return !error;
}

asio::awaitable<void> WebSocketSession::room_to_read() {
    while (!may_read()) {
        reading_paused_ = true;
        (void)co_await room_.async_wait(kAsTuple);
    }
    reading_paused_ = false;
}

bool WebSocketSession::may_read() const {
    if (closing_ || gate_->dead()) return true;
    if (rereading_ || gate_->full()) return false;
    if (connection_->size() >= shared_->settings.subscriptions + kRefusalsUnderWay) return false;
    return calls_.size() < shared_->settings.call_queue;
}

std::optional<CloseCode> WebSocketSession::accept_message() {
    ++shared_->frames_in;
    if (!stream_.got_binary()) return CloseCode::kBadProtocol;
    const auto bytes = buffer_.cdata();
    auto frame = read_client_frame({static_cast<const char*>(bytes.data()), bytes.size()});
    if (!frame) return CloseCode::kBadProtocol;
    accept_frame(*frame);
    return std::nullopt;
}

void WebSocketSession::accept_frame(v1::ClientFrame& frame) {
    switch (frame.frame_case()) {
        case v1::ClientFrame::kCall:
            accept_call(std::move(*frame.mutable_call()));
            return;
        case v1::ClientFrame::kSubscribe:
            subscribe(frame.subscribe());
            return;
        case v1::ClientFrame::kUnsubscribe:
            if (connection_->follows(frame.unsubscribe().topic())) connection_->end(frame.unsubscribe().topic());
            return;
        case v1::ClientFrame::kSignal:
            // A program looks at nothing.
            if (caller_.scopes.empty()) connection_->signal(frame.signal());
            return;
        case v1::ClientFrame::kPong:
            if (frame.pong().t() == ping_t_) deadlines_.pong.reset();
            return;
        case v1::ClientFrame::FRAME_NOT_SET:
            return;
    }
}

void WebSocketSession::subscribe(const v1::Subscribe& request) {
    const bool room = connection_->follows(request.topic()) || connection_->size() < shared_->settings.subscriptions;
    if (room && caller_.may_follow(request.topic())) {
        connection_->subscribe(request);
    } else {
        connection_->end(request.topic());
    }
}

void WebSocketSession::accept_call(v1::ClientCall call) {
    calls_.push_back(std::move(call));
    if (std::exchange(call_loop_runs_, true)) return;
    shared_->tasks.spawn(gate_->socket().get_executor(), "gateway.calls", call_loop(shared_from_this()));
}

asio::awaitable<void> WebSocketSession::call_loop(std::shared_ptr<WebSocketSession>) {
    while (!ended_ && !closing_ && !calls_.empty()) {
        // No call begins with rights that are being read again.
        if (rereading_ || gate_->full()) {
            (void)co_await room_.async_wait(kAsTuple);
            continue;
        }
        auto call = std::move(calls_.front());
        calls_.erase(calls_.begin());
        room_.cancel();
        ++shared_->calls;
        calling_ = true;
        auto answer = co_await shared_->router.call(
            caller_,
            std::move(*call.mutable_method()),
            std::move(*call.mutable_payload()),
            rpc::Encoding::kBinary,
            device_,
            rpc::Cookies::kNotTaken
        );
        calling_ = false;
        v1::ServerFrame frame;
        auto& reply = *frame.mutable_reply();
        reply.set_id(call.id());
        if (answer.payload) {
            reply.set_ok(*std::move(answer.payload));
        } else {
            const auto& refusal = answer.payload.error();
            auto& error = *reply.mutable_error();
            error.set_code(static_cast<std::uint32_t>(refusal.code));
            error.set_reason(std::string{refusal.reason});
            error.set_message(refusal.message);
            error.set_retry_after_ms(refusal.retry_after_ms);
            for (const auto& detail : refusal.details) error.add_details(detail);
        }
        send(frame);
        leave(Steady::now());
        co_await shared_->authenticator.used(caller_.session);
    }
    call_loop_runs_ = false;
}

void WebSocketSession::close(CloseCode code) {
    if (closing_ || ended_) return;
    closing_ = code;
    busy();
    deadlines_.closing = Steady::now() + shared_->settings.closing;
    shared_->tasks.spawn(
        gate_->socket().get_executor(), "gateway.closing", closing_handshake(shared_from_this(), code)
    );
    wake();
}

void WebSocketSession::cut() {
    if (!closing_) closing_ = CloseCode::kDrain;
    gate_->detach();
    connection_.reset();
    gate_->close();
    wake();
}

asio::awaitable<void> WebSocketSession::closing_handshake(std::shared_ptr<WebSocketSession>, CloseCode code) {
    const websocket::close_reason reason{static_cast<websocket::close_code>(code)};
    (void)co_await stream_.async_close(reason, kAsTuple);
}

void WebSocketSession::rights_changed() {
    if (closing_ || ended_) return;
    ++rights_changes_;
    busy();
    if (std::exchange(rereading_, true)) return;
    shared_->tasks.spawn(gate_->socket().get_executor(), "gateway.reread_rights", reread_rights(shared_from_this()));
}

asio::awaitable<void> WebSocketSession::reread_rights(std::shared_ptr<WebSocketSession>) {
    while (!ended_ && !closing_) {
        const auto seen = rights_changes_;
        std::optional<rpc::Caller> now;
        try {
            now = co_await shared_->authenticator.refresh(caller_);
        } catch (const std::exception& fault) {
            log("gateway").warn("rights cannot be read: {}; trying again", fault.what());
        }
        if (!now) {
            co_await pause(kRereadPause);
            continue;
        }
        if (seen != rights_changes_) continue;
        if (now->roles.has(v1::ROLE_NOBODY)) {
            close(CloseCode::kSessionEnded);
            break;
        }
        caller_ = *std::move(now);
        if (connection_) connection_->keep([this](const std::string& topic) { return caller_.may_follow(topic); });
        break;
    }
    rereading_ = false;
    wake();
    gate_->pump();
}

asio::awaitable<void> WebSocketSession::pause(Steady::duration length) {
    asio::steady_timer timer(gate_->socket().get_executor(), length);
    (void)co_await timer.async_wait(kAsTuple);
}

void WebSocketSession::wake() {
    room_.cancel();
}

void WebSocketSession::end() {
    ended_ = true;
    gate_->detach();
    gate_->on_room(nullptr);
    connection_.reset();  // before the socket: nothing may go to a descriptor that is another's by then
    gate_->close();
    wake();
    const auto code = closing_ ? static_cast<std::uint16_t>(*closing_) : stream_.reason().code;
    const std::lock_guard lock(shared_->closed_mutex);
    ++shared_->closed[code == websocket::close_code::none ? std::uint16_t{websocket::close_code::abnormal} : code];
}

}  // namespace koebel::gateway
