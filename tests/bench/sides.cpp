#include "bench/sides.hpp"

#include "bench/frames.hpp"

namespace koebel::bench {

using Kind = Command::Kind;

BareSide::BareSide(Load& load, std::uint8_t group, std::uint32_t readers)
    : load_(load), group_(group), readers_(readers) {
    load_.ask({.kind = Kind::kConnect, .group = group, .port = loop_.port(), .count = readers, .topic = Node::kFeed});
}

Report BareSide::deliver() {
    expect(1);
    loop_.send({ready_frame(Node::kFeed, ++seq_)});
    return load_.answer();
}

Report BareSide::deliver_joined(std::size_t events) {
    expect(events);
    loop_.send({joined_frames(Node::kFeed, seq_ + 1, events)});
    seq_ += events;
    return load_.answer();
}

void BareSide::expect(std::size_t events) {
    expected_ += events * readers_;
    load_.tell({.kind = Kind::kAwait, .group = group_, .total = expected_});
}

NodeSide::NodeSide(Load& load, Node& node, std::uint8_t group, std::uint32_t readers, int receive_buffer)
    : load_(load), node_(node), group_(group), readers_(readers), receive_buffer_(receive_buffer) {
    connect(readers);
}

void NodeSide::connect(std::uint32_t count) {
    auto command = to_group(Kind::kConnect);
    command.websocket = true;
    command.port = node_.port();
    command.count = count;
    command.receive_buffer = receive_buffer_;
    command.host = Node::kHost;
    command.cookie = Node::kCookie;
    load_.ask(command);
}

void NodeSide::follow(std::string_view topic) {
    auto command = to_group(Kind::kSubscribe);
    command.total = live_ += readers_;
    command.from = node_.seq(topic);
    command.topic = topic;
    command.epoch = node_.head().epoch;
    load_.ask(command);
}

Report NodeSide::await(std::size_t events) {
    expect(events);
    return load_.answer();
}

Report NodeSide::deliver(std::string_view topic, std::size_t events) {
    expect(events);
    node_.publish(topic, events);
    return load_.answer();
}

void NodeSide::expect(std::size_t events) {
    auto command = to_group(Kind::kAwait);
    command.total = expected_ += events * readers_;
    load_.tell(command);
}

void NodeSide::stall(bool on) {
    auto command = to_group(Kind::kStall);
    command.count = on ? readers_ : 0;
    load_.ask(command);
}

void NodeSide::cut(std::uint32_t count) {
    auto command = to_group(Kind::kClose);
    command.count = count;
    live_ = load_.ask(command).live;
}

void NodeSide::reconnect() {
    connect(0);
}

}  // namespace koebel::bench
