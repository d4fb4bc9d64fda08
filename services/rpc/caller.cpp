#include "rpc/caller.hpp"

#include "rpc/contract.hpp"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>
#include <sodium.h>

#include <algorithm>
#include <array>

namespace koebel::rpc {
namespace {

namespace pb = google::protobuf;

/// BLAKE2b over the message in deterministic binary: the same request always has the same hash.
std::string hash_of(const pb::Message& message) {
    std::string bytes;
    {
        pb::io::StringOutputStream sink(&bytes);
        pb::io::CodedOutputStream coded(&sink);
        coded.SetSerializationDeterministic(true);
        message.SerializeToCodedStream(&coded);
    }
    std::array<unsigned char, 16> digest{};
    crypto_generichash(
        digest.data(), digest.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0
    );
    std::array<char, 2 * digest.size() + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), digest.data(), digest.size());
    return hex.data();
}

bool is_secret(std::string_view method) {
    const auto* descriptor = find_method(method);
    return descriptor != nullptr && descriptor->options().GetExtension(v1::secret);
}

}  // namespace

bool Caller::may_follow(std::string_view topic) const {
    if (!topic_family.empty() && topic.starts_with(topic_family)) return true;
    return std::ranges::find(topics, topic) != topics.end();
}

std::string Caller::principal() const {
    if (!person.empty()) return "person:" + person.text();
    if (!screen.empty()) return "screen:" + screen.text();
    if (!device.empty()) return "device:" + device;
    return "address:" + address;
}

store::RequestKey Caller::request_key(const pb::Message& request) const {
    store::RequestKey key{.caller = principal(), .method = std::string{method}, .secret = is_secret(method)};

    const std::unique_ptr<pb::Message> rest{request.New()};
    rest->CopyFrom(request);
    const auto* field = request.GetDescriptor()->FindFieldByName("request_id");
    if (field != nullptr && field->cpp_type() == pb::FieldDescriptor::CPPTYPE_STRING && !field->is_repeated()) {
        key.request_id = request.GetReflection()->GetString(request, field);
        rest->GetReflection()->ClearField(rest.get(), field);
    }
    key.hash = hash_of(*rest);
    return key;
}

}  // namespace koebel::rpc
