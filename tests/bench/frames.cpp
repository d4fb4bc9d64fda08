#include "bench/frames.hpp"

#include <memory>
#include <stdexcept>
#include <string>

namespace koebel::bench {

live::Frame ready_frame(std::string_view topic, std::uint64_t seq) {
    v1::ServerFrame message;
    auto& event = *message.mutable_event();
    event.set_topic(std::string{topic});
    event.set_seq(seq);
    event.set_id("0195e000-0000-7000-8000-0000000000aa");
    event.set_type("recognition_given");
    event.mutable_at()->set_seconds(1'700'000'000);
    event.set_position(seq);
    auto& words = *event.mutable_body()->mutable_recognition_given()->mutable_recognition();
    // Again and again: a length above 127 takes a byte more, so not every size can be had with every id.
    for (int i = 0; i < 16; ++i) {
        const auto frame = live::encode(message);
        if (frame->size() == kFrameBytes) return frame;
        if (i % 4 == 3) event.mutable_id()->push_back('0');
        words.set_message(std::string(words.message().size() + kFrameBytes - frame->size(), 'w'));
    }
    throw std::runtime_error("bench: the frame has not its size");
}

live::Frame joined_frames(std::string_view topic, std::uint64_t first_seq, std::size_t count) {
    auto bytes = std::make_shared<std::string>();
    for (std::size_t i = 0; i < count; ++i) *bytes += *ready_frame(topic, first_seq + i);
    return bytes;
}

}  // namespace koebel::bench
