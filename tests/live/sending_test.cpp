// What goes out beside the owner of a connection, over real sockets.
#include "live/fixture.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <thread>

namespace koebel::live {
namespace {

using namespace std::chrono_literals;

constexpr int kSeconds = 10;  // then nothing more is expected to come

/// The gateway's half of a connection, as far as live sees it: writes what is due, and is direct whenever nothing is.
class DirectFollower final : public Subscriber {
public:
    DirectFollower(Shard& shard, asio::io_context& context) : context_(context) {
        EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends_.data()), 0);
        const timeval patience{.tv_sec = kSeconds, .tv_usec = 0};
        ::setsockopt(ends_[1], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        run([&] { connection_ = shard.join(*this); });
    }
    ~DirectFollower() override {
        run([this] { connection_.reset(); });
        for (const int end : ends_) ::close(end);
    }

    void run(const std::function<void()>& work) {
        std::promise<void> done;
        asio::post(context_, [&] {
            work();
            done.set_value();
        });
        done.get_future().wait();
    }

    void subscribe(const std::string& topic, const std::string& epoch) {
        v1::Subscribe request;
        request.set_topic(topic);
        request.set_epoch(epoch);
        run([&] { connection_->subscribe(request); });
        while (receive().subscribed().status() != v1::Subscribed::STATUS_LIVE) {
        }
        run([] {});  // its owner has done with that
    }

    [[nodiscard]] Connection& connection() { return *connection_; }
    /// Frames that its owner wrote.
    [[nodiscard]] std::size_t written() const { return written_; }

    /// The next frame on the socket.
    v1::ServerFrame receive() {
        auto bytes = take(2);
        auto length = static_cast<std::size_t>(static_cast<unsigned char>(bytes[1]));
        if (length == 126) {
            const auto more = take(2);
            bytes += more;
            length = static_cast<std::size_t>(static_cast<unsigned char>(more[0])) << 8U |
                     static_cast<unsigned char>(more[1]);
        }
        return decoded(bytes + take(length));
    }

private:
    void due() override {
        for (;;) {
            std::vector<Frame> frames;
            connection_->gather(frames, 8);
            if (frames.empty()) return connection_->direct(ends_[0]);
            for (const auto& frame : frames) {
                EXPECT_EQ(send_to_socket(ends_[0], frame->data(), frame->size()), static_cast<ssize_t>(frame->size()));
            }
            written_ += frames.size();
            connection_->taken(frames.size());
        }
    }
    void rest(Frame, std::size_t) override { ADD_FAILURE() << "the socket has room for everything"; }
    void access_changed(const v1::AccessChanged&) override {}
    void rewound() override {}
    void isolated() override {}
    void tick(std::chrono::steady_clock::time_point) override {}
    [[nodiscard]] std::string principal() const override { return "person:test"; }

    std::string take(std::size_t count) {
        std::string bytes(count, '\0');
        if (::recv(ends_[1], bytes.data(), count, MSG_WAITALL) != static_cast<ssize_t>(count)) {
            throw std::runtime_error("nothing more came");
        }
        return bytes;
    }

    asio::io_context& context_;
    std::array<int, 2> ends_{};
    std::unique_ptr<Connection> connection_;
    std::atomic<std::size_t> written_{0};
};

class SendingTest : public LiveTest {
protected:
    /// Commits `count` events in one transaction, on two topics in turn; each says which it is.
    void publish_in_turn(std::size_t count) {
        database_.write([&](store::Transaction& tx) -> Result<std::uint64_t> {
            std::uint64_t last = 0;
            for (std::size_t i = 0; i < count; ++i) {
                v1::EventBody body;
                body.mutable_recognition_given()->mutable_recognition()->set_message(std::to_string(i));
                last = tx.append({.topic = i % 2 == 0 ? "feed" : "team:a", .body = body});
            }
            return last;
        });
    }

    static void expect_in_turn(DirectFollower& follower, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            const auto frame = follower.receive();
            ASSERT_TRUE(frame.has_event()) << frame.ShortDebugString();
            ASSERT_EQ(frame.event().body().recognition_given().recognition().message(), std::to_string(i));
        }
    }
};

TEST_P(SendingTest, AnEventGoesToADirectConnectionBesideItsOwner) {
    start();
    DirectFollower ada(hub_->shard(0), threads_.context(0));
    ada.subscribe("feed", epoch());
    const auto written = ada.written();

    publish("feed", "thanks");

    EXPECT_EQ(ada.receive().event().seq(), 1U);
    ada.run([] {});
    EXPECT_EQ(ada.written(), written);
}

TEST_P(SendingTest, EventsOfSeveralTopicsAtOnceComeInLogOrder) {
    start();
    DirectFollower ada(hub_->shard(0), threads_.context(0));
    ada.subscribe("feed", epoch());
    ada.subscribe("team:a", epoch());

    publish_in_turn(64);

    expect_in_turn(ada, 64);
}

TEST_P(SendingTest, TheyDoAlsoWhereSomethingElseIsDueJustThen) {
    start();
    DirectFollower ada(hub_->shard(0), threads_.context(0));
    ada.subscribe("feed", epoch());
    ada.subscribe("team:a", epoch());

    ada.run([&] {
        publish_in_turn(64);
        while (hub_->statistics().entries < 64) std::this_thread::yield();
        ada.connection().end("team:nobody");  // that this topic is none of hers is due; the events come before its turn
    });

    std::vector<std::string> said;
    while (said.size() < 64) {
        const auto frame = ada.receive();
        if (frame.has_event()) said.push_back(frame.event().body().recognition_given().recognition().message());
    }
    for (std::size_t i = 0; i < said.size(); ++i) ASSERT_EQ(said[i], std::to_string(i));
}

INSTANTIATE_TEST_SUITE_P(Sqlite, SendingTest, testing::Values(test::Backend::kSqlite));

}  // namespace
}  // namespace koebel::live
