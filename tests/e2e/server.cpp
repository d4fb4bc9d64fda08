#include "e2e/server.hpp"

#include "support/websocket_client.hpp"

#include <koebel/v1/access.pb.h>
#include <koebel/v1/recognition.pb.h>

#include <google/protobuf/util/json_util.h>

#include <stdexcept>

namespace koebel::e2e {

namespace {

using namespace std::chrono_literals;

template <class Message>
Message from_json(const HttpAnswer& answer) {
    Message message;
    if (answer.status != 200 || !google::protobuf::util::JsonStringToMessage(answer.body, &message).ok()) {
        throw std::runtime_error("answered " + std::to_string(answer.status) + ": " + answer.body);
    }
    return message;
}

}  // namespace

HttpAnswer http(const Server& server, const std::string& path, const std::string& body, const std::string& cookie) {
    test::Wire wire(server.port);
    std::string request = (body.empty() ? "GET " : "POST ") + path + " HTTP/1.1\r\nHost: " + server.host() +
                          "\r\nConnection: close\r\nOrigin: " + server.origin() + "\r\n";
    if (!cookie.empty()) request += "Cookie: " + cookie + "\r\n";
    if (!body.empty()) {
        request += "Content-Type: application/json\r\nContent-Length: " + std::to_string(body.size()) + "\r\n";
    }
    wire.write(request + "\r\n" + body);

    std::string answer;
    while (auto bytes = wire.read(10s)) answer += *bytes;
    const auto end = answer.find("\r\n\r\n");
    if (end == std::string::npos) throw std::runtime_error("the connection ended without an answer");
    return {
        .status = std::stoi(answer.substr(answer.find(' ') + 1, 3)),
        .head = answer.substr(0, end),
        .body = answer.substr(end + 4),
    };
}

Identity sign_in(const Server& server, const std::string& link) {
    const auto fragment = link.substr(link.find('#') + 1);
    const auto from = fragment.find('=') + 1;
    const auto token = fragment.substr(from, fragment.find_first_of(" \r\n", from) - from);
    const auto signed_in = http(server, "/koebel.v1.AccessService/SignInWithLink", "{\"token\":\"" + token + "\"}");
    const auto cookie_at = signed_in.head.find("et-Cookie: ");
    if (signed_in.status != 200 || cookie_at == std::string::npos)
        throw std::runtime_error("no cookie: " + signed_in.body);
    const auto start = cookie_at + std::string_view{"et-Cookie: "}.size();
    Identity identity{.cookie = signed_in.head.substr(start, signed_in.head.find(';', start) - start)};
    const auto session =
        from_json<v1::GetSessionResponse>(http(server, "/koebel.v1.AccessService/GetSession", "{}", identity.cookie));
    identity.person_id = session.me().card().id();
    identity.value_id = session.organisation().values(0).id();
    return identity;
}

v1::Snapshot snapshot_for(const Server& server, const Identity& identity) {
    const auto answer = http(server, "/koebel.v1.RecognitionService/ListFeed", "{}", identity.cookie);
    return from_json<v1::ListFeedResponse>(answer).snapshot();
}

}  // namespace koebel::e2e
