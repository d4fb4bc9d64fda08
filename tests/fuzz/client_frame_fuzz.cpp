// What a client sends in a binary message: what is taken for a ClientFrame, and what the codec makes of a call's
// payload.
#include "base/text.hpp"
#include "fuzz/require.hpp"
#include "gateway/client_frame.hpp"
#include "rpc/codec.hpp"

#include <koebel/v1/access.pb.h>
#include <koebel/v1/people.pb.h>
#include <koebel/v1/recognition.pb.h>
#include <koebel/v1/screen.pb.h>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/stubs/logging.h>
#include <google/protobuf/util/message_differencer.h>

#include <algorithm>

namespace koebel::fuzz {
namespace {

namespace pb = google::protobuf;
using pb::util::MessageDifferencer;

/// RFC 3629, written a second time.
bool is_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const auto lead = static_cast<unsigned char>(text[i]);
        const std::size_t length = lead < 0x80 ? 1 : lead >> 5 == 6 ? 2 : lead >> 4 == 14 ? 3 : lead >> 3 == 30 ? 4 : 0;
        if (length == 0 || i + length > text.size()) return false;
        char32_t point = length == 1 ? lead : lead & (0x7fU >> length);
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if (next >> 6 != 2) return false;
            point = point << 6 | (next & 0x3f);
        }
        constexpr std::array<char32_t, 5> kLeast{0, 0, 0x80, 0x800, 0x10000};
        if (point < kLeast[length] || point > 0x10ffff || (point >= 0xd800 && point <= 0xdfff)) return false;
        i += length;
    }
    return true;
}

/// Every call of the contract, by the name it has in a ClientCall.
const pb::Descriptor* request_of(std::string_view method) {
    const auto slash = method.find('/');
    if (slash == std::string_view::npos) return nullptr;
    auto name = std::string{method};
    name[slash] = '.';
    const auto* found = pb::DescriptorPool::generated_pool()->FindMethodByName(name);
    return found == nullptr ? nullptr : found->input_type();
}

std::unique_ptr<pb::Message> make(const pb::Descriptor* type) {
    return std::unique_ptr<pb::Message>{pb::MessageFactory::generated_factory()->GetPrototype(type)->New()};
}

/// Whether JSON writes U+0000 somewhere. Words may spell it out, which it writes with two backslashes.
bool has_nul(std::string_view json) {
    for (std::size_t i = 0; i < json.size(); ++i) {
        if (json[i] == '\0' || json.substr(i).starts_with("\\u0000")) return true;
        if (json[i] == '\\') ++i;  // what follows is escaped, also a backslash
    }
    return false;
}

/// Whatever the codec lets in reads the same in both encodings, again and again.
void check_payload(std::string_view payload, rpc::Encoding encoding, const pb::Descriptor* type) {
    const auto request = make(type);
    const auto decoded = rpc::decode(payload, encoding, *request);
    if (!decoded) {
        require(decoded.error().code == Code::kInvalidArgument, "the caller can act on it");
        return;
    }
    const auto json = rpc::encode(*request, rpc::Encoding::kJson);
    require(is_utf8(json) && !has_nul(json), "no text but clean text comes in");
    for (const auto other : {rpc::Encoding::kBinary, rpc::Encoding::kJson}) {
        const auto again = make(type);
        require(
            rpc::decode(rpc::encode(*request, other), other, *again).has_value(), "what was let in is let in again"
        );
        require(MessageDifferencer::Equals(*request, *again), "and is the same");
    }
}

void check_frame(const v1::ClientFrame& frame) {
    require(frame.frame_case() != v1::ClientFrame::FRAME_NOT_SET, "something is in it");
    require(frame.subscribe().topic().size() <= 200, "a topic of 200 bytes at most");
    for (const auto* text :
         {&frame.call().method(),
          &frame.subscribe().topic(),
          &frame.subscribe().epoch(),
          &frame.unsubscribe().topic(),
          &frame.signal().topic()}) {
        require(is_utf8(*text), "its text is UTF-8");
    }
    const auto again = gateway::read_client_frame(frame.SerializeAsString());
    require(again && MessageDifferencer::Equals(frame, *again), "written and read again it is the same");
}

void check(std::string_view message) {
    require(!is_clean_text(message) || is_utf8(message), "clean text is UTF-8");
    require(is_clean_text(message) || !is_utf8(message) || message.contains('\0'), "and UTF-8 without U+0000 is clean");
    check_payload(message, rpc::Encoding::kJson, v1::GiveRequest::descriptor());
    const auto frame = gateway::read_client_frame(message);
    if (!frame) return;
    check_frame(*frame);
    if (!frame->has_call()) return;
    const auto* type = request_of(frame->call().method());
    if (type == nullptr) type = v1::GiveRequest::descriptor();
    check_payload(frame->call().payload(), rpc::Encoding::kBinary, type);
}

}  // namespace
}  // namespace koebel::fuzz

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    google::protobuf::SetLogHandler(nullptr);  // as the router does: what is refused is answered, not logged
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    koebel::fuzz::check({reinterpret_cast<const char*>(data), size});
    return 0;
}
