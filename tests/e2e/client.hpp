#pragma once

#include "e2e/koebeld_process.hpp"
#include "support/websocket_client.hpp"

#include <koebel/v1/common.pb.h>
#include <koebel/v1/live.pb.h>
#include <koebel/v1/recognition.pb.h>

#include <atomic>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace koebel::e2e {

/// What a client has of one topic.
struct Followed {
    std::uint64_t from = 0;  ///< the snapshot's seq: where its list begins
    std::uint64_t last = 0;
    std::vector<v1::Event> applied;
};

/// A thank-you that was answered with success.
struct Given {
    std::string recognition_id;
    std::string message;
    bool taken_back = false;  ///< the take-back was answered with success
};

/// Who a client is, and whom it thanks.
struct Identity {
    std::string cookie;
    std::string person_id;
    std::string thanks_id;  ///< the colleague
    std::string value_id;
};

/// A client of the live connection: resumes by {epoch, seq}, drops what it has, asks again at a gap, starts from a
/// snapshot at RESET, backs off with full jitter. Thanks a colleague at a pace, takes some back; what is
/// not answered goes again under the same request_id. A thread of its own.
class Client {
public:
    Client(const KoebeldProcess& server, Identity identity, std::uint64_t seed);
    ~Client();

    /// From this snapshot on instead of one of its own: someone who comes late.
    void begin_at(const v1::Snapshot& snapshot);
    /// Thanks somebody each `pace` until stop_giving().
    void give(std::chrono::milliseconds pace) { pace_ = pace; }
    void start();
    void stop_giving() { pace_ = std::chrono::milliseconds{0}; }
    /// Waits until nothing is left to be answered and these heads are reached; whether that came.
    [[nodiscard]] bool await(const std::map<std::string, std::uint64_t>& heads, std::chrono::seconds wait);
    void stop();

    // After stop().
    [[nodiscard]] const std::map<std::string, Followed>& followed() const { return followed_; }
    [[nodiscard]] const std::vector<Given>& given() const { return given_; }
    [[nodiscard]] int resets() const { return resets_; }
    [[nodiscard]] int connections() const { return connections_; }
    [[nodiscard]] const v1::Snapshot& snapshot() const { return snapshot_; }

private:
    struct Pending {
        std::string method;
        std::string payload;
        std::optional<std::size_t> takes_back;  // index into given_
        std::string message;
    };

    void run();
    void connection();
    void intend(std::chrono::steady_clock::time_point now);
    void send_pending(test::WebSocketClient& socket);
    void receive(test::WebSocketClient& socket, const v1::ServerFrame& frame);
    void answer(const v1::Reply& reply);
    void apply(test::WebSocketClient& socket, const v1::Event& event);
    void subscribe(test::WebSocketClient& socket, const std::string& topic);
    void begin(test::WebSocketClient& socket, const v1::Snapshot& snapshot);
    void ask_for_snapshot(test::WebSocketClient& socket);
    std::string next_request_id();

    const KoebeldProcess& server_;
    const Identity identity_;
    const std::uint64_t seed_;
    std::mt19937_64 random_;
    std::atomic<std::chrono::milliseconds> pace_{std::chrono::milliseconds{0}};
    std::atomic<bool> stopping_{false};

    std::mutex mutex_;  // followed_, pending_
    std::condition_variable changed_;
    std::map<std::string, Followed> followed_;
    std::optional<Pending> pending_;

    v1::Snapshot snapshot_;
    std::vector<Given> given_;
    std::chrono::steady_clock::time_point next_give_;
    std::uint32_t call_id_ = 0;
    std::uint32_t snapshot_call_ = 0;
    bool sent_ = false;
    std::uint64_t requests_ = 0;
    int resets_ = 0;
    int connections_ = 0;
    std::thread thread_;
};

}  // namespace koebel::e2e
