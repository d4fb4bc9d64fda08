#pragma once

#include "access/settings.hpp"
#include "rpc/router.hpp"
#include "screen/repository.hpp"
#include "screen/service.hpp"
#include "support/database.hpp"

#include <koebel/v1/event.pb.h>

#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::test {

/// An organisation of four people in two teams, with two values and a screen service: what the tests of
/// this folder start from. Noor is a curator, Joost an employee.
class Office : public testing::TestWithParam<Backend> {
protected:
    Office();

    [[nodiscard]] PersonId person(std::string_view key);
    [[nodiscard]] TeamId team(std::string_view key);
    [[nodiscard]] ValueId value(std::string_view key);

    /// A caller with a session of its own, as the connection remembers it.
    [[nodiscard]] rpc::Caller signed_in(std::string_view key);

    /// Adds a screen with that token and returns it.
    ScreenId add_screen(const std::string& name, const std::string& token, std::vector<TeamId> teams = {});

    /// Gives thanks now; the recognition's id.
    std::string thank(
        std::string_view giver,
        std::string_view recipient,
        const std::string& message,
        v1::Visibility visibility = v1::VISIBILITY_EVERYONE
    );

    [[nodiscard]] Result<v1::GetWallResponse> wall(const ScreenId& screen, std::uint32_t limit = 0);

    /// Tries a token from an address. The cookie it was given stands in `cookie`.
    Result<v1::SignInScreenResponse> sign_in(
        const std::string& token, const std::string& address = "192.0.2.1", const SessionId& had = {}
    );

    /// The events of a topic, oldest first.
    [[nodiscard]] std::vector<v1::EventBody> told(const std::string& topic);

    /// Why it was refused, or "none".
    template <class T>
    static std::string reason(const Result<T>& result) {
        return result ? "none" : std::string{result.error().reason};
    }

    std::optional<rpc::CookieChange> cookie;
    Database database{GetParam()};
    access::Settings access;
    screen::Service service;
};

/// The n-th token of a test: of the form of a secret.
[[nodiscard]] std::string token(char digit);

}  // namespace koebel::test
