#include "koebeld/doctor/database.hpp"

#include <string>

namespace koebel::doctor {
namespace {

Finding judge_schema(const store::Examination& found) {
    const auto words = found.kind + ", schema " + std::to_string(found.schema);
    if (found.needs > found.known) {
        return {
            "database",
            Verdict::kProblem,
            words + " is newer than this koebeld can work with (" + std::to_string(found.known) + ")",
            "start the newer koebeld again, or restore a backup made before the upgrade"
        };
    }
    if (found.schema < found.known) {
        return {
            "database",
            Verdict::kWarning,
            words + "; this koebeld has " + std::to_string(found.known),
            "its next start brings the database up to date: make a backup before"
        };
    }
    return {"database", Verdict::kOk, words};
}

}  // namespace

Findings judge_database(const store::Examination& found) {
    if (!found.fault.empty()) {
        return {
            {"database",
             Verdict::kProblem,
             found.kind + ": " + found.fault,
             found.kind.starts_with("SQLite")
                 ? "run the doctor as the user koebeld runs as; if the file is damaged, restore a backup"
                 : "start PostgreSQL, and look at store.postgresql: host, database, user, password"}
        };
    }
    Findings findings;
    if (!found.is_there) {
        findings.push_back({"database", Verdict::kOk, found.kind + ": empty; koebeld fills it at its first start"});
    } else {
        findings.push_back(judge_schema(found));
    }
    if (!found.damage.empty()) {
        findings.push_back(
            {"database",
             Verdict::kProblem,
             "the file is damaged: " + found.damage,
             "stop koebeld, keep a copy of the folder, restore the last good backup, and look at the disk"}
        );
    } else if (!found.was_checked) {
        findings.push_back(
            {"database",
             Verdict::kWarning,
             "the file is too large to be looked through here",
             "raise doctor.file_check_seconds, or look through a backup: sqlite3 koebel.db 'PRAGMA quick_check'"}
        );
    }
    if (!found.is_durable) {
        findings.push_back(
            {"database",
             Verdict::kProblem,
             "fsync or full_page_writes is off: a crash of the server can lose or damage everything",
             "set both to on in postgresql.conf and restart PostgreSQL"}
        );
    }
    return findings;
}

}  // namespace koebel::doctor
