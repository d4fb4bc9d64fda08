#pragma once

#include "bench/bare_loop.hpp"
#include "bench/load.hpp"
#include "bench/node.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace koebel::bench {

/// The bare loop and a group of readers on it.
class BareSide {
public:
    BareSide(Load& load, std::uint8_t group, std::uint32_t readers);

    /// Sends one event and waits until every reader has it.
    Report deliver();
    /// The same with several events as one piece of bytes.
    Report deliver_joined(std::size_t events);

    [[nodiscard]] std::int64_t processor_ns() const { return loop_.time().ns(); }

private:
    /// Told before anything is sent: a reader that had it all before it knew that it counts could not say when.
    void expect(std::size_t events);

    Load& load_;
    const std::uint8_t group_;
    const std::uint32_t readers_;
    BareLoop loop_;
    std::uint64_t seq_ = 0;
    std::uint64_t expected_ = 0;
};

/// A group of readers on the node, upgraded on its real path.
class NodeSide {
public:
    /// `receive_buffer` in bytes; 0: the kernel's choice.
    NodeSide(Load& load, Node& node, std::uint8_t group, std::uint32_t readers, int receive_buffer = 0);

    /// Everyone follows one more topic, from its head on.
    void follow(std::string_view topic);

    /// Waits until every reader has so many events more.
    Report await(std::size_t events);
    /// Commits events to a topic that everyone follows and waits until every reader has them.
    Report deliver(std::string_view topic, std::size_t events = 1);

    void stall(bool on);
    void cut(std::uint32_t count);
    /// Those that were cut come again; they follow nothing.
    void reconnect();
    [[nodiscard]] std::uint32_t readers() const { return readers_; }

private:
    [[nodiscard]] Command to_group(Command::Kind kind) const { return {.kind = kind, .group = group_}; }
    void connect(std::uint32_t count);
    void expect(std::size_t events);

    Load& load_;
    Node& node_;
    const std::uint8_t group_;
    const std::uint32_t readers_;
    const int receive_buffer_;
    std::uint64_t live_ = 0;
    std::uint64_t expected_ = 0;
};

}  // namespace koebel::bench
