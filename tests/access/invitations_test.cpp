#include "access/sign_in_service_fixture.hpp"

namespace koebel::access {
namespace {

using testing::HasSubstr;

class InvitationsTest : public SignInServiceFixture {};

INSTANTIATE_TEST_SUITE_P(Databases, InvitationsTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(InvitationsTest, AnInvitationSignsInOnceAndLeadsToAPassword) {
    auto admin = given_signed_in("noor");
    const auto made = invite(admin, {"bram"}).value();
    ASSERT_EQ(made.invitations_size(), 1);
    EXPECT_EQ(made.invitations(0).person().name(), "Bram Smit");
    EXPECT_THAT(made.invitations(0).url(), HasSubstr("https://koebel.example/enter#"));

    auto browser = enter_by(token_of(made.invitations(0)));

    EXPECT_TRUE(chose_password_);
    EXPECT_TRUE(is_signed_in(browser));
    EXPECT_EQ(enter_by(token_of(made.invitations(0))), "LINK_INVALID");
    EXPECT_EQ(set_password(browser, "", kPassword), "none");
    EXPECT_EQ(sign_in("bram", kPassword), "none");
}

TEST_P(InvitationsTest, WhoseInvitationIsUsedNoticesItByTheirSessions) {
    auto admin = given_signed_in("noor");
    const auto bram = given_signed_in("bram");

    const auto other = enter_by(token_of(invite(admin, {"bram"}).value().invitations(0)));

    EXPECT_TRUE(is_signed_in(other));
    EXPECT_FALSE(is_signed_in(bram));
}

TEST_P(InvitationsTest, TheSecretOfAnInvitationIsShownOnce) {
    auto admin = given_signed_in("noor");
    v1::CreateInvitationsRequest request;
    request.set_request_id(test::SequentialIds::nth(1));
    request.add_person_ids(id_of("bram").text());
    const auto create = [&] {
        auto caller = test::await(authenticator_->authenticate({.cookie = admin, .address = address_}));
        return test::await(router_.call(
            std::move(caller),
            "koebel.v1.SignInService/CreateInvitations",
            request.SerializeAsString(),
            rpc::Encoding::kBinary,
            ""
        ));
    };
    ASSERT_TRUE(create().payload);

    EXPECT_EQ(create().payload.error().reason, "SECRET_SHOWN_ONCE");
    const auto listed = list(admin);
    ASSERT_EQ(listed.invitations_size(), 1);
    EXPECT_THAT(listed.DebugString(), testing::Not(HasSubstr("enter#")));
}

TEST_P(InvitationsTest, EveryoneWithoutADoorIsInvitedOnce) {
    given_password("bram");
    auto admin = given_signed_in("noor");

    const auto made = invite(admin, {}).value();

    ASSERT_EQ(made.invitations_size(), 1) << "Noor has a session, Bram a password";
    EXPECT_EQ(made.invitations(0).person().name(), "Ada Vos");
    EXPECT_EQ(made.left(), 0U);
    EXPECT_EQ(invite(admin, {}).value().invitations_size(), 0) << "Ada has an invitation";
}

TEST_P(InvitationsTest, ANewInvitationReplacesTheUnusedOne) {
    auto admin = given_signed_in("noor");
    const auto first = token_of(invite(admin, {"ada"}).value().invitations(0));

    const auto second = token_of(invite(admin, {"ada"}).value().invitations(0));

    EXPECT_EQ(enter_by(first), "LINK_INVALID");
    EXPECT_EQ(list(admin).invitations_size(), 1);
    EXPECT_NE(enter_by(second), "LINK_INVALID");
    EXPECT_TRUE(list(admin).invitations(0).has_used_at());
}

TEST_P(InvitationsTest, InvitationsAreRefusedForWhoHasAPasswordOrIsNotThere) {
    given_password("bram");
    auto admin = given_signed_in("noor");

    EXPECT_EQ(reason(invite(admin, {"bram", "ada"})), "HAS_PASSWORD");
    EXPECT_EQ(list(admin).invitations_size(), 0) << "all or none";
    v1::CreateInvitationsRequest request;
    request.add_person_ids("nobody");
    const auto create = [&] {
        return reason(call<v1::CreateInvitationsResponse>(admin, "SignInService/CreateInvitations", request));
    };
    EXPECT_EQ(create(), "PERSON_NOT_FOUND");
    request.set_lifetime_hours(2'161);
    EXPECT_EQ(create(), "LIFETIME_INVALID");
}

TEST_P(InvitationsTest, InvitationsExpireAndAreRevoked) {
    auto admin = given_signed_in("noor");
    const auto ada = invite(admin, {"ada"}).value().invitations(0);
    const auto bram = invite(admin, {"bram"}).value().invitations(0);
    v1::RevokeInvitationRequest request;
    request.set_invitation_id(ada.id());
    const auto revoke = [&] {
        return reason(call<v1::RevokeInvitationResponse>(admin, "SignInService/RevokeInvitation", request));
    };

    EXPECT_EQ(revoke(), "none");
    EXPECT_EQ(revoke(), "INVITATION_NOT_FOUND");
    EXPECT_EQ(enter_by(token_of(ada)), "LINK_INVALID");
    database_.clock().advance(settings_.invitation_lifetime);
    EXPECT_EQ(enter_by(token_of(bram)), "LINK_INVALID");
    auto again = given_signed_in("noor");
    EXPECT_EQ(list(again).invitations_size(), 0);
}

TEST_P(InvitationsTest, AListOfInvitationsComesInPages) {
    std::string csv = "key,name\n";
    for (int i = 0; i < 120; ++i) csv += "p" + std::to_string(i) + ",Person " + std::to_string(i) + "\n";
    given_import(v1::ImportRequest::KIND_PEOPLE, csv);
    auto admin = given_signed_in("noor");
    ASSERT_EQ(invite(admin, {}).value().invitations_size(), 122);

    const auto first = list(admin);
    const auto second = list(admin, first.next_page_token());

    EXPECT_EQ(first.invitations_size(), 100);
    EXPECT_EQ(second.invitations_size(), 22);
    EXPECT_EQ(second.next_page_token(), "");
    EXPECT_LT(second.invitations(0).id(), first.invitations(99).id());
}

TEST_P(InvitationsTest, AnOlderLinkOpensNothingOnceAPasswordWasChosen) {
    auto admin = given_signed_in("noor");
    const auto invitation = token_of(invite(admin, {"bram"}).value().invitations(0));

    given_password("bram");

    EXPECT_EQ(enter_by(invitation), "LINK_INVALID");
    EXPECT_EQ(sign_in("bram", kPassword), "none");
}

TEST_P(InvitationsTest, AnOlderLinkOpensNothingAfterARecovery) {
    const auto older = given_link("bram");

    auto browser = enter_by(recovery_token("bram"));

    EXPECT_TRUE(is_signed_in(browser));
    EXPECT_EQ(enter_by(older), "LINK_INVALID");
}

TEST_P(InvitationsTest, ARecoveryLinkEndsSessionsAndPasswordOnlyWhenItIsUsed) {
    given_password("bram");
    auto elsewhere = given_signed_in("bram");
    const auto token = recovery_token("bram");
    EXPECT_TRUE(is_signed_in(elsewhere));
    EXPECT_EQ(sign_in("bram", kPassword), "none");

    auto browser = enter_by(token);

    EXPECT_FALSE(is_signed_in(elsewhere));
    EXPECT_EQ(sign_in("bram", kPassword), "PASSWORD_WRONG");
    EXPECT_EQ(set_password(browser, "", "geheel ander paard"), "none");
    EXPECT_EQ(sign_in("bram", "geheel ander paard"), "none");
    EXPECT_THAT(audit(), testing::IsSupersetOf({"recovery_created ", "recovered "}));
}

}  // namespace
}  // namespace koebel::access
