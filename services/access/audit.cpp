#include "access/audit.hpp"

#include <optional>

namespace koebel::access {

namespace {

constexpr store::Sql kRecord{
    "access.record",
    "INSERT INTO access_audit (id, at, what, person_id, screen_id, by_person_id, address, reason, kiosk_id)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
};

}  // namespace

void record(store::Transaction& tx, const AuditEntry& entry) {
    tx.run(
        kRecord,
        tx.new_id(),
        tx.now(),
        entry.what,
        unless_empty(entry.person),
        unless_empty(entry.screen),
        unless_empty(entry.by),
        entry.address,
        entry.reason,
        entry.kiosk.empty() ? std::optional<std::string>{} : entry.kiosk
    );
}

}  // namespace koebel::access
