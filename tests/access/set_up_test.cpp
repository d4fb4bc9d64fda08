#include "access/set_up.hpp"

#include "access/set_up_gate.hpp"
#include "access/set_up_service.hpp"
#include "access/sign_in_service_fixture.hpp"

#include <koebel/v1/set_up.pb.h>

namespace koebel::access {
namespace {

using testing::Contains;
using testing::ElementsAre;

/// An empty database, and the doors as koebeld has them.
class SetUpTest : public SignInServiceFixture {
protected:
    void SetUp() override {
        given_services();
        set_up_.emplace(database_.store(), settings_, sign_in_->hashing(), facts());
        set_up_->bind(router_);
        gate_.emplace(database_.store());
        router_.close_until(*gate_);
    }

    SetUpFacts facts() {
        return {
            .has_seen_screen = [this](store::Reader&) { return has_screen_; },
            .has_recognition = [this](store::Reader&) { return has_recognition_; },
        };
    }

    Result<std::string> make_link() {
        return database_.store().write_now("test.link", [this](store::Transaction& tx) {
            return make_set_up_link(tx, settings_);
        });
    }
    Result<v1::CheckSetUpLinkResponse> check(const std::string& token) {
        Browser browser;
        v1::CheckSetUpLinkRequest request;
        request.set_token(token);
        return call<v1::CheckSetUpLinkResponse>(browser, "SetUpService/CheckSetUpLink", request);
    }
    static v1::BeginSetUpRequest bakery(const std::string& token) {
        v1::BeginSetUpRequest request;
        request.set_token(token);
        request.set_name("Anna de Vries");
        request.set_password(kPassword);
        request.set_organisation_name("Bakkerij De Vries");
        request.set_time_zone("Europe/Amsterdam");
        request.set_language("nl");
        return request;
    }
    Result<v1::BeginSetUpResponse> begin(Browser& browser, const v1::BeginSetUpRequest& request) {
        return call<v1::BeginSetUpResponse>(browser, "SetUpService/BeginSetUp", request);
    }
    Browser given_set_up() {
        Browser browser;
        EXPECT_EQ(reason(begin(browser, bakery(make_link().value()))), "none");
        return browser;
    }
    std::string steps(Browser& browser) {
        const auto found = call<v1::GetSetUpResponse>(browser, "SetUpService/GetSetUp", v1::GetSetUpRequest{}).value();
        std::string text;
        for (const auto& one : found.steps()) text += one.done() ? 'd' : (one.skipped() ? 's' : '.');
        return text + (found.finished() ? " over" : "");
    }
    std::string finish(Browser& browser, v1::SetUpStep step) {
        v1::FinishStepRequest request;
        request.set_step(step);
        return reason(call<v1::FinishStepResponse>(browser, "SetUpService/FinishStep", request));
    }

    bool has_screen_ = false;
    bool has_recognition_ = false;
    std::optional<SetUpService> set_up_;
    std::optional<SetUpGate> gate_;
};

INSTANTIATE_TEST_SUITE_P(Databases, SetUpTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(SetUpTest, BeforeTheSetUpNothingElseIsAnswered) {
    Browser browser;

    EXPECT_EQ(
        reason(call<v1::GetSessionResponse>(browser, "AccessService/GetSession", v1::GetSessionRequest{})),
        "SET_UP_FIRST"
    );
    EXPECT_EQ(sign_in("anna", kPassword), "SET_UP_FIRST");
    EXPECT_EQ(reason(mine(browser)), "SET_UP_FIRST") << "whoever asks";
    EXPECT_EQ(reason(check(std::string(64, 'a'))), "LINK_INVALID");
}

TEST_P(SetUpTest, TheLinkMakesTheAdministratorOnceAndSignsIn) {
    const auto token = make_link().value();
    ASSERT_EQ(reason(check(token)), "none");
    ASSERT_EQ(reason(check(token)), "none") << "looking does not use it up";
    Browser browser;

    const auto begun = begin(browser, bakery(token));

    ASSERT_EQ(reason(begun), "none");
    EXPECT_EQ(begun->login(), "anna-de-vries");
    const auto session = call<v1::GetSessionResponse>(browser, "AccessService/GetSession", v1::GetSessionRequest{});
    EXPECT_EQ(session->organisation().name(), "Bakkerij De Vries");
    EXPECT_THAT(session->me().roles(), Contains(v1::ROLE_ADMIN));
    EXPECT_EQ(sign_in("anna-de-vries", kPassword), "none");
    Browser late;
    EXPECT_EQ(reason(begin(late, bakery(token))), "SET_UP_DONE");
    EXPECT_EQ(reason(check(token)), "SET_UP_DONE");
    EXPECT_EQ(reason(make_link()), "SET_UP_DONE");
    EXPECT_THAT(audit(), ElementsAre("set_up_begun ", "sign_in ", "sign_in "));
}

TEST_P(SetUpTest, AnAddressIsWhatOneSignsInWithAndALeaderIsOne) {
    auto request = bakery(make_link().value());
    request.set_email("anna@bakkerij.example");
    request.set_is_leader(true);
    Browser browser;

    const auto begun = begin(browser, request);

    EXPECT_EQ(begun->login(), "anna@bakkerij.example");
    const auto session = call<v1::GetSessionResponse>(browser, "AccessService/GetSession", v1::GetSessionRequest{});
    EXPECT_THAT(session->me().roles(), Contains(v1::ROLE_LEADER));
}

TEST_P(SetUpTest, ANewLinkMakesOlderOnesWorthless) {
    const auto older = make_link().value();
    const auto newer = make_link().value();

    EXPECT_EQ(reason(check(older)), "LINK_INVALID");
    EXPECT_EQ(reason(check(newer)), "none");
}

TEST_P(SetUpTest, ALinkEndsInTime) {
    const auto token = make_link().value();
    database_.clock().advance(settings_.set_up_lifetime);

    EXPECT_EQ(reason(check(token)), "LINK_INVALID");
    Browser browser;
    EXPECT_EQ(reason(begin(browser, bakery(token))), "LINK_INVALID");
}

TEST_P(SetUpTest, WhoGuessesLinksWaits) {
    const auto token = make_link().value();
    Browser browser;
    for (std::uint32_t i = 0; i < settings_.failures; ++i) (void)begin(browser, bakery(std::string(64, 'b')));

    EXPECT_EQ(reason(check(token)), "TOO_MANY_ATTEMPTS");
    EXPECT_EQ(reason(begin(browser, bakery(token))), "TOO_MANY_ATTEMPTS");
    address_ = "192.0.2.8";
    EXPECT_EQ(reason(check(token)), "none");
    EXPECT_THAT(audit(), Contains("sign_in_failed LINK_INVALID").Times(static_cast<int>(settings_.failures)));
}

TEST_P(SetUpTest, ASetUpLinkSignsNobodyIn) {
    EXPECT_EQ(enter_by(make_link().value()), "SET_UP_FIRST");
    const auto token = make_link().value();
    (void)given_set_up();

    EXPECT_EQ(enter_by(token), "LINK_INVALID");
}

TEST_P(SetUpTest, WhatIsRefusedLeavesNothingAndTheLinkGood) {
    const auto token = make_link().value();
    Browser browser;
    auto request = bakery(token);
    request.set_time_zone("Europe/Madeup");
    EXPECT_EQ(reason(begin(browser, request)), "TIME_ZONE_UNKNOWN");
    request = bakery(token);
    request.set_name(" ");
    EXPECT_EQ(reason(begin(browser, request)), "NAME_REQUIRED");
    request = bakery(token);
    request.set_organisation_name(std::string(121, 'a'));
    EXPECT_EQ(reason(begin(browser, request)), "NAME_TOO_LONG");
    request = bakery(token);
    request.set_email("anna");
    EXPECT_EQ(reason(begin(browser, request)), "EMAIL_INVALID");
    request = bakery(token);
    request.set_password("Anna de Vries 1");
    EXPECT_EQ(reason(begin(browser, request)), "PASSWORD_TOO_COMMON");

    EXPECT_EQ(reason(check(token)), "none");
    EXPECT_EQ(check(token)->organisation_name(), "");
    EXPECT_EQ(reason(begin(browser, bakery(token))), "none");
}

TEST_P(SetUpTest, AnOrganisationThatWasFoundedFromATerminalIsGoneOnWith) {
    database_.write([](store::Transaction& tx) {
        return people::found(tx, {.name = "Zwaluw", .time_zone = "Europe/Brussels", .language = "en"});
    });
    const auto token = make_link().value();

    const auto known = check(token);
    EXPECT_EQ(known->organisation_name(), "Zwaluw");
    EXPECT_EQ(known->time_zone(), "Europe/Brussels");
    EXPECT_EQ(known->language(), "en");
    Browser browser;
    EXPECT_EQ(reason(begin(browser, bakery(token))), "none");
}

TEST_P(SetUpTest, AnAdministratorFromATerminalIsTheEndOfIt) {
    given_organisation(false);
    given_import(v1::ImportRequest::KIND_PEOPLE, "key,name,roles\nnoor,Noor de Graaf,admin\nbram,Bram Smit,\n");
    auto noor = given_signed_in("noor");

    EXPECT_EQ(reason(make_link()), "SET_UP_DONE");
    EXPECT_EQ(reason(mine(noor)), "none");
    EXPECT_EQ(steps(noor), "..d... over") << "was never on the path";
}

TEST_P(SetUpTest, TheDemonstrationIsNeverSetUp) {
    given_organisation(true);
    Browser browser;

    EXPECT_EQ(reason(make_link()), "SET_UP_DONE");
    EXPECT_EQ(reason(mine(browser)), "SIGN_IN_REQUIRED");
}

TEST_P(SetUpTest, StepsAreDoneByWhatThereIs) {
    auto browser = given_set_up();
    EXPECT_EQ(steps(browser), "d.....");

    given_import(v1::ImportRequest::KIND_VALUES, "key,name_nl\nsamen,Samen\n");
    given_import(v1::ImportRequest::KIND_PEOPLE, "key,name\nbram,Bram Smit\n");
    EXPECT_EQ(steps(browser), "ddd...");
    has_screen_ = has_recognition_ = true;
    EXPECT_EQ(steps(browser), "ddddd.");
    EXPECT_EQ(finish(browser, v1::SET_UP_STEP_BELL), "none");

    EXPECT_EQ(steps(browser), "dddddd over");
}

TEST_P(SetUpTest, AStepIsPassedOverAndDoneLater) {
    auto browser = given_set_up();
    EXPECT_EQ(finish(browser, v1::SET_UP_STEP_PEOPLE), "none");
    EXPECT_EQ(finish(browser, v1::SET_UP_STEP_PEOPLE), "none") << "twice is harmless";
    EXPECT_EQ(steps(browser), "d.s...");

    given_import(v1::ImportRequest::KIND_PEOPLE, "key,name\nbram,Bram Smit\n");

    EXPECT_EQ(steps(browser), "d.d...");
}

TEST_P(SetUpTest, OnlyAdministratorsSeeAndFinishSteps) {
    (void)given_set_up();
    given_import(v1::ImportRequest::KIND_PEOPLE, "key,name\nbram,Bram Smit\n");
    auto bram = given_signed_in("bram");

    EXPECT_EQ(finish(bram, v1::SET_UP_STEP_PEOPLE), "ROLE_REQUIRED");
    EXPECT_EQ(
        reason(call<v1::GetSetUpResponse>(bram, "SetUpService/GetSetUp", v1::GetSetUpRequest{})), "ROLE_REQUIRED"
    );
}

TEST_P(SetUpTest, TheFirstStepAndUnknownOnesCannotBeFinished) {
    auto browser = given_set_up();

    EXPECT_EQ(finish(browser, v1::SET_UP_STEP_ADMINISTRATOR), "STEP_INVALID");
    EXPECT_EQ(finish(browser, v1::SET_UP_STEP_UNSPECIFIED), "STEP_INVALID");
    EXPECT_EQ(finish(browser, static_cast<v1::SetUpStep>(99)), "STEP_INVALID");
}

}  // namespace
}  // namespace koebel::access
