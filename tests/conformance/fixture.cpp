#include "conformance/fixture.hpp"

#include <cstdlib>

namespace koebel::conformance {

std::vector<Heard> closed(std::uint16_t code, std::vector<Heard> before) {
    before.push_back({kClose, std::to_string(code)});
    before.push_back(kEnd);
    return before;
}

ConformanceTest::ConformanceTest() : koebeld_(data_.path()) {
    ::setenv("KOEBEL_CONFORMANCE_ECHO", "true", 1);
    koebeld_.start();
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

e2e::Identity ConformanceTest::sign_in(const std::string& key) const {
    return e2e::sign_in(server(), koebeld_.command({"sign-in-link", key}));
}

Peer::Headers ConformanceTest::live_headers(const e2e::Identity& who) const {
    return {{"Origin", server().origin()}, {"Cookie", who.cookie}, {"Sec-WebSocket-Protocol", "koebel.v1"}};
}

}  // namespace koebel::conformance
