#include "people/import.hpp"

#include "people/csv.hpp"
#include "people/import_table.hpp"

#include <algorithm>
#include <utility>

namespace koebel::people {

Result<v1::ImportResponse> import(
    store::Transaction& tx,
    v1::ImportRequest::Kind kind,
    std::string_view csv,
    bool dry_run,
    const RolesChanged& roles_changed
) {
    v1::ImportResponse report;
    auto records = read_csv(csv);
    if (!records) {
        if (records.error().reason == "TOO_LARGE") return refuse(Code::kInvalidArgument, "CSV_TOO_LARGE");
        Problems{report}.add(records.error().line, "", records.error().reason);
        return report;
    }
    if (records->empty()) return refuse(Code::kInvalidArgument, "CSV_INVALID", "there is no header line");

    switch (kind) {
        case v1::ImportRequest::KIND_TEAMS:
            import_teams(tx, *std::move(records), dry_run, report);
            break;
        case v1::ImportRequest::KIND_VALUES:
            import_values(tx, *std::move(records), dry_run, report);
            break;
        case v1::ImportRequest::KIND_PEOPLE:
            import_people(tx, *std::move(records), dry_run, report, roles_changed);
            break;
        default:
            return refuse(Code::kInvalidArgument, "CSV_INVALID", "the kind is unknown");
    }
    // Read from the top, as the file is mended.
    std::ranges::stable_sort(*report.mutable_problems(), {}, &v1::ImportProblem::line);
    return report;
}

}  // namespace koebel::people
