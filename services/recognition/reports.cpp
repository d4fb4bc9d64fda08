#include "recognition/reports.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "base/text.hpp"
#include "base/timestamp.hpp"
#include "conversation/removing.hpp"
#include "moderation/reviewers.hpp"
#include "people/visible_to.hpp"
#include "recognition/hiding.hpp"
#include "recognition/projection.hpp"
#include "recognition/stored.hpp"
#include "recognition/writing.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace koebel::recognition {
namespace {

constexpr auto kReportableText =
    "SELECT r.id FROM recognition r WHERE r.id = $2 AND r.giver_id <> $1 AND " + people::visible_to("$1");
constexpr store::Sql kReportable{"recognition.reportable", kReportableText};

// A remark on it, as somebody else wrote it.
constexpr auto kReportableRemarkText =
    "SELECT m.id FROM remark m JOIN recognition r ON r.id = m.recognition_id WHERE m.id = $3 AND r.id = $2"
    " AND m.state = 0 AND m.author_id <> $1 AND " +
    people::visible_to("$1");
constexpr store::Sql kReportableRemark{"recognition.reportable_remark", kReportableRemarkText};

constexpr store::Sql kMine{
    "recognition.my_reports",
    "SELECT recognition_id, remark_id, CASE WHEN resolved_at IS NULL THEN 1 ELSE 0 END FROM report WHERE reporter_id = "
    "$1"
};
constexpr store::Sql kInsertReport{
    "recognition.insert_report",
    "INSERT INTO report (id, recognition_id, remark_id, reporter_id, reason, reported_at)"
    " VALUES ($1, $2, $3, $4, $5, $6)"
};

constexpr auto kColumns = static_text(
    "t.id, t.reporter_id, r.giver_id, r.visibility, t.reported_at,"
    " (SELECT MIN(o.opened_at) FROM report_opening o WHERE o.report_id = t.id),"
    " CASE WHEN EXISTS (SELECT 1 FROM report_opening o WHERE o.report_id = t.id AND o.curator_id = $1)"
    " THEN 1 ELSE 0 END, t.resolved_at, t.outcome, t.reason, r.id, t.remark_id,"
    " (SELECT m.author_id FROM remark m WHERE m.id = t.remark_id),"
    " COALESCE((SELECT m.kind FROM remark m WHERE m.id = t.remark_id), 0)"
);
constexpr auto kListText = "SELECT " + kColumns +
                           " FROM report t JOIN recognition r ON r.id = t.recognition_id WHERE ($2 = '' OR t.id = $2)"
                           " AND " +
                           people::reported_to("$1") +
                           " ORDER BY CASE WHEN t.resolved_at IS NULL THEN 0 ELSE 1 END, t.reported_at DESC, t.id DESC"
                           " LIMIT 100";
constexpr store::Sql kList{"recognition.reports", kListText};

constexpr auto kUndecidedText =
    "SELECT COUNT(*) FROM report t JOIN recognition r ON r.id = t.recognition_id"
    " WHERE t.resolved_at IS NULL AND " +
    people::reported_to("$1");
constexpr store::Sql kUndecided{"recognition.undecided_reports", kUndecidedText};

constexpr auto kWordsText = "SELECT " + kStoredColumns +
                            " FROM report t JOIN recognition r ON r.id = t.recognition_id WHERE t.id = $2"
                            " AND t.remark_id = '' AND " +
                            people::opened_to("$1");
constexpr store::Sql kWords{"recognition.reported_words", kWordsText};

constexpr auto kRemarkWordsText =
    "SELECT " + conversation::kRemarkColumns +
    " FROM report t JOIN recognition r ON r.id = t.recognition_id JOIN remark m ON m.id = t.remark_id"
    " WHERE t.id = $2 AND m.state IN (0, 2) AND " +
    people::opened_to("$1");
constexpr store::Sql kRemarkWords{"recognition.reported_remark", kRemarkWordsText};

// To who is concerned it is said that it was opened, whichever words of it were.
constexpr auto kConcernedText = "SELECT " + kStoredColumns +
                                " FROM report t JOIN recognition r ON r.id = t.recognition_id WHERE t.id = $2 AND " +
                                people::opened_to("$1");
constexpr store::Sql kConcerned{"recognition.report_concerns", kConcernedText};

constexpr store::Sql kOpen{
    "recognition.open_report",
    "INSERT INTO report_opening (report_id, curator_id, opened_at) VALUES ($1, $2, $3)"
    " ON CONFLICT (report_id, curator_id) DO NOTHING"
};
constexpr store::Sql kResolve{
    "recognition.resolve_report", "UPDATE report SET resolved_at = $2, resolved_by = $3, outcome = $4 WHERE id = $1"
};

using At = std::optional<Instant>;

struct ReportRow {
    ReportId id;
    PersonId reporter;
    PersonId giver;
    v1::Visibility visibility = v1::VISIBILITY_ONLY_US;
    Instant reported_at;
    At opened_at;
    bool opened_by_me = false;
    At resolved_at;
    v1::ReportOutcome outcome = v1::REPORT_OUTCOME_UNSPECIFIED;
    std::string reason;
    RecognitionId recognition;
    conversation::RemarkId remark;  ///< empty: the recognition itself
    PersonId author;                ///< of the remark
    v1::RemarkKind remark_kind = v1::REMARK_KIND_UNSPECIFIED;

    static ReportRow from(const store::Row& row) {
        return {
            .id = row.get<ReportId>(0),
            .reporter = row.get<PersonId>(1),
            .giver = row.get<PersonId>(2),
            .visibility = static_cast<v1::Visibility>(row.integer(3)),
            .reported_at = row.get<Instant>(4),
            .opened_at = row.get<At>(5),
            .opened_by_me = row.get<bool>(6),
            .resolved_at = row.get<At>(7),
            .outcome = static_cast<v1::ReportOutcome>(row.integer(8)),
            .reason = row.text(9),
            .recognition = row.get<RecognitionId>(10),
            .remark = row.get<conversation::RemarkId>(11),
            .author = row.get<PersonId>(12),
            .remark_kind = static_cast<v1::RemarkKind>(row.integer(13)),
        };
    }
};

store::Query<ReportRow> report_by_id(const PersonId& curator, const ReportId& id) {
    // An empty id means all of them in this statement.
    return store::query<ReportRow>(kList, curator, id.empty() ? std::string{"none"} : id.text());
}

v1::ReportCard to_message(const ReportRow& row, const std::vector<people::Person>& people) {
    v1::ReportCard card;
    card.set_id(row.id.text());
    const auto person = [&](const PersonId& id) {
        const auto found = std::ranges::find(people, id, &people::Person::id);
        return found == people.end() ? v1::PersonCard{} : people::card_in_full(*found);
    };
    *card.mutable_reporter() = person(row.reporter);
    *card.mutable_giver() = person(row.giver);
    card.set_visibility(row.visibility);
    *card.mutable_reported_at() = to_timestamp(row.reported_at);
    if (row.opened_at) *card.mutable_opened_at() = to_timestamp(*row.opened_at);
    card.set_opened_by_me(row.opened_by_me);
    if (row.resolved_at) *card.mutable_resolved_at() = to_timestamp(*row.resolved_at);
    card.set_outcome(row.outcome);
    if (!row.remark.empty()) {
        *card.mutable_author() = person(row.author);
        card.set_remark_kind(row.remark_kind);
    }
    return card;
}

std::vector<people::Person> people_in(store::Reader& reader, const std::vector<ReportRow>& rows) {
    std::set<PersonId> ids;
    for (const auto& row : rows) {
        ids.insert(row.reporter);
        ids.insert(row.giver);
        if (!row.remark.empty()) ids.insert(row.author);
    }
    return std::get<0>(reader.read(people::people_by_id({ids.begin(), ids.end()})));
}

/// The report, for a write of a curator.
Result<ReportRow> find(store::Transaction& tx, const rpc::Caller& caller, const ReportId& id) {
    auto [rights, rows] = tx.read(access::rights_query(caller), report_by_id(caller.person, id));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    if (rows.empty()) return refuse(Code::kNotFound, "REPORT_NOT_FOUND");
    if (rows.front().resolved_at) return refuse(Code::kFailedPrecondition, "REPORT_RESOLVED");
    return std::move(rows.front());
}

/// Hides what the report is about, unless it is hidden already or gone; who gave or wrote it is told, not why.
void hide_reported(store::Transaction& tx, const PersonId& curator, const ReportId& id) {
    auto [words, remarks] = tx.read(
        store::query<StoredRow>(kWords, curator, id), store::query<conversation::RemarkRow>(kRemarkWords, curator, id)
    );
    for (auto& recognition : complete(tx, std::move(words))) {
        if (recognition.state == State::kHidden) continue;
        Hidden hidden{.recognition = recognition.id, .giver = recognition.giver.id, .why = {}};
        const Hiding hiding{.curator = curator, .reason = "REPORT"};
        const bool is_private = recognition.visibility == v1::VISIBILITY_ONLY_US;
        hidden.position = is_private ? hide_from_thanked(tx, std::move(recognition), hiding)
                                     : hide(tx, std::move(recognition), hiding);
        tell_hidden(tx, hidden);
    }
    for (const auto& remark : remarks) {
        if (remark.state != conversation::State::kLiving) continue;
        conversation::hide_decided(tx, remark, {.curator = curator, .reason = "REPORT", .note = {}});
    }
}

void record(store::Transaction& tx, const rpc::Caller& caller, std::string_view what, const ReportId& id) {
    access::record(tx, {.what = what, .by = caller.person, .address = caller.address, .reason = id.text()});
}

}  // namespace

Result<v1::ReportResponse> report(
    store::Transaction& tx, const rpc::Caller& caller, const v1::ReportRequest& request, const Settings& settings
) {
    const std::string reason{trimmed(request.reason())};
    if (reason.empty()) return refuse(Code::kInvalidArgument, "REASON_REQUIRED");
    if (code_points(reason) > kMaxReportReason) {
        return refuse(Code::kInvalidArgument, "REASON_TOO_LONG", "at most 500 characters");
    }
    const RecognitionId id{request.recognition_id()};
    const conversation::RemarkId remark{request.remark_id()};
    const auto [rights, reportable, reportable_remark, mine] = tx.read(
        access::rights_query(caller),
        store::query<RecognitionId>(kReportable, caller.person, id),
        store::query<conversation::RemarkId>(kReportableRemark, caller.person, id, remark),
        store::query<std::tuple<RecognitionId, conversation::RemarkId, bool>>(kMine, caller.person)
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (remark.empty() && reportable.empty()) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    if (!remark.empty() && reportable_remark.empty()) return refuse(Code::kNotFound, "REMARK_NOT_FOUND");
    std::size_t undecided = 0;
    for (const auto& [reported, reported_remark, is_undecided] : mine) {
        if (reported == id && reported_remark == remark) return refuse(Code::kAlreadyExists, "ALREADY_REPORTED");
        if (is_undecided) ++undecided;
    }
    if (undecided >= settings.open_reports) return refuse(Code::kResourceExhausted, "TOO_MANY_REPORTS");
    tx.run(kInsertReport, tx.new_id(), id, remark, caller.person, reason, tx.now());
    moderation::tell_reviewers(tx, id, caller.person);
    return v1::ReportResponse{};
}

v1::ListReportsResponse list_reports(store::Reader& reader, const PersonId& curator) {
    v1::ListReportsResponse response;
    const auto [rows, undecided] =
        reader.read(store::query<ReportRow>(kList, curator, ""), store::query<std::uint32_t>(kUndecided, curator));
    const auto people = people_in(reader, rows);
    for (const auto& row : rows) *response.add_reports() = to_message(row, people);
    response.set_undecided(undecided.empty() ? 0 : undecided.front());
    return response;
}

Result<v1::GetReportResponse> get_report(store::Reader& reader, const PersonId& curator, const ReportId& id) {
    auto [rows, words, remarks] = reader.read(
        report_by_id(curator, id),
        store::query<StoredRow>(kWords, curator, id),
        store::query<conversation::RemarkRow>(kRemarkWords, curator, id)
    );
    if (rows.empty()) return refuse(Code::kNotFound, "REPORT_NOT_FOUND");
    const auto& row = rows.front();
    v1::GetReportResponse response;
    *response.mutable_report() = to_message(row, people_in(reader, rows));
    if (row.opened_by_me && !row.resolved_at) response.set_reason(row.reason);
    for (const auto& recognition : complete(reader, std::move(words))) {
        *response.mutable_recognition() = for_participants(recognition);
    }
    for (const auto& remark : conversation::complete(reader, std::move(remarks))) {
        *response.mutable_remark() = conversation::for_participants(remark);
    }
    return response;
}

Result<v1::OpenReportResponse> open_report(store::Transaction& tx, const rpc::Caller& caller, const ReportId& id) {
    const auto row = find(tx, caller, id);
    if (!row) return std::unexpected(row.error());
    if (row->opened_by_me) return v1::OpenReportResponse{};
    tx.run(kOpen, id, caller.person, tx.now());
    record(tx, caller, "report_opened", id);

    auto [words, told] = tx.read(store::query<StoredRow>(kConcerned, caller.person, id), told_of(row->recognition));
    for (const auto& recognition : complete(tx, std::move(words))) {
        auto participants = told;
        participants.push_back(recognition.giver.id);
        for (const auto& person : participants) {
            append_words(tx, recognition.id, changed(for_participants(recognition), topic_of(person), {}));
        }
    }
    return v1::OpenReportResponse{};
}

Result<v1::ResolveReportResponse> resolve_report(
    store::Transaction& tx, const rpc::Caller& caller, const ReportId& id, v1::ReportOutcome outcome
) {
    if (outcome != v1::REPORT_OUTCOME_KEPT && outcome != v1::REPORT_OUTCOME_HIDDEN) {
        return refuse(Code::kInvalidArgument, "OUTCOME_INVALID");
    }
    const auto row = find(tx, caller, id);
    if (!row) return std::unexpected(row.error());
    if (!row->opened_by_me) return refuse(Code::kFailedPrecondition, "REPORT_NOT_OPENED");

    if (outcome == v1::REPORT_OUTCOME_HIDDEN) hide_reported(tx, caller.person, id);
    tx.run(kResolve, id, tx.now(), caller.person, static_cast<int>(outcome));
    record(tx, caller, outcome == v1::REPORT_OUTCOME_HIDDEN ? "report_hidden" : "report_kept", id);
    moderation::tell_reviewers(tx, row->recognition, row->reporter);
    return v1::ResolveReportResponse{};
}

}  // namespace koebel::recognition
