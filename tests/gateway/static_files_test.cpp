#include "gateway/static_files.hpp"

#include "gateway/edge.hpp"

#include <gtest/gtest.h>

namespace koebel::gateway {
namespace {

constexpr std::size_t kMebibyte = 1024 * 1024;

HttpRequest taking(std::string encodings) {
    return {.method = "GET", .target = "/app.js", .headers = {{"accept-encoding", std::move(encodings)}}};
}

class StaticFilesTest : public testing::Test {
protected:
    StaticFilesTest() {
        test::write_file(root_.path(), "app.js", "plain");
        test::write_file(root_.path(), "app.js.gz", "gzipped");
        test::write_file(root_.path(), "app.js.br", "brotli");
        test::write_file(root_.path(), "alone.css.gz", "without its plain twin");
    }

    [[nodiscard]] std::string_view served(std::string encodings) const {
        const auto response = files().answer(taking(std::move(encodings)), "/app.js");
        return *response.shared == "plain" ? "plain" : *response.shared == "gzipped" ? "gzip" : "br";
    }
    [[nodiscard]] const StaticFiles& files() const {
        if (!files_) files_.emplace(root_.path(), kMebibyte);
        return *files_;
    }

    test::TemporaryDirectory root_;
    mutable std::optional<StaticFiles> files_;
};

TEST_F(StaticFilesTest, TheSmallestTheClientTakesIsServed) {
    EXPECT_EQ(served("gzip, deflate, br"), "br");
    EXPECT_EQ(served("GZIP"), "gzip");
    EXPECT_EQ(served("br;q=0, gzip;q=0.5"), "gzip");
    EXPECT_EQ(served("br;q=0.0"), "plain");
    EXPECT_EQ(served(""), "plain");
    EXPECT_EQ(served("brr"), "plain");
}

TEST_F(StaticFilesTest, EachEncodingHasItsOwnTag) {
    const auto plain = files().answer(taking(""), "/app.js");
    const auto brotli = files().answer(taking("br"), "/app.js");

    EXPECT_NE(plain.header("ETag"), brotli.header("ETag"));
}

TEST_F(StaticFilesTest, AWeakTagOrOneOfAListIsRecognised) {
    const std::string tag{*files().answer(taking(""), "/app.js").header("ETag")};
    for (const auto& known : {tag, "W/" + tag, "\"other\", " + tag, std::string{"*"}}) {
        auto request = taking("");
        request.headers.push_back({"if-none-match", known});
        EXPECT_EQ(files().answer(request, "/app.js").status, 304U) << known;
    }
}

TEST_F(StaticFilesTest, AnEncodingWithoutItsFileIsNoFile) {
    EXPECT_FALSE(files().has("/alone.css"));
    EXPECT_FALSE(files().has("/app.js.br"));
}

TEST_F(StaticFilesTest, LinksAreNotFollowed) {
    test::TemporaryDirectory elsewhere;
    test::write_file(elsewhere.path(), "secret.txt", "secret");
    std::filesystem::create_symlink(elsewhere.path() / "secret.txt", root_.path() / "secret.txt");
    std::filesystem::create_directory_symlink(elsewhere.path(), root_.path() / "there");

    EXPECT_FALSE(files().has("/secret.txt"));
    EXPECT_FALSE(files().has("/there/secret.txt"));
}

TEST_F(StaticFilesTest, MoreThanTheBoundOrNoFolderIsRefusedAtStart) {
    EXPECT_THROW(StaticFiles(root_.path(), 10), std::runtime_error);
    EXPECT_THROW(StaticFiles(root_.path() / "nowhere", kMebibyte), std::runtime_error);
}

}  // namespace
}  // namespace koebel::gateway
