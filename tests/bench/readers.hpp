#pragma once

#include "bench/load_messages.hpp"
#include "bench/wire.hpp"

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::bench {

/// One reader: a plain TCP connection, or a WebSocket of koebel.v1 that answers Pings.
struct Reader {
    enum class Stage : std::uint8_t { kAway, kConnecting, kUpgrading, kGreeting, kOpen };

    int descriptor = -1;
    std::uint32_t number = 0;  ///< in its group
    std::uint8_t group = 0;
    Stage stage = Stage::kAway;
    std::uint8_t live = 0;                   ///< subscriptions that are LIVE
    std::uint8_t failures = 0;               ///< to connect, in a row
    std::array<std::uint64_t, 4> applied{};  ///< seq of the last event, by the group's topics
    std::string partial;                     ///< of a frame that has not come whole
};

/// Thousands of readers on one thread around epoll, in groups. Each verifies that it gets every event of its topics
/// once and in order. Told what to do over a socket, one command at a time; see Command.
class Readers {
public:
    explicit Readers(int control);
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;
    ~Readers();

    /// Until the bench closes its end.
    void run();

private:
    struct Group {
        std::vector<std::string> topics;
        std::vector<std::unique_ptr<Reader>> readers;
        Command connect;  ///< how they came, and come again
        std::string epoch;
        Report report;
        bool returning = false;
        bool heeds_retry_after = false;
    };

    void carry_out(const Command& command);
    void subscribe(Group& group, const Command& command);
    void stall(Group& group, std::size_t count);
    void cut(Group& group, std::size_t count);
    /// Answers the command under way when what it waits for has happened.
    void settle();
    [[nodiscard]] bool is_settled() const;
    void answer(bool done);

    void connect_some();
    void begin(Reader& reader);
    void connected(Reader& reader);
    void opened(Reader& reader);
    void resume(Reader& reader);
    void lost(Reader& reader);
    void come_back(Reader& reader, std::optional<std::int64_t> after_ms);
    [[nodiscard]] int timeout_ms() const;

    void on_event(Reader& reader, std::uint32_t events);
    void read(Reader& reader);
    /// What is left of `bytes` once all whole frames are taken.
    void take(Reader& reader, std::string_view bytes);
    [[nodiscard]] bool upgraded(Reader& reader, std::string_view& bytes);
    void frame(Reader& reader, const WireFrame& frame);
    void apply(Reader& reader, const EventPlace& event, bool is_in_block);
    void subscribed(Reader& reader, std::string_view body);
    void write(Reader& reader, std::string_view bytes);
    void watch(Reader& reader, std::uint32_t events, int operation);

    int control_;
    int epoll_;
    std::array<Group, 4> groups_;
    std::vector<Reader*> to_connect_;  // in this order, some at a time
    std::size_t next_to_connect_ = 0;
    std::size_t connecting_ = 0;
    std::multimap<std::int64_t, Reader*> later_;  // by when they try again
    std::optional<Command> under_way_;
    std::int64_t give_up_at_ = 0;
    std::minstd_rand random_{1};
    std::vector<char> buffer_;
};

}  // namespace koebel::bench
