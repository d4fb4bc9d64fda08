#include "service/matrix_world.hpp"

#include <koebel/v1/access.pb.h>
#include <koebel/v1/administration.pb.h>
#include <koebel/v1/kiosk.pb.h>
#include <koebel/v1/nomination.pb.h>
#include <koebel/v1/people.pb.h>
#include <koebel/v1/privacy.pb.h>
#include <koebel/v1/recognition.pb.h>
#include <koebel/v1/screen.pb.h>
#include <koebel/v1/show.pb.h>
#include <koebel/v1/token.pb.h>

#include <fmt/chrono.h>

#include <chrono>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace koebel::service {
namespace {

/// As JSON writes a moment.
std::string tomorrow() {
    const auto at = std::chrono::system_clock::now() + std::chrono::days{1};
    return fmt::format("{:%FT%TZ}", fmt::gmtime(std::chrono::system_clock::to_time_t(at)));
}

constexpr auto kPeople =
    "key,name,teams,roles\n"
    "admin,Anna Admin,,admin\n"
    "employee,Eva Eigen,,\n"
    "giver,Gijs Gever,shop,\n"
    "recipient,Rosa Ruim,mill,\n"
    "mate,Mo Maat,mill,\n"
    "other,Otto Over,,\n"
    "curator,Carla Curator,,curator\n"
    "leader,Leo Leider,,leader\n"
    "leaver,Lies Later,mill,\n"
    "spare,Sander Spaar,,\n"
    "passer,Pia Passant,,\n"
    "moderator,Mies Moderator,,curator\n";

std::string cookie_in(const std::string& head) {
    constexpr std::string_view kCookie = "et-Cookie: ";
    const auto at = head.find(kCookie);
    if (at == std::string::npos) throw std::runtime_error("no cookie: " + head);
    const auto start = at + kCookie.size();
    return head.substr(start, head.find(';', start) - start);
}

bool is_letter(char character) {
    return (character >= 'a' && character <= 'z') || character == '_';
}

}  // namespace

MatrixWorld::MatrixWorld() : service_(folder_.path()) {
    for (const auto* page : {"index.html", "kiosk.html", "screen.html", "studio.html"})
        std::ofstream{folder_.path() / page} << "<p>Koebel</p>";
    service_.start(
        {.options =
             {"--calls.person_rate",
              "10000",
              "--calls.person_burst",
              "100000",
              "--http.requests_per_second",
              "100000",
              "--http.requests_burst",
              "100000",
              "--http.connections_per_address",
              "0",
              "--http.upgrades_per_second",
              "100000",
              "--http.upgrades_burst",
              "100000",
              "--access.failures",
              "1000",
              "--story.nominations",
              "500",
              "--game.goals",
              "10",
              "--screen.pins",
              "1000",
              "--screen.codes_of_address",
              "1000",
              "--kiosk.idle_seconds",
              "600",
              "--kiosk.longest_minutes",
              "120",
              "--recognition.open_reports",
              "100",
              "--token.most",
              "1000"}}
    );
    service_.await_ready();
    (void)service_.command({"found", "Matrix", "--time-zone", "Europe/Amsterdam", "--language", "nl"});
    import("values", "key,name_nl\nsamen,Samen\n");
    import("teams", "key,name\nmill,Molen\nshop,Winkel\n");
    import("people", kPeople);
    meet();
}

void MatrixWorld::import(const std::string& kind, const std::string& lines) {
    const auto file = folder_.path() / (kind + ".csv");
    std::ofstream{file} << lines;
    (void)service_.command({"import", kind, file.string()});
}

/// Everybody comes in, and the fixtures are made.
void MatrixWorld::meet() {
    constexpr auto kEmployee = v1::ROLE_EMPLOYEE;
    admin_ = signed_in("admin", "admin", {kEmployee, v1::ROLE_ADMIN});
    const auto people = as_admin<v1::ListPeopleResponse>("AdministrationService/ListPeople", "{}");
    for (const auto& person : people.people()) words_[person.key()] = person.id();
    const auto teams = as_admin<v1::ListTeamsResponse>("AdministrationService/ListTeams", "{}");
    for (const auto& team : teams.teams()) words_[team.key()] = team.id();
    words_["value"] =
        as_admin<v1::GetOrganisationResponse>("PeopleService/GetOrganisation", "{}").organisation().values(0).id();

    giver_ = signed_in("giver", "giver", {kEmployee});
    recipient_ = signed_in("recipient", "recipient", {kEmployee});
    curator_ = signed_in("curator", "curator", {kEmployee, v1::ROLE_CURATOR});
    moderator_ = signed_in("moderator", "moderator", {kEmployee, v1::ROLE_CURATOR});
    passer_ = signed_in("passer", "passer", {kEmployee});
    words_["pin"] = "840291";
    words_["tomorrow"] = tomorrow();
    words_["month"] = tomorrow().substr(0, std::string_view{"2026-12"}.size());
    words_["show"] = as<v1::SaveShowResponse>(
                         curator_,
                         "ShowService/SaveShow",
                         R"({"requestId":"$uuid","month":"$month","opensAt":"2020-01-01T00:00:00Z",)"
                         R"("closesAt":"$tomorrow","airsAt":"$tomorrow"})"
    )
                         .show_id();
    words_["nomination"] = made("new_nomination");
    words_["story"] = made("new_story");
    (void)as<v1::SetPinResponse>(passer_, "KioskService/SetPin", R"({"pin":"$pin"})");
    const auto screen = as_admin<v1::AddScreenResponse>(
        "ScreenService/AddScreen", R"({"requestId":"$uuid","name":"Kantine","place":"","language":"nl"})"
    );
    words_["screen"] = screen.screen_id();
    const auto on_screen =
        test::ask(service_, "/koebel.v1.ScreenService/SignInScreen", R"({"token":")" + screen.token() + R"("})");
    const auto lobby = as_admin<v1::AddScreenResponse>(
        "ScreenService/AddScreen", R"({"requestId":"$uuid","name":"Balie","place":"","language":"nl"})"
    );
    words_["lobby"] = lobby.screen_id();
    (void)as_admin<v1::ChangeScreenResponse>(
        "ScreenService/ChangeScreen",
        R"({"requestId":"$uuid","screenId":"$lobby","screen":{"name":"Balie","mode":"SCREEN_MODE_LOBBY"}})"
    );
    const auto in_lobby =
        test::ask(service_, "/koebel.v1.ScreenService/SignInScreen", R"({"token":")" + lobby.token() + R"("})");
    words_["everyones"] = give(giver_, "recipient", "VISIBILITY_EVERYONE");
    words_["teams"] = give(giver_, "recipient", "VISIBILITY_TEAM");
    words_["only_us"] = give(giver_, "recipient", "VISIBILITY_ONLY_US");
    words_["report_on_curator"] = report(give(giver_, "curator", "VISIBILITY_EVERYONE"));
    words_["report"] = report(give(giver_, "recipient", "VISIBILITY_EVERYONE"));

    auto leaver = signed_in("deactivated", "leaver", {v1::ROLE_NOBODY});
    auto leavers_token = Principal{
        .name = "a token of somebody deactivated",
        .header = token_of(leaver, R"("scopes":["SCOPE_READ","SCOPE_GIVE"])"),
        .key = "leaver",
        .is_no_token = true,
        .is_session = false
    };
    auto revoked = in_another_browser(giver_);
    revoked.name = "a revoked session";
    revoked.roles = {v1::ROLE_NOBODY};
    const auto sessions = as<v1::ListSessionsResponse>(revoked, "AccessService/ListSessions", "{}");
    for (const auto& session : sessions.sessions()) {
        if (!session.current()) continue;
        (void)as<v1::RevokeSessionResponse>(
            giver_, "AccessService/RevokeSession", R"({"requestId":"$uuid","sessionId":")" + session.id() + R"("})"
        );
    }
    const auto revoked_token = token_of(giver_, R"("scopes":["SCOPE_GIVE"])");
    (void)as<v1::RevokeTokenResponse>(
        giver_,
        "TokenService/RevokeToken",
        R"({"requestId":"$uuid","tokenId":")" +
            as<v1::ListTokensResponse>(giver_, "TokenService/ListTokens", "{}").tokens(0).id() + R"("})"
    );

    const auto token = [&](std::string name, const Principal& owner, std::string_view more, rpc::Scopes scopes) {
        const bool is_persons = more.find("ofOrganisation") == std::string_view::npos;
        return Principal{
            .name = std::move(name),
            .header = token_of(owner, more),
            .roles = {is_persons ? v1::ROLE_EMPLOYEE : v1::ROLE_TOKEN},
            .scopes = scopes,
            .key = is_persons ? owner.key : "",
            .is_session = false
        };
    };
    constexpr auto kRead = v1::SCOPE_READ;
    constexpr auto kGive = v1::SCOPE_GIVE;
    // Everybody there is.
    principals_ = {
        {.name = "nobody", .header = ""},
        std::move(leaver),
        std::move(leavers_token),
        std::move(revoked),
        {.name = "a revoked token", .header = revoked_token, .key = "giver", .is_no_token = true, .is_session = false},
        {.name = "something that is no token",
         .header = "Authorization: Bearer x",
         .is_no_token = true,
         .is_session = false},
        {.name = "screen", .header = "Cookie: " + cookie_in(on_screen.head), .roles = {v1::ROLE_SCREEN}},
        {.name = "screen in a lobby", .header = "Cookie: " + cookie_in(in_lobby.head), .roles = {v1::ROLE_LOBBY}},
        {.name = "kiosk", .header = new_kiosk(), .roles = {v1::ROLE_KIOSK}},
        {.name = "somebody at a kiosk",
         .header = new_kiosk_with("passer"),
         .roles = {kEmployee},
         .scopes = {v1::SCOPE_KIOSK},
         .key = "passer"},
        token("the organisation's token", admin_, R"("scopes":["SCOPE_READ"],"ofOrganisation":true)", {kRead}),
        token("a token that reads", giver_, R"("scopes":["SCOPE_READ"])", {kRead}),
        token("a token that gives", giver_, R"("scopes":["SCOPE_GIVE"])", {kGive}),
        token("an administrator's token", admin_, R"("scopes":["SCOPE_READ","SCOPE_GIVE"])", {kRead, kGive}),
        signed_in("employee", "employee", {kEmployee}),
        signed_in("other", "other", {kEmployee}),
        signed_in("team member", "mate", {kEmployee}),
        recipient_,
        giver_,
        curator_,
        signed_in("leader", "leader", {kEmployee, v1::ROLE_LEADER}),
        admin_,
    };
    (void)as_admin<v1::DeactivateResponse>("PeopleService/Deactivate", R"({"requestId":"$uuid","personId":"$leaver"})");
    await_ends();
}

/// The end of a session is told by the log, within a second: nobody is asked before it was heard.
void MatrixWorld::await_ends() {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds{10};
    for (const auto& principal : principals_) {
        while (principal.has_ended() && call(principal, "RecognitionService/ListFeed", "{}").status != 401) {
            if (std::chrono::steady_clock::now() > until) throw std::runtime_error(principal.name + " is still let in");
            std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
    }
}

test::Answer MatrixWorld::call(const Principal& principal, std::string_view method, std::string_view request) {
    std::vector<std::string> headers;
    if (!principal.header.empty()) headers.push_back(principal.header);
    return test::ask_with(service_, "/koebel.v1." + std::string{method}, filled(request), headers);
}

std::string MatrixWorld::filled(std::string_view text) {
    std::string out;
    for (auto at = text.find('$'); at != std::string_view::npos; at = text.find('$')) {
        out += text.substr(0, at);
        text.remove_prefix(at + 1);
        std::size_t length = 0;
        while (length < text.size() && is_letter(text[length])) ++length;
        out += made(text.substr(0, length));
        text.remove_prefix(length);
    }
    return out += text;
}

Principal MatrixWorld::in_another_browser(const Principal& principal) {
    if (principal.roles.has(v1::ROLE_NOBODY)) return principal;
    auto other = principal;
    if (principal.roles.has(v1::ROLE_KIOSK)) {
        other.header = new_kiosk();
    } else if (principal.is_at_kiosk()) {
        other.header = new_kiosk_with(principal.key);
    } else {
        other.header = "Cookie: " + cookie_by(new_link(principal.key));
    }
    return other;
}

Principal MatrixWorld::signed_in(const std::string& name, const std::string& key, rpc::Roles roles) {
    return {.name = name, .header = "Cookie: " + cookie_by(new_link(key)), .roles = roles, .key = key};
}

std::string MatrixWorld::new_link(const std::string& key) {
    const auto printed = service_.command({"sign-in-link", key});
    const auto from = printed.find('#') + 1;
    return printed.substr(from, printed.find_first_of(" \r\n", from) - from);
}

std::string MatrixWorld::cookie_by(const std::string& link_token) {
    return cookie_in(
        test::ask(service_, "/koebel.v1.AccessService/SignInWithLink", R"({"token":")" + link_token + R"("})").head
    );
}

std::string MatrixWorld::new_kiosk() {
    const auto request = filled(R"({"token":"$new_kiosk_link"})");
    return "Cookie: " + cookie_in(test::ask(service_, "/koebel.v1.KioskService/PairKiosk", request).head);
}

std::string MatrixWorld::new_kiosk_with(std::string_view key) {
    const Principal kiosk{.name = "kiosk", .header = new_kiosk(), .roles = {v1::ROLE_KIOSK}};
    const auto request = R"({"personId":"$)" + std::string{key} + R"(","pin":"$pin"})";
    (void)as<v1::SignInAtKioskResponse>(kiosk, "KioskService/SignInAtKiosk", request);
    return kiosk.header;
}

std::string MatrixWorld::give(const Principal& giver, std::string_view to, std::string_view visibility) {
    const auto request = R"({"requestId":"$uuid","people":{"ids":["$)" + std::string{to} +
                         R"("]},"message":"Dank je","valueIds":["$value"],"visibility":")" + std::string{visibility} +
                         R"("})";
    return as<v1::GiveResponse>(giver, "RecognitionService/Give", request).recognition_id();
}

std::string MatrixWorld::report(const std::string& recognition) {
    const auto request = R"({"requestId":"$uuid","reason":"Past niet","recognitionId":")" + recognition + R"("})";
    (void)as<v1::ReportResponse>(recipient_, "PrivacyService/Report", request);
    const auto reports = as<v1::ListReportsResponse>(moderator_, "PrivacyService/ListReports", "{}");
    return reports.reports(0).id();  // the newest that is undecided
}

std::string MatrixWorld::token_of(const Principal& owner, std::string_view more) {
    const auto request = R"({"requestId":"$uuid","name":"Proef",)" + std::string{more} + "}";
    return "Authorization: Bearer " + as<v1::CreateTokenResponse>(owner, "TokenService/CreateToken", request).secret();
}

}  // namespace koebel::service
