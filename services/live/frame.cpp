#include "live/frame.hpp"

#include "base/timestamp.hpp"

#include <google/protobuf/util/json_util.h>

namespace koebel::live {

namespace {

constexpr char kFinalBinary = static_cast<char>(0x82);
constexpr std::size_t kSevenBits = 125;
constexpr std::size_t kSixteenBits = 0xffff;

void append_header(std::string& bytes, std::size_t length) {
    bytes.push_back(kFinalBinary);
    if (length <= kSevenBits) {
        bytes.push_back(static_cast<char>(length));
        return;
    }
    const int octets = length <= kSixteenBits ? 2 : 8;
    bytes.push_back(static_cast<char>(octets == 2 ? 126 : 127));
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) bytes.push_back(static_cast<char>(length >> shift));
}

}  // namespace

Frame encode(const v1::ServerFrame& message) {
    const std::size_t length = message.ByteSizeLong();
    auto bytes = std::make_shared<std::string>();
    bytes->reserve(length + 10);
    append_header(*bytes, length);
    message.AppendToString(bytes.get());
    return bytes;
}

v1::Event to_event(const store::LogEntry& entry) {
    v1::Event event;
    event.set_topic(entry.topic);
    event.set_seq(entry.seq);
    event.set_id(entry.id);
    event.set_type(entry.type);
    event.set_position(entry.position);
    *event.mutable_at() = to_timestamp(entry.at);
    if (entry.payload.empty()) return event;

    v1::EventBody body;
    google::protobuf::util::JsonParseOptions options;
    options.ignore_unknown_fields = true;  // an entry of a newer node
    const auto parsed = google::protobuf::util::JsonStringToMessage(entry.payload, &body, options);
    if (parsed.ok() && body.body_case() != v1::EventBody::BODY_NOT_SET) {
        *event.mutable_body() = std::move(body);
    } else {
        event.set_json(entry.payload);
    }
    return event;
}

Frame event_frame(const store::LogEntry& entry) {
    v1::ServerFrame message;
    *message.mutable_event() = to_event(entry);
    return encode(message);
}

Frame block_frame(std::span<const store::LogEntry> entries) {
    v1::ServerFrame message;
    auto& block = *message.mutable_block();
    if (!entries.empty()) block.set_topic(entries.front().topic);
    for (const auto& entry : entries) *block.add_events() = to_event(entry);
    return encode(message);
}

}  // namespace koebel::live
