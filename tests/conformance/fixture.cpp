#include "conformance/fixture.hpp"

#include <cstdlib>

namespace koebel::conformance {

std::vector<Heard> closed(std::uint16_t code, std::vector<Heard> before) {
    before.push_back({kClose, std::to_string(code)});
    before.push_back(kEnd);
    return before;
}

ConformanceTest::ConformanceTest() : server_(data_.path()) {
    ::setenv("KOEBEL_CONFORMANCE_ECHO", "true", 1);
    server_.start();
}

void ConformanceTest::expect(const std::vector<Case>& cases) const {
    constexpr std::size_t kPieces = 3'000;  // a byte each, until messages are long
    for (const auto& one : cases) {
        for (const auto piece : {std::string::npos, one.bytes.size() / kPieces + 1}) {
            SCOPED_TRACE(one.name + (piece == std::string::npos ? "" : ", in small pieces"));
            try {
                Peer peer(port(), kEcho);
                peer.say(one.bytes, piece);
                for (const auto& answer : one.answers) ASSERT_EQ(peer.hear(), answer);
                if (!one.answers.empty() && one.answers.back() == kEnd) continue;
                peer.say(frame(kFinal | kPing, "still there?"));
                ASSERT_EQ(peer.hear(), (Heard{kPong, "still there?"}));
            } catch (const std::runtime_error& e) {
                FAIL() << e.what();
            }
        }
    }
}

Peer::Headers ConformanceTest::sign_in(const std::string& key) const {
    const auto link = server_.command({"sign-in-link", key});
    const auto from = link.find('#') + 1;
    const auto token = link.substr(from, link.find_first_of(" \r\n", from) - from);
    const auto signed_in =
        e2e::http(server_, "/koebel.v1.AccessService/SignInWithLink", "{\"token\":\"" + token + "\"}");
    constexpr std::string_view kName = "et-Cookie: ";
    const auto start = signed_in.head.find(kName) + kName.size();
    if (signed_in.status != 200) throw std::runtime_error("cannot sign in: " + signed_in.body);
    return {
        {"Origin", server_.origin()},
        {"Cookie", signed_in.head.substr(start, signed_in.head.find(';', start) - start)},
        {"Sec-WebSocket-Protocol", "koebel.v1"}
    };
}

}  // namespace koebel::conformance
