#include "recognition/service.hpp"

#include "world.hpp"

#include <gmock/gmock.h>

namespace koebel::recognition {
namespace {

/// The calls as they come from the edge: through the router, encoded.
class ServiceTest : public WorldTest {
protected:
    ServiceTest() { service.bind(router); }

    template <class Response, class Request>
    Result<Response> call(const PersonId& caller, std::string_view method, const Request& request) {
        auto answer = test::await(router.call(
            World::caller(caller),
            "koebel.v1.RecognitionService/" + std::string{method},
            request.SerializeAsString(),
            rpc::Encoding::kBinary,
            ""
        ));
        if (!answer.payload) return std::unexpected(answer.payload.error());
        Response response;
        EXPECT_TRUE(response.ParseFromString(*answer.payload));
        return response;
    }

    Result<v1::GiveByShorthandResponse> say(const PersonId& giver, const std::string& text, std::uint64_t n = 1) {
        v1::GiveByShorthandRequest request;
        request.set_request_id(test::SequentialIds::nth(n));
        request.set_text(text);
        return call<v1::GiveByShorthandResponse>(giver, "GiveByShorthand", request);
    }

    rpc::Router router{rpc::Limits{}, world.database.clock()};
    Service service{world.database.store(), Settings{}};
    PersonId ada = world.named("Ada Bos");
    PersonId noor = world.named("Noor Vos");
};

TEST_P(ServiceTest, ARequestIsGivenOnceHoweverOftenItIsSent) {
    v1::GiveRequest request;
    request.set_request_id(test::SequentialIds::nth(1));
    request.mutable_people()->add_ids(noor.text());
    request.set_message("Dank");
    request.add_value_ids(world.ear.text());
    request.set_credits_each(10);

    const auto first = call<v1::GiveResponse>(ada, "Give", request);
    const auto again = call<v1::GiveResponse>(ada, "Give", request);

    ASSERT_TRUE(first && again);
    EXPECT_EQ(again->recognition_id(), first->recognition_id());
    EXPECT_EQ(world.feed(noor).recognitions_size(), 1);
    request.set_message("Iets anders");
    EXPECT_EQ(call<v1::GiveResponse>(ada, "Give", request).error().reason, "REQUEST_ID_REUSED");
}

TEST_P(ServiceTest, NoPictureGoesAlongFromASharedTabletOrThroughAToken) {
    v1::GiveRequest request;
    request.set_request_id(test::SequentialIds::nth(1));
    request.mutable_people()->add_ids(noor.text());
    request.set_message("Dank");
    request.add_value_ids(world.ear.text());
    request.mutable_picture()->set_picture_id("taart");
    request.mutable_picture()->set_alternative_text("Een taart");
    const auto refused = [&](v1::Scope scope) {
        auto caller = World::caller(ada);
        caller.scopes = {scope};
        const auto answer = test::await(router.call(
            caller, "koebel.v1.RecognitionService/Give", request.SerializeAsString(), rpc::Encoding::kBinary, ""
        ));
        return std::string{answer.payload ? "none" : answer.payload.error().reason};
    };

    EXPECT_EQ(refused(v1::SCOPE_KIOSK), "NOT_AT_A_KIOSK");
    EXPECT_EQ(refused(v1::SCOPE_GIVE), "SCOPE_REQUIRED");
    EXPECT_EQ(call<v1::GiveResponse>(ada, "Give", request).error().reason, "PICTURE_NOT_FOUND");
}

TEST_P(ServiceTest, OneLineIsEnough) {
    const auto said = say(ada, "+10 @Noor #oor Dank voor je geduld");

    ASSERT_TRUE(said) << said.error().reason;
    EXPECT_EQ(said->given().credits_each(), 10U);
    EXPECT_EQ(said->given().allowance_left(), 90U);
    EXPECT_EQ(world.feed(noor).recognitions(0).message(), "Dank voor je geduld");
}

TEST_P(ServiceTest, ARepeatedLineGetsItsFirstAnswerThoughTheNameBecameAmbiguous) {
    const auto first = say(ada, "@Noor #oor Dank");
    world.named("Noor Mol");

    const auto again = say(ada, "@Noor #oor Dank");
    const auto other = say(ada, "@Noor #oor Dank", 2);

    ASSERT_TRUE(first && again);
    EXPECT_EQ(again->given().recognition_id(), first->given().recognition_id());
    EXPECT_EQ(other.error().reason, "NAME_AMBIGUOUS");
    EXPECT_THAT(other.error().details, testing::UnorderedElementsAre("Noor Vos", "Noor Mol"));
    EXPECT_EQ(world.feed(noor).recognitions_size(), 1);
}

TEST_P(ServiceTest, TheTimeToTakeItBackIsSaid) {
    const auto said = say(ada, "@Noor #oor Dank");
    v1::TakeBackRequest request;
    request.set_request_id(test::SequentialIds::nth(2));
    request.set_recognition_id(said->given().recognition_id());

    const auto now = world.database.clock().now().time_since_epoch() / std::chrono::seconds{1};
    EXPECT_EQ(said->given().take_back_until().seconds(), now + 60);
    ASSERT_TRUE(call<v1::TakeBackResponse>(ada, "TakeBack", request));
    EXPECT_TRUE(call<v1::TakeBackResponse>(ada, "TakeBack", request)) << "a repeat gets the first answer";
}

TEST_P(ServiceTest, HidingNeedsAReason) {
    v1::HideRequest request;
    request.set_request_id(test::SequentialIds::nth(1));
    request.set_recognition_id("x");
    request.set_reason(" ");
    auto curator = World::caller(ada);
    curator.roles = {v1::ROLE_EMPLOYEE, v1::ROLE_CURATOR};

    const auto hide = [&] {
        return test::await(router.call(
            curator, "koebel.v1.RecognitionService/Hide", request.SerializeAsString(), rpc::Encoding::kBinary, ""
        ));
    };
    EXPECT_EQ(hide().payload.error().reason, "REASON_REQUIRED");
    request.set_reason(std::string(301, 'x'));
    EXPECT_EQ(hide().payload.error().reason, "REASON_TOO_LONG");
    request.set_reason("noemt een klant");
    EXPECT_EQ(hide().payload.error().reason, "ROLE_REQUIRED") << "SQL knows better than the connection";
}

TEST_P(ServiceTest, PagesAndAllowanceAreTheCallersOwn) {
    ASSERT_TRUE(say(ada, "+10 @Noor #oor Dank"));

    const auto said = call<v1::ListSaidToMeResponse>(noor, "ListSaidToMe", v1::ListSaidToMeRequest{});
    const auto feed = call<v1::ListFeedResponse>(ada, "ListFeed", v1::ListFeedRequest{});
    const auto left = call<v1::GetAllowanceResponse>(ada, "GetAllowance", v1::GetAllowanceRequest{});

    EXPECT_EQ(said->unread(), 1U);
    EXPECT_EQ(feed->recognitions_size(), 1);
    EXPECT_EQ(left->left(), 90U);
    EXPECT_EQ(left->cap(), 100U);
    EXPECT_EQ(left->weekly(), 50U);
}

TEST_P(ServiceTest, APositionBeyondEverySqlNumberIsTheEnd) {
    ASSERT_TRUE(say(ada, "@Noor #oor Dank"));
    v1::ListFeedRequest request;
    request.set_before_position(~std::uint64_t{0});
    request.set_page_size(~std::uint32_t{0});

    EXPECT_EQ(call<v1::ListFeedResponse>(ada, "ListFeed", request)->recognitions_size(), 1);
}

INSTANTIATE_TEST_SUITE_P(Databases, ServiceTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
