#include "people/import.hpp"

#include "people/csv.hpp"
#include "people/import_table.hpp"

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
            return report;
        case v1::ImportRequest::KIND_VALUES:
            import_values(tx, *std::move(records), dry_run, report);
            return report;
        case v1::ImportRequest::KIND_PEOPLE:
            import_people(tx, *std::move(records), dry_run, report, roles_changed);
            return report;
        default:
            return refuse(Code::kInvalidArgument, "CSV_INVALID", "the kind is unknown");
    }
}

}  // namespace koebel::people
