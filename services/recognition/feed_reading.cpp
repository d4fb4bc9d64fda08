#include "recognition/feed_reading.hpp"

#include "access/rights.hpp"
#include "people/visible_to.hpp"

#include <algorithm>
#include <tuple>

namespace koebel::recognition {
namespace {

constexpr store::Sql kFeedReadPosition{
    "recognition.feed_read_position", "SELECT read_position FROM feed_read WHERE person_id = $1"
};
constexpr store::Sql kMarkFeedRead{
    "recognition.mark_feed_read",
    "INSERT INTO feed_read (person_id, read_position) VALUES ($1, $2)"
    " ON CONFLICT (person_id) DO UPDATE SET read_position = excluded.read_position"
};

constexpr auto kValuesReceivedText =
    "SELECT v.value_id, COUNT(*) FROM recognition_recipient mine JOIN recognition r ON r.id = mine.recognition_id"
    " JOIN recognition_value v ON v.recognition_id = r.id WHERE mine.person_id = $1 AND r.state <> 2 AND " +
    people::visible_to("$1") + " GROUP BY v.value_id ORDER BY COUNT(*) DESC, v.value_id";
constexpr store::Sql kValuesReceived{"recognition.values_received", kValuesReceivedText};

constexpr auto kValuesGivenText =
    "SELECT v.value_id, COUNT(*) FROM recognition r JOIN recognition_value v ON v.recognition_id = r.id"
    " WHERE r.giver_id = $1 AND r.state = 0 AND " +
    people::visible_to("$1") + " GROUP BY v.value_id ORDER BY COUNT(*) DESC, v.value_id";
constexpr store::Sql kValuesGiven{"recognition.values_given", kValuesGivenText};

}  // namespace

store::Query<std::uint64_t> feed_read_position_of(const PersonId& person) {
    return store::query<std::uint64_t>(kFeedReadPosition, person);
}

Result<v1::MarkFeedReadResponse> mark_feed_read(
    store::Transaction& tx, const rpc::Caller& caller, std::uint64_t read_position
) {
    const auto [rights, rows] = tx.read(access::rights_query(caller), feed_read_position_of(caller.person));
    if (auto allowed = access::require(rights, {v1::ROLE_EMPLOYEE}); !allowed) {
        return std::unexpected(allowed.error());
    }
    const auto before = rows.empty() ? 0 : rows.front();
    const auto after = std::max(before, std::min(read_position, tx.next_position() - 1));
    if (after > before) tx.run(kMarkFeedRead, caller.person, after);
    v1::MarkFeedReadResponse response;
    response.set_read_position(after);
    return response;
}

v1::GetValuesProfileResponse values_profile_of(store::Reader& reader, const PersonId& person) {
    using Counted = std::tuple<ValueId, std::uint32_t>;
    const auto [received, given] =
        reader.read(store::query<Counted>(kValuesReceived, person), store::query<Counted>(kValuesGiven, person));
    v1::GetValuesProfileResponse response;
    const auto add = [](const Counted& row, v1::ValueCount& count) {
        count.set_value_id(std::get<0>(row).text());
        count.set_count(std::get<1>(row));
    };
    for (const auto& row : received) add(row, *response.add_received());
    for (const auto& row : given) add(row, *response.add_given());
    return response;
}

}  // namespace koebel::recognition
