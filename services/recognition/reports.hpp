#pragma once

#include "base/id.hpp"
#include "base/result.hpp"
#include "recognition/settings.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/report.pb.h>

#include <string>

namespace koebel::recognition {

using ReportId = Id<struct ReportTag>;

inline constexpr std::size_t kMaxReportReason = 500;  ///< code points

// Reports to moderators, of a recognition or of a remark on it: the curators who are no party to it. A party, be it a
// curator, learns nothing of it. Words are open to who opened the report, until it is decided; opening stands in the
// audit trail, by the id of the report alone.

/// Refuses with
///   kNotFound           RECOGNITION_NOT_FOUND, REMARK_NOT_FOUND
///   kInvalidArgument    REASON_REQUIRED, REASON_TOO_LONG
///   kAlreadyExists      ALREADY_REPORTED
///   kResourceExhausted  TOO_MANY_REPORTS
[[nodiscard]] Result<v1::ReportResponse> report(
    store::Transaction& tx, const rpc::Caller& caller, const v1::ReportRequest& request, const Settings& settings
);

/// What is undecided first, then the newest; at most 100. Without words.
[[nodiscard]] v1::ListReportsResponse list_reports(store::Reader& reader, const PersonId& curator);

/// With the words, if the curator opened it and it is undecided.
/// Refuses with kNotFound REPORT_NOT_FOUND.
[[nodiscard]] Result<v1::GetReportResponse> get_report(
    store::Reader& reader, const PersonId& curator, const ReportId& id
);

/// Opens the words to the caller, and tells who gave and who is thanked.
/// Refuses with
///   kNotFound            REPORT_NOT_FOUND
///   kFailedPrecondition  REPORT_RESOLVED
[[nodiscard]] Result<v1::OpenReportResponse> open_report(
    store::Transaction& tx, const rpc::Caller& caller, const ReportId& id
);

/// Decides it. Refuses with
///   kNotFound            REPORT_NOT_FOUND
///   kInvalidArgument     OUTCOME_INVALID
///   kFailedPrecondition  REPORT_RESOLVED, REPORT_NOT_OPENED
[[nodiscard]] Result<v1::ResolveReportResponse> resolve_report(
    store::Transaction& tx, const rpc::Caller& caller, const ReportId& id, v1::ReportOutcome outcome
);

}  // namespace koebel::recognition
