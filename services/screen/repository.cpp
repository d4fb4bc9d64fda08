#include "screen/repository.hpp"

#include "access/audit.hpp"
#include "access/secret.hpp"
#include "access/sessions.hpp"
#include "base/text.hpp"
#include "people/rights_changed.hpp"
#include "people/team.hpp"

#include <algorithm>
#include <optional>
#include <vector>

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

constexpr store::Sql kShowing{"screen.showing_team", "SELECT screen_id FROM screen_team WHERE team_id = $1"};
constexpr store::Sql kForgetTeam{"screen.forget_team", "DELETE FROM screen_team WHERE team_id = $1"};

void tell(store::Transaction& tx, const Screen& screen, const std::vector<TeamId>& teams) {
    store::NewEntry entry{.topic = "screen:" + screen.id.text(), .body = {}};
    *entry.body.mutable_screen_changed()->mutable_settings() = to_settings(screen, teams);
    tx.append(std::move(entry));
}

}  // namespace

Result<ScreenId> add(store::Transaction& tx, const NewScreen& screen, std::string_view token) {
    const auto folded_name = folded(screen.name);
    const auto [taken, teams] =
        tx.read(store::query<ScreenId>(kNameTaken, folded_name), people::living_teams(screen.teams));
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

void forget_team(store::Transaction& tx, const TeamId& team) {
    const auto showing = tx.rows<ScreenId>(kShowing, team);
    if (showing.empty()) return;
    tx.run(kForgetTeam, team);
    const auto [all, teams] = tx.read(screens(), teams_of_screens());
    for (const auto& screen : all) {
        if (screen.revoked || std::ranges::find(showing, screen.id) == showing.end()) continue;
        const auto own = of(teams, screen.id);
        access::set_topics_of(tx, screen.id, topics_of(screen.id, own));
        tell(tx, screen, own);
    }
}

void tell_screens(store::Transaction& tx) {
    const auto [all, teams] = tx.read(screens(), teams_of_screens());
    for (const auto& screen : all) {
        if (screen.revoked) continue;
        tell(tx, screen, of(teams, screen.id));
    }
}

}  // namespace koebel::screen
