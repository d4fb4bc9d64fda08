#include "gateway/conformance_echo.hpp"

#include "base/log.hpp"
#include "gateway/gate_stream.hpp"
#include "gateway/upgrade.hpp"
#include "runtime/as_tuple.hpp"
#include "runtime/spawn.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <set>

namespace koebel::gateway {

namespace {

namespace websocket = boost::beast::websocket;

constexpr std::chrono::milliseconds kTick{100};

constexpr double kAnyRate = 1e12;  // suites send as they like

/// A whole frame around a message.
live::Frame frame_of(bool text, std::string_view message) {
    auto bytes = std::make_shared<std::string>();
    bytes->reserve(message.size() + 10);
    bytes->push_back(static_cast<char>(text ? 0x81 : 0x82));
    const auto size = message.size();
    const int octets = size <= 125 ? 0 : size <= 0xffff ? 2 : 8;
    bytes->push_back(static_cast<char>(octets == 0 ? size : octets == 2 ? 126 : 127));
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) bytes->push_back(static_cast<char>(size >> shift));
    bytes->append(message);
    return bytes;
}

/// Whether text that Beast let pass ends within a code point: it does not look again when the last fragment is empty.
bool is_cut_off(std::string_view text) {
    for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
        const auto byte = static_cast<std::uint8_t>(text[text.size() - back]);
        if ((byte & 0xc0) == 0x80) continue;
        const std::size_t length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
        return length > back;
    }
    return false;
}

}  // namespace

/// What all connections share.
struct ConformanceEcho::Shared {
    runtime::IoThreads& threads;
    const WebSocketSettings settings;
    runtime::Tasks tasks{};
    std::vector<std::set<Session*>> sessions{};  // by io thread, touched on it only
    std::atomic<bool> stopping{false};
};

/// One connection; kept alive by its two coroutines. All echoes leave as private frames of the gate.
class ConformanceEcho::Session final : public FrameSource, public std::enable_shared_from_this<Session> {
public:
    Session(std::shared_ptr<Shared> shared, Upgrade upgrade)
        : shared_(std::move(shared)),
          io_thread_(upgrade.io_thread),
          ticket_(std::move(upgrade.ticket)),
          request_(std::move(upgrade.request)),
          gate_(std::make_shared<FrameGate>(
              std::move(upgrade.socket),
              FrameGate::Bounds{.frames = shared_->settings.outbox_frames, .bytes = shared_->settings.outbox_bytes}
          )),
          stream_(gate_, std::make_shared<InboundFrames>(kAnyRate, kAnyRate, [] {})),
          buffer_(shared_->settings.read_message_max + 1),
          room_(gate_->socket().get_executor(), Steady::time_point::max()) {
        shared_->sessions[io_thread_].insert(this);
    }
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    ~Session() override { shared_->sessions[io_thread_].erase(this); }

    static asio::awaitable<void> run(std::shared_ptr<Session> self) {
        try {
            const bool accepted = co_await self->shake_hands();
            if (accepted) co_await self->echo();
        } catch (...) {
            self->end();
            throw;
        }
        self->end();
    }

    /// Cuts a connection that does not read, or does not close. Silence is a suite's own affair.
    static asio::awaitable<void> watch(std::shared_ptr<Session> self) {
        asio::steady_timer pause(self->gate_->socket().get_executor());
        while (!self->ended_) {
            pause.expires_after(kTick);
            (void)co_await pause.async_wait(kAsTuple);
            if (self->is_late(Steady::now())) self->gate_->close();
        }
    }

    void cut() { gate_->close(); }

private:
    using Steady = std::chrono::steady_clock;

    // FrameSource: nothing is broadcast here.
    void gather(std::vector<live::Frame>&, std::size_t) override {}
    void taken(std::size_t) override {}
    void broken() override {
        boost::system::error_code ignored;
        gate_->socket().cancel(ignored);
        room_.cancel();
    }

    asio::awaitable<bool> shake_hands() {
        stream_.set_option(websocket::stream_base::timeout{
            .handshake_timeout = shared_->settings.handshake,
            .idle_timeout = websocket::stream_base::none(),
            .keep_alive_pings = false,
        });
        stream_.read_message_max(shared_->settings.read_message_max);
        const auto [error] = co_await stream_.async_accept(request_, kAsTuple);
        request_ = {};
        if (error) log("gateway").debug("echo's handshake: {}", error.message());
        co_return !error;
    }

    asio::awaitable<void> echo() {
        gate_->on_room([this] { room_.cancel(); });
        gate_->open(*this);
        for (;;) {
            while (gate_->full() && !gate_->dead()) (void)co_await room_.async_wait(kAsTuple);
            buffer_.clear();
            const auto [error, size] = co_await stream_.async_read(buffer_, kAsTuple);
            if (error) co_return;
            const auto bytes = buffer_.cdata();
            const std::string_view message{static_cast<const char*>(bytes.data()), bytes.size()};
            if (stream_.got_text() && is_cut_off(message)) {
                (void)co_await stream_.async_close(websocket::close_code::bad_payload, kAsTuple);
                co_return;
            }
            gate_->send(frame_of(stream_.got_text(), message));
        }
    }

    [[nodiscard]] bool is_late(Steady::time_point now) {
        if (!closing_since_ && gate_->closing()) closing_since_ = now;
        const auto& settings = shared_->settings;
        const auto stalled = gate_->stalled_since();
        return (closing_since_ && now - *closing_since_ >= settings.closing) ||
               (stalled && now - *stalled >= settings.write_stall);
    }

    void end() {
        ended_ = true;
        gate_->detach();
        gate_->on_room(nullptr);
        gate_->close();
    }

    std::shared_ptr<Shared> shared_;
    const std::size_t io_thread_;
    ConnectionTicket ticket_;
    boost::beast::http::request<boost::beast::http::empty_body> request_;
    std::shared_ptr<FrameGate> gate_;
    websocket::stream<GateStream> stream_;
    boost::beast::flat_buffer buffer_;  // a byte more than a message: Beast cuts without a word when it is full
    asio::steady_timer room_;           // never expires; cancelled to wake the reader
    std::optional<Steady::time_point> closing_since_;
    bool ended_ = false;
};

ConformanceEcho::ConformanceEcho(runtime::IoThreads& threads, const WebSocketSettings& settings)
    : shared_(new Shared{.threads = threads, .settings = settings}) {
    shared_->sessions.resize(threads.size());
}

ConformanceEcho::~ConformanceEcho() = default;

void ConformanceEcho::accept(Upgrade upgrade) {
    const auto executor = shared_->threads.context(upgrade.io_thread).get_executor();
    auto session = std::make_shared<Session>(shared_, std::move(upgrade));
    shared_->tasks.spawn(executor, "gateway.echo", Session::run(session));
    shared_->tasks.spawn(executor, "gateway.echo_deadlines", Session::watch(session));
    if (shared_->stopping) session->cut();
}

bool ConformanceEcho::stop(std::chrono::milliseconds at_most) {
    shared_->stopping = true;
    for (std::size_t i = 0; i < shared_->sessions.size(); ++i) {
        asio::post(shared_->threads.context(i), [shared = shared_, i] {
            for (auto* session : shared->sessions[i]) session->cut();
        });
    }
    return shared_->tasks.wait(at_most);
}

AcceptWebSocket into(ConformanceEcho& echo) {
    return [&echo](Upgrade upgrade) { echo.accept(std::move(upgrade)); };
}

}  // namespace koebel::gateway
