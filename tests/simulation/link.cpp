#include "simulation/link.hpp"

#include "simulation/page.hpp"
#include "simulation/world.hpp"

#include <boost/asio/post.hpp>

#include <cerrno>
#include <map>
#include <stdexcept>

namespace koebel::simulation {

using namespace std::chrono_literals;

namespace {

constexpr Duration kPing = 10s;
constexpr Duration kWriteStall = 10s;

std::size_t header_of(std::string_view bytes) {
    const auto length = static_cast<unsigned char>(bytes[1]);
    return length < 126 ? 2 : length == 126 ? 4 : 10;
}

/// The size of the first frame, its header included.
std::size_t size_of(std::string_view bytes) {
    const auto header = header_of(bytes);
    std::size_t length = header == 2 ? static_cast<unsigned char>(bytes[1]) : 0;
    for (std::size_t i = 2; i < header; ++i) length = length << 8 | static_cast<unsigned char>(bytes[i]);
    return header + length;
}

v1::ServerFrame decode(const std::string& bytes) {
    const auto header = header_of(bytes);
    v1::ServerFrame frame;
    if (!frame.ParseFromArray(bytes.data() + header, static_cast<int>(bytes.size() - header))) frame.Clear();
    return frame;
}

/// The open links by descriptor; a simulation is one thread.
std::map<int, Link*>& open_links() {
    thread_local std::map<int, Link*> links;
    return links;
}

/// The lowest that is free, as the kernel gives them: what is sent to one that was closed reaches another.
int free_descriptor() {
    int descriptor = 3;
    while (open_links().contains(descriptor)) ++descriptor;
    return descriptor;
}

}  // namespace

Link::Link(World& world, Node& node, std::size_t shard, Page& page, Network network)
    : world_(world),
      node_(node),
      shard_(shard),
      page_(page),
      network_(network),
      descriptor_(free_descriptor()),
      connection_(node.hub().shard(shard).join(*this)),
      check_(world.record(), page.person(), world.progress(node.number(), shard)),
      room_(network.room),
      next_ping_(world.agenda().now() + kPing / 2 + Duration{world.random().below(5'000'000)}) {
    node_.links().push_back(this);
    open_links().emplace(descriptor_, this);
    rights_ = world_.rights(page.person());  // as the caller was authenticated
    v1::ServerFrame welcome;
    welcome.mutable_welcome()->set_build("simulated");
    say(welcome);
    rights_changed();  // an entry since then found no connection here
}

Link::~Link() {
    if (is_open()) open_links().erase(descriptor_);
    std::erase(node_.links(), this);
}

void Link::send(const v1::ClientFrame& frame) {
    if (!is_open()) return;
    unread_.push_back(frame);
    after(Duration{world_.random().below(static_cast<std::uint64_t>(network_.latency.count()) + 1)}, &Link::read);
}

void Link::cut() {
    if (!is_open()) return;
    connection_.reset();
    open_links().erase(descriptor_);
    life_.reset();
    std::erase(node_.links(), this);
    page_.lost(*this);
}

void Link::calm() {
    network_.mangles = 0;
    network_.stalls = 0;
    network_.latency = 50ms;
    network_.room = std::max<std::size_t>(network_.room, 16'384);
}

void Link::after(Duration delay, std::function<void()> what) {
    world_.agenda().after(delay, [what = std::move(what), life = std::weak_ptr(life_)] {
        if (!life.expired()) what();
    });
}

void Link::after(Duration delay, void (Link::*what)()) {
    after(delay, [this, what] { (this->*what)(); });
}

void Link::read() {
    // Later ones arrive later; a session that reads rights again, or is slow to write, reads nothing.
    if (unread_.empty()) return;
    if (rereading_ || outbox_.size() >= 16 || node_.is_held(shard_)) return after(20ms, &Link::read);
    const auto frame = std::move(unread_.front());
    unread_.pop_front();
    accept(frame);
    node_.touched();
}

void Link::accept(const v1::ClientFrame& frame) {
    if (frame.has_subscribe()) {
        const auto& wish = frame.subscribe();
        if (!rights_.contains(wish.topic())) return end(wish.topic());
        world_.trace("{} subscribes to {} from {} {}", page_.name(), wish.topic(), wish.epoch(), wish.from());
        check_.subscribed(wish.topic(), wish.from());
        connection_->subscribe(wish);
    } else if (frame.has_unsubscribe()) {
        if (connection_->follows(frame.unsubscribe().topic())) end(frame.unsubscribe().topic());
    } else if (frame.has_signal()) {
        connection_->signal(frame.signal());
    }
}

void Link::end(const std::string& topic) {
    check_.ended(topic);
    connection_->end(topic);
}

void Link::due() {
    pump();
}

ssize_t Link::send_beside(int descriptor, const void* bytes, std::size_t count) {
    const auto link = open_links().find(descriptor);
    if (link == open_links().end()) throw std::logic_error("something was sent to a descriptor that is closed");
    return link->second->take_beside({static_cast<const char*>(bytes), count});
}

ssize_t Link::take_beside(std::string_view bytes) {
    if (current_ || !outbox_.empty()) world_.complain(page_.name() + ": sent beside a gate that is busy");
    const auto taken = std::min(room_, bytes.size());
    for (std::size_t at = 0; at < taken;) {
        const auto size = size_of(bytes.substr(at));
        if (at + size > taken) break;  // its rest comes by rest()
        wire_.push_back(begun(std::string{bytes.substr(at, size)}));
        wire_.back().left = 0;
        at += size;
    }
    room_ -= taken;
    deliver_soon();
    if (taken > 0) return static_cast<ssize_t>(taken);
    errno = EAGAIN;
    return -1;
}

void Link::rest(live::Frame frame, std::size_t offset) {
    current_ = begun(*frame);
    current_->left -= offset;
    stalled_since_ = world_.agenda().now();
    deliver_soon();
}

Link::Item Link::begun(const std::string& bytes) {
    auto message = std::make_shared<const v1::ServerFrame>(decode(bytes));
    const auto wrong = check_.sent(*message, node_.hub().shard(shard_).epoch());
    if (!wrong.empty()) world_.complain(page_.name() + ": " + wrong);
    if (rereading_) world_.complain(page_.name() + ": something of a topic while rights are read again");
    return {.size = bytes.size(), .left = bytes.size(), .message = std::move(message)};
}

void Link::access_changed(const v1::AccessChanged& change) {
    if (world_.mistakes().ignores_rights) return;
    if (change.subject_id() == page_.person()) rights_changed();
}

void Link::rewound() {
    rights_changed();
}

void Link::isolated() {
    world_.trace("{} is closed: its node is isolated", page_.name());
    after(0us, &Link::cut);
}

void Link::tick(std::chrono::steady_clock::time_point now) {
    if (stalled_since_ && now - *stalled_since_ >= kWriteStall) {
        world_.trace("{} is closed: too slow", page_.name());
        return after(0us, &Link::cut);
    }
    if (now < next_ping_ || outbox_.size() >= 16) return;
    next_ping_ = now + kPing * 3 / 4 + Duration{world_.random().below(5'000'000)};
    v1::ServerFrame frame;
    frame.mutable_ping()->set_t(++pings_);
    for (auto& head : connection_->heads()) *frame.mutable_ping()->add_heads() = std::move(head);
    say(frame);
}

std::string Link::principal() const {
    return page_.person();
}

void Link::rights_changed() {
    ++rights_changes_;
    if (!world_.mistakes().stays_direct) connection_->indirect();
    if (std::exchange(rereading_, true)) return;
    reread_rights();
}

void Link::reread_rights() {
    after(world_.read_pause(node_), [this] {
        if (node_.log().is_down()) return after(1s, &Link::reread_rights);
        after(world_.read_pause(node_), [this, seen = rights_changes_, now = world_.rights(page_.person())] {
            if (seen != rights_changes_) return reread_rights();
            rights_ = now;
            check_.keep(rights_);
            connection_->keep([this](const std::string& topic) { return rights_.contains(topic); });
            rereading_ = false;
            resume();
        });
    });
}

void Link::say(const v1::ServerFrame& frame) {
    const auto size = frame.ByteSizeLong() + 2;
    outbox_.push_back({.size = size, .left = size, .message = std::make_shared<v1::ServerFrame>(frame)});
    pump();
}

void Link::pump() {
    if (pumping_ || !is_open()) return;
    pumping_ = true;
    connection_->indirect();
    if (current_) write(*std::exchange(current_, std::nullopt));
    while (!current_ && !outbox_.empty()) {
        auto item = std::move(outbox_.front());
        outbox_.pop_front();
        write(std::move(item));
    }
    if (!current_ && !rereading_) offer();
    pumping_ = false;
    if (!current_) {
        stalled_since_.reset();
    } else if (!stalled_since_) {
        stalled_since_ = world_.agenda().now();
    }
    if (!current_ && !full_ && outbox_.empty() && !rereading_) connection_->direct(descriptor_);
    deliver_soon();
}

void Link::write(Item item) {
    const auto part = std::min(room_, item.left);
    room_ -= part;
    item.left -= part;
    if (item.left > 0) {
        current_ = std::move(item);
    } else {
        wire_.push_back(std::move(item));
    }
}

void Link::offer() {
    std::vector<live::Frame> frames;
    do {
        frames.clear();
        connection_->gather(frames, network_.gathers);
        std::size_t count = 0;
        while (count < frames.size() && room_ > 0 && !current_) {
            write(begun(*frames[count++]));
        }
        if (count > 0) connection_->taken(count);
        // Full at the end of a frame: like EAGAIN, it is told when there is room.
        full_ = count < frames.size();
    } while (!frames.empty() && !full_ && !current_);
    node_.touched();
}

void Link::deliver_soon() {
    if (delivering_ || (wire_.empty() && !current_ && !full_)) return;
    delivering_ = true;
    auto delay = Duration{world_.random().below(static_cast<std::uint64_t>(network_.latency.count()) + 1)};
    if (world_.random().chance(network_.stalls)) delay += Duration{world_.random().below(14'000'000)};
    after(delay, &Link::deliver);
}

void Link::deliver() {
    delivering_ = false;
    auto count = world_.random().between(1, wire_.size() + 1);
    std::vector<Item> arrived;
    while (count-- > 0 && !wire_.empty()) {
        arrived.push_back(std::move(wire_.front()));
        wire_.pop_front();
    }
    // What is in the socket in part has been carried on as well.
    std::size_t waiting = 0;
    for (const auto& item : wire_) waiting += item.size;
    room_ = network_.room > waiting ? network_.room - waiting : 0;
    stalled_since_.reset();
    for (std::size_t i = 0; i < arrived.size(); ++i) {
        const auto& message = *arrived[i].message;
        const bool is_event = message.has_event() || message.has_block();
        const std::weak_ptr life = life_;
        if (is_event && world_.random().chance(network_.mangles)) {
            const auto how = world_.random().below(3);
            if (how == 0) continue;
            if (how == 1) page_.hears(message);
            if (how == 2 && i + 1 < arrived.size() && arrived[i + 1].message->has_event()) {
                std::swap(arrived[i], arrived[i + 1]);
            }
        }
        if (life.expired()) return;
        page_.hears(*arrived[i].message);
        if (life.expired()) return;
    }
    resume();
}

void Link::resume() {
    // An io thread that is held up hears of nothing.
    if (node_.is_held(shard_)) return after(20ms, &Link::resume);
    pump();
    node_.touched();
}

}  // namespace koebel::simulation
