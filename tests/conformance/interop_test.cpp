#include "conformance/fixture.hpp"
#include "support/child_process.hpp"

#include <koebel/v1/live.pb.h>

namespace koebel::conformance {
namespace {

constexpr std::string_view kThanks = "dank-je-wel-van-een-ander-programma";

std::string to_hex(std::string_view bytes) {
    std::string text;
    for (const char c : bytes) {
        for (const int shift : {4, 0}) text += "0123456789abcdef"[static_cast<std::uint8_t>(c) >> shift & 0xf];
    }
    return text;
}

std::string from_hex(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(std::string{text.substr(i, 2)}, nullptr, 16));
    }
    return bytes;
}

/// Someone else's implementation: the program that speaks with it, see clients/.
struct Other {
    std::string name;
    std::vector<std::string> command;

    friend std::ostream& operator<<(std::ostream& out, const Other& other) { return out << other.name; }
};

const std::vector<Other> kOthers{
    {"websockets", {PYTHON, CLIENTS "/websockets_client.py"}},
    {"ws", {NODE, CLIENTS "/ws_client.mjs"}},
    {"chromium", {NODE, CLIENTS "/chromium_client.mjs"}},
};

class InteropTest : public ConformanceTest, public testing::WithParamInterface<Other> {
protected:
    [[nodiscard]] std::vector<std::string> run(const std::vector<std::string>& arguments) const {
        auto command = GetParam().command;
        command.insert(command.end(), arguments.begin(), arguments.end());
        return command;
    }
};

TEST_P(InteropTest, EchoesWhateverItSendsAndClosesWithItsCode) {
    test::ChildProcess client(run({"echo", server().origin()}));

    std::vector<std::string> lines;
    while (auto line = client.line()) lines.push_back(*std::move(line));

    EXPECT_EQ(lines, (std::vector<std::string>{"14 messages came back as they went", "closed 4321"}));
    EXPECT_EQ(client.wait(), 0);
}

TEST_P(InteropTest, FollowsATopicAndReceivesAThankYou) {
    demonstrate();
    const auto noor = sign_in("noor-de-graaf");
    const auto snapshot = e2e::snapshot_for(server(), noor);
    v1::ClientFrame subscribe;
    subscribe.mutable_subscribe()->set_topic("feed");
    subscribe.mutable_subscribe()->set_epoch(snapshot.epoch());
    for (const auto& head : snapshot.heads()) {
        if (head.topic() == "feed") subscribe.mutable_subscribe()->set_from(head.seq());
    }

    // It says every binary message it receives, and closes when one holds the words.
    test::ChildProcess client(
        run({"live", server().origin(), noor.cookie, to_hex(subscribe.SerializeAsString()), std::string{kThanks}})
    );
    std::vector<v1::ServerFrame> frames;
    std::string last;
    while (auto line = client.line()) {
        last = *line;
        if (!last.starts_with("binary ")) continue;
        ASSERT_TRUE(frames.emplace_back().ParseFromString(from_hex(last.substr(7)))) << last;
        if (frames.back().subscribed().status() != v1::Subscribed::STATUS_LIVE) continue;
        const auto given = e2e::http(
            server(),
            "/koebel.v1.RecognitionService/GiveByShorthand",
            R"({"requestId":"0195e000-0000-7000-8000-00000000c0de","text":"@fatma-yildiz #leren )" +
                std::string{kThanks} + R"(","visibility":"VISIBILITY_EVERYONE"})",
            noor.cookie
        );
        ASSERT_EQ(given.status, 200) << given.body;
    }

    ASSERT_FALSE(frames.empty()) << last;
    EXPECT_TRUE(frames.front().has_welcome());
    EXPECT_EQ(frames.back().event().topic(), "feed");
    EXPECT_EQ(frames.back().event().body().recognition_given().recognition().message(), kThanks);
    EXPECT_EQ(last, "closed 1000");
    EXPECT_EQ(client.wait(), 0);
}

INSTANTIATE_TEST_SUITE_P(Others, InteropTest, testing::ValuesIn(kOthers), [](const auto& one) {
    return one.param.name;
});

}  // namespace
}  // namespace koebel::conformance
