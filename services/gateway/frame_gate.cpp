#include "gateway/frame_gate.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>

namespace koebel::gateway {

namespace {

constexpr std::size_t kPieces = 64;       // in one write
constexpr std::size_t kRoomToGather = 4;  // fewer free pieces than this: next time

/// The broadcast frames of the write under way: one gate of an io thread writes at a time, and idle ones hold no room
/// for what may come.
thread_local std::vector<live::Frame> gathered;

iovec piece(const std::string& bytes, std::size_t offset) {
    // sendmsg reads only; iovec knows no const.
    return {.iov_base = const_cast<char*>(bytes.data()) + offset, .iov_len = bytes.size() - offset};
}

}  // namespace

FrameGate::FrameGate(Socket socket, Bounds outbox) : socket_(std::move(socket)), bounds_(outbox) {}

void FrameGate::open(FrameSource& source) {
    open_ = true;
    source_ = &source;
}

bool FrameGate::send(live::Frame frame) {
    if (dead_ || tracker_.closed()) return false;
    ++outbox_frames_;
    outbox_bytes_ += frame->size();
    if (tracker_.busy()) {
        held_.push_back(std::move(frame));
    } else {
        queue_.push_back({.bytes = std::move(frame), .ours = true});
    }
    pump();
    return true;
}

void FrameGate::write(std::span<const asio::const_buffer> buffers, Completion done) {
    if (dead_) {
        asio::post(socket_.get_executor(), [done = std::move(done)] { done(asio::error::not_connected, 0); });
        return;
    }
    take_over();
    auto bytes = std::make_shared<std::string>();
    for (const auto& buffer : buffers) {
        if (open_) tracker_.feed(buffer.data(), buffer.size());
        bytes->append(static_cast<const char*>(buffer.data()), buffer.size());
    }
    const auto size = bytes->size();
    if (size == 0) return asio::post(socket_.get_executor(), [done = std::move(done)] { done({}, 0); });
    queue_.push_back({.bytes = std::move(bytes), .done = std::move(done), .size = size});
    // Between the fragments of a message too, when a close frame ends it: what was held never goes then.
    if (!tracker_.busy() || tracker_.closed()) release_held();
    pump();
}

void FrameGate::pump() {
    // The source may call back into send(): then this call goes on where it stands.
    if (pumping_ || waiting_ || dead_) return;
    pumping_ = true;
    take_over();
    while (write_some()) {
    }
    pumping_ = false;
    const bool has_nothing = queue_.empty() && held_.empty() && !current_;
    if (!open_ || !has_nothing || waiting_ || dead_ || !may_broadcast()) return;
    source_->idle(socket_.native_handle());
}

void FrameGate::rest(live::Frame frame, std::size_t offset) {
    if (dead_) return;
    current_ = Begun{.bytes = std::move(frame), .offset = offset};
    arm();
}

void FrameGate::detach() {
    take_over();
    source_ = nullptr;
}

bool FrameGate::write_some() {
    std::array<iovec, kPieces> pieces;
    std::size_t count = 0;
    std::size_t offered = 0;
    if (current_) pieces[count++] = piece(*current_->bytes, current_->offset);
    for (const auto& item : queue_) {
        if (count == kPieces) break;
        pieces[count++] = piece(*item.bytes, item.offset);
    }
    gathered.clear();
    if (may_broadcast() && count + kRoomToGather <= kPieces) {
        source_->gather(gathered, kPieces - count);
        for (const auto& frame : gathered) pieces[count++] = piece(*frame, 0);
    }
    if (count == 0) {
        stalled_since_.reset();
        return false;
    }
    for (std::size_t i = 0; i < count; ++i) offered += pieces[i].iov_len;

    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = count;
    const auto sent = ::sendmsg(socket_.native_handle(), &message, MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0) {
        if (errno == EINTR) return true;
        if (errno != EAGAIN && errno != EWOULDBLOCK) {
            fail({errno, boost::system::system_category()});
            return false;
        }
        arm();
        return false;
    }
    stalled_since_.reset();
    account(static_cast<std::size_t>(sent), gathered.size());
    if (static_cast<std::size_t>(sent) == offered) return true;
    arm();
    return false;
}

void FrameGate::account(std::size_t sent, std::size_t offered_frames) {
    // True when the item is out altogether.
    const auto advance = [&sent](auto& item) {
        const auto left = item.bytes->size() - item.offset;
        const auto part = std::min(left, sent);
        item.offset += part;
        sent -= part;
        return part == left;
    };
    const bool was_full = full();
    if (current_ && advance(*current_)) current_.reset();
    auto end = queue_.begin();
    while (end != queue_.end() && sent > 0 && advance(*end)) finish(*end++);
    queue_.erase(queue_.begin(), end);
    std::size_t taken = 0;
    while (taken < offered_frames && sent > 0) {
        Begun frame{.bytes = gathered[taken++]};
        if (!advance(frame)) current_ = std::move(frame);
    }
    if (taken > 0 && source_) source_->taken(taken);
    gathered.clear();
    if (was_full && !full() && on_room_) on_room_();
}

void FrameGate::finish(Item& item) {
    if (item.ours) {
        --outbox_frames_;
        outbox_bytes_ -= item.bytes->size();
    }
    if (!item.done) return;
    asio::post(socket_.get_executor(), [done = std::move(item.done), size = item.size] { done({}, size); });
}

void FrameGate::release_held() {
    for (auto& frame : held_) {
        if (tracker_.closed()) {
            --outbox_frames_;
            outbox_bytes_ -= frame->size();
        } else {
            queue_.push_back({.bytes = std::move(frame), .ours = true});
        }
    }
    held_.clear();
}

void FrameGate::arm() {
    if (!stalled_since_) stalled_since_ = Clock::now();
    if (waiting_) return;
    waiting_ = true;
    socket_.async_wait(Socket::wait_write, [self = shared_from_this()](boost::system::error_code error) {
        self->waiting_ = false;
        if (error) return self->fail(error);
        self->pump();
    });
}

void FrameGate::close() {
    boost::system::error_code ignored;
    fail(asio::error::operation_aborted);
    socket_.close(ignored);
}

void FrameGate::fail(boost::system::error_code error) {
    if (dead_) return;
    take_over();
    dead_ = true;
    auto queue = std::exchange(queue_, {});
    held_.clear();
    current_.reset();
    outbox_frames_ = 0;
    outbox_bytes_ = 0;
    for (auto& item : queue) {
        if (!item.done) continue;
        asio::post(socket_.get_executor(), [done = std::move(item.done), error] { done(error, 0); });
    }
    if (auto* source = std::exchange(source_, nullptr)) source->broken();
    if (on_room_) on_room_();
}

}  // namespace koebel::gateway
