#include "access/kiosk_throttle.hpp"

#include "access/audit.hpp"
#include "access/secret.hpp"

#include <tuple>

namespace koebel::access {

namespace {

constexpr store::Sql kAttemptsAtKiosks{
    "access.attempts_at_kiosks", "SELECT failures, last_at FROM kiosk_attempt WHERE who = $1"
};
constexpr store::Sql kClaimAtKiosk{
    "access.claim_at_kiosk",
    "INSERT INTO kiosk_attempt (who, failures, last_at) VALUES ($1, $2, $3) ON CONFLICT (who) DO UPDATE"
    " SET failures = excluded.failures, last_at = excluded.last_at"
};
constexpr store::Sql kForgetAttemptsAtKiosks{
    "access.forget_attempts_at_kiosks", "DELETE FROM kiosk_attempt WHERE who = $1"
};
// $3: windows opened before it are over.
constexpr store::Sql kCountAtKiosk{
    "access.count_at_kiosk",
    "UPDATE kiosk SET failures = CASE WHEN failures_since <= $3 THEN 1 ELSE failures + 1 END,"
    " failures_since = CASE WHEN failures_since <= $3 THEN $2 ELSE failures_since END WHERE id = $1"
};
constexpr store::Sql kPause{
    "access.pause_kiosk", "UPDATE kiosk SET paused_at = $2 WHERE id = $1 AND paused_at IS NULL AND failures >= $3"
};

using CountedAtKiosk = std::tuple<std::int64_t, Instant>;

Error paused(Instant::duration left) {
    Error refusal{.code = Code::kResourceExhausted, .reason = "KIOSK_PERSON_PAUSED", .message = {}};
    refusal.retry_after_ms = static_cast<std::uint32_t>(std::chrono::ceil<std::chrono::milliseconds>(left).count());
    return refusal;
}

}  // namespace

std::string attempts_as(const PersonId& person) {
    return hash_of("kiosk person " + person.text());
}

std::string attempts_as_card(std::string_view bits) {
    return hash_of("kiosk card " + std::string{bits});
}

Result<void> claim_attempt_at_kiosk(store::Transaction& tx, std::string_view who, const KioskSettings& settings) {
    const auto [failures, last_at] = tx.row<CountedAtKiosk>(kAttemptsAtKiosks, who).value_or(CountedAtKiosk{});
    const bool was_paused = failures >= settings.person_failures;
    const auto left = last_at + settings.person_pause - tx.now();
    if (was_paused && left > Instant::duration::zero()) return std::unexpected(paused(left));
    tx.run(kClaimAtKiosk, who, was_paused ? 1 : failures + 1, tx.now());
    return {};
}

void forget_attempts_at_kiosks(store::Transaction& tx, std::string_view who) {
    tx.run(kForgetAttemptsAtKiosks, who);
}

Error record_failure_at_kiosk(
    store::Transaction& tx,
    const KioskId& kiosk,
    std::string_view address,
    std::string_view who,
    const PersonId& person,
    Error error,
    const KioskSettings& settings
) {
    AuditEntry entry{
        .what = "sign_in_failed",
        .person = person,
        .kiosk = kiosk.text(),
        .address = std::string{address},
        .reason = error.reason
    };
    record(tx, entry);
    entry.reason = {};

    tx.run(kCountAtKiosk, kiosk, tx.now(), tx.now() - settings.failure_window);
    if (tx.change(kPause, kiosk, tx.now(), settings.failures) != 0) {
        record(tx, {.what = "kiosk_paused", .kiosk = kiosk.text(), .address = std::string{address}});
    }
    const auto [failures, last_at] = tx.row<CountedAtKiosk>(kAttemptsAtKiosks, who).value_or(CountedAtKiosk{});
    if (failures < settings.person_failures) return error;
    entry.what = "kiosk_person_paused";
    record(tx, entry);
    return paused(last_at + settings.person_pause - tx.now());
}

}  // namespace koebel::access
