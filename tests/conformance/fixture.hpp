#pragma once

#include "conformance/peer.hpp"
#include "e2e/koebeld_process.hpp"
#include "support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace koebel::conformance {

/// What a client says, and everything the server may say to it until one of them ends.
struct Case {
    std::string name;
    std::string bytes;
    std::vector<Heard> answers;
};

/// The answers of a server that fails the connection with a code, after others perhaps.
[[nodiscard]] std::vector<Heard> closed(std::uint16_t code, std::vector<Heard> before = {});

/// A real koebeld with the echo switched on.
class ConformanceTest : public testing::Test {
protected:
    static constexpr std::string_view kEcho = "/conformance-echo";

    ConformanceTest();

    /// Says each case's bytes on a connection of its own, at once and in small pieces, and compares what comes back. A
    /// case that closes must end there; another must still answer a ping.
    void expect(const std::vector<Case>& cases) const;

    /// Signs a person of the demonstration in; the headers of their connection to /live.
    [[nodiscard]] Peer::Headers sign_in(const std::string& key) const;

    [[nodiscard]] std::uint16_t port() const { return server_.port(); }
    [[nodiscard]] const e2e::KoebeldProcess& server() const { return server_; }

private:
    test::TemporaryDirectory data_;
    e2e::KoebeldProcess server_;
};

}  // namespace koebel::conformance
