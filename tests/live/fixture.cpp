#include "live/fixture.hpp"

#include <boost/asio/post.hpp>

namespace koebel::live {

using namespace std::chrono_literals;

Follower::Follower(Shard& shard, asio::io_context& context, std::string principal)
    : context_(context), principal_(std::move(principal)) {
    std::promise<void> joined;
    asio::post(context_, [&] {
        connection_ = shard.join(*this);
        joined.set_value();
    });
    joined.get_future().wait();
}

Follower::~Follower() {
    run([this](Connection&) { connection_.reset(); });
}

void Follower::run(const std::function<void(Connection&)>& work) {
    std::promise<void> done;
    asio::post(context_, [&] {
        work(*connection_);
        done.set_value();
    });
    done.get_future().wait();
}

void Follower::subscribe(const std::string& topic, const std::string& epoch, std::uint64_t from) {
    v1::Subscribe request;
    request.set_topic(topic);
    request.set_epoch(epoch);
    request.set_from(from);
    run([&](Connection& connection) { connection.subscribe(request); });
}

void Follower::unsubscribe(const std::string& topic) {
    run([&](Connection& connection) { connection.end(topic); });
}

void Follower::watch(const std::string& topic, bool visible) {
    v1::Signal signal;
    signal.set_topic(topic);
    signal.mutable_watching()->set_visible(visible);
    run([&](Connection& connection) { connection.signal(signal); });
}

void Follower::stall() {
    run([&](Connection&) { stalled_ = true; });
}

void Follower::resume() {
    run([&](Connection&) {
        stalled_ = false;
        due();
    });
}

void Follower::stall_when_rights_change() {
    run([&](Connection&) { stall_on_change_ = true; });
}

void Follower::due() {
    for (;;) {
        if (stalled_ || !connection_) return;
        std::vector<Frame> frames;
        connection_->gather(frames, 8);
        if (frames.empty()) return;
        {
            const std::lock_guard lock(mutex_);
            for (const auto& frame : frames) frames_.push_back(decoded(*frame));
        }
        connection_->taken(frames.size());
        arrived_.notify_all();
    }
}

void Follower::rest(Frame, std::size_t) {
    ADD_FAILURE() << "it never was direct";
}

void Follower::access_changed(const v1::AccessChanged& change) {
    const std::lock_guard lock(mutex_);
    changes_.push_back(change);
    if (stall_on_change_) stalled_ = true;
    arrived_.notify_all();
}

void Follower::rewound() {
    ++rewinds_;
}

void Follower::isolated() {
    const std::lock_guard lock(mutex_);
    isolated_ = true;
    arrived_.notify_all();
}

std::vector<v1::ServerFrame> Follower::frames() const {
    const std::lock_guard lock(mutex_);
    return frames_;
}

std::vector<v1::AccessChanged> Follower::access_changes() const {
    const std::lock_guard lock(mutex_);
    return changes_;
}

std::vector<v1::ServerFrame> Follower::await(const std::function<bool(const std::vector<v1::ServerFrame>&)>& done) {
    std::unique_lock lock(mutex_);
    EXPECT_TRUE(arrived_.wait_for(lock, 10s, [&] { return done(frames_); })) << frames_.size() << " frames came";
    return frames_;
}

std::vector<v1::ServerFrame> Follower::await_status(const std::string& topic, v1::Subscribed::Status status) {
    return await([&](const auto& frames) {
        return std::ranges::any_of(frames, [&](const auto& frame) {
            return frame.has_subscribed() && frame.subscribed().topic() == topic &&
                   frame.subscribed().status() == status;
        });
    });
}

std::vector<v1::Event> Follower::await_event(const std::string& topic, std::uint64_t seq) {
    return events_of(
        await([&](const auto& frames) {
            const auto events = events_of(frames, topic);
            return std::ranges::any_of(events, [&](const auto& event) { return event.seq() == seq; });
        }),
        topic
    );
}

std::vector<v1::Event> events_of(const std::vector<v1::ServerFrame>& frames, const std::string& topic) {
    std::vector<v1::Event> events;
    for (const auto& frame : frames) {
        if (frame.has_event() && frame.event().topic() == topic) events.push_back(frame.event());
        if (!frame.has_block() || frame.block().topic() != topic) continue;
        events.insert(events.end(), frame.block().events().begin(), frame.block().events().end());
    }
    return events;
}

v1::ServerFrame decoded(const std::string& bytes) {
    v1::ServerFrame message;
    if (bytes.size() < 2 || static_cast<unsigned char>(bytes[0]) != 0x82) {
        ADD_FAILURE() << "not a final binary frame";
        return message;
    }
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    std::size_t header = 2;
    std::uint64_t length = octet(1);
    if (length >= 126) {
        const std::size_t octets = length == 126 ? 2 : 8;
        length = 0;
        for (std::size_t i = 0; i < octets; ++i) length = length << 8 | octet(2 + i);
        header += octets;
    }
    EXPECT_EQ(bytes.size(), header + length);
    EXPECT_TRUE(message.ParseFromString(bytes.substr(header)));
    return message;
}

std::vector<std::uint64_t> applied(const std::vector<v1::Event>& events, std::uint64_t from) {
    std::vector<std::uint64_t> seqs;
    for (const auto& event : events) {
        if (event.seq() <= from) continue;
        EXPECT_EQ(event.seq(), from + 1) << "a gap";
        from = event.seq();
        seqs.push_back(from);
    }
    return seqs;
}

LiveTest::LiveTest() {
    threads_.start();
}

LiveTest::~LiveTest() {
    if (hub_) hub_->stop();
    threads_.stop(2s);
}

Settings LiveTest::quick() {
    Settings settings;
    settings.poll = 20ms;
    settings.tick = 10ms;
    return settings;
}

void LiveTest::start(Settings settings) {
    hub_ = std::make_unique<Hub>(database_.store(), threads_, settings);
    hub_->start();
}

std::unique_ptr<Follower> LiveTest::follower(std::size_t io_thread, std::string principal) {
    return std::make_unique<Follower>(hub_->shard(io_thread), threads_.context(io_thread), std::move(principal));
}

std::uint64_t LiveTest::publish(const std::string& topic, const std::string& recognition) {
    return database_.write([&](store::Transaction& tx) -> Result<std::uint64_t> {
        v1::EventBody body;
        body.mutable_recognition_given()->mutable_recognition()->set_message(recognition);
        return tx.append({.topic = topic, .body = body});
    });
}

void LiveTest::publish_many(const std::string& topic, std::size_t count) {
    database_.write([&](store::Transaction& tx) -> Result<std::uint64_t> {
        std::uint64_t last = 0;
        for (std::size_t i = 0; i < count; ++i) {
            v1::EventBody body;
            body.mutable_recognition_given()->mutable_recognition()->set_message("thanks " + std::to_string(i));
            last = tx.append({.topic = topic, .body = body});
        }
        return last;
    });
}

std::uint64_t LiveTest::withdraw(
    const std::string& topic, const std::string& recognition, std::vector<std::uint64_t> positions
) {
    return database_.write([&](store::Transaction& tx) -> Result<std::uint64_t> {
        v1::EventBody body;
        body.mutable_recognition_withdrawn()->set_recognition_id(recognition);
        return tx.append({.topic = topic, .body = body, .redacts = positions});
    });
}

void LiveTest::change_access(v1::AccessChanged::Kind kind, const std::string& subject) {
    database_.write([&](store::Transaction& tx) -> Result<std::uint64_t> {
        v1::EventBody body;
        body.mutable_access_changed()->set_kind(kind);
        body.mutable_access_changed()->set_subject_id(subject);
        return tx.append({.topic = "access", .body = body});
    });
}

void LiveTest::lose_history() {
    static constexpr store::Sql kLoseLog{"test.lose_log", "DELETE FROM log"};
    static constexpr store::Sql kLoseTopics{"test.lose_topics", "UPDATE topic SET head = 0"};
    database_.write([](store::Transaction& tx) -> Result<int> {
        tx.run(kLoseLog);
        tx.run(kLoseTopics);
        return 0;
    });
}

std::string LiveTest::epoch() {
    return database_.store().read_now([](store::Reader& reader) { return store::log_head(reader).epoch; });
}

}  // namespace koebel::live
