#pragma once

#include "gateway/close_code.hpp"
#include "gateway/gate_stream.hpp"
#include "gateway/upgrade.hpp"
#include "gateway/websocket_shared.hpp"
#include "live/connection.hpp"
#include "live/subscriber.hpp"
#include "rpc/caller.hpp"

#include <koebel/v1/live.pb.h>

#include <boost/asio/steady_timer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace koebel::gateway {

/// DEGRADED or RECOVERED, for a part of the service.
[[nodiscard]] v1::ServerFrame degraded_notice(const std::string& component, bool is_degraded);

/// One WebSocket from its handshake to its end. Lives on one io thread; kept alive by its coroutines
/// (reading, calls, closing, re-reading rights). Calls queue and run one at a time, in order; every other
/// frame is handled as it arrives. All its deadlines hang on the shard's tick.
/// Invariant: while rights are re-read, nothing of a topic leaves. They are re-read first when the session
/// has joined its shard: from then on it hears of every change.
class WebSocketSession final : public live::Subscriber,
                               public FrameSource,
                               public std::enable_shared_from_this<WebSocketSession> {
public:
    WebSocketSession(std::shared_ptr<WebSocketShared> shared, Upgrade upgrade);
    ~WebSocketSession() override;

    /// Reads until the connection ends. `self` keeps the session alive.
    static asio::awaitable<void> run(std::shared_ptr<WebSocketSession> self);

    /// Says what every client is to know. Nothing where it is closing, or not welcomed yet: it is told after its
    /// Welcome.
    void tell(const live::Frame& frame);

    /// Says that this node goes away, lets what is queued go out, and closes with 4000.
    void drain(std::chrono::milliseconds window);

    /// Closes with a code; later ones are ignored. No event and no call begins after it. Ends by itself when the peer
    /// does not answer.
    void close(CloseCode code);

    /// Leaves the shard and cuts the socket, whatever is under way; the coroutines then end by themselves.
    void cut();

private:
    using Steady = std::chrono::steady_clock;
    using Request = boost::beast::http::request<boost::beast::http::empty_body>;
    using Stream = boost::beast::websocket::stream<GateStream>;
    struct Deadlines {
        Steady::time_point next_ping;
        std::optional<Steady::time_point> pong;     // set while a Ping is unanswered
        std::optional<Steady::time_point> closing;  // then the socket is cut
        std::optional<Steady::time_point> drain;    // then it closes, flushed or not
    };

    // live::Subscriber
    void due() override;
    void rest(live::Frame frame, std::size_t offset) override;
    void access_changed(const v1::AccessChanged& change) override;
    void rewound() override;
    void isolated() override;
    void tick(Steady::time_point now) override;
    [[nodiscard]] std::string principal() const override;

    // FrameSource
    void gather(std::vector<live::Frame>& frames, std::size_t limit) override;
    void taken(std::size_t count) override;
    void idle(int descriptor) override;
    void busy() override;
    void broken() override;

    asio::awaitable<bool> shake_hands();
    /// Joins its shard, and welcomes the client.
    void begin();
    [[nodiscard]] boost::asio::mutable_buffer next_piece();
    asio::awaitable<void> room_to_read();
    void accept_call(v1::ClientCall call);
    /// Runs while calls wait.
    asio::awaitable<void> call_loop(std::shared_ptr<WebSocketSession> self);
    asio::awaitable<void> closing_handshake(std::shared_ptr<WebSocketSession> self, CloseCode code);
    /// Nothing of a topic leaves, and nothing is read, until the rights were read again.
    void rights_changed();
    asio::awaitable<void> reread_rights(std::shared_ptr<WebSocketSession> self);
    asio::awaitable<void> pause(Steady::duration length);

    [[nodiscard]] std::optional<CloseCode> accept_message();
    void accept_frame(v1::ClientFrame& frame);
    void subscribe(const v1::Subscribe& request);
    [[nodiscard]] bool may_read() const;
    void send(const v1::ServerFrame& frame);
    void welcome();
    /// While the node goes away: closes as soon as everything was said and no call is at work.
    void leave(Steady::time_point now);
    void ping(Steady::time_point now);
    void watch_session_end();
    /// Wakes whoever waits for room, a call, or the end.
    void wake();
    void end();

    std::shared_ptr<WebSocketShared> shared_;
    rpc::Caller caller_;
    const std::string device_;
    const std::size_t io_thread_;
    std::size_t place_ = 0;  // among the io thread's sessions
    ConnectionTicket ticket_;
    std::unique_ptr<Request> request_;  // until the handshake is done
    std::shared_ptr<FrameGate> gate_;
    std::shared_ptr<InboundFrames> inbound_;
    Stream stream_;
    boost::beast::flat_buffer buffer_;
    std::unique_ptr<live::Connection> connection_;
    std::vector<v1::ClientCall> calls_;
    asio::steady_timer room_;  // never expires; cancelled to wake the reader and the calls
    Deadlines deadlines_;
    std::uint64_t ping_t_ = 0;
    std::uint64_t rights_changes_ = 0;
    std::optional<CloseCode> closing_;
    bool calling_ = false;  // a call is at work
    bool leaving_ = false;  // counted among those that were sent away
    bool rereading_ = false;
    bool call_loop_runs_ = false;
    bool reading_paused_ = false;
    bool expiring_told_ = false;
    bool ended_ = false;
};

}  // namespace koebel::gateway
