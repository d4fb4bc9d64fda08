#include "screen/repository.hpp"

#include "access/audit.hpp"
#include "access/secret.hpp"
#include "access/sessions.hpp"
#include "base/text.hpp"
#include "people/person.hpp"
#include "people/rights_changed.hpp"
#include "people/team.hpp"
#include "people/value.hpp"
#include "screen/missed.hpp"

#include <algorithm>
#include <optional>
#include <vector>

namespace koebel::screen {

namespace {

constexpr store::Sql kNameTaken{"screen.name_taken", "SELECT id FROM screen WHERE folded = $1 AND revoked_at IS NULL"};
constexpr store::Sql kInsert{
    "screen.insert",
    "INSERT INTO screen (id, name, folded, place, language, sound, token_hash, added_at, added_by, time_zone, "
    "owner_id, town) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
};
constexpr store::Sql kInsertTeam{
    "screen.insert_team", "INSERT INTO screen_team (screen_id, team_id, ordinal) VALUES ($1, $2, $3)"
};
constexpr store::Sql kInsertValue{
    "screen.insert_value", "INSERT INTO screen_value (screen_id, value_id, ordinal) VALUES ($1, $2, $3)"
};
constexpr store::Sql kForgetValues{"screen.forget_values", "DELETE FROM screen_value WHERE screen_id = $1"};
constexpr store::Sql kForgetTeams{"screen.forget_teams", "DELETE FROM screen_team WHERE screen_id = $1"};
constexpr store::Sql kChange{
    "screen.change",
    "UPDATE screen SET name = $2, folded = $3, place = $4, language = $5, sound = $6, time_zone = $7, owner_id = $8, "
    "town = $9 WHERE id = $1"
};
constexpr store::Sql kSetManner{
    "screen.set_manner",
    "UPDATE screen SET mode = $2, volume = $3, awake_from = $4, awake_until = $5, awake_days = $6, overscan = $7, "
    "calm = $8 WHERE id = $1"
};
constexpr store::Sql kSetToken{"screen.set_token", "UPDATE screen SET token_hash = $2 WHERE id = $1"};
constexpr store::Sql kHandOver{"screen.hand_over", "UPDATE screen SET owner_id = $2 WHERE owner_id = $1"};

// $2: the role of administrators. $3: who added it, who need not be told.
constexpr store::Sql kTellAdministrators{
    "screen.tell_administrators",
    "INSERT INTO screen_news (person_id, screen_id) SELECT pr.person_id, $1 FROM person_role pr "
    "JOIN person p ON p.id = pr.person_id WHERE pr.role = $2 AND p.active = 1 AND pr.person_id <> $3"
};
constexpr store::Sql kNews{"screen.news", "SELECT screen_id FROM screen_news WHERE person_id = $1"};
constexpr store::Sql kForgetNews{
    "screen.forget_news", "DELETE FROM screen_news WHERE person_id = $1 AND screen_id IN @list($2)"
};
constexpr store::Sql kRevoke{"screen.revoke", "UPDATE screen SET revoked_at = $2 WHERE id = $1"};

constexpr store::Sql kShowing{"screen.showing_team", "SELECT screen_id FROM screen_team WHERE team_id = $1"};
constexpr store::Sql kForgetTeam{"screen.forget_team", "DELETE FROM screen_team WHERE team_id = $1"};

/// Whether a screen may be so: its name is no other's, its teams, values and owner are there.
Result<void> may_be(store::Reader& reader, const Plan& plan, const ScreenId& self) {
    const auto owners = plan.owner.empty() ? std::vector<PersonId>{} : std::vector{plan.owner};
    const auto [taken, teams, values, people] = reader.read(
        store::query<ScreenId>(kNameTaken, folded(plan.name)),
        people::living_teams(plan.filter.teams),
        people::values_by_id(plan.filter.values),
        people::people_by_id(owners)
    );
    if (!taken.empty() && taken.front() != self) return refuse(Code::kAlreadyExists, "SCREEN_NAME_TAKEN");
    if (teams.size() != plan.filter.teams.size()) return refuse(Code::kNotFound, "TEAM_NOT_FOUND");
    if (values.size() != plan.filter.values.size()) return refuse(Code::kNotFound, "VALUE_NOT_FOUND");
    const bool is_somebody = plan.owner.empty() || (people.size() == 1 && people.front().active);
    if (!is_somebody) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    return {};
}

std::optional<PersonId> none_if_empty(const PersonId& person) {
    return person.empty() ? std::nullopt : std::optional{person};
}

void set_manner(store::Transaction& tx, const ScreenId& id, const Manner& manner) {
    std::optional<std::int64_t> from;
    std::optional<std::int64_t> until;
    if (manner.hours) {
        from = manner.hours->from.count();
        until = manner.hours->until.count();
    }
    const auto days = manner.hours ? manner.hours->weekdays : 0;
    const auto mode = static_cast<std::int64_t>(manner.mode);
    tx.run(kSetManner, id, mode, manner.volume, from, until, days, manner.overscan_percent, manner.calm);
}

void set_topics(store::Transaction& tx, const ScreenId& id, v1::ScreenMode mode, const std::vector<TeamId>& teams) {
    access::set_topics_of(tx, id, topics_of(id, mode, teams), mode == v1::SCREEN_MODE_LOBBY);
}

void set_filter(store::Transaction& tx, const ScreenId& id, const Filter& filter) {
    tx.run(kForgetTeams, id);
    tx.run(kForgetValues, id);
    std::int64_t ordinal = 0;
    for (const auto& team : filter.teams) tx.run(kInsertTeam, id, team, ordinal++);
    for (const auto& value : filter.values) tx.run(kInsertValue, id, value, ordinal++);
}

}  // namespace

Result<ScreenId> add(store::Transaction& tx, const Plan& plan, std::string_view token, const PersonId& by) {
    if (auto may = may_be(tx, plan, {}); !may) return std::unexpected(std::move(may.error()));
    ScreenId id{tx.new_id()};
    tx.run(
        kInsert,
        id,
        plan.name,
        folded(plan.name),
        plan.place,
        plan.language,
        plan.sound,
        access::hash_of(token),
        tx.now(),
        none_if_empty(by),
        plan.time_zone,
        none_if_empty(plan.owner),
        plan.town
    );
    set_manner(tx, id, plan.manner);
    set_filter(tx, id, plan.filter);
    tx.run(kTellAdministrators, id, v1::ROLE_ADMIN, by);
    access::record(tx, {.what = "screen_added", .screen = id, .by = by});
    return id;
}

void set_token(store::Transaction& tx, const ScreenId& id, std::string_view token) {
    tx.run(kSetToken, id, access::hash_of(token));
}

access::OpenedSession open_session(
    store::Transaction& tx, const Screen& screen, std::string_view device, const Settings& settings
) {
    const access::NewSession session{
        .screen = screen.id,
        .topics = topics_of(screen.id, screen.manner.mode, filter_of(tx, screen.id).teams),
        .lobby = screen.manner.is_lobby(),
        .device = std::string{device},
        .lifetime = settings.session
    };
    return access::open_session(tx, session);
}

Result<Screen> change(store::Transaction& tx, const ScreenId& id, const Plan& plan, const PersonId& by) {
    const auto [found] = tx.read(screen_by_id(id));
    if (found.empty() || found.front().revoked) return refuse(Code::kNotFound, "SCREEN_NOT_FOUND");
    if (auto may = may_be(tx, plan, id); !may) return std::unexpected(std::move(may.error()));
    const auto& was = found.front();
    // Whoever is to hear of it now hears of it anew.
    const bool is_others = was.owner != plan.owner;
    const bool is_awake_otherwise = was.manner.hours != plan.manner.hours || was.time_zone != plan.time_zone;
    if (was.missed_since && (is_others || is_awake_otherwise)) seen_again(tx, was);
    tx.run(
        kChange,
        id,
        plan.name,
        folded(plan.name),
        plan.place,
        plan.language,
        plan.sound,
        plan.time_zone,
        none_if_empty(plan.owner),
        plan.town
    );
    set_manner(tx, id, plan.manner);
    const auto had = filter_of(tx, id);
    if (had != plan.filter) set_filter(tx, id, plan.filter);
    const bool was_lobby = was.manner.is_lobby();
    if (had.teams != plan.filter.teams || was_lobby != plan.manner.is_lobby()) {
        set_topics(tx, id, plan.manner.mode, plan.filter.teams);
    }
    auto [now] = tx.read(screen_by_id(id));
    tell(tx, now.front(), plan.filter);
    access::record(tx, {.what = "screen_changed", .screen = id, .by = by});
    return std::move(now.front());
}

store::Query<ScreenId> news_for(const PersonId& person) {
    return store::query<ScreenId>(kNews, person);
}

void forget_news(store::Transaction& tx, const PersonId& person, const std::vector<ScreenId>& screens) {
    tx.run(kForgetNews, person, screens);
}

void hand_over_screens(store::Transaction& tx, const PersonId& goes, const PersonId& stays) {
    tx.run(kHandOver, goes, stays);
}

Result<std::uint64_t> revoke(store::Transaction& tx, const ScreenId& id, const PersonId& by) {
    const auto [found] = tx.read(screen_by_id(id));
    if (found.empty() || found.front().revoked) return refuse(Code::kNotFound, "SCREEN_NOT_FOUND");
    if (found.front().missed_since) seen_again(tx, found.front());
    tx.run(kRevoke, id, tx.now());
    access::end_sessions_of(tx, id);
    access::record(tx, {.what = "screen_revoked", .screen = id, .by = by});
    return people::append_rights_changed(tx, v1::AccessChanged::KIND_SCREEN_REVOKED, id.text());
}

void forget_team(store::Transaction& tx, const TeamId& team) {
    const auto showing = tx.rows<ScreenId>(kShowing, team);
    if (showing.empty()) return;
    tx.run(kForgetTeam, team);
    const auto [all] = tx.read(screens());
    auto shown = filters(tx);
    for (const auto& screen : all) {
        if (screen.revoked || std::ranges::find(showing, screen.id) == showing.end()) continue;
        set_topics(tx, screen.id, screen.manner.mode, shown[screen.id].teams);
        tell(tx, screen, shown[screen.id]);
    }
}

void tell(store::Transaction& tx, const Screen& screen, const Filter& filter) {
    store::NewEntry entry{.topic = topic_of(screen.id), .body = {}};
    *entry.body.mutable_screen_changed()->mutable_settings() = to_settings(screen, filter);
    tx.append(std::move(entry));
}

void tell_screens(store::Transaction& tx) {
    const auto [all] = tx.read(screens());
    auto shown = filters(tx);
    for (const auto& screen : all) {
        if (!screen.revoked) tell(tx, screen, shown[screen.id]);
    }
}

}  // namespace koebel::screen
