#include "service/installation.hpp"
#include "websocket/bystander.hpp"

#include <list>
#include <thread>

namespace koebel::service {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kEach = 10;
constexpr std::uint32_t kThanks = 30;

using HostileTest = InstallationTest;

TEST_F(HostileTest, EveryKindOfBadClientAtOnceDelaysNobodyAndLeavesNothing) {
    start(
        {.options =
             {"--socket.send_buffer",
              "8192",
              "--socket.write_stall_ms",
              "3000",
              "--socket.ping_ms",
              "2000",
              "--socket.pong_ms",
              "4000",
              "--socket.closing_ms",
              "500",
              "--http.header_ms",
              "2000",
              "--http.connections_per_address",
              "0"}}
    );
    const auto people = sign_in(6);
    auto reader = connect(people[1]);
    const auto head = follow_feed(reader);
    test::Bystander bystander(std::move(reader), head);
    const auto before = service_.sockets();

    std::list<test::WebSocketClient> sockets;
    std::list<test::Wire> wires;
    const auto another = [&](std::size_t kind) -> test::WebSocketClient& {
        sockets.push_back(connect(people[2 + kind], 4 << 10));
        EXPECT_EQ(sockets.back().status(), 101);
        return sockets.back();
    };
    const auto pour = [](test::WebSocketClient& client, std::string_view frame) {
        std::string many;
        for (int i = 0; i < 1'000; ++i) many += frame;
        try {
            client.wire().write(many);
        } catch (const std::runtime_error&) {
            // Cut.
        }
    };
    for (std::size_t i = 0; i < kEach; ++i) {
        pour(another(0), std::string_view{"\x89\x80mask", 6});  // pings
        auto& fragments = another(1);
        fragments.send_frame(2, "x", false);
        pour(fragments, std::string_view{"\x00\x81mask?", 7});          // of a message that never ends
        (void)follow_feed(another(2));                                  // reads no more from here on
        another(3).wire().write(std::string_view{"\x82\xe4mask?", 7});  // and never goes on
        wires.emplace_back(service_.port());                            // says nothing
        wires.emplace_back(service_.port()).write("GET /live HTTP/1.1\r\nHost: ");
    }

    auto giver = connect(people[0]);
    for (std::uint32_t n = 1; n <= kThanks; ++n) {
        giver.send(give(people[0], people[1], n));
        auto answer = giver.receive_frame();
        while (answer && !answer->has_reply()) answer = giver.receive_frame();
        ASSERT_TRUE(answer && answer->reply().has_ok()) << n;
        ASSERT_TRUE(bystander.hears(head + n)) << n;
    }
    const auto until = std::chrono::steady_clock::now() + 30s;
    while (service_.sockets() > before + 1) {
        ASSERT_LT(std::chrono::steady_clock::now(), until) << service_.sockets() - before - 1 << " are left";
        try {
            (void)giver.receive_frame(50ms);  // it answers its Pings
        } catch (const test::WireTimeout&) {
            continue;
        }
    }
}

}  // namespace
}  // namespace koebel::service
