#include "screen/repository.hpp"

#include "access/audit.hpp"
#include "access/secret.hpp"
#include "access/sessions.hpp"
#include "base/text.hpp"
#include "people/rights_changed.hpp"
#include "people/team.hpp"

#include <optional>

namespace koebel::screen {

namespace {

constexpr store::Sql kNameTaken{"screen.name_taken", "SELECT id FROM screen WHERE folded = $1 AND revoked_at IS NULL"};
constexpr store::Sql kInsert{
    "screen.insert",
    "INSERT INTO screen (id, name, folded, place, language, sound, token_hash, added_at, added_by) "
    "VALUES ($1, $2, $3, $4, $5, 1, $6, $7, $8)"
};
constexpr store::Sql kInsertTeam{
    "screen.insert_team", "INSERT INTO screen_team (screen_id, team_id, ordinal) VALUES ($1, $2, $3)"
};
constexpr store::Sql kRevoke{"screen.revoke", "UPDATE screen SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL"};

}  // namespace

Result<ScreenId> add(store::Transaction& tx, const NewScreen& screen, std::string_view token) {
    const auto folded_name = folded(screen.name);
    const auto [taken, teams] =
        tx.read(store::query<ScreenId>(kNameTaken, folded_name), people::teams_by_id(screen.teams));
    if (!taken.empty()) return refuse(Code::kAlreadyExists, "SCREEN_NAME_TAKEN");
    if (teams.size() != screen.teams.size()) return refuse(Code::kNotFound, "TEAM_NOT_FOUND");

    ScreenId id{tx.new_id()};
    const auto added_by = screen.added_by.empty() ? std::nullopt : std::optional{screen.added_by};
    tx.run(
        kInsert, id, screen.name, folded_name, screen.place, screen.language, access::hash_of(token), tx.now(), added_by
    );
    std::int64_t ordinal = 0;
    for (const auto& team : screen.teams) tx.run(kInsertTeam, id, team, ordinal++);
    access::record(tx, {.what = "screen_added", .screen = id, .by = screen.added_by});
    return id;
}

Result<std::uint64_t> revoke(store::Transaction& tx, const ScreenId& id, const PersonId& by) {
    if (tx.change(kRevoke, id, tx.now()) == 0) return refuse(Code::kNotFound, "SCREEN_NOT_FOUND");
    access::end_sessions_of(tx, id);
    access::record(tx, {.what = "screen_revoked", .screen = id, .by = by});
    return people::append_rights_changed(tx, v1::AccessChanged::KIND_SCREEN_REVOKED, id.text());
}

}  // namespace koebel::screen
