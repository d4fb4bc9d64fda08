#include "service/installation.hpp"

#include <koebel/v1/access.pb.h>
#include <koebel/v1/recognition.pb.h>

#include <google/protobuf/util/json_util.h>

#include <cstdio>
#include <stdexcept>

namespace koebel::service {
namespace {

v1::ClientFrame subscribe(const std::string& epoch, std::uint64_t from) {
    v1::ClientFrame frame;
    frame.mutable_subscribe()->set_topic("feed");
    frame.mutable_subscribe()->set_epoch(epoch);
    frame.mutable_subscribe()->set_from(from);
    return frame;
}

}  // namespace

void InstallationTest::start(const test::StartOptions& setup) {
    service_.start(setup);
    service_.await_ready();
    (void)service_.command({"demo"});
}

std::vector<Person> InstallationTest::sign_in(std::size_t count) const {
    std::vector<Person> people;
    for (const auto& key : test::demonstration_people(count)) {
        const auto printed = service_.command({"sign-in-link", key});
        const auto from = printed.find('#') + 1;
        const auto token = printed.substr(from, printed.find_first_of(" \r\n", from) - from);
        const auto signed_in =
            ask(service_, "/koebel.v1.AccessService/SignInWithLink", "{\"token\":\"" + token + "\"}");
        constexpr std::string_view kCookie = "et-Cookie: ";
        const auto at = signed_in.head.find(kCookie);
        if (at == std::string::npos) throw std::runtime_error("no cookie: " + signed_in.body);
        const auto start = at + kCookie.size();
        Person person{.cookie = signed_in.head.substr(start, signed_in.head.find(';', start) - start)};

        v1::GetSessionResponse session;
        const auto answer = ask(service_, "/koebel.v1.AccessService/GetSession", "{}", person.cookie);
        if (!google::protobuf::util::JsonStringToMessage(answer.body, &session).ok()) {
            throw std::runtime_error("no session: " + answer.body);
        }
        person.id = session.me().card().id();
        person.value_id = session.organisation().values(0).id();
        people.push_back(std::move(person));
    }
    return people;
}

test::WebSocketClient InstallationTest::connect(const Person& person, int receive_buffer) const {
    return {
        test::Wire(service_.port(), receive_buffer),
        "/live",
        {{"Host", service_.host()}, {"Origin", service_.origin()}, {"Cookie", person.cookie}}
    };
}

std::uint64_t InstallationTest::follow_feed(test::WebSocketClient& client) {
    client.send(subscribe("of no epoch", 0));  // RESET tells where the feed stands
    while (const auto frame = client.receive_frame()) {
        if (!frame->has_subscribed()) continue;
        const auto& told = frame->subscribed();
        if (told.status() == v1::Subscribed::STATUS_RESET) client.send(subscribe(told.epoch(), told.head()));
        if (told.status() == v1::Subscribed::STATUS_LIVE) return told.head();
    }
    throw std::runtime_error("closed with " + std::to_string(client.close_code()));
}

v1::ClientFrame InstallationTest::give(const Person& giver, const Person& to, std::uint32_t n) {
    char request_id[37];
    std::snprintf(request_id, sizeof request_id, "%.24s%012x", giver.id.c_str(), n);
    v1::GiveRequest request;
    request.set_request_id(request_id);
    request.mutable_people()->add_ids(to.id);
    request.set_message("Thank you, " + std::to_string(n));
    request.add_value_ids(giver.value_id);
    request.set_visibility(v1::VISIBILITY_EVERYONE);
    v1::ClientFrame frame;
    frame.mutable_call()->set_id(n);
    frame.mutable_call()->set_method("koebel.v1.RecognitionService/Give");
    frame.mutable_call()->set_payload(request.SerializeAsString());
    return frame;
}

}  // namespace koebel::service
