// What the store writes as JSON is what the library reads, and what it would have written itself.
#include "store/json.hpp"

#include <koebel/v1/event.pb.h>

#include <google/protobuf/duration.pb.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

namespace koebel::store {
namespace {

namespace pb = google::protobuf;

std::string by_library(const pb::Message& message) {
    std::string json;
    EXPECT_TRUE(pb::util::MessageToJsonString(message, &json).ok());
    return json;
}

v1::EventBody recognition_given() {
    v1::EventBody body;
    auto& one = *body.mutable_recognition_given()->mutable_recognition();
    one.set_id("0193");
    one.mutable_giver()->set_name("Zoë");
    one.add_recipients()->set_name("Jan");
    one.add_recipients();
    one.set_message("Dank je wel 🎉");
    one.add_value_ids("a");
    one.add_value_ids("b");
    one.set_credits_each(5);
    one.set_visibility(v1::Visibility_MAX);
    one.mutable_given_at()->set_seconds(1'700'000'000);
    one.mutable_given_at()->set_nanos(120'000'000);
    one.set_position(9'007'199'254'740'993);
    one.set_hidden(true);
    return body;
}

TEST(JsonTest, WritesEveryKindOfFieldThatEventsHaveAsTheLibraryDoes) {
    const auto body = recognition_given();
    EXPECT_EQ(to_json(body), by_library(body));
}

TEST(JsonTest, WritesAnEmptyMessageThatIsSet) {
    v1::EventBody body;
    body.mutable_allowance_changed();
    EXPECT_EQ(to_json(body), R"({"allowanceChanged":{}})");
}

TEST(JsonTest, KeepsAnEnumValueItDoesNotKnowAsANumber) {
    v1::EventBody body;
    body.mutable_access_changed()->set_kind(static_cast<v1::AccessChanged::Kind>(77));
    EXPECT_EQ(to_json(body), R"({"accessChanged":{"kind":77}})");
}

TEST(JsonTest, EscapesWhatATextMayHold) {
    std::string text = "\"quoted\" back\\slash </script> é 🎉 \u2028";
    for (char c = 0; c < 0x20; ++c) text += c;
    text += '\x7f';
    v1::EventBody body;
    body.mutable_recognition_withdrawn()->set_recognition_id(text);

    const auto json = to_json(body);

    v1::EventBody read;
    ASSERT_TRUE(pb::util::JsonStringToMessage(json, &read).ok()) << json;
    EXPECT_EQ(read.recognition_withdrawn().recognition_id(), text);
}

TEST(JsonTest, LeavesOtherKindsOfFieldToTheLibrary) {
    pb::Duration duration;
    duration.set_seconds(90);
    EXPECT_EQ(to_json(duration), "\"90s\"");
}

}  // namespace
}  // namespace koebel::store
