#include "recognition/boosting.hpp"

#include "access/rights.hpp"
#include "conversation/removing.hpp"
#include "conversation/saying.hpp"
#include "moderation/locking.hpp"
#include "people/organisation.hpp"
#include "recognition/allowance.hpp"
#include "recognition/writing.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace koebel::recognition {
namespace {

/// What somebody has to give in the week of now.
struct Purse {
    std::optional<Allowance> before;
    Bucket bucket;
    std::int64_t week = 0;

    [[nodiscard]] Credits left() const { return left_now(before, bucket, week); }
};

Purse purse_of(
    const store::Transaction& tx, const people::Organisation& organisation, const std::vector<AllowanceRow>& allowance
) {
    return {
        .before = first_of(allowance),
        .bucket = {organisation.allowance_weekly, organisation.allowance_cap},
        .week = organisation.zone.week(tx.now()),
    };
}

// Whom it has not reached yet as well.
constexpr store::Sql kSharing{
    "recognition.sharing", "SELECT COUNT(*) FROM recognition_recipient WHERE recognition_id = $1 AND withheld <> 1"
};
constexpr store::Sql kBoostsToReturn{
    "recognition.boosts_to_return",
    "SELECT author_id, credits_total FROM remark WHERE recognition_id = $1 AND kind = 2 AND state IN (0, 3)"
    " AND credits_total > 0 AND said_at >= $2 ORDER BY position"
};

}  // namespace

Result<v1::BoostResponse> boost(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const v1::BoostRequest& request,
    const conversation::Settings& settings
) {
    auto words = conversation::to_words(v1::REMARK_KIND_BOOST, request.text());
    if (!words) return std::unexpected(words.error());
    const Credits wanted{request.credits_each()};
    if (wanted > conversation::kMaxBoostCredits) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_CREDITS", "at most 50 for each");
    }
    const RecognitionId id{request.recognition_id()};
    const conversation::AudienceQueries queries{caller.person, id};
    auto [rights, locks, row, told, teams, organisations, allowance, sharing] = tx.read(
        access::rights_query(caller),
        moderation::lock_of(caller.person, tx.now()),
        queries.row,
        queries.told,
        queries.teams,
        people::organisation(),
        allowance_row(caller.person),
        store::query<std::int64_t>(kSharing, id)
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (auto may = moderation::require_unlocked(locks); !may) return std::unexpected(std::move(may.error()));
    const auto audience = conversation::to_audience(std::move(row), std::move(told), std::move(teams));
    if (!audience || organisations.empty()) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    if (audience->has(caller.person)) return refuse(Code::kFailedPrecondition, "OWN_RECOGNITION");
    if (audience->hidden) return refuse(Code::kFailedPrecondition, "RECOGNITION_HIDDEN");

    // As in giving: words always go, with as many credits as there are.
    const auto purse = purse_of(tx, organisations.front(), allowance);
    const auto recipients = audience->whole_team ? 1 : std::max<std::int64_t>(1, sharing.front());
    const auto left = purse.left();
    const auto paid = share(left, wanted, recipients);
    const auto said = conversation::say(
        tx,
        {.author = caller.person,
         .recognition = id,
         .kind = v1::REMARK_KIND_BOOST,
         .words = *std::move(words),
         .credits_each = paid.each,
         .credits_total = paid.total},
        *audience,
        settings
    );
    if (!said) return std::unexpected(said.error());
    const auto after = left - paid.total;
    if (paid.total > Credits{0}) write_allowance(tx, caller.person, written(purse.before, after, purse.week));

    v1::BoostResponse response;
    response.set_remark_id(said->remark.text());
    response.set_position(said->position);
    response.set_credits_each(static_cast<std::uint32_t>(paid.each.count()));
    response.set_allowance_left(static_cast<std::uint32_t>(after.count()));
    response.set_held(said->is_held);
    return response;
}

void return_boosts(
    store::Transaction& tx,
    const RecognitionId& recognition,
    const people::Organisation& organisation,
    const Settings& settings
) {
    using Paid = std::tuple<PersonId, Credits>;
    for (const auto& [author, credits] : tx.rows<Paid>(kBoostsToReturn, recognition, tx.now() - settings.take_back)) {
        const auto [allowance] = tx.read(allowance_row(author));
        const auto purse = purse_of(tx, organisation, allowance);
        write_allowance(tx, author, written(purse.before, returned(purse.left(), credits, purse.bucket), purse.week));
    }
}

Result<v1::RemoveRemarkResponse> remove_remark(
    store::Transaction& tx, const rpc::Caller& caller, const v1::RemoveRemarkRequest& request, const Settings& settings
) {
    const auto removed = conversation::remove(tx, caller, conversation::RemarkId{request.remark_id()});
    if (!removed) return std::unexpected(removed.error());
    const auto [organisations, allowance] = tx.read(people::organisation(), allowance_row(caller.person));
    v1::RemoveRemarkResponse response;
    response.set_position(removed->position);
    if (organisations.empty()) return response;
    const auto purse = purse_of(tx, organisations.front(), allowance);
    auto left = purse.left();
    const auto& row = removed->row;
    const bool is_held = row.state == conversation::State::kHeld;
    if (row.credits_total > Credits{0} && (is_held || tx.now() <= row.said_at + settings.take_back)) {
        left = returned(left, row.credits_total, purse.bucket);
        write_allowance(tx, caller.person, written(purse.before, left, purse.week));
    }
    response.set_allowance_left(static_cast<std::uint32_t>(left.count()));
    return response;
}

}  // namespace koebel::recognition
