#include "rpc/codec.hpp"

#include <koebel/v1/access.pb.h>
#include <koebel/v1/recognition.pb.h>

#include <gtest/gtest.h>

namespace koebel::rpc {
namespace {

using namespace std::string_literals;

std::string_view reason_of(const Result<void>& decoded) {
    return decoded ? "" : decoded.error().reason;
}

std::string binary(const google::protobuf::Message& request) {
    return request.SerializeAsString();
}

TEST(Decode, ReadsBothEncodings) {
    v1::GiveRequest json;
    v1::GiveRequest wire;
    v1::GiveRequest sent;
    sent.set_message("dank je 🔔");

    ASSERT_TRUE(decode(R"({"message":"dank je 🔔"})", Encoding::kJson, json));
    ASSERT_TRUE(decode(binary(sent), Encoding::kBinary, wire));

    EXPECT_EQ(json.message(), "dank je 🔔");
    EXPECT_EQ(wire.message(), "dank je 🔔");
}

TEST(Decode, RefusesWhatIsNotTheMessagesShape) {
    v1::GiveRequest request;
    for (const auto* body : {"", "[]", "{", "nonsense", R"({"message":5,})", R"({"mesage":"typo"})"}) {
        EXPECT_EQ(reason_of(decode(body, Encoding::kJson, request)), "MESSAGE_MALFORMED") << body;
    }
    EXPECT_EQ(reason_of(decode("\x0a\xff\xff\xff\xff\x0f", Encoding::kBinary, request)), "MESSAGE_MALFORMED");
    EXPECT_EQ(reason_of(decode(std::string(4'000, '\x0b'), Encoding::kBinary, request)), "MESSAGE_MALFORMED");
}

TEST(Decode, RefusesJsonNestedTooDeep) {
    v1::GiveRequest request;
    const auto deep = R"({"people":)" + std::string(60'000, '[') + std::string(60'000, ']') + "}";

    EXPECT_EQ(reason_of(decode(deep, Encoding::kJson, request)), "MESSAGE_MALFORMED");
}

TEST(Decode, RefusesTextThatIsNotUtf8) {
    v1::GiveRequest request;
    v1::GiveRequest sent;
    sent.set_message("plain");
    auto wire = binary(sent);
    wire.back() = '\xff';

    EXPECT_EQ(reason_of(decode("{\"message\":\"\xff\"}", Encoding::kJson, request)), "TEXT_INVALID");
    EXPECT_EQ(reason_of(decode(wire, Encoding::kBinary, request)), "MESSAGE_MALFORMED");
}

TEST(Decode, RefusesNulInAnyField) {
    v1::GiveRequest request;
    v1::GiveRequest in_field;
    in_field.set_message("a\0b"s);
    v1::GiveRequest in_repeated;
    in_repeated.add_value_ids("fine");
    in_repeated.add_value_ids("\0"s);
    v1::GiveRequest in_inner;
    in_inner.mutable_people()->add_ids("x\0"s);

    EXPECT_EQ(reason_of(decode(binary(in_field), Encoding::kBinary, request)), "TEXT_INVALID");
    EXPECT_EQ(reason_of(decode(binary(in_repeated), Encoding::kBinary, request)), "TEXT_INVALID");
    EXPECT_EQ(reason_of(decode(binary(in_inner), Encoding::kBinary, request)), "TEXT_INVALID");
    EXPECT_EQ(reason_of(decode(R"({"message":"a\u0000b"})", Encoding::kJson, request)), "TEXT_INVALID");
    EXPECT_EQ(reason_of(decode("{\"message\":\"a\0b\"}"s, Encoding::kJson, request)), "TEXT_INVALID");
}

TEST(Decode, RefusesAMomentThatJsonHasNoWordsFor) {
    v1::ListAuditRequest request;
    v1::ListAuditRequest last;
    last.mutable_until()->set_seconds(253'402'300'799);  // 9999-12-31T23:59:59Z
    auto beyond = last;
    beyond.mutable_until()->set_seconds(253'402'300'800);
    auto before = last;
    before.mutable_until()->set_seconds(-62'135'596'801);
    auto no_nanosecond = last;
    no_nanosecond.mutable_until()->set_nanos(-1);

    EXPECT_TRUE(decode(binary(last), Encoding::kBinary, request));
    EXPECT_EQ(reason_of(decode(binary(beyond), Encoding::kBinary, request)), "MESSAGE_MALFORMED");
    EXPECT_EQ(reason_of(decode(binary(before), Encoding::kBinary, request)), "MESSAGE_MALFORMED");
    EXPECT_EQ(reason_of(decode(binary(no_nanosecond), Encoding::kBinary, request)), "MESSAGE_MALFORMED");
}

TEST(Decode, DropsFieldsTheContractDoesNotKnow) {
    v1::GiveRequest request;
    v1::GiveRequest sent;
    sent.set_message("dank je");
    const auto with_more = binary(sent) + "\xfa\x3f\x03new"s;  // field 1023

    ASSERT_TRUE(decode(with_more, Encoding::kBinary, request));

    EXPECT_EQ(request.SerializeAsString(), binary(sent));
}

TEST(Encode, WritesBothEncodings) {
    v1::GiveRequest message;
    message.set_message("dank je");

    EXPECT_EQ(encode(message, Encoding::kJson), R"({"message":"dank je"})");
    EXPECT_EQ(encode(message, Encoding::kBinary), binary(message));
}

}  // namespace
}  // namespace koebel::rpc
