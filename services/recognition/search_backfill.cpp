#include "recognition/search_backfill.hpp"

#include "search/index.hpp"

#include <tuple>

namespace koebel::recognition {
namespace {

constexpr store::Sql kPastBelow{"recognition.past_below", "SELECT below FROM search_backfill"};
constexpr store::Sql kPastWords{
    "recognition.past_words",
    "SELECT r.position, r.id, r.message, r.customer_moment FROM recognition r WHERE r.position < $1 AND r.state <> 1"
    " ORDER BY r.position DESC LIMIT $2"
};
constexpr store::Sql kPastGoesOn{"recognition.past_goes_on", "UPDATE search_backfill SET below = $1"};
constexpr store::Sql kPastIsDone{"recognition.past_is_done", "DELETE FROM search_backfill"};

using PastWords = std::tuple<std::int64_t, RecognitionId, std::string, std::string>;

/// One piece; whether there is more.
bool index_piece(store::Transaction& tx, std::size_t piece) {
    const auto below = tx.row<std::int64_t>(kPastBelow);
    if (!below) return false;
    const auto rows = tx.rows<PastWords>(kPastWords, *below, piece);
    for (const auto& [position, id, message, customer_moment] : rows) {
        search::index(tx, id, {}, message + '\n' + customer_moment);
    }
    if (rows.size() < piece) {
        tx.run(kPastIsDone);
        return false;
    }
    tx.run(kPastGoesOn, std::get<0>(rows.back()));
    return true;
}

}  // namespace

void index_past(store::Store& store, const std::function<void()>& between, std::size_t piece) {
    const auto job = [piece](store::Transaction& tx) -> Result<bool> { return index_piece(tx, piece); };
    while (store.write_now("recognition.index_past", job).value()) {
        if (between) between();
    }
}

}  // namespace koebel::recognition
