// From a code on a television to a screen.
#include "people/import.hpp"
#include "screen/office.hpp"
#include "screen/pairing_code.hpp"
#include "screen/pairing_service.hpp"
#include "screen/repository.hpp"

#include <gmock/gmock.h>

#include <string>

namespace koebel::screen {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class PairingTest : public test::Office {
protected:
    void SetUp() override {
        database.write([](store::Transaction& tx) {
            return people::import(
                tx, v1::ImportRequest::KIND_PEOPLE, "key,name,teams,roles\ninge,Inge Smit,,admin\nada,Ada Bos,,admin\n"
            );
        });
        pairing_.bind(router_);
    }

    /// Somebody with what they may do by their roles.
    rpc::Caller caller_of(std::string_view key) {
        auto caller = signed_in(key);
        if (key == "noor") caller.roles = {v1::ROLE_EMPLOYEE, v1::ROLE_CURATOR};
        if (key == "inge" || key == "ada") caller.roles = {v1::ROLE_EMPLOYEE, v1::ROLE_ADMIN};
        return caller;
    }

    template <class Response, class Request>
    Result<Response> call(rpc::Caller caller, const std::string& method, const Request& request) {
        auto answer = test::await(router_.call(
            std::move(caller),
            "koebel.v1.PairingService/" + method,
            request.SerializeAsString(),
            rpc::Encoding::kBinary,
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36"
        ));
        if (answer.cookie) cookie = answer.cookie;
        if (!answer.payload) return std::unexpected(answer.payload.error());
        Response response;
        response.ParseFromString(*answer.payload);
        return response;
    }

    /// A television at an address.
    Result<v1::StartPairingResponse> start(const std::string& address = "192.0.2.7") {
        rpc::Caller caller;
        caller.address = address;
        v1::StartPairingRequest request;
        request.set_width(1920);
        request.set_height(1080);
        return call<v1::StartPairingResponse>(std::move(caller), "StartPairing", request);
    }
    std::string ask(const std::string& secret, const SessionId& had = {}) {
        rpc::Caller caller;
        caller.session = had;
        v1::AwaitPairingRequest request;
        request.set_secret(secret);
        const auto answer = call<v1::AwaitPairingResponse>(std::move(caller), "AwaitPairing", request);
        if (!answer) return std::string{answer.error().reason};
        token_ = answer->token();
        return answer->screen_id().empty() ? "waiting" : "paired";
    }
    Result<v1::LookAtPairingResponse> look(const std::string& code, std::string_view by = "noor") {
        v1::LookAtPairingRequest request;
        request.set_code(code);
        return call<v1::LookAtPairingResponse>(caller_of(by), "LookAtPairing", request);
    }
    v1::PairScreenRequest wish(const v1::StartPairingResponse& shown, const std::string& name = "Kantine") {
        v1::PairScreenRequest request;
        request.set_request_id(test::SequentialIds::nth(700 + ++requests_));
        request.set_code(shown.code());
        request.set_picture(shown.picture());
        request.mutable_screen()->set_name(name);
        request.mutable_screen()->set_place("Begane grond");
        request.mutable_screen()->set_time_zone("Europe/Warsaw");
        request.mutable_screen()->add_team_ids(team("south").text());
        return request;
    }
    Result<v1::PairScreenResponse> pair(const v1::PairScreenRequest& request, std::string_view by = "noor") {
        return call<v1::PairScreenResponse>(caller_of(by), "PairScreen", request);
    }
    std::string refuse_code(const std::string& code, std::string_view by = "noor") {
        v1::RefusePairingRequest request;
        request.set_code(code);
        return reason(call<v1::RefusePairingResponse>(caller_of(by), "RefusePairing", request));
    }
    v1::ListScreensResponse listed(std::string_view by = "noor") {
        return test::await(service.list_screens(caller_of(by), {})).value();
    }

    std::vector<std::string> trail() {
        static constexpr store::Sql kPairingTrail{
            "test.pairing_trail", "SELECT what || ' ' || reason || ' ' || address FROM access_audit ORDER BY id"
        };
        return database.store().read_now([](store::Reader& reader) { return reader.rows<std::string>(kPairingTrail); });
    }
    /// Of the same letters, and no television's.
    static std::string other_than(std::string code) {
        code[0] = code[0] == 'B' ? 'C' : 'B';
        return code;
    }

    Settings settings_{.public_url = "https://koebel.example/"};
    PairingService pairing_{database.store(), settings_, access};
    rpc::Router router_{{.person_burst = 100'000, .address_burst = 100'000}, database.clock()};
    std::string token_;
    int requests_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Databases, PairingTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(PairingTest, ATelevisionBecomesAScreenByItsCode) {
    const auto shown = start().value();
    EXPECT_EQ(shown.address(), "https://koebel.example/admin#screens") << "which holds no code";
    EXPECT_EQ(ask(shown.secret()), "waiting");

    const auto seen = look(shown.code());
    ASSERT_TRUE(seen) << seen.error().reason;
    EXPECT_EQ(seen->code(), shown.code());
    EXPECT_EQ(seen->address(), "192.0.2.7");
    EXPECT_EQ(seen->device(), "Chrome, Linux");
    EXPECT_EQ(seen->width(), 1920U);
    EXPECT_EQ(seen->height(), 1080U);
    EXPECT_THAT(seen->pictures(), Contains(shown.picture()));
    EXPECT_EQ(ask(shown.secret()), "waiting") << "looking pairs nothing";

    const auto paired = pair(wish(shown));
    ASSERT_TRUE(paired) << paired.error().reason;
    EXPECT_EQ(ask(shown.secret()), "paired");
    ASSERT_TRUE(cookie);
    EXPECT_EQ(ask(shown.secret()), "PAIRING_OVER") << "it is answered once";

    const auto screens = listed().screens();
    ASSERT_THAT(screens, SizeIs(1));
    const auto& settings = screens.Get(0).settings();
    EXPECT_EQ(settings.id(), paired->screen_id());
    EXPECT_EQ(settings.name(), "Kantine");
    EXPECT_EQ(settings.place(), "Begane grond");
    EXPECT_EQ(settings.time_zone(), "Europe/Warsaw");
    EXPECT_THAT(settings.team_ids(), ElementsAre(team("south").text()));
    EXPECT_EQ(screens.Get(0).owner().name(), "Noor de Graaf") << "who named nobody else";
    EXPECT_EQ(screens.Get(0).added_by().name(), "Noor de Graaf");
    EXPECT_THAT(trail(), Contains("screen_added  "));
}

TEST_P(PairingTest, ItsTokenSignsItInAgainAndTheOneItWasMadeWithDoesNot) {
    const auto shown = start().value();
    ASSERT_TRUE(look(shown.code()));
    ASSERT_TRUE(pair(wish(shown)));
    ASSERT_EQ(ask(shown.secret()), "paired");

    EXPECT_TRUE(sign_in(token_));
    EXPECT_FALSE(sign_in(shown.secret()));
}

TEST_P(PairingTest, TheSessionTheTelevisionHadBeforeEnds) {
    const auto joost = signed_in("joost");
    const auto shown = start().value();
    ASSERT_TRUE(look(shown.code()));
    ASSERT_TRUE(pair(wish(shown)));

    ASSERT_EQ(ask(shown.secret(), joost.session), "paired");

    const auto left = database.store().read_now([&](store::Reader& reader) {
        static constexpr store::Sql kLeft{"test.left_session", "SELECT id FROM session WHERE id = $1"};
        return reader.row<SessionId>(kLeft, joost.session);
    });
    EXPECT_FALSE(left);
}

TEST_P(PairingTest, AnotherPictureMakesTheCodeVoidAndStandsInTheTrail) {
    const auto shown = start().value();
    ASSERT_TRUE(look(shown.code()));
    auto wrong = wish(shown);
    wrong.set_picture((shown.picture() + 1) % kPictures);

    EXPECT_EQ(reason(pair(wrong)), "PAIRING_PICTURE_WRONG");
    EXPECT_EQ(reason(pair(wrong)), "PAIRING_PICTURE_WRONG") << "a repeat is told the same";

    EXPECT_EQ(reason(pair(wish(shown))), "PAIRING_CODE_UNKNOWN");
    EXPECT_EQ(reason(look(shown.code())), "PAIRING_CODE_UNKNOWN");
    EXPECT_EQ(ask(shown.secret()), "PAIRING_OVER");
    EXPECT_THAT(listed().screens(), IsEmpty());
    EXPECT_THAT(trail(), Contains("pairing_refused PAIRING_PICTURE_WRONG 192.0.2.7"));
}

TEST_P(PairingTest, WhoSeesNoneOfThePicturesMakesTheCodeVoid) {
    const auto shown = start().value();
    ASSERT_TRUE(look(shown.code()));

    EXPECT_EQ(refuse_code(shown.code()), "none");

    EXPECT_EQ(ask(shown.secret()), "PAIRING_OVER");
    EXPECT_EQ(refuse_code(shown.code()), "PAIRING_CODE_UNKNOWN");
    EXPECT_THAT(trail(), Contains("pairing_refused REFUSED 192.0.2.7"));
}

TEST_P(PairingTest, OnlyWhoLookedAtItPairsIt) {
    const auto shown = start().value();
    EXPECT_EQ(reason(pair(wish(shown))), "PAIRING_CODE_UNKNOWN");
    ASSERT_TRUE(look(shown.code(), "inge"));

    EXPECT_EQ(reason(pair(wish(shown))), "PAIRING_CODE_UNKNOWN");
    EXPECT_EQ(refuse_code(shown.code()), "PAIRING_CODE_UNKNOWN");
    EXPECT_TRUE(pair(wish(shown), "inge"));
}

TEST_P(PairingTest, ALostAnswerIsGivenAgainWithoutASecondScreen) {
    const auto shown = start().value();
    ASSERT_TRUE(look(shown.code()));
    const auto request = wish(shown);

    const auto first = pair(request);
    const auto again = pair(request);

    ASSERT_TRUE(first && again);
    EXPECT_EQ(first->screen_id(), again->screen_id());
    EXPECT_THAT(listed().screens(), SizeIs(1));
}

TEST_P(PairingTest, AnEmployeeSeesAndPairsNothing) {
    const auto shown = start().value();

    EXPECT_EQ(reason(look(shown.code(), "joost")), "ROLE_REQUIRED");
    EXPECT_EQ(reason(pair(wish(shown), "joost")), "ROLE_REQUIRED");
    EXPECT_EQ(refuse_code(shown.code(), "joost"), "ROLE_REQUIRED");
}

TEST_P(PairingTest, ACodeLivesTenMinutes) {
    const auto shown = start().value();
    database.clock().advance(std::chrono::minutes{10} - std::chrono::seconds{1});
    EXPECT_EQ(ask(shown.secret()), "waiting");
    EXPECT_TRUE(look(shown.code()));

    database.clock().advance(std::chrono::seconds{1});

    EXPECT_EQ(ask(shown.secret()), "PAIRING_OVER");
    EXPECT_EQ(reason(look(shown.code())), "PAIRING_CODE_UNKNOWN");
    EXPECT_EQ(reason(pair(wish(shown))), "PAIRING_CODE_UNKNOWN");
}

TEST_P(PairingTest, ATelevisionThatWasPairedHasAsLongAgainToAsk) {
    const auto shown = start().value();
    database.clock().advance(std::chrono::minutes{9});
    ASSERT_TRUE(look(shown.code()));
    ASSERT_TRUE(pair(wish(shown)));
    database.clock().advance(std::chrono::minutes{9});

    EXPECT_EQ(ask(shown.secret()), "paired");
}

TEST_P(PairingTest, AnAddressHasFiftyOpenCodesAndThenWaitsForTheOldest) {
    std::string first;
    for (int i = 0; i < 50; ++i) {
        const auto shown = start();
        ASSERT_TRUE(shown) << i;
        if (i == 0) first = shown->secret();
        database.clock().advance(std::chrono::seconds{1});
    }

    const auto more = start();
    ASSERT_FALSE(more);
    EXPECT_EQ(more.error().reason, "TOO_MANY_PAIRINGS");
    EXPECT_EQ(more.error().retry_after_ms, 550'000U);
    EXPECT_TRUE(start("192.0.2.8")) << "others have theirs";
    EXPECT_EQ(ask(first), "waiting");
    database.clock().advance(std::chrono::seconds{550});
    EXPECT_TRUE(start());
}

TEST_P(PairingTest, AnIpv6HouseholdCountsAsOneAddress) {
    for (int i = 0; i < 50; ++i) ASSERT_TRUE(start("2001:db8::" + std::to_string(i + 1)));

    EXPECT_EQ(reason(start("2001:db8::ffff")), "TOO_MANY_PAIRINGS");
    EXPECT_TRUE(start("2001:db8:0:1::1"));
}

TEST_P(PairingTest, GuessingAtCodesIsSlowedDownForWhoGuesses) {
    const auto shown = start().value();
    for (std::uint32_t i = 0; i < access.login_failures; ++i) {
        EXPECT_EQ(reason(look(other_than(shown.code()))), "PAIRING_CODE_UNKNOWN");
    }

    const auto waits = look(shown.code());
    ASSERT_FALSE(waits);
    EXPECT_EQ(waits.error().reason, "TOO_MANY_ATTEMPTS") << "also with the right one";
    EXPECT_GT(waits.error().retry_after_ms, 0U);
    EXPECT_TRUE(look(shown.code(), "inge")) << "nobody else waits";
    database.clock().advance(access.login_wait_first);
    EXPECT_TRUE(look(shown.code()));
}

TEST_P(PairingTest, ARightCodeForgetsTheWrongOnesBeforeIt) {
    const auto shown = start().value();
    for (int round = 0; round < 3; ++round) {
        for (std::uint32_t i = 1; i < access.login_failures; ++i) {
            ASSERT_EQ(reason(look(other_than(shown.code()))), "PAIRING_CODE_UNKNOWN");
        }
        EXPECT_TRUE(look(shown.code()));
    }
}

TEST_P(PairingTest, WhatIsNoCodeIsToldAndNotCounted) {
    for (std::uint32_t i = 0; i < 3 * access.login_failures; ++i) {
        EXPECT_EQ(reason(look("ABCD-EFGH")), "PAIRING_CODE_INVALID");
    }

    EXPECT_TRUE(look(start().value().code()));
}

TEST_P(PairingTest, WhatIsWrongWithThePlanLeavesTheCode) {
    const auto shown = start().value();
    ASSERT_TRUE(look(shown.code()));
    auto nameless = wish(shown, "  ");
    auto elsewhere = wish(shown);
    elsewhere.mutable_screen()->set_time_zone("Mars/Olympus");
    auto nobodys = wish(shown);
    nobodys.mutable_screen()->set_owner_id(test::SequentialIds::nth(999));
    auto teamless = wish(shown);
    teamless.mutable_screen()->add_team_ids(test::SequentialIds::nth(998));

    EXPECT_EQ(reason(pair(nameless)), "NAME_REQUIRED");
    EXPECT_EQ(reason(pair(elsewhere)), "TIME_ZONE_UNKNOWN");
    EXPECT_EQ(reason(pair(nobodys)), "PERSON_NOT_FOUND");
    EXPECT_EQ(reason(pair(teamless)), "TEAM_NOT_FOUND");
    EXPECT_TRUE(pair(wish(shown)));
}

TEST_P(PairingTest, TheDatabaseHoldsNeitherCodeNorSecret) {
    static constexpr store::Sql kKept{
        "test.pairing_kept", "SELECT code_hash || ' ' || secret_hash || ' ' || device FROM screen_pairing"
    };
    const auto shown = start().value();

    const auto kept =
        database.store().read_now([](store::Reader& reader) { return reader.row<std::string>(kKept).value(); });

    EXPECT_EQ(kept.find(pairing_code_in(shown.code())), std::string::npos);
    EXPECT_EQ(kept.find(shown.secret()), std::string::npos);
}

TEST_P(PairingTest, AdministratorsAreToldOfAScreenThatSomebodyElseAdded) {
    const auto shown = start().value();
    ASSERT_TRUE(look(shown.code(), "inge"));
    const auto paired = pair(wish(shown), "inge");
    ASSERT_TRUE(paired);

    EXPECT_TRUE(listed("ada").screens(0).is_new());
    EXPECT_FALSE(listed("inge").screens(0).is_new()) << "who paired it knows";
    EXPECT_FALSE(listed("noor").screens(0).is_new()) << "who administers nothing need not";

    v1::SeeNewScreensRequest seen;
    seen.add_screen_ids(paired->screen_id());
    ASSERT_TRUE(test::await(service.see_new_screens(caller_of("ada"), seen)));
    EXPECT_FALSE(listed("ada").screens(0).is_new());
}

TEST_P(PairingTest, AScreenThatWasRevokedBeforeItAskedIsNone) {
    const auto shown = start().value();
    ASSERT_TRUE(look(shown.code()));
    const auto paired = pair(wish(shown));
    ASSERT_TRUE(paired);
    database.write([id = ScreenId{paired->screen_id()}](store::Transaction& tx) { return revoke(tx, id, {}); });

    EXPECT_EQ(ask(shown.secret()), "PAIRING_OVER");
}

}  // namespace
}  // namespace koebel::screen
