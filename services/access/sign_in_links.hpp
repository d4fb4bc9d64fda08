#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// What a link opens. The numbers stand in SQL.
enum class LinkPurpose : std::uint8_t {
    kSignIn = 1,         ///< signs one person in, once
    kDemonstration = 2,  ///< the chooser of the demonstration, until it expires
};

/// A link as it stands in SQL, valid at this moment.
struct SignInLink {
    std::string id;
    PersonId person;  ///< empty: of the demonstration

    static SignInLink from(const store::Row& row);
};

/// Makes a link for a person and returns its token, 256 random bits: shown once, kept as a hash. It
/// belongs into the fragment of an address, which is never sent to a server or kept in its log.
/// Refuses with kNotFound PERSON_NOT_FOUND who is not there or not active.
[[nodiscard]] Result<std::string> create_sign_in_link(
    store::Transaction& tx, const PersonId& person, std::chrono::seconds lifetime
);

/// The same for the administrator who is there longest.
/// Refuses with kFailedPrecondition NO_ADMIN: people are imported first, one with role admin.
[[nodiscard]] Result<std::string> create_admin_link(store::Transaction& tx, std::chrono::seconds lifetime);

/// Makes a link to the chooser, good for many sign-ins.
/// Refuses with kFailedPrecondition NOT_A_DEMONSTRATION.
[[nodiscard]] Result<std::string> create_demonstration_link(
    store::Transaction& tx, std::chrono::seconds lifetime = std::chrono::minutes{30}
);

/// The valid link with that token, if there is one.
[[nodiscard]] std::optional<SignInLink> find_link(store::Reader& reader, std::string_view token, LinkPurpose purpose);

/// Uses a link up. Whether it was still unused.
[[nodiscard]] bool use_up(store::Transaction& tx, const SignInLink& link);

}  // namespace koebel::access
