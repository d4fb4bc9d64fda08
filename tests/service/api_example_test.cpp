// What the documentation prints for programs is run as it stands there.
#include "service/installation.hpp"

#include <koebel/v1/recognition.pb.h>
#include <koebel/v1/token.pb.h>

#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <fstream>
#include <sstream>

namespace koebel::service {
namespace {

namespace json = google::protobuf::util;

/// The shell lines of the chapter, one text for each block.
std::vector<std::string> examples() {
    std::ifstream file{API_CHAPTER};
    std::vector<std::string> blocks;
    bool is_in_chapter = false;
    bool is_in_block = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("## ")) is_in_chapter = line == "## For programs: tokens";
        if (!is_in_chapter) continue;
        if (line == "```sh") {
            is_in_block = true;
            blocks.emplace_back();
        } else if (line == "```") {
            is_in_block = false;
        } else if (is_in_block) {
            blocks.back() += line + "\n";
        }
    }
    return blocks;
}

std::string run(const std::string& command) {
    std::string output;
    auto* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) throw std::runtime_error("no shell");
    char piece[4096];
    for (std::size_t count = 0; (count = std::fread(piece, 1, sizeof piece, pipe)) > 0;) output.append(piece, count);
    ::pclose(pipe);
    return output;
}

using ApiExampleTest = InstallationTest;

TEST_F(ApiExampleTest, TheCurlLinesOfTheDocumentationWork) {
    start();
    const auto person = sign_in(1).front();
    v1::CreateTokenResponse made;
    const auto answer = ask(
        service_,
        "/koebel.v1.TokenService/CreateToken",
        R"({"requestId":"018f0000-0000-7000-8000-000000000001","name":"curl","scopes":["SCOPE_READ","SCOPE_GIVE"]})",
        person.cookie
    );
    ASSERT_TRUE(json::JsonStringToMessage(answer.body, &made).ok()) << answer.body;
    const auto blocks = examples();
    ASSERT_EQ(blocks.size(), 2U);
    const auto here = [&](std::string lines) {
        constexpr std::string_view kThere = "https://koebel.example";
        for (auto at = lines.find(kThere); at != std::string::npos; at = lines.find(kThere)) {
            lines.replace(at, kThere.size(), service_.origin());
        }
        return run("KOEBEL_TOKEN=" + made.secret() + "\n" + lines);
    };

    const auto given = here(blocks[1]);
    const auto read = here(blocks[0]);

    v1::GiveByShorthandResponse thanks;
    ASSERT_TRUE(json::JsonStringToMessage(given, &thanks).ok()) << given;
    v1::ListFeedResponse feed;
    ASSERT_TRUE(json::JsonStringToMessage(read, &feed).ok()) << read;
    ASSERT_EQ(feed.recognitions_size(), 3);
    EXPECT_EQ(feed.recognitions(0).id(), thanks.given().recognition_id());
    EXPECT_EQ(feed.recognitions(0).giver().id(), person.id);
}

}  // namespace
}  // namespace koebel::service
