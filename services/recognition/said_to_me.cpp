#include "recognition/said_to_me.hpp"

#include "access/rights.hpp"
#include "people/away.hpp"
#include "people/visible_to.hpp"
#include "recognition/projection.hpp"
#include "recognition/repository.hpp"

#include <algorithm>

namespace koebel::recognition {
namespace {

constexpr store::Sql kReadPosition{
    "recognition.read_position", "SELECT read_position FROM said_to_me WHERE person_id = $1"
};
constexpr store::Sql kMarkRead{
    "recognition.mark_read",
    "INSERT INTO said_to_me (person_id, read_position) VALUES ($1, $2)"
    " ON CONFLICT (person_id) DO UPDATE SET read_position = excluded.read_position"
};
constexpr auto kUnreadText =
    "SELECT COUNT(*) FROM recognition_recipient mine"
    " JOIN recognition r ON r.id = mine.recognition_id"
    " JOIN person p ON p.id = mine.person_id"
    " WHERE mine.person_id = $1 AND mine.position > $2 AND " +
    people::kIsHere + " AND " + people::visible_to("$1");
constexpr store::Sql kUnread{"recognition.unread", kUnreadText};

}  // namespace

store::Query<std::uint64_t> read_position_of(const PersonId& person) {
    return store::query<std::uint64_t>(kReadPosition, person);
}

std::uint32_t unread_after(store::Reader& reader, const PersonId& person, std::uint64_t read_position) {
    return reader.row<std::uint32_t>(kUnread, person, read_position).value_or(0);
}

void tell_read(store::Transaction& tx, const PersonId& person, std::uint64_t read_position, std::uint32_t unread) {
    store::NewEntry entry{.topic = topic_of(person)};
    entry.body.mutable_said_to_me_read()->set_read_position(read_position);
    entry.body.mutable_said_to_me_read()->set_unread(unread);
    tx.append(std::move(entry));
}

Result<v1::MarkSaidToMeReadResponse> Repository::mark_read(
    store::Transaction& tx, const rpc::Caller& caller, std::uint64_t read_position
) const {
    const auto [rights, rows] = tx.read(access::rights_query(caller), read_position_of(caller.person));
    if (auto allowed = access::require(rights, {v1::ROLE_EMPLOYEE}); !allowed) {
        return std::unexpected(allowed.error());
    }
    // Never back, and never past what has been said so far.
    const auto before = rows.empty() ? 0 : rows.front();
    const auto after = std::max(before, std::min(read_position, tx.next_position() - 1));
    if (after > before) tx.run(kMarkRead, caller.person, after);

    v1::MarkSaidToMeReadResponse response;
    response.set_read_position(after);
    response.set_unread(unread_after(tx, caller.person, after));
    if (after > before) tell_read(tx, caller.person, after, response.unread());
    return response;
}

}  // namespace koebel::recognition
