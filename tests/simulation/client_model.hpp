#pragma once

#include "simulation/client_topic.hpp"

#include <koebel/v1/common.pb.h>
#include <koebel/v1/live.pb.h>

#include <functional>
#include <map>
#include <set>
#include <string>

namespace koebel::simulation {

/// Mistakes a client can make, for the simulation to find. None: the documented algorithm.
enum class ClientMistake : std::uint8_t { kNone, kIgnoresGaps, kAppliesAgain, kIgnoresHeads };

/// One page: what web/src/live/subscriptions.ts does for one follower of several topics. Pure: what it
/// does goes out through `Actions`, the caller brings the time.
class ClientModel {
public:
    using Time = ClientTopic::Time;
    struct Actions {
        std::function<void(const v1::ClientFrame&)> send;
        std::function<void(const v1::Event&)> apply;
        std::function<void(const std::string& topic)> live;
        std::function<void()> reset;
    };

    explicit ClientModel(Actions actions, ClientMistake mistake = ClientMistake::kNone)
        : actions_(std::move(actions)), mistake_(mistake) {}

    /// Follows from a snapshot's places on; what was followed before has been left.
    void follow(const v1::Snapshot& places);
    void connected();
    void disconnected();
    void frame(const v1::ServerFrame& frame, Time now);
    void tick(Time now);

    /// Where it stands, by topic.
    [[nodiscard]] const std::map<std::string, ClientTopic>& topics() const { return topics_; }
    /// Whether the server refused a topic on this connection.
    [[nodiscard]] bool was_refused() const { return !refused_.empty(); }

private:
    void events(const std::string& topic, const v1::Event& event);
    void subscribed(const v1::Subscribed& word, Time now);
    void ended(const std::string& topic);
    void left(const std::string& topic);
    /// Whether it was a reset: then nothing is followed any more.
    bool act(const std::string& topic, ClientTopic::Step step);
    void ask(const std::string& name, ClientTopic& topic);
    /// `over`: the topic that the server has let go of by itself.
    void reset(const std::string& over = {});

    const Actions actions_;
    const ClientMistake mistake_;
    std::map<std::string, ClientTopic> topics_;
    std::set<std::string> leaving_;  // unsubscribed, and not answered yet
    std::set<std::string> refused_;
    bool connected_ = false;
};

}  // namespace koebel::simulation
