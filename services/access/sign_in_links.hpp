#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
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
    kInvitation = 3,     ///< signs one person in, once, who may then choose a password
    kRecovery = 4,       ///< as an invitation, and its use ends the person's sessions and password
    kSetUp = 5,          ///< makes the administrator of an empty database
};

/// A link as it stands in SQL, valid at this moment.
struct SignInLink {
    std::string id;
    PersonId person;  ///< empty: of the demonstration or the set-up
    LinkPurpose purpose = LinkPurpose::kSignIn;
    Instant expires_at = {};

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

/// Makes a link that begins the set-up; older ones stop working. Whether it may be is the caller's to know.
[[nodiscard]] std::string create_set_up_link(store::Transaction& tx, std::chrono::seconds lifetime);

/// A link of that purpose for someone who is there, as its maker sees it: the only time its token is seen.
struct NewLink {
    std::string id;
    std::string token;
    Instant expires_at;
};
[[nodiscard]] NewLink create_link_for(
    store::Transaction& tx,
    LinkPurpose purpose,
    const PersonId& person,
    std::chrono::seconds lifetime,
    const PersonId& by,
    std::string_view address
);

/// The valid link with that token that signs one person in, if there is one.
[[nodiscard]] std::optional<SignInLink> find_personal_link(store::Reader& reader, std::string_view token);

/// The valid link with that token and purpose, if there is one.
[[nodiscard]] std::optional<SignInLink> find_link(store::Reader& reader, std::string_view token, LinkPurpose purpose);

/// Uses a link up. Whether it was still unused.
[[nodiscard]] bool use_up(store::Transaction& tx, const SignInLink& link);

/// Uses up all of a person's: with a password chosen, a recovery, or somebody's leaving, older ones open nothing more.
void use_up_links_of(store::Transaction& tx, const PersonId& person);

}  // namespace koebel::access
