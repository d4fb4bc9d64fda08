#include "live/frame.hpp"

#include <google/protobuf/util/json_util.h>
#include <boost/json.hpp>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iterator>
#include <set>
#include <sstream>

namespace koebel::live {
namespace {

namespace fs = std::filesystem;
namespace pb = google::protobuf;
namespace json = boost::json;

std::string text_of(const fs::path& path) {
    std::ifstream file{path};
    return {std::istreambuf_iterator<char>{file}, {}};
}

std::string bytes_of(const fs::path& path) {
    std::ifstream file{path};
    std::string bytes;
    for (std::string pair; file >> pair;) bytes.push_back(static_cast<char>(std::stoi(pair, nullptr, 16)));
    return bytes;
}

/// As the files have it, to be copied from a failure.
std::string hex(std::string_view bytes) {
    std::ostringstream text;
    text << std::hex << std::setfill('0');
    for (const char byte : bytes) text << std::setw(2) << int{static_cast<unsigned char>(byte)} << ' ';
    return text.str();
}

/// The frame's message in its JSON form, whatever the order of its members.
template <class Frame>
json::value json_of(const Frame& frame) {
    std::string text;
    EXPECT_TRUE(pb::util::MessageToJsonString(frame, &text).ok());
    return json::parse(text);
}

/// One pair of files.
struct Golden {
    std::string name;
    std::string bytes;
    std::string says;
    json::value message;

    [[nodiscard]] bool is_server() const { return name.starts_with("server_"); }
    /// Holds what this build does not know, so its JSON does not make its bytes.
    [[nodiscard]] bool is_newer() const { return name.starts_with("server_unknown_"); }
};

Golden golden(const fs::path& path) {
    const auto file = json::parse(text_of(path));
    auto hex_file = path;
    hex_file.replace_extension(".hex");
    return {
        .name = path.stem(),
        .bytes = bytes_of(hex_file),
        .says = json::value_to<std::string>(file.at("says")),
        .message = file.at("message"),
    };
}

std::vector<Golden> all_golden() {
    std::vector<Golden> found;
    for (const auto& entry : fs::directory_iterator{KOEBEL_GOLDEN}) {
        if (entry.path().extension() == ".json") found.push_back(golden(entry.path()));
    }
    return found;
}

/// What stands in a server's frame behind the WebSocket header, which encode() makes.
std::string payload_of(const std::string& frame) {
    const auto length = static_cast<unsigned char>(frame.at(1));
    return frame.substr(length <= 125 ? 2 : length == 126 ? 4 : 10);
}

template <class Frame>
Frame from_json(const json::value& value) {
    const auto text = json::serialize(value);
    Frame frame;
    EXPECT_TRUE(pb::util::JsonStringToMessage(text, &frame).ok()) << text;
    return frame;
}

/// Parsing gives the JSON, serialising gives the bytes.
template <class Frame>
void expect_equal(const Golden& golden, const std::string& payload) {
    Frame frame;
    ASSERT_TRUE(frame.ParseFromString(payload));
    EXPECT_EQ(hex(frame.SerializeAsString()), hex(payload));
    EXPECT_EQ(json_of(frame), golden.message);
    if (golden.is_newer()) return;
    EXPECT_EQ(hex(from_json<Frame>(golden.message).SerializeAsString()), hex(payload));
}

std::set<std::string> cases_of(const pb::Descriptor& frame) {
    std::set<std::string> names;
    const auto& cases = *frame.FindOneofByName("frame");
    for (int i = 0; i < cases.field_count(); ++i) names.insert(cases.field(i)->json_name());
    return names;
}

std::set<std::string> covered(bool by_server) {
    std::set<std::string> names;
    for (const auto& one : all_golden()) {
        if (one.is_server() != by_server) continue;
        for (const auto& field : one.message.as_object()) names.insert(field.key());
    }
    return names;
}

TEST(GoldenTest, AClientsFrameIsReadAndWrittenAsItsBytesAndItsJsonSay) {
    for (const auto& one : all_golden()) {
        if (one.is_server()) continue;
        SCOPED_TRACE(one.name + ": " + one.says);
        expect_equal<v1::ClientFrame>(one, one.bytes);
    }
}

TEST(GoldenTest, AServersFrameIsReadAndWrittenAsItsBytesAndItsJsonSay) {
    for (const auto& one : all_golden()) {
        if (!one.is_server()) continue;
        SCOPED_TRACE(one.name + ": " + one.says);
        expect_equal<v1::ServerFrame>(one, payload_of(one.bytes));
    }
}

TEST(GoldenTest, WhatLeavesTheServerIsTheWholeFrameToTheByte) {
    for (const auto& one : all_golden()) {
        if (!one.is_server()) continue;
        SCOPED_TRACE(one.name + ": " + one.says);
        v1::ServerFrame frame;
        ASSERT_TRUE(frame.ParseFromString(payload_of(one.bytes)));
        EXPECT_EQ(hex(*encode(frame)), hex(one.bytes));
    }
}

TEST(GoldenTest, EveryKindOfFrameHasAtLeastOne) {
    EXPECT_THAT(covered(false), testing::IsSupersetOf(cases_of(*v1::ClientFrame::descriptor())));
    EXPECT_THAT(covered(true), testing::IsSupersetOf(cases_of(*v1::ServerFrame::descriptor())));
}

TEST(GoldenTest, AFrameOfANewerServerIsNoKindThatWeKnow) {
    v1::ServerFrame frame;
    ASSERT_TRUE(frame.ParseFromString(payload_of(golden(fs::path{KOEBEL_GOLDEN} / "server_unknown_frame.json").bytes)));
    EXPECT_EQ(frame.frame_case(), v1::ServerFrame::FRAME_NOT_SET);
}

}  // namespace
}  // namespace koebel::live
