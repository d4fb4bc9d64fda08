#include "access/token_fixture.hpp"

#include "access/retention.hpp"
#include "access/rights.hpp"
#include "people/roles.hpp"
#include "rpc/viewer.hpp"

namespace koebel::access {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

using TokenServiceTest = TokenFixture;

INSTANTIATE_TEST_SUITE_P(Databases, TokenServiceTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(TokenServiceTest, ATokenIsItsPersonAsAnEmployeeWithItsScopes) {
    const auto made = created("noor", {v1::SCOPE_READ, v1::SCOPE_GIVE});

    const auto caller = shown(made.secret()).value();

    EXPECT_EQ(caller.person, id_of("noor"));
    EXPECT_EQ(caller.roles, (rpc::Roles{v1::ROLE_EMPLOYEE})) << "an administrator's token administers nothing";
    EXPECT_EQ(caller.scopes, (rpc::Scopes{v1::SCOPE_READ, v1::SCOPE_GIVE}));
    EXPECT_EQ(caller.principal(), "person:" + caller.person.text());
    EXPECT_EQ(caller.session.text(), made.token().id());
    EXPECT_THAT(caller.topics, ElementsAre("feed", "goals"));
    EXPECT_EQ(caller.topic_family, "board:");
    EXPECT_TRUE(rpc::viewer_of(caller).empty()) << "it reads what everyone may see";
    EXPECT_EQ(caller.session_ends, database_.clock().now() + settings_.token_usual);
    EXPECT_EQ(caller.address, address_);
}

TEST_P(TokenServiceTest, TheOrganisationsIsNobodyAndReads) {
    const auto made = created_for_organisation();

    const auto caller = shown(made.secret()).value();

    EXPECT_FALSE(caller.is_person());
    EXPECT_EQ(caller.roles, (rpc::Roles{v1::ROLE_TOKEN}));
    EXPECT_EQ(caller.scopes, (rpc::Scopes{v1::SCOPE_READ}));
    EXPECT_EQ(caller.principal(), "device:" + made.token().id());
    EXPECT_FALSE(made.token().has_person());
}

TEST_P(TokenServiceTest, WhatOnlyGivesFollowsNothing) {
    const auto caller = shown(created("bram", {v1::SCOPE_GIVE}).secret()).value();

    EXPECT_THAT(caller.topics, IsEmpty());
    EXPECT_FALSE(caller.may_follow("board:received:week"));
}

TEST_P(TokenServiceTest, TheDatabaseAndTheTrailHoldNoSecret) {
    const auto made = created("bram", {v1::SCOPE_GIVE});
    static constexpr store::Sql kKept{
        "test.tokens", "SELECT id || secret_hash || name || scopes || COALESCE(person_id, '') FROM api_token"
    };
    const auto kept = database_.store().read_now([](store::Reader& reader) { return reader.rows<std::string>(kKept); });

    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].find(made.secret().substr(7, 64)), std::string::npos);
    EXPECT_THAT(audit(), Contains("token_created give"));
}

TEST_P(TokenServiceTest, ARepeatDoesNotShowTheSecretAgain) {
    const auto bram = at_page("bram");
    auto request = wanted();
    request.set_request_id(test::SequentialIds::nth(700'001));
    const auto once = [&] {
        return test::await(token_router_->call(
            bram, "koebel.v1.TokenService/CreateToken", request.SerializeAsString(), rpc::Encoding::kBinary, ""
        ));
    };
    ASSERT_TRUE(once().payload);

    const auto again = once();

    ASSERT_FALSE(again.payload);
    EXPECT_EQ(again.payload.error().reason, "SECRET_SHOWN_ONCE");
    EXPECT_EQ(listed(bram).tokens_size(), 1);
}

TEST_P(TokenServiceTest, WhatCannotBeIsRefused) {
    const auto bram = at_page("bram");
    const auto with = [&](auto change) {
        auto request = wanted();
        change(request);
        return reason(create(bram, request));
    };
    EXPECT_EQ(with([](auto& r) { r.set_name("  "); }), "NAME_REQUIRED");
    EXPECT_EQ(with([](auto& r) { r.set_name(std::string(61, 'x')); }), "NAME_TOO_LONG");
    EXPECT_EQ(with([](auto& r) { r.set_name("a\nb"); }), "TEXT_INVALID");
    EXPECT_EQ(with([](auto& r) { r.clear_scopes(); }), "SCOPE_INVALID");
    EXPECT_EQ(with([](auto& r) { r.add_scopes(v1::SCOPE_KIOSK); }), "SCOPE_INVALID");
    EXPECT_EQ(with([](auto& r) { r.add_scopes(static_cast<v1::Scope>(77)); }), "SCOPE_INVALID");
    EXPECT_EQ(with([](auto& r) { r.set_lifetime_days(366); }), "TOKEN_LIFETIME_INVALID");
    EXPECT_EQ(with([](auto& r) { r.set_lifetime_days(0xFFFF'FFFF); }), "TOKEN_LIFETIME_INVALID");
    EXPECT_EQ(with([](auto& r) { r.set_of_organisation(true); }), "ROLE_REQUIRED");
    EXPECT_EQ(listed(bram).tokens_size(), 0);

    auto giving = wanted({v1::SCOPE_READ, v1::SCOPE_GIVE});
    giving.set_of_organisation(true);
    EXPECT_EQ(reason(create(at_page("noor"), giving)), "SCOPE_INVALID");
}

TEST_P(TokenServiceTest, OneCanHaveSoMany) {
    settings_.tokens = 2;
    restart();
    const auto bram = at_page("bram");
    const auto first = create(bram, wanted()).value();
    ASSERT_TRUE(create(bram, wanted()));

    EXPECT_EQ(reason(create(bram, wanted())), "TOO_MANY_TOKENS");
    EXPECT_TRUE(create(at_page("ada"), wanted())) << "another's count for themselves";
    ASSERT_TRUE(revoke(bram, first.token().id()));
    EXPECT_TRUE(create(bram, wanted()));
    database_.clock().advance(settings_.token_usual);
    EXPECT_TRUE(create(at_page("bram"), wanted())) << "what expired does not count";
}

TEST_P(TokenServiceTest, OnesOwnAreListedAndTheAdministratorSeesAll) {
    const auto bram = at_page("bram");
    created_for_organisation();
    created("bram");
    created("ada", {v1::SCOPE_GIVE});

    const auto own = listed(bram);
    const auto all = listed(at_page("noor"), true);

    ASSERT_EQ(own.tokens_size(), 1);
    EXPECT_EQ(own.tokens(0).person().name(), "Bram Smit");
    EXPECT_THAT(own.tokens(0).scopes(), ElementsAre(v1::SCOPE_READ));
    EXPECT_FALSE(own.tokens(0).has_last_used_at());
    EXPECT_EQ(own.usual_days(), 90U);
    EXPECT_EQ(own.most_days(), 365U);
    ASSERT_EQ(all.tokens_size(), 3);
    EXPECT_EQ(all.tokens(0).person().name(), "Ada Vos") << "the newest first";
    EXPECT_FALSE(all.tokens(2).has_person()) << "the organisation's";
    EXPECT_EQ(listed(at_page("noor")).tokens_size(), 0) << "the organisation's is not the administrator's own";
    v1::ListTokensRequest everybodys;
    everybodys.set_everybodys(true);
    EXPECT_EQ(reason(ask<v1::ListTokensResponse>(bram, "ListTokens", everybodys)), "ROLE_REQUIRED");
}

TEST_P(TokenServiceTest, ARevokedTokenIsUnknownOnceTheLogHasSaidSo) {
    const auto bram = at_page("bram");
    const auto made = created("bram");
    const auto caller = shown(made.secret()).value();

    ASSERT_TRUE(revoke(bram, made.token().id()));
    EXPECT_EQ(test::await(authenticator_->refresh(caller)).roles, (rpc::Roles{v1::ROLE_NOBODY}));
    tail();

    EXPECT_EQ(reason(shown(made.secret())), "TOKEN_UNKNOWN");
    EXPECT_EQ(reason(revoke(bram, made.token().id())), "TOKEN_NOT_FOUND");
    EXPECT_THAT(audit(), Contains("token_revoked "));
}

TEST_P(TokenServiceTest, OnlyItsPersonAndAdministratorsRevoke) {
    const auto made = created("bram");
    const auto of_all = created_for_organisation();

    EXPECT_EQ(reason(revoke(at_page("ada"), made.token().id())), "TOKEN_NOT_FOUND");
    EXPECT_EQ(reason(revoke(at_page("bram"), of_all.token().id())), "TOKEN_NOT_FOUND");
    EXPECT_TRUE(shown(made.secret()));
    EXPECT_TRUE(revoke(at_page("noor"), made.token().id()));
    EXPECT_TRUE(revoke(at_page("noor"), of_all.token().id()));
}

TEST_P(TokenServiceTest, WhoLeavesHasNoTokensAnyMore) {
    const auto made = created("bram");
    ASSERT_TRUE(shown(made.secret()));

    database_.write([bram = id_of("bram")](store::Transaction& tx) -> Result<bool> {
        std::ignore = people::deactivate(tx, bram);
        return true;
    });
    tail();
    EXPECT_EQ(reason(shown(made.secret())), "TOKEN_UNKNOWN") << "also before its row goes";
    database_.write([bram = id_of("bram")](store::Transaction& tx) -> Result<bool> {
        end_tokens_of(tx, bram);
        return true;
    });

    EXPECT_EQ(listed(at_page("noor"), true).tokens_size(), 0);
}

TEST_P(TokenServiceTest, ARecoveryEndsThePersonsTokens) {
    const auto made = created("bram");

    enter_by(recovery_token("bram"));
    tail();

    EXPECT_EQ(reason(shown(made.secret())), "TOKEN_UNKNOWN");
}

TEST_P(TokenServiceTest, ATokenExpiresAndRetentionTakesIt) {
    auto request = wanted();
    request.set_lifetime_days(1);
    const auto made = create(at_page("bram"), request).value();
    const auto caller = shown(made.secret()).value();
    EXPECT_EQ(caller.session_ends, database_.clock().now() + std::chrono::days{1});

    database_.clock().advance(std::chrono::days{1});
    EXPECT_EQ(reason(shown(made.secret())), "TOKEN_UNKNOWN");
    EXPECT_EQ(test::await(authenticator_->refresh(caller)).roles, (rpc::Roles{v1::ROLE_NOBODY}));
    database_.write([this](store::Transaction& tx) -> Result<bool> {
        tidy(tx, settings_);
        return true;
    });

    static constexpr store::Sql kCount{"test.count_tokens", "SELECT COUNT(*) FROM api_token"};
    EXPECT_EQ(
        database_.store().read_now([](store::Reader& reader) { return reader.row<std::int64_t>(kCount).value(); }), 0
    );
}

TEST_P(TokenServiceTest, LastUseIsWrittenAtMostOnceAMinute) {
    const auto bram = at_page("bram");
    const auto made = created("bram");
    const auto last_used = [&] { return listed(bram).tokens(0).last_used_at().seconds(); };
    const auto start = std::chrono::floor<std::chrono::seconds>(database_.clock().now()).time_since_epoch().count();

    ASSERT_TRUE(shown(made.secret()));
    EXPECT_EQ(last_used(), start);
    database_.clock().advance(std::chrono::seconds{59});
    ASSERT_TRUE(shown(made.secret()));
    EXPECT_EQ(last_used(), start);
    database_.clock().advance(std::chrono::seconds{1});
    ASSERT_TRUE(shown(made.secret()));
    EXPECT_EQ(last_used(), start + 60);
}

TEST_P(TokenServiceTest, WritesDecideByTheTokensRowInTheirOwnTransaction) {
    const auto gives = shown(created("noor", {v1::SCOPE_GIVE}).secret()).value();
    const auto reads = shown(created("noor").secret()).value();
    const auto may = [&](const rpc::Caller& caller, v1::Role role) {
        return reason(database_.store().read_now([&](store::Reader& reader) {
            const auto [rights] = reader.read(rights_query(caller));
            return require(rights, {role});
        }));
    };

    EXPECT_EQ(may(gives, v1::ROLE_EMPLOYEE), "none");
    EXPECT_EQ(may(gives, v1::ROLE_ADMIN), "ROLE_REQUIRED");
    EXPECT_EQ(may(reads, v1::ROLE_EMPLOYEE), "SESSION_ENDED")
        << "what only reads writes nothing, whatever a method says";
    ASSERT_TRUE(revoke(at_page("noor"), gives.session.text()));
    EXPECT_EQ(may(gives, v1::ROLE_EMPLOYEE), "SESSION_ENDED");
}

}  // namespace
}  // namespace koebel::access
