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

    /// Fills the database with the demonstration organisation.
    void demonstrate() const { (void)koebeld_.command({"demo"}); }
    /// Signs a person of it in.
    [[nodiscard]] e2e::Identity sign_in(const std::string& key) const;
    /// The headers of their connection to /live.
    [[nodiscard]] Peer::Headers live_headers(const e2e::Identity& who) const;

    [[nodiscard]] const e2e::Server& server() const { return koebeld_.server(); }
    [[nodiscard]] std::uint16_t port() const { return server().port; }

private:
    test::TemporaryDirectory data_;
    e2e::KoebeldProcess koebeld_;
};

}  // namespace koebel::conformance
