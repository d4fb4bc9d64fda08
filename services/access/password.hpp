#pragma once

#include "access/login.hpp"
#include "access/settings.hpp"
#include "base/result.hpp"

#include <string>
#include <string_view>

namespace koebel::access {

/// Whether a password may be chosen at all: length, and not one of those everybody tries first. No rules of
/// composition. Refuses with kInvalidArgument
///   PASSWORD_TOO_SHORT, PASSWORD_TOO_LONG (10 to 200 characters)
///   PASSWORD_TOO_COMMON
[[nodiscard]] Result<void> check_password(std::string_view password);

/// And by this person: PASSWORD_TOO_COMMON when it is their name, address or key with figures or signs around it.
[[nodiscard]] Result<void> check_password_of(std::string_view password, const Account& owner);

/// argon2id with a new salt. Takes a tenth of a second and 64 MiB: never on an io thread or in the writer.
[[nodiscard]] std::string hash_password(std::string_view password, const Settings& settings);

/// The same work, to be compared with a hash that was made so.
[[nodiscard]] bool is_password(std::string_view password, const std::string& hash);

/// Whether a hash was made with other settings than today's.
[[nodiscard]] bool is_outdated(const std::string& hash, const Settings& settings);

}  // namespace koebel::access
