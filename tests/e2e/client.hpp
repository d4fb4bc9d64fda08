#pragma once

#include "e2e/followed.hpp"
#include "e2e/server.hpp"
#include "support/websocket_client.hpp"

#include <koebel/v1/live.pb.h>
#include <koebel/v1/recognition.pb.h>

#include <atomic>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace koebel::e2e {

/// A client of the live connection: resumes by {epoch, seq}, drops what it has, asks again at a gap, starts from a
/// snapshot at RESET, backs off with full jitter. Thanks colleagues at a pace, takes some back, and says something
/// about what it sees: reacts, comments, boosts. What is not answered goes again under the same request_id. Its seed
/// decides whom it thanks, in which order, and who may see it. A thread of its own.
class Client {
public:
    Client(const Server& server, Identity identity, std::uint64_t seed);
    ~Client();

    /// From this snapshot on instead of one of its own: someone who comes late.
    void begin_at(const v1::Snapshot& snapshot);
    /// Calls `look` with every event applied, on the client's thread.
    void on_applied(std::function<void(const v1::Event&)> look) { look_ = std::move(look); }
    /// Thanks somebody each `pace` until stop_giving().
    void give(std::chrono::milliseconds pace) { pace_ = pace; }
    void start();
    void stop_giving() { pace_ = std::chrono::milliseconds{0}; }
    /// Waits until nothing is left to be answered and these heads are reached; whether that came.
    [[nodiscard]] bool await(const std::map<std::string, std::uint64_t>& heads, std::chrono::seconds wait);
    void stop();

    /// After stop().
    [[nodiscard]] const Outcome& outcome() const { return outcome_; }
    [[nodiscard]] const v1::Snapshot& snapshot() const { return snapshot_; }
    [[nodiscard]] const Identity& identity() const { return identity_; }

private:
    struct Pending {
        std::string method;
        std::string payload;
        std::optional<std::size_t> takes_back;  // index into given
        bool talks = false;                     // about what may be gone by now
    };

    void run();
    void connection();
    void intend(std::chrono::steady_clock::time_point now);
    [[nodiscard]] Pending word_about(const std::string& recognition);
    [[nodiscard]] std::chrono::milliseconds until_next(std::chrono::steady_clock::time_point now) const;
    void send_pending(test::WebSocketClient& socket);
    void receive(test::WebSocketClient& socket, const v1::ServerFrame& frame);
    void answer(const v1::Reply& reply);
    void apply(test::WebSocketClient& socket, const v1::Event& event);
    void subscribe(test::WebSocketClient& socket, const std::string& topic);
    void begin(test::WebSocketClient& socket, const v1::Snapshot& snapshot);
    void ask_for_snapshot(test::WebSocketClient& socket);
    std::string next_request_id();

    const Server server_;
    const Identity identity_;
    const std::uint64_t seed_;
    std::mt19937_64 choices_;  // what is given: the same for a seed, whatever happens
    std::mt19937_64 chance_;   // when it comes back
    std::function<void(const v1::Event&)> look_;
    std::atomic<std::chrono::milliseconds> pace_{std::chrono::milliseconds{0}};
    std::atomic<bool> stopping_{false};

    std::mutex mutex_;  // outcome_.followed, pending_
    std::condition_variable changed_;
    Outcome outcome_;
    std::optional<Pending> pending_;

    v1::Snapshot snapshot_;
    std::chrono::steady_clock::time_point next_give_;
    std::uint32_t call_id_ = 0;
    std::uint32_t snapshot_call_ = 0;
    std::uint32_t pending_call_ = 0;
    bool sent_ = false;
    bool owes_word_ = false;        // about what it sees: one for each it gave
    std::string seen_recognition_;  // the newest that was given
    std::uint64_t requests_ = 0;
    std::thread thread_;
};

}  // namespace koebel::e2e
