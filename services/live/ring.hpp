#pragma once

#include "live/frame.hpp"

#include <cstdint>
#include <deque>
#include <optional>

namespace koebel::live {

/// The newest frames of one topic on one io thread. Knows the topic's head even when it holds no
/// frame. Invariant: the frames are contiguous and end at the head.
class Ring {
public:
    struct Item {
        std::uint64_t seq;
        std::uint64_t position;
        Frame frame;
    };

    /// Whether the head is known: from SQL, or because an event passed.
    [[nodiscard]] bool opened() const { return opened_; }
    /// Sets the head found in SQL, unless an event passed meanwhile.
    void open(std::uint64_t head);

    [[nodiscard]] std::uint64_t head() const { return head_; }
    /// The seq of the oldest frame; head + 1 when there is none.
    [[nodiscard]] std::uint64_t first() const { return head_ + 1 - items_.size(); }
    /// Whether what follows `cursor` is here (or has not happened yet).
    [[nodiscard]] bool covers(std::uint64_t cursor) const { return cursor + 1 >= first(); }
    /// The frame after `cursor`; null at the head and below the ring.
    [[nodiscard]] const Item* after(std::uint64_t cursor) const;

    /// The seq of the event at this position of the log, if its frame is here.
    [[nodiscard]] std::optional<std::uint64_t> seq_at(std::uint64_t position) const;

    [[nodiscard]] std::size_t size() const { return items_.size(); }

    /// Appends an event. Without a frame (nobody followed when it was encoded) only the head moves and
    /// the ring starts anew behind it. Returns by how many bytes the ring grew.
    std::int64_t append(Item item);
    /// Swaps the frame of `seq`, if it is here. Returns whether, and by how many bytes the ring grew.
    std::pair<bool, std::int64_t> replace(std::uint64_t seq, Frame frame);
    /// Drops the oldest frame; returns its bytes. There must be one.
    std::int64_t drop_oldest();
    /// Drops every frame and keeps the head; returns their bytes.
    std::int64_t clear();

private:
    std::deque<Item> items_;
    std::uint64_t head_ = 0;
    bool opened_ = false;
};

}  // namespace koebel::live
