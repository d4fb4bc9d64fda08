#include "conversation/removing.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "conversation/telling.hpp"
#include "inbox/news.hpp"
#include "moderation/reviewers.hpp"
#include "people/visible_to.hpp"

#include <utility>

namespace koebel::conversation {
namespace {

constexpr store::Sql kRemoveRemark{"conversation.remove", "UPDATE remark SET state = 1, text = '' WHERE id = $1"};
constexpr store::Sql kHideRemark{"conversation.hide", "UPDATE remark SET state = 2 WHERE id = $1"};
constexpr store::Sql kRemarkHiding{
    "conversation.hiding",
    "INSERT INTO remark_hiding (remark_id, curator_id, reason, hidden_at) VALUES ($1, $2, $3, $4)"
};

constexpr auto kOwnRemarkText = "SELECT " + kRemarkColumns +
                                " FROM remark m JOIN recognition r ON r.id = m.recognition_id"
                                " WHERE m.id = $2 AND m.author_id = $1 AND m.state IN (0, 3) AND r.state <> 1";
constexpr store::Sql kOwnRemark{"conversation.own", kOwnRemarkText};

constexpr auto kSeenRemarkText = "SELECT " + kRemarkColumns +
                                 " FROM remark m JOIN recognition r ON r.id = m.recognition_id"
                                 " WHERE m.id = $2 AND m.state = 0 AND " +
                                 people::visible_to("$1");
constexpr store::Sql kSeenRemark{"conversation.seen", kSeenRemarkText};

}  // namespace

store::Query<RemarkRow> own_remark(const PersonId& author, const RemarkId& id) {
    return store::query<RemarkRow>(kOwnRemark, author, id);
}

Result<Removed> remove(store::Transaction& tx, const rpc::Caller& caller, const RemarkId& id) {
    auto [rights, rows] = tx.read(access::rights_query(caller), own_remark(caller.person, id));
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (rows.empty()) return refuse(Code::kNotFound, "REMARK_NOT_FOUND");
    const auto row = rows.front();
    tx.run(kRemoveRemark, id);
    forget_mentions(tx, id);
    Removed removed{.row = row, .position = withdraw_now(tx, row)};
    if (row.state == State::kHeld) moderation::tell_reviewers(tx, row.recognition, row.author);
    return removed;
}

Result<v1::HideRemarkResponse> hide(
    store::Transaction& tx, const rpc::Caller& caller, const RemarkId& id, const std::string& reason
) {
    auto [rights, rows] =
        tx.read(access::rights_query(caller), store::query<RemarkRow>(kSeenRemark, caller.person, id));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    if (rows.empty()) return refuse(Code::kNotFound, "REMARK_NOT_FOUND");
    const auto& row = rows.front();
    v1::HideRemarkResponse response;
    response.set_position(hide_decided(tx, row, {.curator = caller.person, .reason = reason, .note = reason}));
    access::record(
        tx,
        {.what = "remark_hidden",
         .person = row.author,
         .by = caller.person,
         .address = caller.address,
         .reason = row.id.text()}
    );
    return response;
}

std::uint64_t hide_decided(store::Transaction& tx, const RemarkRow& row, const Hiding& hiding) {
    tx.run(kHideRemark, row.id);
    tx.run(kRemarkHiding, row.id, hiding.curator, hiding.reason, tx.now());
    const auto position = withdraw_now(tx, row);
    inbox::tell(
        tx,
        {.position = position,
         .kind = v1::INBOX_KIND_HIDDEN,
         .recognition = row.recognition,
         .remark = row.id.text(),
         .note = hiding.note},
        {row.author}
    );
    return position;
}

}  // namespace koebel::conversation
