#include "access/service.hpp"

#include "access/access_fixture.hpp"
#include "access/renewal.hpp"
#include "access/rights.hpp"
#include "people/service.hpp"

namespace koebel::access {
namespace {

using testing::ElementsAre;

/// Calls through the router, as the gateway does: the cookie of one answer makes the next caller.
class AccessServiceTest : public AccessFixture {
protected:
    void SetUp() override {
        AccessFixture::SetUp();
        authenticator_.emplace(database_.store(), database_.clock(), settings_);
        access_.bind(router_);
        people_.bind(router_);
    }

    rpc::Caller caller() {
        return test::await(authenticator_->authenticate({.cookie = cookie_, .address = "127.0.0.1"}));
    }

    template <class Response, class Request>
    Result<Response> call(std::string method, const Request& request) {
        auto answer = test::await(router_.call(
            caller(), "koebel.v1." + method, request.SerializeAsString(), rpc::Encoding::kBinary, "Firefox/140 Android"
        ));
        if (answer.cookie) cookie_ = answer.cookie->secret;
        cookie_changed_ = answer.cookie.has_value();
        if (!answer.payload) return std::unexpected(answer.payload.error());
        Response response;
        response.ParseFromString(*answer.payload);
        return response;
    }

    v1::GetSessionResponse session() {
        return call<v1::GetSessionResponse>("AccessService/GetSession", v1::GetSessionRequest{}).value();
    }

    Result<v1::SignInWithLinkResponse> sign_in(const std::string& token) {
        v1::SignInWithLinkRequest request;
        request.set_token(token);
        return call<v1::SignInWithLinkResponse>("AccessService/SignInWithLink", request);
    }

    std::string next_request_id() { return test::SequentialIds::nth(900'000 + ++requests_); }

    std::uint64_t requests_ = 0;
    std::string cookie_;
    bool cookie_changed_ = false;
    std::optional<SessionAuthenticator> authenticator_;
    rpc::Router router_{{}, database_.clock()};
    Service access_{database_.store(), settings_};
    people::Service people_{
        database_.store(),
        {.authorise = authorise,
         .publicity_changed = {},
         .roles_changed = renew_sessions_of,
         .deactivated = [](store::Transaction& tx, const people::Person& left) { end_sessions_of(tx, left.id); }},
        {}
    };
};

INSTANTIATE_TEST_SUITE_P(Databases, AccessServiceTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(AccessServiceTest, SigningInByLinkMakesASessionAndSigningOutEndsIt) {
    given_organisation(false);
    EXPECT_FALSE(session().has_me());
    EXPECT_FALSE(session().has_organisation());

    ASSERT_TRUE(sign_in(given_link("noor")));
    const auto signed_in = session();
    EXPECT_EQ(signed_in.me().card().name(), "Noor de Graaf");
    EXPECT_THAT(signed_in.me().roles(), ElementsAre(v1::ROLE_EMPLOYEE, v1::ROLE_ADMIN));
    EXPECT_EQ(signed_in.me().teams_size(), 1);
    EXPECT_EQ(signed_in.organisation().name(), "Zwaluw");
    EXPECT_EQ(signed_in.topics_size(), 4);
    EXPECT_TRUE(signed_in.insecure_transport());

    ASSERT_TRUE(call<v1::SignOutResponse>("AccessService/SignOut", v1::SignOutRequest{}));
    EXPECT_TRUE(cookie_changed_);
    EXPECT_TRUE(cookie_.empty());
    EXPECT_FALSE(session().has_me());
}

TEST_P(AccessServiceTest, ARefusedSignInSetsNoCookieAndIsCounted) {
    const auto refused = sign_in("guess");

    EXPECT_EQ(refused.error().code, Code::kUnauthenticated);
    EXPECT_EQ(refused.error().reason, "LINK_INVALID");
    EXPECT_FALSE(cookie_changed_);
    EXPECT_THAT(audit(), ElementsAre("sign_in_failed LINK_INVALID"));
}

TEST_P(AccessServiceTest, TheChooserShowsPeopleOnlyBehindItsLink) {
    given_organisation(true);
    v1::ListDemonstrationPeopleRequest request;
    const auto list = [&] {
        return call<v1::ListDemonstrationPeopleResponse>("AccessService/ListDemonstrationPeople", request);
    };
    EXPECT_EQ(list().error().reason, "LINK_INVALID");
    request.set_token(database_.write([](store::Transaction& tx) { return create_demonstration_link(tx); }));

    const auto all = list().value();
    request.set_query("sm");
    const auto some = list().value();

    ASSERT_EQ(all.people_size(), 3);
    EXPECT_EQ(all.people(0).card().name(), "Noor de Graaf") << "who has a role comes first";
    EXPECT_EQ(all.people(0).team_name(), "A");
    EXPECT_EQ(all.organisation_name(), "Zwaluw");
    ASSERT_EQ(some.people_size(), 1);
    EXPECT_EQ(some.people(0).card().name(), "Bram Smit");
    EXPECT_THAT(audit(), ElementsAre("sign_in_failed LINK_INVALID"));
}

TEST_P(AccessServiceTest, OneEndsOnesOwnSessionsAndNobodyElses) {
    const auto other = given_session("bram");
    const auto others = given_session("noor");
    ASSERT_TRUE(sign_in(given_link("bram")));
    const auto mine = call<v1::ListSessionsResponse>("AccessService/ListSessions", v1::ListSessionsRequest{}).value();
    ASSERT_EQ(mine.sessions_size(), 2);
    EXPECT_TRUE(mine.sessions(0).current());
    EXPECT_EQ(mine.sessions(0).device(), "Firefox, Android");

    v1::RevokeSessionRequest request;
    request.set_request_id(next_request_id());
    request.set_session_id(other.id.text());
    EXPECT_TRUE(call<v1::RevokeSessionResponse>("AccessService/RevokeSession", request));
    EXPECT_FALSE(cookie_changed_);
    request.set_request_id(next_request_id());
    request.set_session_id(others.id.text());
    const auto refused = call<v1::RevokeSessionResponse>("AccessService/RevokeSession", request);

    EXPECT_EQ(refused.error().reason, "SESSION_NOT_FOUND");
    request.set_request_id(next_request_id());
    request.set_session_id(caller().session.text());
    EXPECT_TRUE(call<v1::RevokeSessionResponse>("AccessService/RevokeSession", request));
    EXPECT_TRUE(cookie_.empty());
}

TEST_P(AccessServiceTest, RolesAreAskedOfSqlAlsoWhenTheCallerIsRemembered) {
    ASSERT_TRUE(sign_in(given_link("noor")));
    ASSERT_TRUE(session().has_me());
    database_.write([&](store::Transaction& tx) { return people::set_roles(tx, id_of("bram"), {v1::ROLE_ADMIN}); });
    database_.write([&](store::Transaction& tx) { return people::set_roles(tx, id_of("noor"), {}); });

    v1::SetRolesRequest request;
    request.set_request_id(next_request_id());
    request.set_person_id(id_of("noor").text());
    request.add_roles(v1::ROLE_ADMIN);
    const auto refused = call<v1::SetRolesResponse>("PeopleService/SetRoles", request);

    EXPECT_EQ(refused.error().code, Code::kPermissionDenied);
    EXPECT_EQ(refused.error().reason, "ROLE_REQUIRED");
}

TEST_P(AccessServiceTest, WhoseRolesChangedGetsAnotherCookieWithTheNextPage) {
    const auto bram = given_session("bram");
    ASSERT_TRUE(sign_in(given_link("noor")));
    v1::SetRolesRequest request;
    request.set_request_id(next_request_id());
    request.set_person_id(id_of("bram").text());
    request.add_roles(v1::ROLE_CURATOR);
    ASSERT_TRUE(call<v1::SetRolesResponse>("PeopleService/SetRoles", request));

    cookie_ = bram.secret;
    EXPECT_TRUE(session().has_me());
    EXPECT_TRUE(cookie_changed_);
    EXPECT_NE(cookie_, bram.secret);

    EXPECT_THAT(session().me().roles(), ElementsAre(v1::ROLE_EMPLOYEE, v1::ROLE_CURATOR));
    EXPECT_FALSE(cookie_changed_);
}

TEST_P(AccessServiceTest, WhoIsDeactivatedIsSignedOutEverywhere) {
    const auto bram = given_session("bram");
    ASSERT_TRUE(sign_in(given_link("noor")));

    v1::DeactivateRequest request;
    request.set_request_id(next_request_id());
    request.set_person_id(id_of("bram").text());
    ASSERT_TRUE(call<v1::DeactivateResponse>("PeopleService/Deactivate", request));

    cookie_ = bram.secret;
    EXPECT_FALSE(session().has_me());
    const auto entries = access_entries();
    ASSERT_EQ(entries.size(), 2U);
    EXPECT_THAT(entries[0], testing::HasSubstr("PERSON_DEACTIVATED"));
    EXPECT_THAT(entries[1], testing::HasSubstr("SESSION_ENDED"));
}

TEST_P(AccessServiceTest, PublicityIsChosenAndReadBack) {
    ASSERT_TRUE(sign_in(given_link("bram")));
    v1::SetPublicityRequest request;
    request.set_request_id(next_request_id());
    request.mutable_publicity()->set_screens(v1::SCREEN_PUBLICITY_NO);

    ASSERT_TRUE(call<v1::SetPublicityResponse>("PeopleService/SetPublicity", request));

    const auto read =
        call<v1::GetPublicityResponse>("PeopleService/GetPublicity", v1::GetPublicityRequest{}).value().publicity();
    EXPECT_EQ(read.screens(), v1::SCREEN_PUBLICITY_NO);
    EXPECT_FALSE(read.feed());
    EXPECT_TRUE(read.chosen());
}

TEST_P(AccessServiceTest, AnAdministratorImportsAndARepeatGetsTheFirstReport) {
    ASSERT_TRUE(sign_in(given_link("noor")));
    v1::ImportRequest request;
    request.set_request_id(next_request_id());
    request.set_kind(v1::ImportRequest::KIND_PEOPLE);
    request.set_csv("key,name\neva,Eva Mulder\n");

    const auto first = call<v1::ImportResponse>("PeopleService/Import", request).value();
    const auto again = call<v1::ImportResponse>("PeopleService/Import", request).value();

    EXPECT_EQ(first.created(), 1U);
    EXPECT_EQ(again.created(), 1U);
    EXPECT_FALSE(id_of("eva").empty());
}

}  // namespace
}  // namespace koebel::access
