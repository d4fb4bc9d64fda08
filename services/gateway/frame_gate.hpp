#pragma once

#include "gateway/frame_tracker.hpp"
#include "gateway/socket.hpp"
#include "live/frame.hpp"

#include <boost/system/error_code.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace koebel::gateway {

/// Where the gate takes broadcast frames from at the moment the socket can take them.
class FrameSource {
public:
    FrameSource() = default;
    FrameSource(const FrameSource&) = delete;
    FrameSource& operator=(const FrameSource&) = delete;
    virtual ~FrameSource() = default;

    /// Appends what is due, in order, until `frames` holds `limit`. It stays due until taken().
    virtual void gather(std::vector<live::Frame>& frames, std::size_t limit) = 0;
    /// The first `count` of the last gather went out; the gate keeps what is left of the last one.
    virtual void taken(std::size_t count) = 0;
    /// Nothing waits here, and a write would go through: others may write whole frames to the descriptor beside the
    /// gate, until busy().
    virtual void idle(int /*descriptor*/) {}
    /// Nobody may any more.
    virtual void busy() {}
    /// The socket failed; the reader of the stream will see it too.
    virtual void broken() = 0;
};

/// Who decides what is written to one socket. Under Beast's stream it passes Beast's bytes (handshake, pongs, close)
/// through in order; beside it go the private outbox and the broadcast frames, as whole frames. Owns
/// what the socket stands in the middle of, the outbox, and nothing else. Lives on the socket's io
/// thread. While it is idle others may write whole frames to the socket beside it (live's broadcasts do).
/// Invariant: bytes reach the kernel in whole frames, and no data frame after a close frame.
class FrameGate : public std::enable_shared_from_this<FrameGate> {
public:
    using Clock = std::chrono::steady_clock;
    /// How Beast learns that its bytes are in the kernel. Posted, never called from within.
    using Completion = std::function<void(boost::system::error_code, std::size_t)>;

    struct Bounds {
        std::size_t frames;
        std::size_t bytes;
    };

    FrameGate(Socket socket, Bounds outbox);
    FrameGate(const FrameGate&) = delete;
    FrameGate& operator=(const FrameGate&) = delete;

    [[nodiscard]] Socket& socket() { return socket_; }

    // Our side.

    /// Frames may go from here on: the handshake is done. The source must live until close().
    void open(FrameSource& source);
    /// A private frame: behind what was sent before, ahead of broadcast frames. Whether it was taken;
    /// behind a close frame or on a dead socket none is.
    bool send(live::Frame frame);
    /// Writes what is due, as far as the socket takes it.
    void pump();
    /// Of a frame that was written beside the gate the socket took only the first `offset` bytes: the rest goes out
    /// before anything else.
    void rest(live::Frame frame, std::size_t offset);
    /// Nothing more from the source, and nothing beside the gate.
    void detach();

    /// The outbox has no room: read no more from this client.
    [[nodiscard]] bool full() const { return outbox_frames_ >= bounds_.frames || outbox_bytes_ >= bounds_.bytes; }
    /// Nothing of ours waits in the outbox.
    [[nodiscard]] bool idle() const { return queue_.empty() && held_.empty() && !current_; }
    /// Called when the outbox was full and has room again, or the gate died.
    void on_room(std::function<void()> listener) { on_room_ = std::move(listener); }
    /// Since when nothing could be written although something waits; none: it flows.
    [[nodiscard]] std::optional<Clock::time_point> stalled_since() const { return stalled_since_; }
    [[nodiscard]] bool dead() const { return dead_; }
    /// A close frame was written or waits: Beast answers the peer's by itself.
    [[nodiscard]] bool closing() const { return tracker_.closed(); }

    // Beast's side (gate_stream.hpp).

    void write(std::span<const asio::const_buffer> buffers, Completion done);
    /// Cuts the socket; what Beast still waits for is aborted.
    void close();

private:
    /// A broadcast frame, and how much of it is out.
    struct Begun {
        live::Frame bytes;
        std::size_t offset = 0;
    };
    /// Something else on its way: a shared frame, or bytes of Beast's with whom to tell.
    struct Item {
        live::Frame bytes;
        std::size_t offset = 0;
        bool ours = false;     // counts against the outbox
        Completion done = {};  // Beast's only
        std::size_t size = 0;  // what to tell it
    };

    /// Nobody writes beside the gate from here on.
    void take_over() {
        if (source_) source_->busy();
    }
    [[nodiscard]] bool may_broadcast() const { return source_ && !tracker_.busy() && !tracker_.closed(); }
    /// One gathered write; whether to go on.
    bool write_some();
    void account(std::size_t sent, std::size_t offered_frames);
    void finish(Item& item);
    void release_held();
    void arm();
    void fail(boost::system::error_code error);

    Socket socket_;
    const Bounds bounds_;
    FrameSource* source_ = nullptr;
    FrameTracker tracker_;
    std::optional<Begun> current_;   // a broadcast frame in the middle of which the socket stands
    std::vector<Item> queue_;        // Beast's bytes and the outbox, in order; few
    std::vector<live::Frame> held_;  // ours, while Beast is in the middle of a message
    std::size_t outbox_frames_ = 0;
    std::size_t outbox_bytes_ = 0;
    std::optional<Clock::time_point> stalled_since_;
    std::function<void()> on_room_;
    bool open_ = false;
    bool waiting_ = false;
    bool pumping_ = false;
    bool dead_ = false;
};

}  // namespace koebel::gateway
