#include "gateway/uploads.hpp"

#include "gateway/edge.hpp"

namespace koebel::test {
namespace {

using namespace std::chrono_literals;
using Headers = std::vector<std::pair<std::string, std::string>>;

TEST(Uploads, ManyPeopleButOneOfEach) {
    gateway::Uploads uploads{2};

    auto ada = uploads.take("ada");
    EXPECT_TRUE(ada);
    EXPECT_FALSE(uploads.take("ada")) << "one of a person";
    {
        const auto bram = uploads.take("bram");
        EXPECT_TRUE(bram);
        EXPECT_FALSE(uploads.take("cem")) << "all places are taken";
    }
    EXPECT_TRUE(uploads.take("cem"));
    ada.reset();
    EXPECT_TRUE(uploads.take("ada"));
}

/// GetSession takes uploads of 200 KB, the other calls 1 KB.
class UploadTest : public Edge {
protected:
    UploadTest() {
        settings.http.body_bytes = 1'024;
        settings.http.upload_bytes = 200'000;
        settings.uploads = 1;
        takes_upload = [](std::string_view path) { return path == "/koebel.v1.AccessService/GetSession"; };
    }

    static std::string body(std::size_t bytes) { return "{}" + std::string(bytes - 2, ' '); }
    [[nodiscard]] static std::string upload(std::size_t bytes, Headers headers = as_ada()) {
        headers.emplace_back("Host", "koebel.test");
        headers.emplace_back("Content-Type", "application/json");
        return request("POST", "/koebel.v1.AccessService/GetSession", headers, body(bytes));
    }
};

TEST_F(UploadTest, SomebodySignedInMayBringMore) {
    start();

    EXPECT_EQ(ask(upload(100'000)).status, 200U);
    EXPECT_EQ(ask(upload(200'000)).status, 200U) << "the place was given back";
    EXPECT_EQ(ask(upload(200'001)).reason(), "BODY_TOO_LARGE");
}

TEST_F(UploadTest, NobodyMayNot) {
    start();

    EXPECT_EQ(ask(upload(500, {})).status, 200U);
    EXPECT_EQ(ask(upload(100'000, {})).reason(), "SIGN_IN_REQUIRED");
    EXPECT_EQ(
        ask(upload(100'000, {{"Cookie", "koebel=wall"}, {"Origin", "http://koebel.test"}})).reason(), "SIGN_IN_REQUIRED"
    );
    EXPECT_EQ(ask(upload(100'000, {{"Cookie", "koebel=ada"}})).reason(), "ORIGIN_REFUSED");
    EXPECT_EQ(doors.called, 1);
}

TEST_F(UploadTest, OtherCallsMayNot) {
    start();

    EXPECT_EQ(call("RevokeSession", body(100'000), as_ada()).reason(), "BODY_TOO_LARGE");
}

TEST_F(UploadTest, WithoutALengthItIsLikeOtherCalls) {
    start();
    std::string chunked =
        "POST /koebel.v1.AccessService/GetSession HTTP/1.1\r\nHost: koebel.test\r\n"
        "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n";
    for (const auto& [name, value] : as_ada()) chunked += name + ": " + value + "\r\n";
    chunked += "\r\n800\r\n" + body(2'048) + "\r\n0\r\n\r\n";

    EXPECT_EQ(ask(chunked).reason(), "BODY_TOO_LARGE");
}

TEST_F(UploadTest, WhileAllPlacesAreTakenOthersComeBack) {
    start();
    HttpClient slow{port()};
    const auto whole = upload(100'000);
    slow.send(whole.substr(0, whole.size() - 10));
    // Its head was read once the place is taken.
    HttpAnswer refused;
    for (int attempt = 0; attempt < 200 && refused.reason() != "OVERLOADED"; ++attempt) refused = ask(upload(100'000));

    EXPECT_EQ(refused.status, 503U);
    EXPECT_NE(refused.header("retry-after"), "");
    EXPECT_EQ(slow.ask(whole.substr(whole.size() - 10)).status, 200U);
    EXPECT_EQ(ask(upload(100'000)).status, 200U);
}

TEST_F(UploadTest, OneThatTricklesIsCutOff) {
    settings.http.upload_time = 50ms;
    start();
    HttpClient client{port()};
    const auto whole = upload(100'000);

    const auto answer = client.ask(whole.substr(0, 5'000));

    EXPECT_EQ(answer.status, 408U);
    EXPECT_EQ(doors.called, 0);
}

}  // namespace
}  // namespace koebel::test
