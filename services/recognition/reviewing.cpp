#include "recognition/reviewing.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "base/text.hpp"
#include "base/timestamp.hpp"
#include "conversation/holding.hpp"
#include "conversation/remark.hpp"
#include "moderation/held_words.hpp"
#include "people/visible_to.hpp"
#include "recognition/holding.hpp"
#include "recognition/projection.hpp"
#include "recognition/writing.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace koebel::recognition {
namespace {

using conversation::RemarkId;
using conversation::RemarkRow;

constexpr std::size_t kMostListed = 100;
constexpr std::size_t kExcerpt = 140;  // code points

// An empty id means all of them in these.
constexpr auto kHeldText = "SELECT " + kStoredColumns +
                           ", r.credits_total FROM recognition r WHERE r.state = 3 AND ($2 = '' OR r.id = $2) AND " +
                           people::held_to("$1") + " ORDER BY r.given_at, r.id LIMIT 100";
constexpr store::Sql kHeld{"recognition.held", kHeldText};

constexpr auto kHeldRemarksText =
    "SELECT " + conversation::kRemarkColumns + ", CASE WHEN " + people::visible_to("$1") +
    " THEN r.message ELSE '' END FROM remark m JOIN recognition r ON r.id = m.recognition_id WHERE m.state = 3"
    " AND ($2 = '' OR m.id = $2) AND m.author_id <> $1 AND " +
    people::held_to("$1") + " ORDER BY m.said_at, m.id LIMIT 100";
constexpr store::Sql kHeldRemarks{"recognition.held_remarks", kHeldRemarksText};

constexpr auto kCountHeldText =
    "SELECT COUNT(*), MIN(at) FROM (SELECT r.given_at AS at FROM recognition r WHERE r.state = 3 AND " +
    people::held_to("$1") +
    " UNION ALL SELECT m.said_at FROM remark m JOIN recognition r ON r.id = m.recognition_id WHERE m.state = 3"
    " AND m.author_id <> $1 AND " +
    people::held_to("$1") + ") waiting";
constexpr store::Sql kCountHeld{"recognition.count_held", kCountHeldText};

constexpr auto kCountReportsText =
    "SELECT COUNT(*) FROM report t JOIN recognition r ON r.id = t.recognition_id"
    " WHERE t.resolved_at IS NULL AND " +
    people::reported_to("$1");
constexpr store::Sql kCountReports{"recognition.count_reports", kCountReportsText};

struct HeldRow {
    StoredRow recognition;
    Credits credits_total;

    static HeldRow from(const store::Row& row) { return {StoredRow::from(row), row.get<Credits>(kStoredColumnCount)}; }
};

struct HeldRemarkRow {
    RemarkRow remark;
    std::string said_to;

    static HeldRemarkRow from(const store::Row& row) {
        return {RemarkRow::from(row), row.text(conversation::kRemarkColumnCount)};
    }
};

using Counted = std::tuple<std::uint32_t, std::optional<Instant>>;

struct Waiting {
    Instant since;
    std::string text;  ///< what it may be held for
    v1::HeldItem item;
};

/// What a curator decides about: one of the two.
struct ToDecide {
    std::optional<HeldRow> recognition;
    std::optional<RemarkRow> remark;

    [[nodiscard]] const PersonId& author() const {
        return recognition ? recognition->recognition.giver : remark->author;
    }
    [[nodiscard]] const std::string& id() const {
        return recognition ? recognition->recognition.id.text() : remark->id.text();
    }
};

template <class Request>
Result<ToDecide> find_held(store::Transaction& tx, const rpc::Caller& caller, const Request& request) {
    // No id is no row, not all of them.
    const auto wanted = [](const std::string& id) { return id.empty() ? std::string{"none"} : id; };
    auto [rights, recognitions, remarks] = tx.read(
        access::rights_query(caller),
        store::query<HeldRow>(kHeld, caller.person, wanted(request.recognition_id())),
        store::query<HeldRemarkRow>(kHeldRemarks, caller.person, wanted(request.remark_id()))
    );
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    ToDecide found;
    if (!recognitions.empty()) {
        found.recognition = std::move(recognitions.front());
    } else if (!remarks.empty()) {
        found.remark = std::move(remarks.front().remark);
    } else {
        return refuse(Code::kNotFound, "HELD_NOT_FOUND");
    }
    return found;
}

void record_decision(store::Transaction& tx, const rpc::Caller& caller, std::string_view what, const ToDecide& found) {
    access::record(
        tx,
        {.what = what, .person = found.author(), .by = caller.person, .address = caller.address, .reason = found.id()}
    );
}

}  // namespace

v1::ListHeldResponse list_held(store::Reader& reader, const PersonId& curator) {
    auto [held, remarks, counted, list] = reader.read(
        store::query<HeldRow>(kHeld, curator, ""),
        store::query<HeldRemarkRow>(kHeldRemarks, curator, ""),
        store::query<Counted>(kCountHeld, curator),
        moderation::held_list()
    );
    std::vector<StoredRow> rows;
    for (auto& row : held) rows.push_back(std::move(row.recognition));
    std::vector<RemarkRow> remark_rows;
    std::map<RemarkId, std::string> said_to;
    for (auto& row : remarks) {
        said_to.emplace(row.remark.id, std::move(row.said_to));
        remark_rows.push_back(std::move(row.remark));
    }

    std::vector<Waiting> waiting;
    for (const auto& recognition : complete(reader, std::move(rows))) {
        auto& one = waiting.emplace_back(recognition.given_at, words_of(recognition));
        *one.item.mutable_recognition() = for_participants(recognition);
    }
    for (const auto& remark : conversation::complete(reader, std::move(remark_rows))) {
        auto& one = waiting.emplace_back(remark.said_at, remark.text);
        *one.item.mutable_remark() = conversation::for_participants(remark);
        one.item.set_recognition_excerpt(std::string{first_code_points(said_to[remark.id], kExcerpt)});
    }
    std::ranges::stable_sort(waiting, {}, &Waiting::since);
    if (waiting.size() > kMostListed) waiting.resize(kMostListed);

    std::vector<std::string> texts;
    texts.reserve(waiting.size());
    for (auto& one : waiting) texts.push_back(std::move(one.text));
    const auto words = moderation::words_to_hold(reader, texts, list);
    v1::ListHeldResponse response;
    for (std::size_t i = 0; i < waiting.size(); ++i) {
        auto& [since, text, item] = waiting[i];
        item.mutable_words()->Assign(words[i].begin(), words[i].end());
        *item.mutable_held_at() = to_timestamp(since);
        *response.add_items() = std::move(item);
    }
    response.set_waiting(std::get<0>(counted.front()));
    return response;
}

v1::CountWaitingResponse count_waiting(store::Reader& reader, const PersonId& curator) {
    const auto [held, reports] =
        reader.read(store::query<Counted>(kCountHeld, curator), store::query<std::uint32_t>(kCountReports, curator));
    v1::CountWaitingResponse response;
    const auto& [count, oldest] = held.front();
    response.set_held(count);
    if (oldest) *response.mutable_oldest_at() = to_timestamp(*oldest);
    response.set_reports(reports.front());
    return response;
}

Result<v1::ReleaseHeldResponse> release_held(
    store::Transaction& tx, const rpc::Caller& caller, const v1::ReleaseHeldRequest& request
) {
    auto found = find_held(tx, caller, request);
    if (!found) return std::unexpected(std::move(found.error()));
    record_decision(tx, caller, "held_released", *found);
    v1::ReleaseHeldResponse response;
    response.set_position(
        found->recognition ? release(tx, std::move(found->recognition->recognition))
                           : conversation::release(tx, std::move(*found->remark))
    );
    return response;
}

Result<v1::DeclineHeldResponse> decline_held(
    store::Transaction& tx, const rpc::Caller& caller, const v1::DeclineHeldRequest& request
) {
    const std::string reason{trimmed(request.reason())};
    if (reason.empty()) return refuse(Code::kInvalidArgument, "REASON_REQUIRED");
    if (code_points(reason) > kMaxDeclineReason) {
        return refuse(Code::kInvalidArgument, "REASON_TOO_LONG", "at most 300 characters");
    }
    auto found = find_held(tx, caller, request);
    if (!found) return std::unexpected(std::move(found.error()));
    record_decision(tx, caller, "held_declined", *found);
    if (found->recognition) {
        auto& [row, credits_total] = *found->recognition;
        decline(tx, std::move(row), credits_total, {.curator = caller.person, .reason = reason});
    } else {
        const auto& row = *found->remark;
        conversation::decline(tx, row, {.curator = caller.person, .reason = reason, .note = reason});
        give_back(tx, row.author, row.credits_total);
    }
    return v1::DeclineHeldResponse{};
}

}  // namespace koebel::recognition
