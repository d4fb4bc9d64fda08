#pragma once

#include "live/frame.hpp"
#include "live/topic.hpp"

#include <koebel/v1/common.pb.h>
#include <koebel/v1/live.pb.h>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace koebel::live {

class Shard;
class Subscriber;

/// Live's half of a connection: what it follows, and how far it got. Owned by the connection; lives on
/// its io thread. Holds no frames: what is due is gathered from rings and blocks at the moment the
/// socket can take it, so a slow client costs its cursors and nothing else.
///
/// While it is direct, events go to its descriptor without asking, and the tables know where it stands. Whoever writes
/// to the socket, gathers, or stops it, calls indirect() first.
class Connection {
public:
    Connection(Shard& shard, Subscriber& subscriber);
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    ~Connection();

    /// Follows a topic the caller may follow, from a place on. Following it already: starts anew from there.
    void subscribe(const v1::Subscribe& request);
    /// Stops following: nothing of the topic comes any more, ENDED does. Also the answer to a topic one
    /// may not follow.
    void end(const std::string& topic);
    /// Ends what `allowed` does not allow any more.
    void keep(const std::function<bool(const std::string&)>& allowed);
    /// Something short-lived about a topic that is followed; of another topic it is ignored.
    void signal(const v1::Signal& signal);

    [[nodiscard]] bool follows(const std::string& topic) const;
    /// Subscriptions, those included whose end is still to be told.
    [[nodiscard]] std::size_t size() const { return subscriptions_.size(); }
    /// The heads of the topics it is live on.
    [[nodiscard]] std::vector<v1::TopicHead> heads() const;

    /// Everything that was due is with the kernel, and nothing of anybody else's waits: events may be sent to this
    /// descriptor from here on. It stays as it is where a broadcast under way has not come by yet: that one asks again.
    void direct(int descriptor);
    /// Not any more. Nothing is sent beside the owner from here on, not even by a broadcast under way.
    void indirect();

    /// Appends what is due, in order, until `frames` holds `limit`. Events of several topics come in log
    /// order. Everything stays due until taken().
    void gather(std::vector<Frame>& frames, std::size_t limit);
    /// The first `count` frames of the last gather went out, the last of them maybe in part. Call it
    /// before anything else happens on this thread.
    void taken(std::size_t count);

private:
    friend class Shard;

    enum class Kind : std::uint8_t { kAnnouncement, kState, kBlock, kEvent };
    struct Gathered {
        Subscription* subscription;
        Kind kind;
        std::uint64_t mark;  // the seq or version it brings the subscription to
    };

    [[nodiscard]] std::shared_ptr<Subscription> find(const std::string& topic) const;
    [[nodiscard]] bool follows_several_dirty() const;
    void detach(Subscription& subscription);
    void finish(Subscription& subscription, v1::Subscribed::Status status);
    /// Decides what the client is told once the topic's head is known.
    void begin(Subscription& subscription);
    void settle(const std::shared_ptr<Subscription>& subscription);
    void gather_own(Subscription& subscription, std::vector<Frame>& frames);
    void gather_events(std::vector<Frame>& frames, std::size_t limit);
    [[nodiscard]] Frame announce(const Subscription& subscription) const;
    void stop_watching(const std::string& topic);
    void expire_watching(std::chrono::steady_clock::time_point now);

    Shard& shard_;
    Subscriber& subscriber_;
    std::vector<std::shared_ptr<Subscription>> subscriptions_;
    std::vector<Gathered> gathered_;
    std::map<std::string, std::chrono::steady_clock::time_point> watching_;  // until when
    std::size_t slot_ = 0;                                                   // in the shard's list
    bool direct_ = false;
    bool due_ = false;
};

}  // namespace koebel::live
