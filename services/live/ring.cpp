#include "live/ring.hpp"

namespace koebel::live {

void Ring::open(std::uint64_t head) {
    if (opened_) return;
    opened_ = true;
    head_ = head;
}

const Ring::Item* Ring::after(std::uint64_t cursor) const {
    if (!opened_ || cursor >= head_ || !covers(cursor)) return nullptr;
    return &items_[cursor + 1 - first()];
}

std::int64_t Ring::append(Item item) {
    std::int64_t grown = 0;
    // A gap cannot be bridged: what lies below is read from SQL.
    if (!item.frame || !opened_ || item.seq != head_ + 1) grown -= clear();
    opened_ = true;
    head_ = item.seq;
    if (!item.frame) return grown;
    grown += static_cast<std::int64_t>(item.frame->size());
    items_.push_back(std::move(item));
    return grown;
}

std::pair<bool, std::int64_t> Ring::replace(std::uint64_t seq, Frame frame) {
    if (seq < first() || seq > head_) return {false, 0};
    auto& item = items_[seq - first()];
    const auto grown = static_cast<std::int64_t>(frame->size()) - static_cast<std::int64_t>(item.frame->size());
    item.frame = std::move(frame);
    return {true, grown};
}

std::optional<std::uint64_t> Ring::seq_at(std::uint64_t position) const {
    const auto found = std::ranges::lower_bound(items_, position, {}, &Item::position);
    if (found == items_.end() || found->position != position) return std::nullopt;
    return found->seq;
}

std::int64_t Ring::drop_oldest() {
    const auto bytes = static_cast<std::int64_t>(items_.front().frame->size());
    items_.pop_front();
    return bytes;
}

std::int64_t Ring::clear() {
    std::int64_t bytes = 0;
    for (const auto& item : items_) bytes += static_cast<std::int64_t>(item.frame->size());
    items_.clear();
    return bytes;
}

}  // namespace koebel::live
