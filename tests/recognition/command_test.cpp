#include "recognition/command.hpp"

#include <gtest/gtest.h>

#include <functional>

namespace koebel::recognition {
namespace {

const PersonId kGiver{"giver"};

v1::GiveRequest valid_request() {
    v1::GiveRequest request;
    request.mutable_people()->add_ids("ada");
    request.set_message("Bedankt voor je geduld met de klant.");
    request.add_value_ids("oor");
    request.set_credits_each(10);
    return request;
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += text;
    return result;
}

struct Wrong {
    std::string_view reason;
    std::function<void(v1::GiveRequest&)> spoil;
};

TEST(CommandTest, AValidRequestIsTakenOver) {
    auto request = valid_request();
    request.set_message("  Bedankt!\n ");
    request.set_customer_moment(" Mevrouw De Wit belde terug. ");
    request.mutable_picture()->set_picture_id("taart");
    request.mutable_picture()->set_alternative_text(" Een taart\n");

    const auto command = to_command(kGiver, request);

    ASSERT_TRUE(command);
    EXPECT_EQ(command->message, "Bedankt!");
    EXPECT_EQ(command->customer_moment, "Mevrouw De Wit belde terug.");
    EXPECT_EQ(command->people, std::vector{PersonId{"ada"}});
    ASSERT_TRUE(command->picture);
    EXPECT_EQ(command->picture->id, "taart");
    EXPECT_EQ(command->picture->alternative_text, "Een taart");
    EXPECT_EQ(command->credits_each, Credits{10});
    EXPECT_EQ(command->visibility, v1::VISIBILITY_EVERYONE);
}

TEST(CommandTest, TheLimitsCountCodePoints) {
    auto request = valid_request();
    request.set_message(repeated("🐄", 1'000));
    request.set_customer_moment(repeated("é", 300));
    request.mutable_picture()->set_alternative_text(repeated("🐄", 300));

    EXPECT_TRUE(to_command(kGiver, request));
}

TEST(CommandTest, TwentyPeopleAreThankedAtOnce) {
    auto request = valid_request();
    for (int i = 1; i < 20; ++i) request.mutable_people()->add_ids("person-" + std::to_string(i));

    EXPECT_TRUE(to_command(kGiver, request));
}

TEST(CommandTest, EveryWrongShapeHasItsReason) {
    const std::vector<Wrong> all{
        {"NO_RECIPIENT", [](auto& r) { r.clear_recipients(); }},
        {"NO_RECIPIENT", [](auto& r) { r.mutable_people()->clear_ids(); }},
        {"NO_RECIPIENT", [](auto& r) { r.set_team_id(""); }},
        {"TOO_MANY_RECIPIENTS",
         [](auto& r) {
             for (int i = 0; i < 20; ++i) r.mutable_people()->add_ids("person-" + std::to_string(i));
         }},
        {"DUPLICATE_RECIPIENT", [](auto& r) { r.mutable_people()->add_ids("ada"); }},
        {"SELF_RECOGNITION", [](auto& r) { r.mutable_people()->add_ids("giver"); }},
        {"MESSAGE_REQUIRED", [](auto& r) { r.clear_message(); }},
        {"MESSAGE_REQUIRED", [](auto& r) { r.set_message(" \n\t\u3000 "); }},
        {"MESSAGE_TOO_LONG", [](auto& r) { r.set_message(repeated("ж", 1'001)); }},
        {"VALUE_REQUIRED", [](auto& r) { r.clear_value_ids(); }},
        {"TOO_MANY_VALUES",
         [](auto& r) {
             for (const auto* id : {"b", "c", "d"}) r.add_value_ids(id);
         }},
        {"DUPLICATE_VALUE", [](auto& r) { r.add_value_ids("oor"); }},
        {"TOO_MANY_CREDITS", [](auto& r) { r.set_credits_each(51); }},
        {"CUSTOMER_MOMENT_TOO_LONG", [](auto& r) { r.set_customer_moment(repeated("x", 301)); }},
        {"ALT_TEXT_REQUIRED", [](auto& r) { r.mutable_picture()->set_picture_id("taart"); }},
        {"ALT_TEXT_REQUIRED", [](auto& r) { r.mutable_picture()->set_alternative_text(" \n"); }},
        {"ALT_TEXT_TOO_LONG", [](auto& r) { r.mutable_picture()->set_alternative_text(repeated("ж", 301)); }},
        {"VISIBILITY_INVALID", [](auto& r) { r.set_visibility(static_cast<v1::Visibility>(9)); }},
    };

    for (const auto& wrong : all) {
        auto request = valid_request();
        wrong.spoil(request);
        const auto command = to_command(kGiver, request);
        ASSERT_FALSE(command) << wrong.reason;
        EXPECT_EQ(command.error().reason, wrong.reason);
        EXPECT_EQ(command.error().code, Code::kInvalidArgument);
    }
}

}  // namespace
}  // namespace koebel::recognition
