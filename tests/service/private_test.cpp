#include "service/installation.hpp"

#include <koebel/v1/recognition.pb.h>

#include <google/protobuf/util/json_util.h>

#include <map>
#include <set>

namespace koebel::service {
namespace {

using namespace std::chrono_literals;

/// What nobody else may come by: words that occur nowhere but in what is private, and the ids of it.
struct Secret {
    std::string words;
    std::string id;
};

/// Everything that came back to somebody, byte for byte.
using Heard = std::map<std::string, std::string>;

/// What is private, sought over the wire by everybody it is not for.
class PrivateTest : public InstallationTest {
protected:
    void SetUp() override {
        start();
        admin_ = sign_in_as("hanneke-vos");
        curator_ = sign_in_as("marjolein-van-rijn-de-haas");
        giver_ = sign_in_as("fatma-yildiz");      // klantcontact
        thanked_ = sign_in_as("amara-okafor");    // klantcontact
        mate_ = sign_in_as("shanti-ramdin");      // klantcontact
        stranger_ = sign_in_as("ingrid-postma");  // directie
        const auto address = service_.command({"screen", "add", "Kantine"});
        const auto from = address.find('#') + 1;
        const auto token = address.substr(from, address.find_first_of(" \r\n", from) - from);
        const auto signed_in =
            ask(service_, "/koebel.v1.ScreenService/SignInScreen", R"({"token":")" + token + R"("})");
        screen_ = {.cookie = cookie_in(signed_in)};
    }

    [[nodiscard]] Person sign_in_as(const std::string& key) const {
        const auto printed = service_.command({"sign-in-link", key});
        const auto from = printed.find('#') + 1;
        const auto token = printed.substr(from, printed.find_first_of(" \r\n", from) - from);
        Person person{
            .cookie =
                cookie_in(ask(service_, "/koebel.v1.AccessService/SignInWithLink", R"({"token":")" + token + R"("})"))
        };
        const auto session = call(person, "AccessService/GetSession", "{}");
        person.id = between(session, R"("card":{"id":")");
        person.value_id = between(session, R"("values":[{"id":")");
        return person;
    }

    static std::string cookie_in(const test::Answer& answer) {
        constexpr std::string_view kCookie = "et-Cookie: ";
        const auto at = answer.head.find(kCookie);
        if (at == std::string::npos) throw std::runtime_error("no cookie: " + answer.body);
        const auto from = at + kCookie.size();
        return answer.head.substr(from, answer.head.find(';', from) - from);
    }

    static std::string between(const std::string& text, const std::string& before, char after = '"') {
        const auto at = text.find(before);
        if (at == std::string::npos) throw std::runtime_error("no " + before + " in " + text.substr(0, 300));
        const auto from = at + before.size();
        return text.substr(from, text.find(after, from) - from);
    }

    [[nodiscard]] std::string call(const Person& person, const std::string& method, const std::string& body) const {
        const auto answer = ask(service_, "/koebel.v1." + method, body, person.cookie);
        return answer.body;
    }

    std::string next_request() {
        char id[37];
        std::snprintf(id, sizeof id, "0195e000-0000-7000-8000-%012x", ++requests_);
        return id;
    }

    Secret given(const std::string& words, const std::string& visibility, const std::string& to) {
        const auto answer = call(
            giver_,
            "RecognitionService/Give",
            R"({"requestId":")" + next_request() + R"(",)" + to + R"(,"message":")" + words +
                R"(","customerMoment":"moment )" + words + R"(","creditsEach":1,"valueIds":[")" + giver_.value_id +
                R"("],"visibility":")" + visibility + R"("})"
        );
        return {words, between(answer, R"("recognitionId":")")};
    }
    Secret given(const std::string& words, const std::string& visibility) {
        return given(words, visibility, R"("people":{"ids":[")" + thanked_.id + R"("]})");
    }

    std::string team_of(const Person& person) const {
        return between(call(person, "AccessService/GetSession", "{}"), R"("teams":[{"id":")");
    }

    /// Everything the calls say to somebody, asked also with the ids of what is private.
    Heard calls_of(const Person& person, const std::vector<Secret>& secrets) {
        Heard heard;
        const auto listen = [&](const std::string& method, const std::string& body) {
            heard[method + " " + body] = call(person, method, body);
        };
        for (const auto* method :
             {"AccessService/GetSession",
              "AccessService/ListSessions",
              "AccessService/ListAudit",
              "AdministrationService/ListPeople",
              "AdministrationService/ListTeams",
              "AdministrationService/ListFeatureChanges",
              "InboxService/ListInbox",
              "LeaderboardService/ListBoards",
              "ModerationService/CountWaiting",
              "ModerationService/ListHeld",
              "ModerationService/ListLocks",
              "PeopleService/GetOrganisation",
              "PeopleService/GetPublicity",
              "PrivacyService/ListOpened",
              "PrivacyService/ListReports",
              "PrivacyService/ListStopped",
              "RecognitionService/GetAllowance",
              "ScreenService/ListScreens"}) {
            listen(method, "{}");
        }
        listen("RecognitionService/ListFeed", R"({"pageSize":100})");
        listen("RecognitionService/ListSaidToMe", R"({"pageSize":100})");
        listen("ScreenService/GetWall", R"({"limit":100})");
        listen("RecognitionService/SuggestRecipients", R"({"query":""})");
        listen("AdministrationService/GetPerson", R"({"personId":")" + giver_.id + R"("})");
        listen("MergeService/PreviewMerge", R"({"staysId":")" + thanked_.id + R"(","goesId":")" + giver_.id + R"("})");
        for (const auto* kind : {"RECEIVED", "GIVEN", "TEAMS"}) {
            for (const auto* period : {"WEEK", "MONTH", "QUARTER", "YEAR"}) {
                const auto key = std::string{R"({"key":{"kind":"BOARD_KIND_)"} + kind +
                                 R"(","periodKind":"PERIOD_KIND_)" + period + R"("}})";
                listen("LeaderboardService/GetBoard", key);
                listen("LeaderboardService/GetPlace", key);
            }
        }
        for (const auto& secret : secrets) {
            const auto of_it = R"("recognitionId":")" + secret.id + R"(")";
            const auto change = R"({"requestId":")" + next_request() + R"(",)" + of_it;
            listen("RecognitionService/SuggestRecipients", R"({"query":")" + secret.words + R"("})");
            listen("RecognitionService/ListFeed", R"({"filter":{"query":")" + secret.words + R"("}})");
            listen("RecognitionService/GetRecognition", "{" + of_it + "}");
            listen("ConversationService/ListRemarks", "{" + of_it + "}");
            listen("PrivacyService/GetRecognitionPrivacy", "{" + of_it + "}");
            listen("PrivacyService/TakeOff", change + R"(,"feed":true,"screens":true})");
            listen("PrivacyService/StopPrivateFrom", change + R"(,"stopped":true})");
            listen("PrivacyService/Report", change + R"(,"reason":"wat staat hier?"})");
            listen("RecognitionService/TakeBack", change + "}");
            listen("RecognitionService/Hide", change + R"(,"reason":"wat staat hier?"})");
            for (const auto* method : {"OpenReport", "ResolveReport"}) {
                listen(
                    std::string{"PrivacyService/"} + method,
                    R"({"requestId":")" + next_request() + R"(","reportId":")" + secret.id + R"("})"
                );
            }
            listen("PrivacyService/GetReport", R"({"reportId":")" + secret.id + R"("})");
        }
        return heard;
    }

    /// Everything a connection brings to somebody who tries to follow every topic from its beginning.
    std::string topics_of(const Person& person, const std::set<std::string>& topics) {
        auto client = connect(person);
        std::string heard;
        // Any answer with a snapshot tells the epoch.
        const auto epoch = between(call(thanked_, "RecognitionService/ListFeed", "{}"), R"("epoch":")");
        for (const auto& topic : topics) {
            v1::ClientFrame frame;
            frame.mutable_subscribe()->set_topic(topic);
            frame.mutable_subscribe()->set_epoch(epoch);
            frame.mutable_subscribe()->set_from(0);
            client.send(frame);
        }
        try {
            while (const auto frame = client.receive_frame(3s)) {
                heard += frame->SerializeAsString();
                if (frame->has_event()) heard += frame->event().json();
            }
        } catch (const test::WireTimeout&) {
            // Nothing more comes.
        }
        return heard;
    }

    std::set<std::string> all_topics() const {
        std::set<std::string> topics{
            "feed",
            "wall",
            "lobby",
            "access",
            "curation",
            "board:shown",
            "board:received:week",
            "board:given:week",
            "board:teams:week",
            "wall:board:received:week",
        };
        for (const auto& person : {giver_, thanked_, mate_, stranger_}) {
            const auto team = team_of(person);
            topics.insert({"person:" + person.id, "team:" + team, "wall:team:" + team});
        }
        return topics;
    }

    void expect_nothing(
        const std::string& who, const Heard& calls, const std::string& live, const std::vector<Secret>& secrets
    ) {
        for (const auto& secret : secrets) {
            for (const auto& [asked, answer] : calls) {
                EXPECT_EQ(answer.find(secret.words), std::string::npos) << who << " read it by " << asked;
                EXPECT_EQ(answer.find(secret.id), std::string::npos) << who << " found it by " << asked;
            }
            EXPECT_EQ(live.find(secret.words), std::string::npos) << who << " heard " << secret.words;
            EXPECT_EQ(live.find(secret.id), std::string::npos) << who << " heard of " << secret.words;
        }
    }

    Person admin_, curator_, giver_, thanked_, mate_, stranger_, screen_;
    unsigned requests_ = 0;
};

TEST_F(PrivateTest, NobodyComesByWhatIsPrivateWhateverTheyTry) {
    const auto only_us = given("kwartelkoning", "VISIBILITY_ONLY_US");
    const auto team = given("roerdomp", "VISIBILITY_TEAM");
    const auto off = given("woudaapje", "VISIBILITY_EVERYONE");
    const auto everyone = given("ijsvogel", "VISIBILITY_EVERYONE");
    const auto taken_off = call(
        thanked_,
        "PrivacyService/TakeOff",
        R"({"requestId":")" + next_request() + R"(","recognitionId":")" + off.id + R"(","feed":true,"screens":true})"
    );
    ASSERT_NE(taken_off.find("true"), std::string::npos) << taken_off;
    // It is reported, and nobody has opened it.
    (void)call(
        thanked_,
        "PrivacyService/Report",
        R"({"requestId":")" + next_request() + R"(","recognitionId":")" + only_us.id +
            R"(","reason":"zie wat daar over kwartelkoning staat"})"
    );
    const auto topics = all_topics();

    // What left the feed is still named there, as gone: an id without words.
    const std::vector<Secret> from_mate{only_us};
    const std::vector<Secret> from_others{only_us, team};
    expect_nothing("a teammate", calls_of(mate_, {only_us, off}), topics_of(mate_, topics), from_mate);
    expect_nothing("a stranger", calls_of(stranger_, {only_us, team, off}), topics_of(stranger_, topics), from_others);
    expect_nothing("an administrator", calls_of(admin_, {only_us, team, off}), topics_of(admin_, topics), from_others);
    expect_nothing("a curator", calls_of(curator_, {only_us, team, off}), topics_of(curator_, topics), from_others);
    expect_nothing("a screen", calls_of(screen_, {only_us, team, off}), topics_of(screen_, topics), from_others);
    expect_nothing("nobody", calls_of({}, {only_us, team, off}), "", {only_us, team, off, everyone});

    for (const auto& [who, person] :
         {std::pair{"a stranger", stranger_}, {"an administrator", admin_}, {"a screen", screen_}}) {
        EXPECT_EQ(topics_of(person, topics).find(off.words), std::string::npos) << who;
        for (const auto& [asked, answer] : calls_of(person, {off})) {
            EXPECT_EQ(answer.find(off.words), std::string::npos) << who << " by " << asked;
        }
        EXPECT_NE(topics_of(person, topics).find(everyone.words), std::string::npos) << who << " would hear it";
    }
    EXPECT_NE(topics_of(mate_, topics).find(team.words), std::string::npos) << "the team hears its own";
    EXPECT_NE(topics_of(thanked_, topics).find(only_us.words), std::string::npos) << "who is thanked does";
    EXPECT_NE(call(giver_, "RecognitionService/ListFeed", "{}").find(off.words), std::string::npos);
}

TEST_F(PrivateTest, OnlyAReportOpensTheWordsAndOnlyToTheModeratorWhoOpenedIt) {
    const auto only_us = given("kwartelkoning", "VISIBILITY_ONLY_US");
    (void)call(
        thanked_,
        "PrivacyService/Report",
        R"({"requestId":")" + next_request() + R"(","recognitionId":")" + only_us.id + R"(","reason":"onaardig"})"
    );
    const auto report = between(call(curator_, "PrivacyService/ListReports", "{}"), R"("reports":[{"id":")");
    const auto of_it = R"({"reportId":")" + report + R"("})";
    const auto open = [&] { return R"({"requestId":")" + next_request() + R"(","reportId":")" + report + R"("})"; };
    for (const auto& person : {admin_, mate_, giver_}) {
        EXPECT_NE(call(person, "PrivacyService/OpenReport", open()).find("ROLE_REQUIRED"), std::string::npos);
        EXPECT_NE(call(person, "PrivacyService/GetReport", of_it).find("ROLE_REQUIRED"), std::string::npos);
    }
    EXPECT_EQ(call(curator_, "PrivacyService/GetReport", of_it).find(only_us.words), std::string::npos);

    EXPECT_EQ(call(curator_, "PrivacyService/OpenReport", open()), "{}");

    EXPECT_NE(call(curator_, "PrivacyService/GetReport", of_it).find(only_us.words), std::string::npos);
    const auto trail = call(admin_, "AccessService/ListAudit", "{}");
    EXPECT_NE(trail.find("report_opened"), std::string::npos);
    EXPECT_EQ(trail.find(only_us.id), std::string::npos);
    EXPECT_EQ(trail.find(only_us.words), std::string::npos);
    for (const auto& party : {giver_, thanked_}) {
        EXPECT_NE(call(party, "PrivacyService/ListOpened", "{}").find(only_us.id), std::string::npos);
    }
}

TEST_F(PrivateTest, WhatIsHeldReachesNobodyOnAnyWayUntilACuratorLetsItGo) {
    const auto held = given("roerdomp klote", "VISIBILITY_EVERYONE");
    const auto ijsvogel = given("ijsvogel", "VISIBILITY_EVERYONE");
    const auto said = call(
        giver_,
        "ConversationService/Comment",
        R"({"requestId":")" + next_request() + R"(","recognitionId":")" + ijsvogel.id +
            R"(","text":"kwartelkoning klote"})"
    );
    const Secret remark{"kwartelkoning", between(said, R"("remarkId":")")};
    ASSERT_NE(said.find(R"("held":true)"), std::string::npos) << said;
    const auto topics = all_topics();

    for (const auto& [who, person] :
         {std::pair{"who is thanked", thanked_},
          {"a teammate", mate_},
          {"a stranger", stranger_},
          {"an administrator", admin_},
          {"a screen", screen_}}) {
        expect_nothing(who, calls_of(person, {held}), topics_of(person, topics), {held, remark});
    }
    expect_nothing("a curator", {}, topics_of(curator_, topics), {held, remark});
    expect_nothing("nobody", calls_of({}, {held}), "", {held, remark});
    EXPECT_NE(topics_of(giver_, topics).find(held.words), std::string::npos) << "its giver sees it";
    EXPECT_NE(topics_of(giver_, topics).find(remark.words), std::string::npos);
    const auto list = call(curator_, "ModerationService/ListHeld", "{}");
    EXPECT_NE(list.find(held.words), std::string::npos) << list;
    EXPECT_NE(list.find(remark.words), std::string::npos) << list;

    (void)call(
        curator_,
        "ModerationService/ReleaseHeld",
        R"({"requestId":")" + next_request() + R"(","recognitionId":")" + held.id + R"("})"
    );

    for (const auto& person : {thanked_, mate_, stranger_, screen_}) {
        EXPECT_NE(topics_of(person, topics).find(held.words), std::string::npos) << "it is shown";
    }
    const auto trail = call(admin_, "AccessService/ListAudit", "{}");
    EXPECT_NE(trail.find("held_released"), std::string::npos);
    EXPECT_EQ(trail.find(held.words), std::string::npos);
}

TEST_F(PrivateTest, WhoIsLockedIsSoAtEveryDoorAndNobodyElseLearnsIt) {
    const auto ijsvogel = given("ijsvogel", "VISIBILITY_EVERYONE");
    const auto token = between(
        call(
            giver_,
            "TokenService/CreateToken",
            R"({"requestId":")" + next_request() + R"(","name":"Proef","scopes":["SCOPE_GIVE"]})"
        ),
        R"("secret":")"
    );
    auto client = connect(giver_);
    const auto locked = call(
        curator_,
        "ModerationService/LockPerson",
        R"({"requestId":")" + next_request() + R"(","personId":")" + giver_.id +
            R"(","reason":"purperreiger","until":"2199-01-01T00:00:00Z"})"
    );
    ASSERT_EQ(locked, "{}");

    const auto thanks =
        R"("people":{"ids":[")" + thanked_.id + R"("]},"message":"Dank","valueIds":[")" + giver_.value_id + R"("]})";
    const auto page = call(giver_, "RecognitionService/Give", R"({"requestId":")" + next_request() + R"(",)" + thanks);
    EXPECT_NE(page.find("LOCKED"), std::string::npos) << page;
    EXPECT_NE(page.find("2199-01-01T00:00:00Z"), std::string::npos) << "until when";
    const auto shorthand = R"({"requestId":")" + next_request() + R"(","text":"@Amara Okafor #samen Dank"})";
    EXPECT_NE(call(giver_, "RecognitionService/GiveByShorthand", shorthand).find("LOCKED"), std::string::npos);
    const auto program = ask_with(
        service_,
        "/koebel.v1.RecognitionService/Give",
        R"({"requestId":")" + next_request() + R"(",)" + thanks,
        {"Authorization: Bearer " + token}
    );
    EXPECT_EQ(program.status, 403);
    EXPECT_NE(program.body.find("LOCKED"), std::string::npos) << program.body;
    client.send(give(giver_, thanked_, 1));
    auto frame = client.receive_frame(10s);
    while (frame && !frame->has_reply()) frame = client.receive_frame(10s);
    ASSERT_TRUE(frame && frame->has_reply());
    EXPECT_EQ(frame->reply().error().reason(), "LOCKED");

    const Secret reason{"purperreiger", "purperreiger"};
    const auto topics = all_topics();
    for (const auto& [who, person] :
         {std::pair{"a teammate", mate_}, {"who is thanked", thanked_}, {"a screen", screen_}}) {
        expect_nothing(who, calls_of(person, {ijsvogel}), topics_of(person, topics), {reason});
    }
    EXPECT_NE(topics_of(giver_, topics).find(reason.words), std::string::npos) << "they are told";
}

TEST_F(PrivateTest, WhatIsStoppedReachesNoneOfTheRecipientsWays) {
    const auto first = given("kwartelkoning", "VISIBILITY_ONLY_US");
    const auto stopped = call(
        thanked_,
        "PrivacyService/StopPrivateFrom",
        R"({"requestId":")" + next_request() + R"(","recognitionId":")" + first.id + R"(","stopped":true})"
    );
    ASSERT_EQ(stopped, "{}");

    const auto second = given("roerdomp", "VISIBILITY_ONLY_US");

    expect_nothing("who stopped it", calls_of(thanked_, {second}), topics_of(thanked_, all_topics()), {second});
    EXPECT_NE(call(giver_, "RecognitionService/ListFeed", "{}").find(second.words), std::string::npos);
    EXPECT_NE(topics_of(giver_, all_topics()).find(second.words), std::string::npos);
}

}  // namespace
}  // namespace koebel::service
