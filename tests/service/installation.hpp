#pragma once

#include "support/koebeld_process.hpp"
#include "support/temporary_directory.hpp"
#include "support/websocket_client.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace koebel::service {

/// Somebody who is signed in.
struct Person {
    std::string cookie;
    std::string id;
    std::string value_id;  ///< one of the organisation's
};

/// A koebeld with the demonstration organisation in a folder of its own.
class InstallationTest : public testing::Test {
protected:
    InstallationTest() : service_(folder_.path()) {}

    /// Starts, and makes the demonstration organisation.
    void start(const test::StartOptions& setup = {});
    /// Signs in as anyone does: a one-time link, exchanged for a cookie.
    [[nodiscard]] std::vector<Person> sign_in(std::size_t count) const;

    [[nodiscard]] test::WebSocketClient connect(const Person& person, int receive_buffer = 0) const;
    /// Follows the feed from its head on, and reads until it is live; the head.
    static std::uint64_t follow_feed(test::WebSocketClient& client);
    /// A Give to a colleague, as a frame. The n-th of its giver.
    static v1::ClientFrame give(const Person& giver, const Person& to, std::uint32_t n);

    test::TemporaryDirectory folder_;
    test::KoebeldProcess service_;
};

}  // namespace koebel::service
