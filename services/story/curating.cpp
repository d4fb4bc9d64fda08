#include "story/curating.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "inbox/notices.hpp"
#include "story/telling.hpp"

#include <utility>

namespace koebel::story {
namespace {

constexpr store::Sql kMarkRead{
    "story.mark_read", "UPDATE nomination SET read_at = $2 WHERE id = $1 AND read_at IS NULL"
};
constexpr store::Sql kHold{
    "story.hold", "UPDATE nomination SET hold = $2, hold_reason = $3, version = version + 1 WHERE id = $1"
};

/// The one the caller may decide about.
Result<NominationRow> curated(store::Transaction& tx, const rpc::Caller& caller, const NominationId& id) {
    auto [rights, rows] = tx.read(access::rights_query(caller), nomination_for(caller.person, id));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    if (rows.empty() || !rows.front().viewer_curates) return refuse(Code::kNotFound, "NOMINATION_NOT_FOUND");
    return std::move(rows.front());
}

}  // namespace

Result<v1::MarkNominationReadResponse> mark_read(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id
) {
    const auto row = curated(tx, caller, id);
    if (!row) return std::unexpected(row.error());
    // Who wrote it does not decide about it: it still waits for somebody who does.
    if (row->nominator == caller.person) return v1::MarkNominationReadResponse{};
    if (tx.change(kMarkRead, id, tx.now()) > 0) tell_curators(tx, id, row->show);
    return v1::MarkNominationReadResponse{};
}

Result<v1::HoldNominationResponse> hold(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id, const Deciding& deciding
) {
    const auto row = curated(tx, caller, id);
    if (!row) return std::unexpected(row.error());
    if (row->nominator == caller.person) return refuse(Code::kFailedPrecondition, "OWN_NOMINATION");
    if (deciding.version != 0 && deciding.version != row->version) {
        return refuse(Code::kFailedPrecondition, "NOMINATION_CHANGED");
    }
    const auto& reason = deciding.reason;
    const auto to = reason.empty() ? Hold::kNone : Hold::kByCurator;
    if (to == row->hold && reason == row->hold_reason) return v1::HoldNominationResponse{};

    tx.run(kHold, id, static_cast<int>(to), reason);
    const auto position = tell_changed(tx, id, row->show, row->nominator);
    const auto kind = to == Hold::kNone ? v1::INBOX_KIND_NOMINATION_RELEASED : v1::INBOX_KIND_NOMINATION_HELD;
    // What was told before about it is not so any more.
    inbox::forget_notices(tx, id.text(), v1::INBOX_KIND_NOMINATION_HELD);
    inbox::forget_notices(tx, id.text(), v1::INBOX_KIND_NOMINATION_RELEASED);
    inbox::notify(tx, {.position = position, .kind = kind, .nomination = id.text(), .note = reason}, {row->nominator});
    if (to == Hold::kNone) {
        tell_nominees_later(tx, row->show);
    } else {
        forget_told(tx, id);
    }
    access::record(
        tx,
        {.what = to == Hold::kNone ? "nomination_released" : "nomination_held",
         .person = row->nominator,
         .by = caller.person,
         .address = caller.address,
         .reason = id.text()}
    );
    return v1::HoldNominationResponse{};
}

}  // namespace koebel::story
