#include "store/history.hpp"

#include "base/id.hpp"
#include "base/log.hpp"
#include "store/store.hpp"

namespace koebel::store {
namespace {

constexpr Sql kHistoryEpoch{"store.epoch", "SELECT epoch FROM history WHERE id = 1"};
constexpr Sql kDelivered{
    "store.delivered_entry",
    "SELECT (SELECT id FROM log WHERE position = $1), (SELECT min(position) FROM log), (SELECT max(position) FROM log)",
};
constexpr Sql kNewEpoch{
    "store.new_epoch",
    "UPDATE history SET epoch = $1, began_at = $2 WHERE id = 1 AND epoch = $3",
};

using Standing = std::tuple<std::optional<std::string>, std::optional<std::uint64_t>, std::optional<std::uint64_t>>;

/// An entry that retention has removed is believed.
bool stands(const Standing& standing, const LogHead& delivered) {
    const auto& [id, oldest, newest] = standing;
    if (delivered.position == 0) return true;
    if (id) return *id == delivered.id;
    return newest && delivered.position <= *newest && delivered.position < *oldest;
}

}  // namespace

std::string confirm_history(Transaction& tx, const LogHead& delivered) {
    const auto [epochs, standings] =
        tx.read(query<std::string>(kHistoryEpoch), query<Standing>(kDelivered, delivered.position));
    const auto& epoch = epochs.at(0);
    if (!delivered.epoch.empty() && delivered.epoch != epoch) return epoch;
    if (stands(standings.at(0), delivered)) return epoch;

    log("store").warn("history was rewound: position {} is missing or another one", delivered.position);
    auto next = random_hex(16);
    tx.run(kNewEpoch, next, tx.now(), epoch);
    return next;
}

}  // namespace koebel::store
