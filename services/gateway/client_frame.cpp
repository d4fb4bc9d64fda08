#include "gateway/client_frame.hpp"

namespace koebel::gateway {

namespace {

constexpr std::size_t kTopicMax = 200;  // bytes

}  // namespace

std::optional<v1::ClientFrame> read_client_frame(std::string_view message) {
    v1::ClientFrame frame;
    if (!frame.ParseFromArray(message.data(), static_cast<int>(message.size()))) return std::nullopt;
    if (frame.frame_case() == v1::ClientFrame::FRAME_NOT_SET) return std::nullopt;
    if (frame.subscribe().topic().size() > kTopicMax) return std::nullopt;
    if (frame.unsubscribe().topic().size() > kTopicMax) return std::nullopt;
    return frame;
}

}  // namespace koebel::gateway
