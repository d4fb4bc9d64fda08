#pragma once

#include "access/settings.hpp"
#include "base/id.hpp"
#include "store/transaction.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::access {

/// A change of rights gives a session another secret: what was copied before is worth nothing after. The browser gets
/// it with its next GetSession over HTTP, which every page begins with. Answers get lost, and tabs have requests on
/// their way: so the old secret works until the new one was shown, and a minute more.

/// How long: the new secret to be shown, and the old one to be used afterwards.
inline constexpr std::chrono::seconds kRenewalGrace{60};

/// Their sessions get new secrets.
void renew_sessions_of(store::Transaction& tx, const std::vector<PersonId>& people);

/// Whether it is this session's turn: marked, or what it was given did not arrive.
[[nodiscard]] bool wants_new_secret(store::Reader& reader, const SessionId& session);

/// Replaces the secret when it is still its turn: the new one, seen this once.
[[nodiscard]] std::optional<std::string> new_secret_of(store::Transaction& tx, const SessionId& session);

/// The new secret was shown.
void new_secret_arrived(store::Transaction& tx, const SessionId& session, std::string_view secret_hash);

}  // namespace koebel::access
