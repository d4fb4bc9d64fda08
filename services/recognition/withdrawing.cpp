#include "recognition/withdrawing.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "conversation/following.hpp"
#include "inbox/news.hpp"
#include "leaderboard/standings.hpp"
#include "moderation/reviewers.hpp"
#include "people/organisation.hpp"
#include "people/visible_to.hpp"
#include "recognition/boosting.hpp"
#include "recognition/hiding.hpp"
#include "recognition/pictures.hpp"
#include "recognition/projection.hpp"
#include "recognition/repository.hpp"
#include "recognition/writing.hpp"
#include "search/index.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace koebel::recognition {
namespace {

/// What taking back decides on.
struct OwnRow {
    State state;
    Instant given_at;
    Credits credits_total;

    static OwnRow from(const store::Row& row) {
        return {static_cast<State>(row.integer(0)), row.get<Instant>(1), row.get<Credits>(2)};
    }
};

constexpr auto kOwnText =
    "SELECT r.state, r.given_at, r.credits_total FROM recognition r"
    " WHERE r.id = $2 AND r.giver_id = $1 AND " +
    people::visible_to("$1");
constexpr store::Sql kOwn{"recognition.own", kOwnText};

constexpr auto kVisibleText =
    "SELECT " + kStoredColumns + " FROM recognition r WHERE r.id = $2 AND " + people::visible_to("$1");
constexpr store::Sql kVisible{"recognition.visible", kVisibleText};

constexpr store::Sql kTakeBack{
    "recognition.take_back",
    "UPDATE recognition SET state = 1, message = '', customer_moment = '', changed_at = $2 WHERE id = $1"
};
constexpr store::Sql kForgetMentions{
    "recognition.forget_mentions", "DELETE FROM recognition_mention WHERE recognition_id = $1"
};

constexpr store::Sql kForgetEdits{"recognition.forget_edits", "DELETE FROM recognition_edit WHERE recognition_id = $1"};
constexpr store::Sql kForgetAdded{
    "recognition.forget_added", "DELETE FROM recognition_added WHERE recognition_id = $1"
};

std::unexpected<Error> not_found() {
    return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
}

}  // namespace

std::uint64_t withdraw(
    store::Transaction& tx, const RecognitionId& id, const PersonId& giver, const std::vector<PositionRow>& positions
) {
    const auto counted = leaderboard::counted(tx, id);
    tx.run(kTakeBack, id, tx.now());
    tx.run(kForgetMentions, id);
    tx.run(kForgetEdits, id);
    tx.run(kForgetAdded, id);
    forget_picture(tx, id);
    search::forget(tx, id);
    auto index_updates = counted ? leaderboard::discount(tx, *counted) : std::string{};
    std::uint64_t first = 0;
    // On the giver's own topic too: what only leaves the feed was taken off by who is thanked, and stays with its
    // giver.
    auto topics = by_topic(positions);
    topics.try_emplace(topic_of(giver));
    for (const auto& [topic, around] : conversation::forget_all(tx, id))
        std::ranges::copy(around, std::back_inserter(topics[topic]));
    for (const auto& [topic, redacted] : topics) {
        const auto position = tx.append(carrying(index_updates, withdrawn(id, topic, redacted)));
        if (first == 0) first = position;
        forget_positions(tx, redacted);
    }
    return first;
}

Result<v1::TakeBackResponse> Repository::take_back(
    store::Transaction& tx, const rpc::Caller& caller, const RecognitionId& id
) const {
    const auto [rights, own, positions, organisation, allowance] = tx.read(
        access::rights_query(caller),
        store::query<OwnRow>(kOwn, caller.person, id),
        positions_of({id}),
        people::organisation(),
        allowance_row(caller.person)
    );
    if (auto allowed = access::require(rights, {v1::ROLE_EMPLOYEE}); !allowed) {
        return std::unexpected(allowed.error());
    }
    if (own.empty() || organisation.empty()) return not_found();
    const auto& recognition = own.front();
    if (auto may = may_take_back(recognition.state, recognition.given_at, tx.now(), settings_); !may) {
        return std::unexpected(may.error());
    }

    return_boosts(tx, id, organisation.front(), settings_);
    const auto first = withdraw(tx, id, caller.person, positions);
    if (recognition.state == State::kHeld) moderation::tell_reviewers(tx, id, caller.person);
    const Bucket bucket{organisation.front().allowance_weekly, organisation.front().allowance_cap};
    const auto week = organisation.front().zone.week(tx.now());
    const auto before = first_of(allowance);
    const auto left = returned(left_now(before, bucket, week), recognition.credits_total, bucket);
    if (recognition.credits_total > Credits{0}) write_allowance(tx, caller.person, written(before, left, week));

    v1::TakeBackResponse response;
    response.set_allowance_left(static_cast<std::uint32_t>(left.count()));
    response.set_position(first);
    return response;
}

Result<v1::HideResponse> Repository::hide(
    store::Transaction& tx, const rpc::Caller& caller, const RecognitionId& id, const std::string& reason
) const {
    auto [rights, rows] = tx.read(access::rights_query(caller), store::query<StoredRow>(kVisible, caller.person, id));
    if (auto allowed = access::require(rights, {v1::ROLE_CURATOR}); !allowed) {
        return std::unexpected(allowed.error());
    }
    if (rows.empty() || rows.front().state != State::kLiving) return not_found();
    const auto giver = rows.front().giver;
    v1::HideResponse response;
    response.set_position(recognition::hide(
        tx, std::move(complete(tx, std::move(rows)).front()), {.curator = caller.person, .reason = reason}
    ));
    tell_hidden(tx, {.recognition = id, .giver = giver, .position = response.position(), .why = reason});
    access::record(
        tx,
        {.what = "recognition_hidden",
         .person = giver,
         .by = caller.person,
         .address = caller.address,
         .reason = id.text()}
    );
    return response;
}

}  // namespace koebel::recognition
