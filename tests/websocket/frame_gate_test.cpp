#include "gateway/frame_gate.hpp"
#include "support/websocket_client.hpp"

#include <gtest/gtest.h>

#include <sys/socket.h>

#include <future>

namespace koebel::gateway {
namespace {

using namespace std::chrono_literals;

constexpr int kSmallBuffer = 8 << 10;  // with the kernel's choice EAGAIN is never reached
constexpr std::size_t kPayload = 220;

std::string frame_of(std::uint8_t first, const std::string& payload) {
    std::string bytes(1, static_cast<char>(first));
    if (payload.size() <= 125) return bytes + static_cast<char>(payload.size()) + payload;
    bytes += static_cast<char>(126);
    bytes += static_cast<char>(payload.size() >> 8);
    bytes += static_cast<char>(payload.size());
    return bytes + payload;
}

live::Frame numbered(char kind, int number) {
    auto payload = std::string(1, kind) + std::to_string(number);
    payload.resize(kPayload, '.');
    return std::make_shared<std::string>(frame_of(0x82, payload));
}

/// Broadcast frames in order, as many as were published: given when they are asked for, and sent beside the gate while
/// it is idle.
class Numbers final : public FrameSource {
public:
    void idle(int descriptor) override { descriptor_ = descriptor; }
    void busy() override { descriptor_.reset(); }
    void gather(std::vector<live::Frame>& frames, std::size_t limit) override {
        for (int next = sent_; next < published_ && frames.size() < limit; ++next)
            frames.push_back(numbered('b', next));
    }
    void taken(std::size_t count) override { sent_ += static_cast<int>(count); }
    void broken() override { broke_ = true; }

    void publish(FrameGate& gate, int count) {
        published_ += count;
        while (descriptor_ && sent_ < published_) {
            const auto frame = numbered('b', sent_);
            const auto taken = ::send(*descriptor_, frame->data(), frame->size(), MSG_DONTWAIT | MSG_NOSIGNAL);
            if (taken == static_cast<ssize_t>(frame->size())) {
                ++sent_;
                ++sent_beside_;
                continue;
            }
            descriptor_.reset();
            if (taken <= 0) break;
            ++sent_;
            gate.rest(frame, static_cast<std::size_t>(taken));
        }
        gate.pump();
    }
    [[nodiscard]] int sent() const { return sent_; }
    [[nodiscard]] int sent_beside() const { return sent_beside_; }
    [[nodiscard]] bool is_idle() const { return descriptor_.has_value(); }
    [[nodiscard]] bool broke() const { return broke_; }

private:
    int published_ = 0;
    int sent_ = 0;
    int sent_beside_ = 0;
    std::optional<int> descriptor_;
    bool broke_ = false;
};

/// A gate on a real socket with a small buffer, and its peer. The io_context is turned by hand.
class FrameGateTest : public testing::Test {
protected:
    FrameGateTest() {
        asio::ip::tcp::acceptor acceptor(context_, {asio::ip::address_v4::loopback(), 0});
        peer_.emplace(acceptor.local_endpoint().port(), kSmallBuffer);
        Socket socket(context_);
        acceptor.accept(socket);
        socket.set_option(Socket::send_buffer_size(kSmallBuffer));
        gate_ = std::make_shared<FrameGate>(std::move(socket), FrameGate::Bounds{.frames = 16, .bytes = 64U << 10});
        gate_->open(source_);
        gate_->pump();
    }
    ~FrameGateTest() override {
        gate_->on_room(nullptr);
        gate_->close();
        context_.restart();
        context_.run();
    }

    void turn() {
        context_.restart();
        context_.poll();
    }
    void publish(int count) { source_.publish(*gate_, count); }
    /// What Beast does: whole bytes, one write at a time.
    void beast_writes(const std::string& bytes) {
        ++writes_begun_;
        const std::array buffers{asio::const_buffer(bytes.data(), bytes.size())};
        gate_->write(buffers, [this](boost::system::error_code error, std::size_t) {
            ++(error ? writes_failed_ : writes_done_);
        });
    }
    /// Reads one piece, as a slow client does, and lets the gate go on.
    bool read_some(std::size_t bytes = 2'000) {
        const auto piece = peer_->read(5s, bytes);
        if (!piece) return false;
        reader_.feed(*piece);
        while (auto message = reader_.next()) messages_.push_back(*std::move(message));
        turn();
        return true;
    }
    template <class Done>
    void read_until(Done done) {
        while (!done() && read_some()) {
        }
        ASSERT_TRUE(done());
    }
    std::vector<int> numbers_of(char kind) const {
        std::vector<int> numbers;
        for (const auto& message : messages_) {
            if (message.opcode == 2 && message.payload[0] == kind)
                numbers.push_back(std::stoi(message.payload.substr(1)));
        }
        return numbers;
    }
    static std::vector<int> counting(int count) {
        std::vector<int> numbers;
        for (int i = 0; i < count; ++i) numbers.push_back(i);
        return numbers;
    }

    asio::io_context context_{1};
    Numbers source_;
    std::optional<test::Wire> peer_;
    std::shared_ptr<FrameGate> gate_;
    test::WireReader reader_;
    std::vector<test::WireReader::Message> messages_;
    int writes_begun_ = 0;
    int writes_done_ = 0;
    int writes_failed_ = 0;
};

TEST_F(FrameGateTest, ASlowReaderGetsEverythingInOrderAmid400Pongs) {
    bool stalled = false;
    for (int round = 0; round < 400; ++round) {
        publish(5);
        stalled = stalled || gate_->stalled_since().has_value();
        beast_writes(frame_of(0x8a, "pong " + std::to_string(round)));
        if (round % 3 == 0) gate_->send(numbered('p', round / 3));
        if (round % 3 == 2) read_some();
    }
    read_until([&] { return source_.sent() == 2'000 && gate_->idle() && messages_.size() == 2'000 + 400 + 134; });

    EXPECT_TRUE(stalled) << "the socket never refused: nothing was tested";
    EXPECT_GT(source_.sent_beside(), 0) << "nothing went beside the gate: that was not tested";
    EXPECT_LT(source_.sent_beside(), 2'000);
    EXPECT_TRUE(source_.is_idle());
    EXPECT_EQ(numbers_of('b'), counting(2'000));
    EXPECT_EQ(numbers_of('p'), counting(134));
    std::vector<std::string> pongs;
    for (const auto& message : messages_) {
        if (message.opcode == 10) pongs.push_back(message.payload);
    }
    ASSERT_EQ(pongs.size(), 400U);
    for (int i = 0; i < 400; ++i) EXPECT_EQ(pongs[static_cast<std::size_t>(i)], "pong " + std::to_string(i));
    EXPECT_EQ(writes_done_, 400);
}

TEST_F(FrameGateTest, ACloseAmidBacklogIsTheLastThingAndCutsNoFrame) {
    publish(500);
    ASSERT_TRUE(gate_->stalled_since()) << "no backlog";
    gate_->send(numbered('p', 0));

    beast_writes(frame_of(0x88, std::string("\x0f\xa0", 2)));
    publish(500);
    EXPECT_FALSE(gate_->send(numbered('p', 1))) << "behind a close frame nothing is taken";
    read_until([&] { return reader_.closed(); });
    turn();

    EXPECT_EQ(writes_done_, 1);
    EXPECT_EQ(reader_.incomplete(), 0U);
    EXPECT_EQ(numbers_of('b'), counting(source_.sent()));
    EXPECT_LT(source_.sent(), 500);
    EXPECT_EQ(numbers_of('p'), counting(1)) << "what was sent before it still went";
}

TEST_F(FrameGateTest, NothingOfOursGoesBetweenTheFragmentsOfAMessageOfBeasts) {
    beast_writes(frame_of(0x02, "first "));
    publish(3);
    gate_->send(numbered('p', 0));
    beast_writes(frame_of(0x8a, "a pong may"));
    beast_writes(frame_of(0x00, "second "));
    beast_writes(frame_of(0x80, "third"));
    gate_->pump();

    read_until([&] { return messages_.size() == 6; });

    EXPECT_EQ(messages_[0].opcode, 10);
    EXPECT_EQ(messages_[1].payload, "first second third");
    EXPECT_EQ(numbers_of('b'), counting(3));
    EXPECT_EQ(numbers_of('p'), counting(1));
}

TEST_F(FrameGateTest, ACloseBetweenFragmentsGivesUpWhatWasHeldAndTheOutboxIsEmpty) {
    beast_writes(frame_of(0x02, "first "));
    for (int i = 0; i < 16; ++i) EXPECT_TRUE(gate_->send(numbered('p', i)));
    EXPECT_TRUE(gate_->full());

    beast_writes(frame_of(0x88, std::string("\x0f\xa0", 2)));

    EXPECT_TRUE(gate_->idle());
    EXPECT_FALSE(gate_->full());
    read_until([&] { return reader_.closed(); });
    EXPECT_EQ(numbers_of('p'), counting(0));
}

TEST_F(FrameGateTest, NothingOfOursGoesIntoTheMiddleOfAFrameOfBeasts) {
    const auto whole = frame_of(0x82, std::string(300, 'w'));
    beast_writes(whole.substr(0, 3));
    publish(2);
    beast_writes(whole.substr(3, 100));
    publish(2);
    beast_writes(whole.substr(103));

    read_until([&] { return messages_.size() == 5; });

    EXPECT_EQ(messages_[0].payload, std::string(300, 'w'));
    EXPECT_EQ(numbers_of('b'), counting(4));
}

TEST_F(FrameGateTest, TheRestOfWhatWasCutBesideItGoesBeforeAnythingElse) {
    ASSERT_TRUE(source_.is_idle());
    const auto large = std::make_shared<const std::string>(frame_of(0x82, std::string(60'000, 'w')));
    const auto taken =
        ::send(gate_->socket().native_handle(), large->data(), large->size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    ASSERT_GT(taken, 0);
    ASSERT_LT(static_cast<std::size_t>(taken), large->size()) << "the socket took all of it: nothing is tested";

    source_.busy();
    gate_->rest(large, static_cast<std::size_t>(taken));
    beast_writes(frame_of(0x8a, "pong"));
    gate_->send(numbered('p', 0));
    publish(3);
    read_until([&] { return messages_.size() == 6; });

    EXPECT_EQ(messages_[0].payload, std::string(60'000, 'w'));
    EXPECT_EQ(messages_[1].payload, "pong");
    EXPECT_EQ(numbers_of('p'), counting(1));
    EXPECT_EQ(numbers_of('b'), counting(3));
}

TEST_F(FrameGateTest, NobodyWritesBesideAGateThatClosesOrIsCut) {
    ASSERT_TRUE(source_.is_idle());
    beast_writes(frame_of(0x88, std::string("\x0f\xa0", 2)));
    EXPECT_FALSE(source_.is_idle()) << "no data frame follows a close frame";

    gate_->close();

    EXPECT_FALSE(source_.is_idle()) << "the descriptor is another's by now";
}

TEST_F(FrameGateTest, TheOutboxIsBoundedAndSaysWhenItHasRoom) {
    publish(500);
    ASSERT_TRUE(gate_->stalled_since());
    bool room = false;
    gate_->on_room([&] { room = true; });

    for (int i = 0; i < 16; ++i) EXPECT_TRUE(gate_->send(numbered('p', i)));
    EXPECT_TRUE(gate_->full());
    read_until([&] { return room; });

    EXPECT_FALSE(gate_->full());
}

TEST_F(FrameGateTest, AResetInMidQueueTellsEveryoneAndLeavesNothing) {
    publish(500);
    ASSERT_TRUE(gate_->stalled_since());
    beast_writes(frame_of(0x8a, "pong"));

    peer_->reset();
    while (!gate_->dead()) {
        context_.restart();
        context_.run_one_for(5s);
    }
    turn();

    EXPECT_TRUE(source_.broke());
    EXPECT_EQ(writes_failed_, 1);
    EXPECT_FALSE(gate_->send(numbered('p', 0)));
    beast_writes(frame_of(0x8a, "pong"));
    turn();
    EXPECT_EQ(writes_failed_, 2) << "a dead gate answers too";
}

// The negative control: writers that do not keep the gate's rules, in the same surroundings. If this reader finds
// nothing wrong with them, the tests above prove nothing.
TEST_F(FrameGateTest, TwoWritersWithoutAGateAreFoundOut) {
    const auto careless_write = [&](const std::string& bytes) {
        const auto sent =
            ::send(gate_->socket().native_handle(), bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        return sent == static_cast<ssize_t>(bytes.size());
    };

    bool cut_a_frame = false;
    for (int i = 0; i < 2'000; ++i) {
        cut_a_frame = !careless_write(*numbered('b', i)) || cut_a_frame;
        if (i % 5 == 0) cut_a_frame = !careless_write(frame_of(0x8a, "pong")) || cut_a_frame;
        if (i % 20 == 19) {
            const auto bytes = peer_->read(5s, 1'000);
            bool found = false;
            try {
                reader_.feed(*bytes);
                while (auto message = reader_.next()) messages_.push_back(*std::move(message));
            } catch (const test::WireViolation&) {
                found = true;
            }
            const auto numbers = numbers_of('b');
            if (found || numbers != counting(static_cast<int>(numbers.size()))) {
                EXPECT_TRUE(cut_a_frame);
                return;
            }
        }
    }
    FAIL() << "the reader overlooked broken frames";
}

}  // namespace
}  // namespace koebel::gateway
