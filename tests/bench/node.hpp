#pragma once

#include "bench/measure.hpp"
#include "gateway/settings.hpp"
#include "gateway/websocket.hpp"
#include "live/settings.hpp"
#include "live/statistics.hpp"
#include "store/log_entry.hpp"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace koebel::bench {

/// The node as koebeld puts it together, as far as a page's WebSocket goes: listener, upgrade, WebSockets, hub and a
/// real store on SQLite, with one io thread. Only who is who is made up: the cookie `koebel=N` is person N, who may
/// follow the topics below. Limits that a bench would run into because all readers are on one machine are raised.
class Node {
public:
    static constexpr std::string_view kHost = "localhost";
    static constexpr std::string_view kCookie = "koebel=#";
    static constexpr std::string_view kFeed = "feed";
    static constexpr std::string_view kTeam = "team:0195e000-0000-7000-8000-0000000000aa";
    static constexpr std::string_view kWall = "wall";
    static constexpr std::string_view kFiller = "lobby";

    struct Options {
        gateway::Settings http;
        gateway::WebSocketSettings websocket;
        live::Settings live;
    };
    [[nodiscard]] static Options usual();

    explicit Node(const std::filesystem::path& data, const Options& options = usual());
    Node(const Node&) = delete;
    Node& operator=(const Node&) = delete;
    ~Node();

    [[nodiscard]] std::uint16_t port() const;
    [[nodiscard]] ThreadTime io_time() const { return io_time_; }
    [[nodiscard]] live::Statistics statistics() const;
    [[nodiscard]] gateway::WebSocketStatistics websockets() const;
    [[nodiscard]] store::LogHead head() const;
    [[nodiscard]] std::uint64_t seq(std::string_view topic) const;

    /// Commits `events` to a topic in one transaction; returns when that is durable.
    void publish(std::string_view topic, std::size_t events = 1, std::size_t words = kWords);
    /// Returns when whatever the io thread is doing is done.
    void finish_turn();
    /// When the newest commit was durable, in now_ns()'s clock.
    [[nodiscard]] std::int64_t committed_at() const { return committed_at_; }

    /// Of the frame of the newest event, on the wire.
    [[nodiscard]] std::size_t frame_bytes() const;

    static constexpr std::size_t kWords = 125;  ///< makes a frame of 220 bytes

private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
    std::atomic<std::int64_t> committed_at_{0};
    ThreadTime io_time_;
};

}  // namespace koebel::bench
