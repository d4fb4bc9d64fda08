#include "websocket/bystander.hpp"

namespace koebel::test {

using namespace std::chrono_literals;

Bystander::Bystander(WebSocketClient client, std::uint64_t last)
    : client_(std::move(client)), last_(last), thread_([this] { read(); }) {}

Bystander::~Bystander() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    thread_.join();
}

bool Bystander::hears(std::uint64_t seq) {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, 20s, [&] { return last_ >= seq || ended_; });
    return last_ >= seq && in_order_;
}

void Bystander::read() {
    for (;;) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) return;
        }
        try {
            const auto frame = client_.receive_frame(20ms);
            const std::lock_guard lock(mutex_);
            ended_ = !frame;
            changed_.notify_all();
            if (!frame) return;
            if (frame->has_event()) apply(frame->event());
            for (const auto& event : frame->block().events()) apply(event);
        } catch (const WireTimeout&) {
            continue;  // looks whether it may go
        }
    }
}

void Bystander::apply(const v1::Event& event) {
    if (event.seq() <= last_) return;
    in_order_ = in_order_ && event.seq() == last_ + 1;
    last_ = event.seq();
}

}  // namespace koebel::test
