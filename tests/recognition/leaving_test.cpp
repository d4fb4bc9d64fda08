#include "recognition/leaving_service.hpp"

#include "access/archive_codes.hpp"
#include "access/retention.hpp"
#include "access/sessions.hpp"
#include "access/sign_in_links.hpp"
#include "people/away.hpp"
#include "people/roles.hpp"
#include "recognition/projection.hpp"
#include "recognition/resolve.hpp"
#include "recognition/suggestions.hpp"
#include "world.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace koebel::recognition {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class LeavingTest : public WorldTest {
protected:
    LeavingTest() {
        service.bind(router);
        database().write([&](store::Transaction& tx) -> Result<bool> {
            people::write_roles(tx, hanneke, {v1::ROLE_ADMIN});
            return true;
        });
    }

    test::Database& database() { return world.database; }

    template <class Response, class Request>
    Result<Response> call(const rpc::Caller& caller, std::string_view method, Request request) {
        if (const auto* id = request.GetDescriptor()->FindFieldByName("request_id")) {
            request.GetReflection()->SetString(&request, id, test::SequentialIds::nth(800'000 + ++requests));
        }
        auto answer = test::await(router.call(
            caller,
            "koebel.v1.LeavingService/" + std::string{method},
            request.SerializeAsString(),
            rpc::Encoding::kBinary,
            ""
        ));
        if (!answer.payload) return std::unexpected(answer.payload.error());
        Response response;
        EXPECT_TRUE(response.ParseFromString(*answer.payload));
        return response;
    }
    template <class T>
    static std::string reason(const Result<T>& result) {
        return result ? "none" : std::string{result.error().reason};
    }
    rpc::Caller admin() {
        auto caller = World::caller(hanneke);
        caller.roles.add(v1::ROLE_ADMIN);
        return caller;
    }

    /// As koebeld does it, boards apart.
    void leave(const PersonId& person) {
        database().write([&](store::Transaction& tx) {
            auto position = people::deactivate(tx, person);
            access::end_sessions_of(tx, person);
            access::use_up_links_of(tx, person);
            return position;
        });
    }
    void come_back(const PersonId& person) {
        static constexpr store::Sql kBack{"test.back", "UPDATE person SET active = 1 WHERE id = $1"};
        database().write([&](store::Transaction& tx) -> Result<bool> {
            tx.run(kBack, person);
            access::void_archive_code(tx, person);
            return true;
        });
    }

    Result<v1::CreateArchiveCodeResponse> create(const rpc::Caller& caller, const PersonId& person) {
        v1::CreateArchiveCodeRequest request;
        request.set_person_id(person.text());
        return call<v1::CreateArchiveCodeResponse>(caller, "CreateArchiveCode", request);
    }
    /// The secret of a new code.
    std::string code_for(const PersonId& person) {
        const auto url = create(admin(), person).value().url();
        EXPECT_THAT(url, HasSubstr("https://koebel.example/archive#"));
        return url.substr(url.find('#') + 1);
    }
    Result<v1::OpenArchiveResponse> open(
        const std::string& secret, std::uint64_t before = 0, const std::string& address = "192.0.2.7"
    ) {
        rpc::Caller nobody;
        nobody.address = address;
        v1::OpenArchiveRequest request;
        request.set_secret(secret);
        request.set_before_position(before);
        return call<v1::OpenArchiveResponse>(nobody, "OpenArchive", request);
    }
    static std::vector<std::string> ids(const v1::OpenArchiveResponse& page) {
        std::vector<std::string> all;
        for (const auto& one : page.recognitions()) all.push_back(one.id());
        return all;
    }

    v1::SetAwayResponse set_away(const PersonId& person, bool away) {
        v1::SetAwayRequest request;
        request.set_away(away);
        return call<v1::SetAwayResponse>(World::caller(person), "SetAway", request).value();
    }
    v1::GetMyAwayResponse away(const PersonId& person) {
        return call<v1::GetMyAwayResponse>(World::caller(person), "GetMyAway", v1::GetMyAwayRequest{}).value();
    }

    std::vector<std::string> suggested(const PersonId& viewer, const std::string& typed) {
        const auto response = database().store().read_now([&](store::Reader& reader) {
            return suggest(reader, {.person = viewer, .viewer = viewer}, typed, {});
        });
        std::vector<std::string> names;
        for (const auto& one : response.suggestions()) {
            if (one.has_person()) names.push_back(one.person().name());
        }
        return names;
    }
    std::vector<std::string> trail() {
        static constexpr store::Sql kTrail{"test.trail", "SELECT what FROM access_audit ORDER BY id"};
        return database().store().read_now([](store::Reader& reader) { return reader.rows<std::string>(kTrail); });
    }

    access::Settings settings = [] {
        access::Settings some;
        some.public_url = "https://koebel.example";
        some.failures = 5;
        return some;
    }();
    rpc::Router router{rpc::Limits{.address_burst = 100'000}, world.database.clock()};
    LeavingService service{world.database.store(), settings, LeavingSettings{}};
    std::uint64_t requests = 0;

    TeamId north = world.team("Service Noord");
    PersonId hanneke = world.named("Hanneke Vos");
    PersonId ada = world.person({.name = "Ada Bos", .teams = {north}});
    PersonId grace = world.person({.name = "Grace Mol", .teams = {north}, .publicity = {.feed = false, .photo = true}});
    PersonId noor = world.person({.name = "Noor de Graaf", .teams = {north}});
};

TEST_P(LeavingTest, WhoLeftReadsWhatWasSaidToThemAndByThemAndNothingElse) {
    const auto to_grace = world.give(world.thanks(ada, {grace, noor}, v1::VISIBILITY_ONLY_US)).recognition_id();
    world.give(world.thanks(ada, {noor}));
    const auto by_grace = world.give(world.thanks(grace, {noor}, v1::VISIBILITY_TEAM)).recognition_id();
    const auto to_team = world.give(world.thanks(ada, north)).recognition_id();
    leave(grace);

    const auto archive = open(code_for(grace)).value();

    EXPECT_THAT(ids(archive), ElementsAre(to_team, by_grace, to_grace));
    EXPECT_EQ(archive.person().name(), "Grace Mol");
    EXPECT_EQ(archive.organisation_name(), "Zwaluw");
    EXPECT_EQ(archive.values_size(), 2);
    EXPECT_FALSE(archive.more());
    EXPECT_EQ(archive.recognitions(2).giver().name(), "Ada Bos");
    EXPECT_EQ(archive.recognitions(2).recipients_size(), 2);
    EXPECT_EQ(archive.recognitions(2).message(), "Zonnebloem bedankt");
    EXPECT_THAT(archive.SerializeAsString(), Not(HasSubstr("/media/"))) << "no picture can be fetched with a code";
}

TEST_P(LeavingTest, WhatWasTakenBackOrHiddenIsInNoArchive) {
    const auto curator = world.named("Cura Tor");
    world.make_curator(curator);
    const auto taken = world.give(world.thanks(ada, {grace})).recognition_id();
    const auto hidden = world.give(world.thanks(ada, {grace})).recognition_id();
    ASSERT_TRUE(world.take_back(ada, taken));
    ASSERT_TRUE(world.hide(curator, hidden));
    leave(grace);

    EXPECT_THAT(ids(open(code_for(grace)).value()), IsEmpty());
}

TEST_P(LeavingTest, AnArchiveComesInPages) {
    for (int i = 0; i < 103; ++i) world.give(world.thanks(ada, {grace}, v1::VISIBILITY_EVERYONE, Credits{0}));
    leave(grace);
    const auto secret = code_for(grace);

    const auto first = open(secret).value();
    const auto second = open(secret, first.recognitions().rbegin()->position()).value();

    EXPECT_EQ(first.recognitions_size(), 100);
    EXPECT_TRUE(first.more());
    EXPECT_EQ(second.recognitions_size(), 3);
    EXPECT_FALSE(second.more());
    EXPECT_EQ(std::ranges::count(trail(), "archive_opened"), 1) << "reading on is no other opening";
}

TEST_P(LeavingTest, AfterThirtyDaysAnArchiveIsClosedAndItsCodeIsGone) {
    leave(grace);
    const auto secret = code_for(grace);
    database().clock().advance(std::chrono::days{30} - std::chrono::seconds{1});
    EXPECT_EQ(reason(open(secret)), "none");

    database().clock().advance(std::chrono::seconds{1});

    EXPECT_EQ(reason(open(secret)), "LINK_INVALID");
    static constexpr store::Sql kCodes{"test.codes", "SELECT COUNT(*) FROM archive_code"};
    const auto codes = [&] {
        return database().store().read_now([](store::Reader& reader) { return reader.row<std::int64_t>(kCodes); });
    };
    EXPECT_EQ(codes(), 1);
    database().write([&](store::Transaction& tx) -> Result<std::size_t> { return access::tidy(tx, settings); });
    EXPECT_EQ(codes(), 0);
}

TEST_P(LeavingTest, ANewCodeVoidsTheOlderAndSoDoesComingBack) {
    leave(grace);
    const auto older = code_for(grace);

    const auto newer = code_for(grace);

    EXPECT_EQ(reason(open(older)), "LINK_INVALID");
    EXPECT_EQ(reason(open(newer)), "none");
    come_back(grace);
    EXPECT_EQ(reason(open(newer)), "LINK_INVALID");
    leave(grace);
    EXPECT_EQ(reason(open(newer)), "LINK_INVALID") << "leaving again does not bring it back";
}

TEST_P(LeavingTest, OnlyAnAdministratorMakesACodeAndOnlyForWhoLeft) {
    EXPECT_EQ(reason(create(admin(), grace)), "PERSON_NOT_LEFT");
    EXPECT_EQ(reason(create(admin(), PersonId{"nobody"})), "PERSON_NOT_FOUND");
    leave(grace);

    EXPECT_EQ(reason(create(World::caller(ada), grace)), "ROLE_REQUIRED");
    auto pretender = World::caller(ada);
    pretender.roles.add(v1::ROLE_ADMIN);
    EXPECT_EQ(reason(create(pretender, grace)), "ROLE_REQUIRED") << "rights are read in the transaction";
}

TEST_P(LeavingTest, OpeningIsInTheTrailAndToldAtTheNext) {
    leave(grace);
    const auto secret = code_for(grace);

    const auto first = open(secret).value();
    const auto second = open(secret).value();
    const auto third = open(code_for(grace)).value();

    EXPECT_FALSE(first.has_opened_before());
    EXPECT_TRUE(second.has_opened_before()) << "whoever had the code before its owner is noticed";
    EXPECT_TRUE(third.has_opened_before()) << "also with another code";
    EXPECT_THAT(
        trail(), ElementsAre("archive_created", "archive_opened", "archive_opened", "archive_created", "archive_opened")
    );
}

TEST_P(LeavingTest, GuessingACodeIsCountedAndThrottledByAddress) {
    leave(grace);
    const auto secret = code_for(grace);
    const auto guess = std::string(64, 'a');
    EXPECT_EQ(reason(open("")), "LINK_INVALID");
    for (int i = 0; i < 4; ++i) EXPECT_EQ(reason(open(guess)), "LINK_INVALID");

    const auto refused = open(secret);

    EXPECT_EQ(reason(refused), "TOO_MANY_ATTEMPTS");
    EXPECT_GT(refused.error().retry_after_ms, 0U);
    EXPECT_EQ(reason(open(secret, 0, "192.0.2.8")), "none") << "others do not wait";
    EXPECT_EQ(std::ranges::count(trail(), "sign_in_failed"), 5);
}

TEST_P(LeavingTest, TheSecretIsKeptAsAHashAndShownOnce) {
    leave(grace);
    const auto secret = code_for(grace);
    static constexpr store::Sql kHash{"test.hash", "SELECT secret_hash FROM archive_code"};

    const auto hash = database().store().read_now([](store::Reader& reader) { return reader.row<std::string>(kHash); });

    EXPECT_NE(hash, secret);
    for (const auto& entry : database().log()) EXPECT_THAT(entry.payload, Not(HasSubstr(secret)));
    v1::CreateArchiveCodeRequest request;
    request.set_person_id(grace.text());
    request.set_request_id(test::SequentialIds::nth(1));
    const auto make = [&] {
        return test::await(router.call(
            admin(),
            "koebel.v1.LeavingService/CreateArchiveCode",
            request.SerializeAsString(),
            rpc::Encoding::kBinary,
            ""
        ));
    };
    ASSERT_TRUE(make().payload);
    EXPECT_EQ(make().payload.error().reason, "SECRET_SHOWN_ONCE");
}

TEST_P(LeavingTest, ALeaverIsOutOfPickersTeamsAndSessionsAtOnce) {
    world.give(world.thanks(ada, {grace}));
    const auto link = database().write([&](store::Transaction& tx) {
        return access::create_sign_in_link(tx, grace, std::chrono::hours{1});
    });
    ASSERT_THAT(suggested(ada, ""), Contains("Grace Mol"));

    leave(grace);

    EXPECT_THAT(suggested(ada, ""), Not(Contains("Grace Mol")));
    EXPECT_THAT(suggested(ada, "grace"), IsEmpty());
    const auto line = database().store().read_now([](store::Reader& reader) {
        return to_message(resolve(reader, "@Grace Mol #oor Dank").value());
    });
    EXPECT_EQ(line.people_size(), 0);
    EXPECT_EQ(reason(world.try_give(world.thanks(ada, {grace}))), "RECIPIENT_NOT_FOUND");
    EXPECT_EQ(reason(world.try_give(world.thanks(grace, {ada}))), "SESSION_ENDED");
    const auto to_team = world.give(world.thanks(ada, north));
    EXPECT_EQ(world.said_to(noor).recognitions(0).id(), to_team.recognition_id());
    EXPECT_EQ(world.said_to(grace).recognitions_size(), 0) << "no page is theirs any more";
    EXPECT_EQ(world.feed(grace).recognitions_size(), 0);
    EXPECT_FALSE(database().store().read_now([&](store::Reader& reader) {
        return access::find_personal_link(reader, link).has_value();
    }));
    EXPECT_THAT(ids(open(code_for(grace)).value()), Not(Contains(to_team.recognition_id())));
}

TEST_P(LeavingTest, WhoIsAwayIsOfferedToNobodyAndFoundByName) {
    world.give(world.thanks(ada, {grace}));
    ASSERT_THAT(suggested(ada, ""), Contains("Grace Mol"));
    ASSERT_THAT(suggested(hanneke, ""), Contains("Grace Mol"));

    set_away(grace, true);

    EXPECT_THAT(suggested(ada, ""), Not(Contains("Grace Mol")));
    EXPECT_THAT(suggested(hanneke, ""), Not(Contains("Grace Mol")));
    EXPECT_THAT(suggested(ada, "grace"), Contains("Grace Mol"));
    EXPECT_TRUE(world.try_give(world.thanks(ada, {grace})));
    set_away(grace, false);
    EXPECT_THAT(suggested(ada, ""), Contains("Grace Mol"));
}

TEST_P(LeavingTest, WhatIsSaidToSomebodyAwayWaitsWithoutCounting) {
    world.give(world.thanks(ada, {grace}));
    ASSERT_EQ(world.said_to(grace).unread(), 1U);

    EXPECT_EQ(set_away(grace, true).unread(), 0U);
    world.give(world.thanks(ada, {grace}));

    EXPECT_EQ(world.said_to(grace).unread(), 0U);
    EXPECT_EQ(world.said_to(grace).recognitions_size(), 2);
    EXPECT_EQ(set_away(grace, false).unread(), 2U);
    EXPECT_EQ(world.said_to(grace).unread(), 2U);
    EXPECT_EQ(world.events(topic_of(grace)).back().said_to_me_read().unread(), 2U) << "other devices hear it";
}

TEST_P(LeavingTest, OnlyThePersonIsToldThatTheyAreAway) {
    const auto before = database().log().size();

    set_away(grace, true);
    set_away(grace, true);

    EXPECT_TRUE(away(grace).has_since());
    EXPECT_FALSE(away(ada).has_since());
    EXPECT_TRUE(database().store().read_now([&](store::Reader& reader) { return people::is_away(reader, grace); }));
    const auto log = database().log();
    ASSERT_EQ(log.size(), before + 1) << "the second time says nothing";
    EXPECT_EQ(log.back().topic, topic_of(grace));
    EXPECT_THAT(trail(), IsEmpty());
}

TEST_P(LeavingTest, WhoLeavesIsNotAwayWhenTheyAreBack) {
    set_away(grace, true);

    leave(grace);
    come_back(grace);

    EXPECT_FALSE(away(grace).has_since());
}

INSTANTIATE_TEST_SUITE_P(Databases, LeavingTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::recognition
