#include "moderation/locking.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "base/text.hpp"
#include "base/timestamp.hpp"
#include "people/person.hpp"
#include "people/roles.hpp"
#include "people/topics.hpp"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <utility>

namespace koebel::moderation {
namespace {

constexpr store::Sql kLockOf{
    "moderation.lock_of", "SELECT reason, until FROM person_lock WHERE person_id = $1 AND (until IS NULL OR until > $2)"
};
constexpr store::Sql kLocks{
    "moderation.locks",
    "SELECT l.reason, l.until, l.person_id, l.locked_by, l.locked_at FROM person_lock l JOIN person p"
    " ON p.id = l.person_id WHERE l.until IS NULL OR l.until > $1 ORDER BY p.folded, p.id"
};
constexpr store::Sql kWriteLock{
    "moderation.write_lock",
    "INSERT INTO person_lock (person_id, reason, until, locked_by, locked_at) VALUES ($1, $2, $3, $4, $5)"
    " ON CONFLICT (person_id) DO UPDATE SET reason = excluded.reason, until = excluded.until,"
    " locked_by = excluded.locked_by, locked_at = excluded.locked_at"
};
constexpr store::Sql kForgetLock{"moderation.forget_lock", "DELETE FROM person_lock WHERE person_id = $1"};

// In these $1 is who stays, $2 who goes.
constexpr store::Sql kGiveWayToLonger{
    "moderation.give_way_to_longer",
    "DELETE FROM person_lock WHERE person_id = $1 AND until IS NOT NULL AND EXISTS (SELECT 1 FROM person_lock too"
    " WHERE too.person_id = $2 AND (too.until IS NULL OR too.until > person_lock.until))"
};
constexpr store::Sql kHandOverLock{
    "moderation.hand_over_lock",
    "UPDATE person_lock SET person_id = $1 WHERE person_id = $2 AND NOT EXISTS (SELECT 1 FROM person_lock too"
    " WHERE too.person_id = $1)"
};

struct Locked {
    LockRow lock;
    PersonId person;
    PersonId by;
    Instant at;

    static Locked from(const store::Row& row) {
        return {LockRow::from(row), row.get<PersonId>(2), row.get<PersonId>(3), row.get<Instant>(4)};
    }
};

v1::Lock to_message(const LockRow& row) {
    v1::Lock lock;
    lock.set_reason(row.reason);
    if (row.until) *lock.mutable_until() = to_timestamp(*row.until);
    return lock;
}

/// The person's open pages follow, and nobody else's.
void tell(store::Transaction& tx, const PersonId& person, const LockRow* row) {
    store::NewEntry entry{.topic = people::topic_of(person), .body = {}};
    auto& changed = *entry.body.mutable_lock_changed();
    if (row != nullptr) *changed.mutable_lock() = to_message(*row);
    tx.append(std::move(entry));
}

/// What is asked for, if it is in order.
Result<LockRow> to_lock(const v1::LockPersonRequest& request, Instant now) {
    LockRow row{.reason = std::string{trimmed(request.reason())}, .until = {}};
    if (row.reason.empty()) return refuse(Code::kInvalidArgument, "REASON_REQUIRED");
    if (code_points(row.reason) > kMaxLockReason) {
        return refuse(Code::kInvalidArgument, "REASON_TOO_LONG", "at most 300 characters");
    }
    if (!request.has_until()) return row;
    if (!is_valid(request.until()) || to_instant(request.until()) <= now) {
        return refuse(Code::kInvalidArgument, "UNTIL_INVALID", "it would be over already");
    }
    row.until = to_instant(request.until());
    return row;
}

}  // namespace

LockRow LockRow::from(const store::Row& row) {
    return {.reason = row.text(0), .until = row.get<std::optional<Instant>>(1)};
}

store::Query<LockRow> lock_of(const PersonId& person, Instant now) {
    return store::query<LockRow>(kLockOf, person, now);
}

Result<void> require_unlocked(const std::vector<LockRow>& locks) {
    if (locks.empty()) return {};
    auto error = refusal(Code::kPermissionDenied, "LOCKED");
    if (const auto until = locks.front().until) {
        error.details.push_back(google::protobuf::util::TimeUtil::ToString(to_timestamp(*until)));
    }
    return std::unexpected(std::move(error));
}

v1::GetOwnLockResponse own_lock(store::Reader& reader, const PersonId& person) {
    v1::GetOwnLockResponse response;
    const auto [locks] = reader.read(lock_of(person, reader.now()));
    if (!locks.empty()) *response.mutable_lock() = to_message(locks.front());
    return response;
}

v1::ListLocksResponse list_locks(store::Reader& reader) {
    const auto rows = reader.rows<Locked>(kLocks, reader.now());
    std::vector<PersonId> ids;
    for (const auto& row : rows) {
        ids.push_back(row.person);
        ids.push_back(row.by);
    }
    const auto [people] = reader.read(people::people_by_id(ids));
    const auto card = [&](const PersonId& id) {
        const auto found = std::ranges::find(people, id, &people::Person::id);
        return found == people.end() ? v1::PersonCard{} : people::card_in_full(*found);
    };
    v1::ListLocksResponse response;
    for (const auto& row : rows) {
        auto& locked = *response.add_people();
        *locked.mutable_person() = card(row.person);
        *locked.mutable_lock() = to_message(row.lock);
        *locked.mutable_locked_at() = to_timestamp(row.at);
        *locked.mutable_locked_by() = card(row.by);
    }
    return response;
}

Result<v1::LockPersonResponse> lock(
    store::Transaction& tx, const rpc::Caller& caller, const v1::LockPersonRequest& request
) {
    const PersonId person{request.person_id()};
    const auto [rights, people, roles] =
        tx.read(access::rights_query(caller), people::people_by_id({person}), people::roles_of(person));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR, v1::ROLE_ADMIN}); !may) {
        return std::unexpected(may.error());
    }
    if (people.empty() || !people.front().active) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    const auto row = to_lock(request, tx.now());
    if (!row) return std::unexpected(row.error());
    if (person == caller.person) return refuse(Code::kFailedPrecondition, "LOCK_SELF");
    if (std::ranges::find(roles, static_cast<std::int64_t>(v1::ROLE_ADMIN)) != roles.end()) {
        return refuse(Code::kFailedPrecondition, "LOCK_ADMINISTRATOR");
    }
    tx.run(kWriteLock, person, row->reason, row->until, caller.person, tx.now());
    tell(tx, person, &*row);
    access::record(tx, {.what = "person_locked", .person = person, .by = caller.person, .address = caller.address});
    return v1::LockPersonResponse{};
}

Result<v1::UnlockPersonResponse> unlock(
    store::Transaction& tx, const rpc::Caller& caller, const v1::UnlockPersonRequest& request
) {
    const PersonId person{request.person_id()};
    const auto [rights, locks] = tx.read(access::rights_query(caller), lock_of(person, tx.now()));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR, v1::ROLE_ADMIN}); !may) {
        return std::unexpected(may.error());
    }
    if (person == caller.person) return refuse(Code::kFailedPrecondition, "LOCK_SELF");
    if (locks.empty()) return refuse(Code::kNotFound, "NOT_LOCKED");
    tx.run(kForgetLock, person);
    tell(tx, person, nullptr);
    access::record(tx, {.what = "person_unlocked", .person = person, .by = caller.person, .address = caller.address});
    return v1::UnlockPersonResponse{};
}

void hand_over_lock(store::Transaction& tx, const people::Merge& merge) {
    tx.run(kGiveWayToLonger, merge.stays, merge.goes);
    tx.run(kHandOverLock, merge.stays, merge.goes);
    tx.run(kForgetLock, merge.goes);
    const auto [locks] = tx.read(lock_of(merge.stays, tx.now()));
    if (!locks.empty()) tell(tx, merge.stays, &locks.front());
}

}  // namespace koebel::moderation
