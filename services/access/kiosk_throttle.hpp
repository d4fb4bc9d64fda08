#pragma once

#include "access/kiosks.hpp"
#include "access/settings.hpp"
#include "base/id.hpp"
#include "base/result.hpp"
#include "store/transaction.hpp"

#include <string>
#include <string_view>

namespace koebel::access {

/// Wrong PINs: a few make one person wait at kiosks, and nowhere else; many at one kiosk make it wait for an
/// administrator. All nodes ask the same rows.

/// What attempts count as: a hash, of a person or of a card that is nobody's.
[[nodiscard]] std::string attempts_as(const PersonId& person);
[[nodiscard]] std::string attempts_as_card(std::string_view bits);

/// Counts an attempt before it is looked at, so that many at once are no more than one after the other. Refuses with
///   kResourceExhausted  KIOSK_PERSON_PAUSED (with retry_after_ms)
/// and counts nothing then.
[[nodiscard]] Result<void> claim_attempt_at_kiosk(
    store::Transaction& tx, std::string_view who, const KioskSettings& settings
);

/// The attempt was right: those before it count no more.
void forget_attempts_at_kiosks(store::Transaction& tx, std::string_view who);

/// The attempt was wrong: it counts for the kiosk too, and stands in the trail. What to answer: `error`, or
/// KIOSK_PERSON_PAUSED when it was the last one. The job that calls it must succeed.
[[nodiscard]] Error record_failure_at_kiosk(
    store::Transaction& tx,
    const KioskId& kiosk,
    std::string_view address,
    std::string_view who,
    const PersonId& person,
    Error error,
    const KioskSettings& settings
);

}  // namespace koebel::access
