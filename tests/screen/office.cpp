#include "screen/office.hpp"

#include "access/sessions.hpp"
#include "people/import.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "recognition/repository.hpp"
#include "screen/screen.hpp"

#include <google/protobuf/util/json_util.h>

namespace koebel::test {

namespace {

constexpr store::Sql kTeamByKey{"test.team_by_key", "SELECT id FROM team WHERE key = $1"};
constexpr store::Sql kValueByKey{"test.value_by_key", "SELECT id FROM value WHERE key = $1"};

constexpr std::string_view kTeams = "key,name,colour\nnorth,Noord,meadow\nsouth,Zuid,sky\n";
constexpr std::string_view kValues =
    "key,name_nl,name_en,emoji,glyph,colour,description\nsamen,Samen uit,Out together,🤝,value-samen,lilac,Met "
    "elkaar.\nmoed,Moed,Courage,🦁,value-moed,clay,Wie durft.\n";
constexpr std::string_view kPeople =
    "key,name,teams,roles\nnoor,Noor de Graaf,north,curator\njoost,Joost Verhagen,north,\n"
    "samira,Samira Lahlou,south,\nlars,Lars Timmer,north;south,\n";

Result<bool> import(store::Transaction& tx, v1::ImportRequest::Kind kind, std::string_view csv) {
    const auto report = people::import(tx, kind, csv);
    if (!report) return std::unexpected(report.error());
    if (!report->problems().empty()) throw std::runtime_error(report->ShortDebugString());
    return true;
}

}  // namespace

std::string token(char digit) {
    return std::string(64, digit);
}

Office::Office() : service(database.store(), {.public_url = "https://koebel.example"}, access) {
    database.write([](store::Transaction& tx) { return people::found(tx, {.name = "Zwaluw"}); });
    database.write([](store::Transaction& tx) { return import(tx, v1::ImportRequest::KIND_TEAMS, kTeams); });
    database.write([](store::Transaction& tx) { return import(tx, v1::ImportRequest::KIND_VALUES, kValues); });
    database.write([](store::Transaction& tx) { return import(tx, v1::ImportRequest::KIND_PEOPLE, kPeople); });
}

PersonId Office::person(std::string_view key) {
    return database.store().read_now([&](store::Reader& reader) {
        const auto [found] = reader.read(people::person_by_key(key));
        return found.at(0).id;
    });
}

TeamId Office::team(std::string_view key) {
    return database.store().read_now([&](store::Reader& reader) { return reader.row<TeamId>(kTeamByKey, key).value(); }
    );
}

ValueId Office::value(std::string_view key) {
    return database.store().read_now([&](store::Reader& reader) {
        return reader.row<ValueId>(kValueByKey, key).value();
    });
}

rpc::Caller Office::signed_in(std::string_view key) {
    const auto id = person(key);
    const auto opened = database.write([id](store::Transaction& tx) -> Result<access::OpenedSession> {
        return access::open_session(tx, {.person = id, .device = "test", .lifetime = std::chrono::hours{1}});
    });
    rpc::Caller caller;
    caller.roles = {v1::ROLE_EMPLOYEE};
    caller.person = id;
    caller.session = opened.id;
    caller.method = "koebel.v1.ScreenService/AddScreen";
    return caller;
}

ScreenId Office::add_screen(const std::string& name, const std::string& secret, std::vector<TeamId> teams) {
    return database.write([=](store::Transaction& tx) {
        return screen::add(tx, {.name = name, .filter = {.teams = teams}}, secret, {});
    });
}

std::string Office::thank(
    std::string_view giver, std::string_view recipient, const std::string& message, v1::Visibility visibility
) {
    recognition::GiveRecognition thanks{
        .giver = person(giver), .people = {person(recipient)}, .message = message, .visibility = visibility
    };
    const auto id = database.write([thanks](store::Transaction& tx) {
        auto valued = thanks;
        valued.values = {tx.row<ValueId>(kValueByKey, "samen").value()};
        return recognition::Repository{{}}.seed(tx, {.recognition = valued, .given_at = tx.now()});
    });
    return id.text();
}

std::vector<v1::EventBody> Office::told(const std::string& topic) {
    std::vector<v1::EventBody> all;
    for (const auto& entry : database.log()) {
        v1::EventBody body;
        const auto parsed = google::protobuf::util::JsonStringToMessage(entry.payload, &body);
        if (entry.topic == topic && parsed.ok()) all.push_back(body);
    }
    return all;
}

Result<v1::GetWallResponse> Office::wall(const ScreenId& screen, std::uint32_t limit) {
    rpc::Caller caller;
    caller.roles = {v1::ROLE_SCREEN};
    caller.screen = screen;
    v1::GetWallRequest request;
    request.set_limit(limit);
    return await(service.get_wall(caller, request));
}

Result<v1::SignInScreenResponse> Office::sign_in(
    const std::string& secret, const std::string& address, const SessionId& had
) {
    rpc::Caller caller;
    caller.session = had;
    caller.address = address;
    rpc::Call call{.caller = caller, .device = "Mozilla/5.0 (X11; Linux) Chrome/87.0"};
    v1::SignInScreenRequest request;
    request.set_token(secret);
    auto answer = await(service.sign_in_screen(call, request));
    cookie = call.cookie;
    return answer;
}

}  // namespace koebel::test
