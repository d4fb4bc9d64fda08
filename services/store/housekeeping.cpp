#include "store/housekeeping.hpp"

namespace koebel::store {
namespace {

constexpr std::int64_t kStep = 1000;

constexpr Sql kForgetReceipts{
    "store.forget_receipts",
    "DELETE FROM receipt WHERE at < $1 AND at <= COALESCE("
    "(SELECT at FROM receipt WHERE at < $1 ORDER BY at LIMIT 1 OFFSET $2), $1)",
};
/// The last position of the next step; null when nothing is old enough. Moments grow with positions.
constexpr Sql kOldEntries{
    "store.old_entries",
    "SELECT max(position), count(*) FROM ("
    "SELECT position FROM log WHERE at < $1 AND position < (SELECT max(position) FROM log)"
    " ORDER BY position LIMIT $2) AS old",
};
constexpr Sql kRaiseKeptFrom{
    "store.raise_kept_from",
    "UPDATE topic SET kept_from = 1 + (SELECT max(seq) FROM log WHERE log.topic = topic.name AND position <= $1)"
    " WHERE name IN (SELECT topic FROM log WHERE position <= $1)",
};
constexpr Sql kForgetEntries{"store.forget_entries", "DELETE FROM log WHERE position <= $1"};

/// Whether a full step was done: there may be more.
bool forget_entries(Transaction& tx, Instant before) {
    const auto old = tx.row<std::tuple<std::optional<std::uint64_t>, std::int64_t>>(kOldEntries, before, kStep);
    const auto& [last, count] = old.value();
    if (!last) return false;
    tx.run(kRaiseKeptFrom, *last);
    tx.run(kForgetEntries, *last);
    return count == kStep;
}

}  // namespace

void keep_house(Schedule& schedule, const Settings& settings) {
    const auto work = [receipts_kept = settings.receipts_kept,
                       log_kept = settings.log_kept](Transaction& tx, const Due& due) {
        const bool more_receipts = tx.change(kForgetReceipts, tx.now() - receipts_kept, kStep) >= kStep;
        const bool more_entries = forget_entries(tx, tx.now() - log_kept);
        // Its own key: the one that repeats stays as it is planned.
        if (more_receipts || more_entries) {
            tx.schedule("store.housekeeping.more", std::max(tx.now(), due.due_at + std::chrono::microseconds{1}));
        }
    };
    schedule.on("store.housekeeping.more", work);
    schedule.repeat("store.housekeeping", Rule("every 15"), work);
}

}  // namespace koebel::store
