#pragma once

#include "live/frame.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace koebel::live {

struct Subscription;

/// Who follows a topic on one io thread: a dense table in order of arrival, so that sending an event to thousands walks
/// along one array and touches nothing else. Lives on that thread, in its topic.
///
/// A slot holds the descriptor to send to exactly while its connection is direct and the subscription live. Such a
/// subscription stands where the table says, and not at its own cursor: the slots before `next` were reached by the
/// broadcast under way and have all of it, the others have everything up to `sent`.
class Audience {
public:
    static constexpr int kNone = -1;

    void add(Subscription& subscription);
    void remove(Subscription& subscription);
    void set_descriptor(const Subscription& subscription, int descriptor);
    [[nodiscard]] bool has_descriptor(const Subscription& subscription) const;

    [[nodiscard]] const std::vector<int>& descriptors() const { return descriptors_; }
    [[nodiscard]] const std::vector<Subscription*>& subscriptions() const { return subscriptions_; }
    [[nodiscard]] bool empty() const { return descriptors_.empty(); }
    [[nodiscard]] std::size_t size() const { return descriptors_.size(); }

    /// The newest seq that a subscription with a descriptor was sent.
    [[nodiscard]] std::uint64_t sent(const Subscription& subscription) const;
    /// The same for those that a broadcast under way has not reached.
    [[nodiscard]] std::uint64_t sent() const { return sent_; }
    /// Where the next broadcast begins. Nobody may have a descriptor, or it is what they were sent.
    void set_sent(std::uint64_t seq) { sent_ = seq; }

    // The broadcast under way.

    [[nodiscard]] bool is_broadcasting() const { return !frames_.empty(); }
    /// Begins to send the frames that follow `sent`.
    void begin(std::vector<Frame> frames);
    /// The frames as one piece of bytes.
    [[nodiscard]] const Frame& bytes() const { return bytes_; }
    [[nodiscard]] const std::vector<Frame>& frames() const { return frames_; }
    [[nodiscard]] std::size_t next() const { return next_; }
    void set_next(std::size_t next) { next_ = next; }
    /// Whoever was not reached yet gets another frame in the place of this seq.
    void replace(std::uint64_t seq, const Frame& frame);
    /// All were reached.
    void end();

private:
    void join();
    void move(std::size_t from, std::size_t to);

    std::vector<int> descriptors_;              // kNone: not to be sent to beside its owner
    std::vector<Subscription*> subscriptions_;  // of the same slots
    std::uint64_t sent_ = 0;
    std::vector<Frame> frames_;
    Frame bytes_;
    std::size_t next_ = 0;
};

}  // namespace koebel::live
