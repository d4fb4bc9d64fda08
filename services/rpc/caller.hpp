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

/// A set of the values of an enum of the contract.
template <typename Enum>
class SetOf {
public:
    constexpr SetOf() = default;
    constexpr SetOf(std::initializer_list<Enum> values) {
        for (const auto value : values) add(value);
    }
    constexpr void add(Enum value) { bits_ |= bit(value); }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    [[nodiscard]] constexpr bool has(Enum value) const { return (bits_ & bit(value)) != 0; }
    [[nodiscard]] constexpr bool overlaps(SetOf other) const { return (bits_ & other.bits_) != 0; }
    friend constexpr SetOf operator|(SetOf one, SetOf other) { return SetOf{one.bits_ | other.bits_}; }
    friend constexpr bool operator==(SetOf, SetOf) = default;

private:
    constexpr explicit SetOf(std::uint32_t bits) : bits_(bits) {}
    static constexpr std::uint32_t bit(Enum value) { return 1U << static_cast<unsigned>(value); }
    std::uint32_t bits_ = 0;
};

using Roles = SetOf<v1::Role>;
using Scopes = SetOf<v1::Scope>;

/// Who calls: made by the Authenticator, kept by the connection, replaced when rights change. What a
/// write may do is read again inside its transaction.
struct Caller {
    Roles roles{v1::ROLE_NOBODY};
    Scopes scopes;                    ///< empty: everything its roles may; else only methods that name one of them
    PersonId person;                  ///< empty unless a person, or a token of one
    ScreenId screen;                  ///< empty unless a screen
    std::string device;               ///< the kiosk or token without a person; empty otherwise
    SessionId session;                ///< the handle, not the secret
    std::vector<std::string> topics;  ///< the topics this caller may follow
    std::string topic_family;         ///< and those that begin with it, for example "board:"; empty: none
    std::string address;              ///< the client's, behind trusted proxies
    Instant session_ends;             ///< absolute end of the session
    std::string_view method;          ///< the method being called; set by the router

    [[nodiscard]] bool is_person() const { return !person.empty(); }
    [[nodiscard]] bool may_follow(std::string_view topic) const;

    /// "person:ID", "screen:ID", "device:ID" or "address:…".
    [[nodiscard]] std::string principal() const;

    /// The receipt's key. The request's field `request_id` is read by reflection; the hash is over the
    /// rest of it. The method's `secret` option is honoured.
    [[nodiscard]] store::RequestKey request_key(const google::protobuf::Message& request) const;
};

}  // namespace koebel::rpc
