#include "live/fixture.hpp"

namespace koebel::live {
namespace {

store::LogEntry entry(std::string payload) {
    return {.position = 9, .id = "id-9", .topic = "feed", .seq = 3, .type = "bell_rang", .payload = std::move(payload)};
}

TEST(FrameTest, AnEventCarriesItsContentsAndItsPlaces) {
    const auto message = decoded(*event_frame(entry(R"({"bellRang":{"recipients":2}})")));

    EXPECT_EQ(message.event().topic(), "feed");
    EXPECT_EQ(message.event().seq(), 3U);
    EXPECT_EQ(message.event().position(), 9U);
    EXPECT_EQ(message.event().id(), "id-9");
    EXPECT_EQ(message.event().type(), "bell_rang");
    EXPECT_EQ(message.event().body().bell_rang().recipients(), 2U);
}

TEST(FrameTest, ARedactedEventKeepsItsPlaceAndNothingElse) {
    const auto message = decoded(*event_frame(entry("")));

    EXPECT_EQ(message.event().seq(), 3U);
    EXPECT_EQ(message.event().type(), "bell_rang");
    EXPECT_FALSE(message.event().has_body());
    EXPECT_TRUE(message.event().json().empty());
}

TEST(FrameTest, ContentsOfANewerNodeAreHandedOnAsJson) {
    const auto message = decoded(*event_frame(entry(R"({"confetti":{"colour":"rose"}})")));

    EXPECT_FALSE(message.event().has_body());
    EXPECT_EQ(message.event().json(), R"({"confetti":{"colour":"rose"}})");
}

TEST(FrameTest, LengthsOfEveryFormComeBackWhole) {
    for (const std::size_t size : {0UL, 100UL, 125UL, 126UL, 127UL, 60'000UL, 65'535UL, 65'536UL, 70'000UL}) {
        v1::ServerFrame message;
        message.mutable_reply()->set_ok(std::string(size, 'x'));

        EXPECT_EQ(decoded(*encode(message)).reply().ok().size(), size);
    }
}

}  // namespace
}  // namespace koebel::live
