#include "live/audience.hpp"

#include "live/topic.hpp"

namespace koebel::live {

void Audience::add(Subscription& subscription) {
    subscription.slot = descriptors_.size();
    descriptors_.push_back(kNone);
    subscriptions_.push_back(&subscription);
}

void Audience::remove(Subscription& subscription) {
    auto hole = subscription.slot;
    if (hole < next_) {  // those who were reached stay in one piece
        move(--next_, hole);
        hole = next_;
    }
    move(descriptors_.size() - 1, hole);
    descriptors_.pop_back();
    subscriptions_.pop_back();
}

void Audience::set_descriptor(const Subscription& subscription, int descriptor) {
    descriptors_[subscription.slot] = descriptor;
}

bool Audience::has_descriptor(const Subscription& subscription) const {
    return descriptors_[subscription.slot] != kNone;
}

std::uint64_t Audience::sent(const Subscription& subscription) const {
    return subscription.slot < next_ ? sent_ + frames_.size() : sent_;
}

void Audience::begin(std::vector<Frame> frames) {
    frames_ = std::move(frames);
    next_ = 0;
    join();
}

void Audience::replace(std::uint64_t seq, const Frame& frame) {
    if (seq <= sent_ || seq > sent_ + frames_.size()) return;
    frames_[seq - sent_ - 1] = frame;
    join();
}

void Audience::end() {
    sent_ += frames_.size();
    frames_.clear();
    bytes_.reset();
    next_ = 0;
}

void Audience::join() {
    if (frames_.size() == 1) {
        bytes_ = frames_.front();
        return;
    }
    std::size_t size = 0;
    for (const auto& frame : frames_) size += frame->size();
    auto bytes = std::make_shared<std::string>();
    bytes->reserve(size);
    for (const auto& frame : frames_) *bytes += *frame;
    bytes_ = std::move(bytes);
}

void Audience::move(std::size_t from, std::size_t to) {
    if (from == to) return;  // it may be the one that goes
    descriptors_[to] = descriptors_[from];
    subscriptions_[to] = subscriptions_[from];
    subscriptions_[to]->slot = to;
}

}  // namespace koebel::live
