#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "store/store.hpp"

#include <koebel/v1/options.pb.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::rpc {

/// A set of roles.
class Roles {
public:
    constexpr Roles() = default;
    constexpr Roles(std::initializer_list<v1::Role> roles) {
        for (const auto role : roles) add(role);
    }
    constexpr void add(v1::Role role) { bits_ |= bit(role); }
    [[nodiscard]] constexpr bool has(v1::Role role) const { return (bits_ & bit(role)) != 0; }
    [[nodiscard]] constexpr bool overlaps(Roles other) const { return (bits_ & other.bits_) != 0; }
    friend constexpr bool operator==(Roles, Roles) = default;

private:
    static constexpr std::uint32_t bit(v1::Role role) { return 1U << static_cast<unsigned>(role); }
    std::uint32_t bits_ = 0;
};

/// Who calls: made by the Authenticator, kept by the connection, replaced when rights change. What a
/// write may do is read again inside its transaction.
struct Caller {
    Roles roles{v1::ROLE_NOBODY};
    PersonId person;                  ///< empty unless a person
    ScreenId screen;                  ///< empty unless a screen
    SessionId session;                ///< the handle, not the secret
    std::vector<std::string> topics;  ///< the topics this caller may follow
    std::string topic_family;         ///< and those that begin with it, for example "board:"; empty: none
    std::string address;              ///< the client's, behind trusted proxies
    Instant session_ends;             ///< absolute end of the session
    std::string_view method;          ///< the method being called; set by the router

    [[nodiscard]] bool is_person() const { return !person.empty(); }
    [[nodiscard]] bool may_follow(std::string_view topic) const;

    /// "person:ID", "screen:ID" or "address:…".
    [[nodiscard]] std::string principal() const;

    /// The receipt's key. The request's field `request_id` is read by reflection; the hash is over the
    /// rest of it. The method's `secret` option is honoured.
    [[nodiscard]] store::RequestKey request_key(const google::protobuf::Message& request) const;
};

}  // namespace koebel::rpc
