#pragma once

#include "live/connection.hpp"
#include "live/subscriber.hpp"
#include "simulation/agenda.hpp"
#include "simulation/stream_check.hpp"

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace koebel::simulation {

class Node;
class Page;
class World;

/// One WebSocket, both ends of its network between: a socket buffer that fills, a wire that is slow,
/// stalls or is cut. Its near end does what gateway::WebSocketSession and FrameGate do with a
/// live::Connection; its far end is a page. Owned by the page.
class Link final : public live::Subscriber {
public:
    /// How the network is.
    struct Network {
        std::size_t room = 0;      ///< bytes the socket takes before the wire carries them on
        Duration latency{0};       ///< at most this, each way
        unsigned stalls = 0;       ///< per cent of deliveries before which it stalls
        unsigned mangles = 0;      ///< per cent of events it loses, repeats or lets overtake
        std::size_t gathers = 64;  ///< frames in one write
    };

    Link(World& world, Node& node, std::size_t shard, Page& page, Network network);
    ~Link() override;

    /// The page says something.
    void send(const v1::ClientFrame& frame);
    /// Gone without a word; the page hears of it.
    void cut();
    [[nodiscard]] bool is_open() const { return connection_ != nullptr; }
    /// From here on the network is fast and honest.
    void calm();

    /// What a node's shards send to the descriptor of a link, as send(2) does.
    static ssize_t send_beside(int descriptor, const void* bytes, std::size_t count);

private:
    /// A frame, and what is in it.
    struct Item {
        std::size_t size = 0;
        std::size_t left = 0;  ///< bytes the socket has not taken yet
        std::shared_ptr<const v1::ServerFrame> message;
    };

    // live::Subscriber
    void due() override;
    void rest(live::Frame frame, std::size_t offset) override;
    void access_changed(const v1::AccessChanged& change) override;
    void rewound() override;
    void isolated() override;
    void tick(std::chrono::steady_clock::time_point now) override;
    [[nodiscard]] std::string principal() const override;

    // As the session.
    void read();
    void accept(const v1::ClientFrame& frame);
    void rights_changed();
    void reread_rights();
    void end(const std::string& topic);
    void say(const v1::ServerFrame& frame);

    // As the gate.
    void pump();
    /// As much of a frame as the socket takes.
    void write(Item item);
    ssize_t take_beside(std::string_view bytes);
    [[nodiscard]] Item begun(const std::string& bytes);
    void offer();

    // The wire.
    void deliver_soon();
    void deliver();
    void resume();
    /// Acts later, unless it was cut by then.
    void after(Duration delay, std::function<void()> what);
    void after(Duration delay, void (Link::*what)());

    World& world_;
    Node& node_;
    const std::size_t shard_;
    Page& page_;
    Network network_;
    const int descriptor_;
    std::unique_ptr<live::Connection> connection_;
    StreamCheck check_;
    std::shared_ptr<int> life_ = std::make_shared<int>();

    std::deque<v1::ClientFrame> unread_;
    std::set<std::string> rights_;
    std::uint64_t rights_changes_ = 0;
    bool rereading_ = false;

    std::deque<Item> outbox_;
    std::optional<Item> current_;  // in part in the socket
    bool full_ = false;            // the socket took not even the first byte of what is due
    std::size_t room_;
    std::deque<Item> wire_;
    bool delivering_ = false;
    bool pumping_ = false;
    std::optional<Time> stalled_since_;
    Time next_ping_;
    std::uint64_t pings_ = 0;
};

}  // namespace koebel::simulation
