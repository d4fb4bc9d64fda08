#include "rpc/codec.hpp"

#include "base/text.hpp"
#include "base/timestamp.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/util/json_util.h>

#include <stdexcept>
#include <vector>

namespace koebel::rpc {
namespace {

namespace pb = google::protobuf;

/// That all text is clean and every moment one there can be. A new field or message cannot escape: the walk takes
/// whatever the descriptors say.
Result<void> check_fields(const pb::Message& message);

Result<void> check_text(const std::string& text, const pb::FieldDescriptor& field) {
    if (is_clean_text(text)) return {};
    return refuse(Code::kInvalidArgument, "TEXT_INVALID", field.full_name() + " is not UTF-8, or holds U+0000");
}

Result<void> check_message(const pb::Message& message, const pb::FieldDescriptor& field) {
    if (const auto* timestamp = dynamic_cast<const pb::Timestamp*>(&message)) {
        if (is_valid(*timestamp)) return {};
        return refuse(Code::kInvalidArgument, "MESSAGE_MALFORMED", field.full_name() + " is no moment there can be");
    }
    return check_fields(message);
}

Result<void> check_fields(const pb::Message& message) {
    const auto* reflection = message.GetReflection();
    std::vector<const pb::FieldDescriptor*> fields;
    reflection->ListFields(message, &fields);
    for (const auto* field : fields) {
        const int count = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
        for (int i = 0; i < count; ++i) {
            Result<void> checked;
            if (field->type() == pb::FieldDescriptor::TYPE_STRING) {
                std::string scratch;
                checked = check_text(
                    field->is_repeated() ? reflection->GetRepeatedStringReference(message, field, i, &scratch)
                                         : reflection->GetStringReference(message, field, &scratch),
                    *field
                );
            } else if (field->cpp_type() == pb::FieldDescriptor::CPPTYPE_MESSAGE) {
                checked = check_message(
                    field->is_repeated() ? reflection->GetRepeatedMessage(message, field, i)
                                         : reflection->GetMessage(message, field),
                    *field
                );
            }
            if (!checked) return checked;
        }
    }
    return {};
}

bool parse_json(std::string_view payload, pb::Message& request) {
    pb::util::JsonParseOptions options;
    options.ignore_unknown_fields = false;  // a field spelt wrongly is refused, never silently dropped
    return pb::util::JsonStringToMessage({payload.data(), payload.size()}, &request, options).ok();
}

}  // namespace

Result<void> decode(std::string_view payload, Encoding encoding, pb::Message& request) {
    if (encoding == Encoding::kJson && !is_clean_text(payload)) {
        return refuse(Code::kInvalidArgument, "TEXT_INVALID", "the body is not UTF-8, or holds U+0000");
    }
    const bool parsed = encoding == Encoding::kJson
                            ? parse_json(payload, request)
                            : request.ParseFromArray(payload.data(), static_cast<int>(payload.size()));
    if (!parsed) {
        return refuse(Code::kInvalidArgument, "MESSAGE_MALFORMED", "not a " + request.GetDescriptor()->full_name());
    }
    request.DiscardUnknownFields();
    return check_fields(request);
}

std::string encode(const pb::Message& response, Encoding encoding) {
    std::string payload;
    const bool written = encoding == Encoding::kJson ? pb::util::MessageToJsonString(response, &payload).ok()
                                                     : response.SerializeToString(&payload);
    if (!written) throw std::runtime_error("cannot write a " + response.GetDescriptor()->full_name());
    return payload;
}

}  // namespace koebel::rpc
