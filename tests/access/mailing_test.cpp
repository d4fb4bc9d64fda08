#include "access/invitation_letter.hpp"
#include "access/sign_in_service_fixture.hpp"
#include "support/smtp_server.hpp"

namespace koebel::access {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

class MailingTest : public SignInServiceFixture {
protected:
    void SetUp() override {
        SignInServiceFixture::SetUp();
        mail_.emplace(mail::Settings{
            .url = server_.url(), .user = {}, .password = {}, .from = "koebel@zwaluw.example", .without_tls = true
        });
        with_mail_.emplace(database_.store(), settings_, *mail_);
        with_mail_->bind(mailing_router_);
        admin_ = given_signed_in("noor");
    }

    Result<v1::SendInvitationsResponse> send(const std::vector<std::string>& keys, std::string request_id = {}) {
        v1::SendInvitationsRequest request;
        request.set_request_id(request_id.empty() ? test::SequentialIds::nth(800'000 + ++requests_) : request_id);
        for (const auto& key : keys) request.add_person_ids(id_of(key).text());
        request.set_everyone_without_door(keys.empty());
        auto caller = test::await(authenticator_->authenticate({.cookie = admin_, .address = address_}));
        auto answer = test::await(mailing_router_.call(
            std::move(caller),
            "koebel.v1.SignInService/SendInvitations",
            request.SerializeAsString(),
            rpc::Encoding::kBinary,
            ""
        ));
        (void)with_mail_->wait(std::chrono::seconds{10});
        if (!answer.payload) return std::unexpected(answer.payload.error());
        v1::SendInvitationsResponse response;
        response.ParseFromString(*answer.payload);
        return response;
    }

    test::SmtpServer server_;
    std::optional<mail::Mailer> mail_;
    std::optional<SignInService> with_mail_;
    rpc::Router mailing_router_{{}, database_.clock()};
    Browser admin_;
};

INSTANTIATE_TEST_SUITE_P(Databases, MailingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(MailingTest, AnInvitationComesByLetterAndLetsIn) {
    ASSERT_EQ(send({"bram"}).value().letters(), 1U);

    ASSERT_THAT(server_.taken(), SizeIs(1));
    EXPECT_EQ(server_.taken().front().to, "Bram.Smit@zwaluw.example");
    const auto listed = list(admin_);
    ASSERT_EQ(listed.invitations_size(), 1);
    EXPECT_TRUE(listed.invitations(0).by_mail());
    EXPECT_TRUE(listed.invitations(0).has_mailed_at());
    EXPECT_EQ(listed.invitations(0).mail_problem(), "");
}

TEST_P(MailingTest, ARepeatSendsNoSecondLetter) {
    const auto id = test::SequentialIds::nth(5);

    ASSERT_TRUE(send({"bram"}, id));
    ASSERT_EQ(send({"bram"}, id).value().letters(), 1U);

    EXPECT_THAT(server_.taken(), SizeIs(1));
}

TEST_P(MailingTest, EveryoneWithAnAddressIsWrittenToAndTheOthersAreCounted) {
    const auto sent = send({}).value();

    EXPECT_EQ(sent.letters(), 1U) << "Bram; Ada has no address, Noor is here";
    EXPECT_EQ(sent.left(), 1U);
    EXPECT_EQ(send({}).value().letters(), 0U) << "an invitation is on its way";
}

TEST_P(MailingTest, WhatTheServerRefusesIsTold) {
    server_.refuse("Bram");

    ASSERT_TRUE(send({"bram"}));

    const auto listed = list(admin_);
    EXPECT_EQ(listed.invitations(0).mail_problem(), "MAIL_REFUSED");
    EXPECT_FALSE(listed.invitations(0).has_mailed_at());
}

TEST_P(MailingTest, WhoHasNoAddressIsNotInvitedByLetterNorIsAnybodyElse) {
    EXPECT_EQ(reason(send({"bram", "ada"})), "EMAIL_MISSING");
    EXPECT_EQ(list(admin_).invitations_size(), 0);
    EXPECT_THAT(server_.taken(), SizeIs(0));
}

TEST_P(MailingTest, WithoutAMailServerNoLinkIsMade) {
    v1::SendInvitationsRequest request;
    request.add_person_ids(id_of("bram").text());

    EXPECT_EQ(
        reason(call<v1::SendInvitationsResponse>(admin_, "SignInService/SendInvitations", request)), "MAIL_NOT_SET_UP"
    );
    EXPECT_EQ(list(admin_).invitations_size(), 0);
    EXPECT_EQ(list(admin_).mail_from(), "");
}

TEST(InvitationLetter, SpeaksTheReadersLanguageWithTheLinkOnALineOfItsOwn) {
    InvitationWords words{
        .language = "nl",
        .given_name = "Bram",
        .organisation = "Zwaluw",
        .url = "https://koebel.example/enter#abc",
        .lifetime = std::chrono::hours{24 * 14},
    };
    const auto in = [&](std::string language) {
        words.language = std::move(language);
        return invitation_letter("bram@zwaluw.example", words).text;
    };

    EXPECT_THAT(in("nl"), HasSubstr("nog 14 dagen"));
    EXPECT_THAT(in("en"), HasSubstr("another 14 days"));
    EXPECT_THAT(in("pl"), HasSubstr("przez 14 dni"));
    for (const auto* language : {"nl", "en", "pl", "xx"}) {
        EXPECT_THAT(in(language), HasSubstr("\n\nhttps://koebel.example/enter#abc\n\n"));
    }
    words.lifetime = std::chrono::hours{3};
    EXPECT_THAT(in("pl"), HasSubstr("3 godziny"));
    EXPECT_THAT(in("nl"), HasSubstr("3 uur"));
}

}  // namespace
}  // namespace koebel::access
