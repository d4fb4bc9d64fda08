// The gate between Beast, the outbox, the broadcast and a socket that takes little: any order of events. An independent
// reader at the other end sees whole frames, each writer's in its order, and nothing behind a close frame.
#include "fuzz/require.hpp"
#include "gateway/frame_gate.hpp"
#include "support/websocket_client.hpp"

#include <fuzzer/FuzzedDataProvider.h>
#include <sys/socket.h>
#include <unistd.h>

#include <optional>

namespace koebel::fuzz {
namespace {

namespace asio = boost::asio;
using gateway::FrameGate;
using gateway::Socket;

constexpr std::size_t kOutboxFrames = 4;
constexpr std::size_t kOutboxBytes = 4'096;

std::string frame_of(std::uint8_t first, const std::string& payload) {
    std::string bytes(1, static_cast<char>(first));
    if (payload.size() <= 125) return bytes + static_cast<char>(payload.size()) + payload;
    bytes += static_cast<char>(126);
    bytes += static_cast<char>(payload.size() >> 8);
    bytes += static_cast<char>(payload.size());
    return bytes + payload;
}

/// "KIND NUMBER" and a filling.
std::string numbered(char kind, int number, std::size_t size) {
    auto payload = kind + std::to_string(number) + ".";
    if (payload.size() < size) payload.resize(size, '.');
    return payload;
}

class Broadcast final : public gateway::FrameSource {
public:
    void gather(std::vector<live::Frame>& frames, std::size_t limit) override {
        require(!broken_, "a dead gate asks for nothing");
        for (auto next = taken_; next < frames_.size() && frames.size() < limit; ++next) {
            frames.push_back(frames_[next]);
        }
    }
    void taken(std::size_t count) override {
        taken_ += count;
        require(taken_ <= frames_.size(), "only what there was is taken");
    }
    void idle(int descriptor) override { descriptor_ = descriptor; }
    void busy() override { descriptor_.reset(); }
    void broken() override {
        require(!broken_, "told once");
        require(!descriptor_, "nobody writes beside a broken gate");
        broken_ = true;
    }
    /// Sends what waits beside the gate, as live's broadcasts do; all of it as one piece.
    void send_beside(gateway::FrameGate& gate) {
        if (!descriptor_ || taken_ == frames_.size()) return;
        std::string joined;
        for (auto next = taken_; next < frames_.size(); ++next) joined += *frames_[next];
        const auto sent = ::send(*descriptor_, joined.data(), joined.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent != static_cast<ssize_t>(joined.size())) descriptor_.reset();
        for (auto left = sent < 0 ? 0 : static_cast<std::size_t>(sent); left > 0;) {
            const auto& frame = frames_[taken_++];
            if (left < frame->size()) return gate.rest(frame, left);
            left -= frame->size();
        }
    }

    void publish(std::size_t size) {
        const auto payload = numbered('b', static_cast<int>(frames_.size()), size);
        frames_.push_back(std::make_shared<const std::string>(frame_of(0x82, payload)));
    }
    [[nodiscard]] std::size_t published() const { return frames_.size(); }
    [[nodiscard]] std::size_t taken_so_far() const { return taken_; }
    [[nodiscard]] bool is_broken() const { return broken_; }

private:
    std::vector<live::Frame> frames_;
    std::size_t taken_ = 0;
    std::optional<int> descriptor_;
    bool broken_ = false;
};

/// One gate, one socket pair, and what each side did.
class Play {
public:
    explicit Play(FuzzedDataProvider& choices) : choices_(choices) {
        int ends[2];
        require(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0, "a socket pair");
        const int small = 1;  // the kernel makes it its least: EAGAIN and short writes come soon
        ::setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
        Socket socket(context_);
        socket.assign(asio::ip::tcp::v4(), ends[0]);
        peer_ = ends[1];
        gate_ = std::make_shared<FrameGate>(
            std::move(socket), FrameGate::Bounds{.frames = kOutboxFrames, .bytes = kOutboxBytes}
        );
        gate_->on_room([this] { ++rooms_; });
        gate_->open(source_);
    }
    Play(const Play&) = delete;
    Play& operator=(const Play&) = delete;
    ~Play() {
        gate_->on_room(nullptr);
        gate_->close();
        turn();
        if (peer_ >= 0) ::close(peer_);
    }

    void run() {
        while (choices_.remaining_bytes() > 0) step();
        finish();
    }

private:
    void step() {
        switch (choices_.ConsumeIntegralInRange(0, 11)) {
            case 0:
            case 1:
                // One size for all: else most choices would go into sizes.
                publish(choices_.ConsumeIntegralInRange(1, 80), size());
                if (choices_.ConsumeBool()) source_.send_beside(*gate_);
                return gate_->pump();
            case 2:
            case 3:
                if (!gate_->full()) send();
                return;
            case 4:
                return beast_writes(frame_of(choices_.ConsumeBool() ? 0x8a : 0x89, std::string(size() % 126, 'c')));
            case 5:
                return beast_goes_on();
            case 6:
            case 7:
                return read(choices_.ConsumeIntegralInRange<std::size_t>(1, 8'192));
            case 8:
            case 9:
                return turn();
            case 10:
                if (choices_.ConsumeIntegralInRange(0, 15) == 0) beast_closes();
                return;
            default:
                if (choices_.ConsumeIntegralInRange(0, 63) == 0) vanish();
        }
    }

    void publish(int count, std::size_t bytes) {
        for (int i = 0; i < count; ++i) source_.publish(bytes);
    }

    std::size_t size() { return choices_.ConsumeIntegralInRange<std::size_t>(0, 600); }

    void send() {
        const bool behind = gate_->closing() || gate_->dead();
        const auto payload = numbered('p', privates_, size());
        const bool taken = gate_->send(std::make_shared<const std::string>(frame_of(0x82, payload)));
        require(taken == !behind, "taken unless behind a close frame or on a dead socket");
        if (!taken) return;
        if (between_fragments() || !pieces_.empty()) ++may_be_dropped_;  // held; a close frame may come first
        ++privates_;
    }

    [[nodiscard]] bool between_fragments() const { return fragments_ > 0; }

    /// Beast writes messages of its own: a fragment at a time, each in as many pieces as it likes.
    void beast_goes_on() {
        if (gate_->closing()) return;
        if (pieces_.empty()) {
            const bool first = fragments_ == 0;
            const bool final = choices_.ConsumeBool();
            pieces_ = frame_of((final ? 0x80 : 0) | (first ? 2 : 0), numbered('w', writes_, size()));
            fragments_ = final ? 0 : fragments_ + 1;
            ++writes_;
        }
        const auto count = choices_.ConsumeIntegralInRange<std::size_t>(1, pieces_.size());
        write(pieces_.substr(0, count));
        pieces_.erase(0, count);
        if (pieces_.empty() && fragments_ == 0) may_be_dropped_ = 0;
    }

    /// A whole frame; what Beast was in the middle of goes first.
    void beast_writes(const std::string& bytes) {
        if (gate_->closing()) return;
        if (!pieces_.empty()) write(std::exchange(pieces_, {}));
        if (fragments_ == 0) may_be_dropped_ = 0;
        write(bytes);
    }

    void beast_closes() {
        const bool alive = !gate_->dead();
        const auto before = may_be_dropped_;
        beast_writes(frame_of(0x88, std::string("\x03\xe8", 2)));
        // What was held until the end of a message that never ends is not sent.
        if (fragments_ > 0) dropped_ = std::max(before, may_be_dropped_);
        require(!alive || gate_->dead() || gate_->closing(), "a close frame is noticed");
    }

    void write(const std::string& bytes) {
        ++begun_;
        const std::array buffers{asio::const_buffer(bytes.data(), bytes.size())};
        within_write_ = true;
        gate_->write(buffers, [this, size = bytes.size()](boost::system::error_code error, std::size_t written) {
            require(!within_write_, "never told from within");
            require(error ? written == 0 : written == size, "told of all its bytes");
            ++(error ? failed_ : done_);
        });
        within_write_ = false;
    }

    void turn() {
        context_.restart();
        context_.poll();
    }

    bool read_once(std::size_t most) {
        if (peer_ < 0) return false;
        std::string bytes(most, '\0');
        const auto count = ::recv(peer_, bytes.data(), bytes.size(), 0);
        if (count <= 0) return false;
        reader_.feed(std::string_view{bytes}.substr(0, static_cast<std::size_t>(count)));  // throws when broken
        while (auto message = reader_.next()) take(*message);
        return true;
    }
    void read(std::size_t most) { (void)read_once(most); }

    void take(const test::WireReader::Message& message) {
        if (message.opcode != 2 || message.payload.empty()) return;
        const char kind = message.payload[0];
        if (kind == 'w') return;  // several numbers in one message
        auto& next = kind == 'b' ? next_broadcast_ : next_private_;
        require(message.payload.starts_with(kind + std::to_string(next) + "."), "in order, without a gap");
        ++next;
    }

    /// The peer goes away without a word.
    void vanish() {
        if (peer_ < 0) return;
        ::close(std::exchange(peer_, -1));
    }

    /// Everything that can still go goes; then the books must be even.
    void finish() {
        if (!gate_->closing() && !gate_->dead()) {
            if (!pieces_.empty()) write(std::exchange(pieces_, {}));
            if (fragments_ > 0) beast_ends_message();
        }
        gate_->pump();
        do {
            turn();
        } while (read_once(65'536) || (!gate_->dead() && gate_->stalled_since() && peer_ >= 0));
        turn();

        require(begun_ == done_ + failed_, "every write of Beast's was answered, once");
        if (gate_->dead()) {
            require(source_.is_broken(), "whoever broadcasts knows");
            require(!gate_->full() && gate_->idle(), "a dead gate keeps nothing");
            return;
        }
        if (peer_ < 0) return;  // nothing was written since it went away
        require(failed_ == 0, "no write failed");
        require(reader_.incomplete() == 0, "the last frame is whole");
        require(gate_->idle() && !gate_->full() && !gate_->stalled_since(), "nothing waits");
        require(next_broadcast_ == static_cast<int>(source_.taken_so_far()), "what was taken has arrived");
        require(next_private_ >= privates_ - dropped_ && next_private_ <= privates_, "and what was accepted");
        if (!gate_->closing()) {
            require(source_.taken_so_far() == source_.published(), "everything published has gone");
            require(next_private_ == privates_, "and every private frame");
        } else {
            require(reader_.closed(), "the close frame came last");
        }
    }

    void beast_ends_message() {
        fragments_ = 0;
        write(frame_of(0x80, ""));
    }

    FuzzedDataProvider& choices_;
    asio::io_context context_{1};
    Broadcast source_;
    std::shared_ptr<FrameGate> gate_;
    test::WireReader reader_;
    int peer_ = -1;
    std::string pieces_;  // of a frame Beast is in the middle of
    int fragments_ = 0;   // of the message Beast is in the middle of
    int writes_ = 0;
    int privates_ = 0;
    int may_be_dropped_ = 0;
    int dropped_ = 0;
    int next_private_ = 0;
    int next_broadcast_ = 0;
    int begun_ = 0;
    int done_ = 0;
    int failed_ = 0;
    int rooms_ = 0;
    bool within_write_ = false;
};

}  // namespace
}  // namespace koebel::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    FuzzedDataProvider choices(data, size);
    koebel::fuzz::Play{choices}.run();
    return 0;
}
