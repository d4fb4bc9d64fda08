#include "store/json.hpp"

#include "store/store.hpp"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/json_util.h>
#include <google/protobuf/util/time_util.h>

#include <charconv>

namespace koebel::store {
namespace {

namespace pb = google::protobuf;
using Type = pb::FieldDescriptor::CppType;

/// Writes what events and answers are made of: texts, whole numbers, flags, enums, moments, messages and lists of
/// these. The library's own conversion builds a description of each type anew for each message: ten times as long,
/// on the one thread that writes.
class JsonWriter {
public:
    explicit JsonWriter(std::string& json) : json_(json) {}

    /// Whether all of it was written; false: it has a kind of field that is left to the library.
    [[nodiscard]] bool write(const pb::Message& message) {
        const auto* type = message.GetDescriptor();
        if (type == pb::Timestamp::descriptor()) {
            json_ += '"';
            json_ += pb::util::TimeUtil::ToString(static_cast<const pb::Timestamp&>(message));
            json_ += '"';
            return true;
        }
        if (type->file()->package() == "google.protobuf") return false;
        std::vector<const pb::FieldDescriptor*> fields;
        message.GetReflection()->ListFields(message, &fields);
        json_ += '{';
        bool is_first = true;
        for (const auto* field : fields) {
            if (!is_first) json_ += ',';
            is_first = false;
            write_text(field->json_name());
            json_ += ':';
            if (!(field->is_repeated() ? write_list(message, *field) : write_field(message, *field))) return false;
        }
        json_ += '}';
        return true;
    }

private:
    bool write_list(const pb::Message& message, const pb::FieldDescriptor& field) {
        if (field.is_map()) return false;
        const int size = message.GetReflection()->FieldSize(message, &field);
        json_ += '[';
        for (int i = 0; i < size; ++i) {
            if (i > 0) json_ += ',';
            if (!write_item(message, field, i)) return false;
        }
        json_ += ']';
        return true;
    }

    bool write_item(const pb::Message& message, const pb::FieldDescriptor& field, int i) {
        const auto& of = *message.GetReflection();
        switch (field.cpp_type()) {
            case Type::CPPTYPE_STRING:
                if (field.type() == pb::FieldDescriptor::TYPE_BYTES) return false;
                write_text(of.GetRepeatedStringReference(message, &field, i, &scratch_));
                return true;
            case Type::CPPTYPE_MESSAGE:
                return write(of.GetRepeatedMessage(message, &field, i));
            case Type::CPPTYPE_ENUM:
                write_enum(field, of.GetRepeatedEnumValue(message, &field, i));
                return true;
            default:
                return false;
        }
    }

    bool write_field(const pb::Message& message, const pb::FieldDescriptor& field) {
        const auto& of = *message.GetReflection();
        switch (field.cpp_type()) {
            case Type::CPPTYPE_STRING:
                if (field.type() == pb::FieldDescriptor::TYPE_BYTES) return false;
                write_text(of.GetStringReference(message, &field, &scratch_));
                return true;
            case Type::CPPTYPE_MESSAGE:
                return write(of.GetMessage(message, &field));
            case Type::CPPTYPE_ENUM:
                write_enum(field, of.GetEnumValue(message, &field));
                return true;
            case Type::CPPTYPE_BOOL:
                json_ += of.GetBool(message, &field) ? "true" : "false";
                return true;
            case Type::CPPTYPE_INT32:
                write_number(of.GetInt32(message, &field));
                return true;
            case Type::CPPTYPE_UINT32:
                write_number(of.GetUInt32(message, &field));
                return true;
            case Type::CPPTYPE_INT64:
                write_long(of.GetInt64(message, &field));
                return true;
            case Type::CPPTYPE_UINT64:
                write_long(of.GetUInt64(message, &field));
                return true;
            default:
                return false;
        }
    }

    /// Numbers of 64 bits are texts in proto3 JSON.
    template <class T>
    void write_long(T number) {
        json_ += '"';
        write_number(number);
        json_ += '"';
    }

    template <class T>
    void write_number(T number) {
        std::array<char, 24> digits{};
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
        json_.append(digits.data(), end);
    }

    /// A value that this node does not know stays a number.
    void write_enum(const pb::FieldDescriptor& field, int number) {
        if (const auto* value = field.enum_type()->FindValueByNumber(number)) {
            write_text(value->name());
        } else {
            write_number(number);
        }
    }

    void write_text(std::string_view text) {
        constexpr std::string_view kHex = "0123456789abcdef";
        json_ += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\') {
                json_ += '\\';
                json_ += c;
            } else if (static_cast<unsigned char>(c) < 0x20) {
                json_ += "\\u00";
                json_ += kHex[static_cast<unsigned char>(c) >> 4];
                json_ += kHex[static_cast<unsigned char>(c) & 0x0F];
            } else {
                json_ += c;
            }
        }
        json_ += '"';
    }

    std::string& json_;
    std::string scratch_;  // where reflection puts texts that it does not keep as std::string
};

}  // namespace

std::string to_json(const pb::Message& message) {
    std::string json;
    json.reserve(256);
    if (JsonWriter{json}.write(message)) return json;
    json.clear();
    const auto written = pb::util::MessageToJsonString(message, &json);
    if (!written.ok()) throw Fault(message.GetTypeName() + " cannot be written as JSON");
    return json;
}

}  // namespace koebel::store
