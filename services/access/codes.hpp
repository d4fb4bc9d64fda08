#pragma once

#include "access/settings.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::access {

/// Somebody's time-based code as it stands in SQL: offered, or asked when they sign in.
struct StoredCode {
    std::string sealed;
    std::string key_mark;
    Instant offered_at;
    std::optional<Instant> confirmed_at;  ///< none: only offered
    std::int64_t last_step = 0;

    static StoredCode from(const store::Row& row);
};
[[nodiscard]] store::Query<StoredCode> code_of(const PersonId& person);

/// The code that is asked of somebody; none: they have none, or only an offer.
[[nodiscard]] std::optional<StoredCode> asked_code_of(store::Reader& reader, const PersonId& person);

[[nodiscard]] std::uint32_t recovery_codes_left(store::Reader& reader, const PersonId& person);

/// Keeps a secret that is not asked for yet, in place of an earlier offer.
void offer_code(store::Transaction& tx, const PersonId& person, std::string_view secret, const Settings& settings);

/// Uses what somebody typed up: six digits of a step that was never used, or a recovery code that is left. Of two at
/// once one is taken. Counts nothing. Refusals: CODE_WRONG, CODE_USED, CODE_KEY_MISSING.
[[nodiscard]] std::optional<Error> use_code(
    store::Transaction& tx,
    const PersonId& person,
    const StoredCode& code,
    std::string_view typed,
    std::string_view address,
    const Settings& settings
);

/// The same with an offer, which then is asked. Six digits only.
[[nodiscard]] std::optional<Error> confirm_offer(
    store::Transaction& tx,
    const PersonId& person,
    const StoredCode& offer,
    std::string_view typed,
    const Settings& settings
);

/// New ones in place of those there were, seen this once.
[[nodiscard]] std::vector<std::string> new_recovery_codes(
    store::Transaction& tx, const PersonId& person, const Settings& settings
);

/// Somebody's code goes, and their recovery codes; whether it was asked.
bool forget_code(store::Transaction& tx, const PersonId& person);

/// How many people's codes are sealed by other keys than this one.
[[nodiscard]] std::int64_t codes_of_other_keys(store::Reader& reader, std::string_view key);

}  // namespace koebel::access
