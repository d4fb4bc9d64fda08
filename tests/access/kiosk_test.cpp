#include "access/kiosk_fixture.hpp"
#include "access/retention.hpp"
#include "access/rights.hpp"

namespace koebel::access {
namespace {

using testing::Contains;
using testing::ElementsAre;

class KioskTest : public KioskFixture {};

INSTANTIATE_TEST_SUITE_P(Databases, KioskTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(KioskTest, ALinkPairsOneTabletOnce) {
    const auto url = add("Kantine").value().url();
    Browser tablet;
    Browser another;

    EXPECT_EQ(pair(tablet, url), "none");
    EXPECT_EQ(pair(another, url), "KIOSK_LINK_INVALID");

    EXPECT_TRUE(url.starts_with("https://koebel.example/kiosk#")) << url;
    EXPECT_EQ(who_is_at(tablet), "nobody");
    EXPECT_EQ(look_at(tablet)->name(), "Kantine");
    EXPECT_EQ(look_at(tablet)->organisation().name(), "Zwaluw");
    EXPECT_EQ(who_is_at(another), "SIGN_IN_REQUIRED");
    EXPECT_TRUE(kiosk_called("Kantine").has_paired_at());
}

TEST_P(KioskTest, ALinkThatWasNotOpenedInTimePairsNothing) {
    const auto url = add("Kantine").value().url();
    database_.clock().advance(settings_.kiosk.link_lifetime);

    Browser tablet;
    EXPECT_EQ(pair(tablet, url), "KIOSK_LINK_INVALID");
}

TEST_P(KioskTest, PairingEndsWhoeverWasSignedInInThatBrowser) {
    auto tablet = given_signed_in("noor");
    const auto before = tablet;

    ASSERT_EQ(pair(tablet, add("Kantine").value().url()), "none");

    EXPECT_FALSE(is_signed_in(before));
    EXPECT_NE(tablet, before);
}

TEST_P(KioskTest, NamesAreUniqueAmongThoseThatStand) {
    given_kiosk("Kantine");

    EXPECT_EQ(reason(add("  kántine ")), "KIOSK_NAME_TAKEN");
    EXPECT_EQ(reason(add("   ")), "NAME_REQUIRED");
    EXPECT_EQ(reason(add(std::string(61, 'k'))), "NAME_TOO_LONG");
    EXPECT_EQ(revoke(kiosk_called("Kantine").id()), "none");
    EXPECT_EQ(reason(add("Kantine")), "none");
}

TEST_P(KioskTest, ThePinSignsInAndTheCookieStaysTheTablets) {
    given_pin("bram");
    auto tablet = given_kiosk();
    const auto cookie = tablet;

    EXPECT_EQ(enter(tablet, "bram", kOtherPin), "PIN_WRONG");
    EXPECT_EQ(enter(tablet, "bram"), "none");

    EXPECT_EQ(tablet, cookie);
    EXPECT_EQ(who_is_at(tablet), "Bram Smit");
    EXPECT_EQ(leave(tablet), "none");
    EXPECT_EQ(who_is_at(tablet), "nobody");
}

TEST_P(KioskTest, WhoIsSignedInAtAKioskMayNothingPrivateThere) {
    given_pin("noor");
    auto tablet = given_kiosk();
    ASSERT_EQ(enter(tablet, "noor"), "none");

    EXPECT_EQ(reason(mine(tablet)), "SCOPE_REQUIRED");
    EXPECT_EQ(set_pin(tablet, kOtherPin), "SCOPE_REQUIRED");
    EXPECT_EQ(
        reason(call<v1::SignOutResponse>(tablet, "AccessService/SignOut", v1::SignOutRequest{})), "SCOPE_REQUIRED"
    );
    EXPECT_EQ(
        reason(call<v1::ListSessionsResponse>(tablet, "AccessService/ListSessions", v1::ListSessionsRequest{})),
        "SCOPE_REQUIRED"
    );
    EXPECT_EQ(reason(find(tablet, "bram")), "ROLE_REQUIRED") << "one at a time";
    const auto caller = caller_at(tablet);
    EXPECT_TRUE(caller.topics.empty() && caller.topic_family.empty()) << "nothing is followed at a kiosk";
    const auto may = database_.store().read_now([&](store::Reader& reader) {
        return require(std::get<0>(reader.read(rights_query(caller))), {v1::ROLE_ADMIN});
    });
    EXPECT_EQ(reason(may), "ROLE_REQUIRED") << "an administrator is an employee there";
}

TEST_P(KioskTest, ATabletWithoutAnybodyMayNothingElse) {
    auto tablet = given_kiosk();

    EXPECT_EQ(reason(mine(tablet)), "ROLE_REQUIRED");
    EXPECT_EQ(keep_going(tablet), "ROLE_REQUIRED");
    v1::SignInWithLinkRequest request;
    request.set_token(given_link("bram"));
    EXPECT_EQ(
        reason(call<v1::SignInWithLinkResponse>(tablet, "AccessService/SignInWithLink", request)), "ROLE_REQUIRED"
    );
}

TEST_P(KioskTest, AnOrdinaryBrowserIsNoKiosk) {
    auto phone = given_signed_in("bram");

    EXPECT_EQ(who_is_at(phone), "NOT_A_KIOSK");
    EXPECT_EQ(keep_going(phone), "NOT_A_KIOSK");
    EXPECT_EQ(leave(phone), "NOT_A_KIOSK");
    EXPECT_EQ(enter(phone, "bram"), "ROLE_REQUIRED") << "a PIN opens nothing elsewhere";
    EXPECT_TRUE(is_signed_in(phone));
}

TEST_P(KioskTest, TheServerSignsOutAfterASilence) {
    given_pin("bram");
    auto tablet = given_kiosk();
    ASSERT_EQ(enter(tablet, "bram"), "none");
    EXPECT_EQ(look_at(tablet)->left_ms(), 60'000U);
    EXPECT_EQ(look_at(tablet)->warning_ms(), 20'000U);

    database_.clock().advance(settings_.kiosk.idle - std::chrono::seconds{1});
    EXPECT_EQ(who_is_at(tablet), "Bram Smit") << "looking is no sign of life";
    database_.clock().advance(std::chrono::seconds{1});

    EXPECT_EQ(who_is_at(tablet), "nobody");
    EXPECT_EQ(keep_going(tablet), "ROLE_REQUIRED");
}

TEST_P(KioskTest, ASignOfLifeBeginsTheSilenceAnewButNotForEver) {
    given_pin("bram");
    auto tablet = given_kiosk();
    ASSERT_EQ(enter(tablet, "bram"), "none");

    const auto step = settings_.kiosk.idle - std::chrono::seconds{1};
    std::chrono::seconds stayed{0};
    for (; stayed + step < settings_.kiosk.longest; stayed += step) {
        database_.clock().advance(step);
        ASSERT_EQ(keep_going(tablet), "none") << stayed.count();
    }
    EXPECT_EQ(who_is_at(tablet), "Bram Smit");
    database_.clock().advance(settings_.kiosk.longest - stayed);

    EXPECT_EQ(who_is_at(tablet), "nobody");
}

TEST_P(KioskTest, TidyingTakesAwayWhoWasSignedOut) {
    given_pin("bram");
    auto tablet = given_kiosk();
    ASSERT_EQ(enter(tablet, "bram"), "none");
    database_.clock().advance(settings_.kiosk.idle);

    database_.write([&](store::Transaction& tx) -> Result<std::size_t> { return tidy(tx, settings_); });

    EXPECT_EQ(who_is_at(tablet), "nobody");
    EXPECT_THAT(access_entries(), Contains(testing::HasSubstr("SESSION_ENDED")));
}

TEST_P(KioskTest, TwoKiosksKnowNothingOfEachOther) {
    given_pin("bram");
    given_pin("ada", kOtherPin);
    auto canteen = given_kiosk("Kantine");
    auto depot = given_kiosk("Magazijn");

    ASSERT_EQ(enter(canteen, "bram"), "none");
    ASSERT_EQ(enter(depot, "ada", kOtherPin), "none");
    EXPECT_EQ(who_is_at(canteen), "Bram Smit");
    EXPECT_EQ(who_is_at(depot), "Ada Vos");
    ASSERT_EQ(leave(canteen), "none");

    EXPECT_EQ(who_is_at(canteen), "nobody");
    EXPECT_EQ(who_is_at(depot), "Ada Vos");
}

TEST_P(KioskTest, WhoEntersAfterAnotherIsAloneThere) {
    given_pin("bram");
    given_pin("ada", kOtherPin);
    auto tablet = given_kiosk();
    ASSERT_EQ(enter(tablet, "bram"), "none");
    const auto bram = caller_at(tablet);
    database_.clock().advance(settings_.kiosk.idle);

    ASSERT_EQ(enter(tablet, "ada", kOtherPin), "none");

    EXPECT_EQ(who_is_at(tablet), "Ada Vos");
    const auto may = database_.store().read_now([&](store::Reader& reader) {
        return require(std::get<0>(reader.read(rights_query(bram))), {v1::ROLE_EMPLOYEE});
    });
    EXPECT_EQ(reason(may), "SESSION_ENDED");
}

TEST_P(KioskTest, ARevokedKioskIsNobodyWhoeverWasAtIt) {
    given_pin("bram");
    auto tablet = given_kiosk();
    ASSERT_EQ(enter(tablet, "bram"), "none");

    ASSERT_EQ(revoke(kiosk_called("Kantine").id()), "none");

    EXPECT_EQ(who_is_at(tablet), "SIGN_IN_REQUIRED");
    EXPECT_EQ(enter(tablet, "bram"), "SIGN_IN_REQUIRED");
    EXPECT_EQ(kiosk_called("Kantine").id(), "");
    EXPECT_EQ(revoke("018f0000-0000-7000-8000-0000000000ff"), "KIOSK_NOT_FOUND");
}

TEST_P(KioskTest, WhoLeftIsSignedInNowhereAndFoundNowhere) {
    given_pin("bram");
    const auto card = given_card("bram");
    auto tablet = given_kiosk();
    ASSERT_EQ(enter(tablet, "bram"), "none");

    static constexpr store::Sql kLeave{"test.leave", "UPDATE person SET active = 0 WHERE key = 'bram'"};
    database_.write([](store::Transaction& tx) -> Result<bool> {
        tx.run(kLeave);
        return true;
    });

    EXPECT_EQ(who_is_at(tablet), "nobody");
    EXPECT_EQ(enter(tablet, "bram"), "PIN_WRONG");
    EXPECT_EQ(reason(read(tablet, card)), "CARD_UNKNOWN");
    EXPECT_EQ(find(tablet, "bram")->names_size(), 0);
}

TEST_P(KioskTest, NamesAreFoundFromThreeLettersAtMostEight) {
    auto tablet = given_kiosk();
    std::string csv = "key,name,teams\n";
    for (int i = 0; i < 12; ++i) csv += "n" + std::to_string(i) + ",Noortje " + std::to_string(i) + ",b\n";
    given_import(v1::ImportRequest::KIND_PEOPLE, csv);

    EXPECT_EQ(reason(find(tablet, "no")), "TOO_FEW_LETTERS");
    EXPECT_EQ(reason(find(tablet, " n - o ")), "TOO_FEW_LETTERS");
    EXPECT_EQ(find(tablet, "NOO")->names_size(), 8);
    const auto graaf = find(tablet, "graa").value();
    ASSERT_EQ(graaf.names_size(), 1);
    EXPECT_EQ(graaf.names(0).person().name(), "Noor de Graaf");
    EXPECT_EQ(graaf.names(0).team_name(), "A");
}

TEST_P(KioskTest, TheTrailSaysAtWhichKiosk) {
    given_pin("bram");
    auto tablet = given_kiosk();
    enter(tablet, "bram", kOtherPin);
    enter(tablet, "bram");

    const auto lines = call<v1::ListAuditResponse>(admin_, "AccessService/ListAudit", v1::ListAuditRequest{}).value();

    ASSERT_GE(lines.lines_size(), 4);
    EXPECT_EQ(lines.lines(0).what(), "sign_in");
    EXPECT_EQ(lines.lines(0).detail(), "Kantine");
    EXPECT_EQ(lines.lines(1).what(), "sign_in_failed");
    EXPECT_EQ(lines.lines(1).detail(), "Kantine: PIN_WRONG");
    EXPECT_EQ(lines.lines(2).what(), "kiosk_paired");
    EXPECT_EQ(lines.lines(3).what(), "kiosk_added");
}

}  // namespace
}  // namespace koebel::access
