#include "people/merging.hpp"

#include "people/aliases.hpp"
#include "people/fields.hpp"
#include "people/people_listing.hpp"
#include "people/person_record.hpp"
#include "people/person_saving.hpp"
#include "people/rights_changed.hpp"
#include "people/roles.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace koebel::people {

namespace {

constexpr store::Sql kMergedInto{
    "people.merged_into", "SELECT 1 FROM person WHERE id = $1 AND merged_into IS NOT NULL"
};

// A key is never empty: whose key leads to somebody else has their id for one.
constexpr store::Sql kGoIntoAnother{
    "people.go_into_another",
    "UPDATE person SET key = id, email = NULL, photo_path = '', name_said = '', away = NULL, quiet_delivery = 0,"
    " merged_into = $2 WHERE id = $1"
};
// Who of the two wants it quietly wants it so.
constexpr store::Sql kQuietlyAsOne{
    "people.quietly_as_one",
    "UPDATE person SET quiet_delivery = 1 WHERE id = $1 AND EXISTS (SELECT 1 FROM person goes WHERE goes.id = $2"
    " AND goes.quiet_delivery = 1)"
};
constexpr store::Sql kFollowInto{"people.follow_into", "UPDATE person SET merged_into = $2 WHERE merged_into = $1"};
constexpr store::Sql kForgetTeamsOfMerged{
    "people.forget_teams_of_merged", "DELETE FROM membership WHERE person_id = $1"
};
constexpr store::Sql kShowMerged{
    "people.show_merged",
    "UPDATE person SET publicity_feed = $2, publicity_screens = $3, publicity_boards = $4, publicity_photo = $5,"
    " publicity_stage = $6, publicity_chosen = $7, photo_path = $8, name_said = $9 WHERE id = $1"
};

/// Both, as they are before.
struct Both {
    std::optional<PersonRecord> stays;
    std::optional<PersonRecord> goes;
    bool goes_has_email_free = false;  ///< nobody else here has the address of who goes

    static Both read(store::Reader& reader, const Merge& merge) {
        Both both{.stays = record_of(reader, merge.stays), .goes = record_of(reader, merge.goes)};
        both.goes_has_email_free =
            both.goes && !both.goes->email.empty() && !email_owner(reader, both.goes->email, merge.goes);
        return both;
    }

    [[nodiscard]] bool email_moves() const { return stays->email.empty() && goes_has_email_free; }

    /// Teams of who goes that fit behind those of who stays.
    [[nodiscard]] std::vector<TeamId> teams_coming_along() const {
        std::vector<TeamId> coming;
        for (const auto& team : goes->teams) {
            if (stays->teams.size() + coming.size() == kMostTeams) break;
            if (std::ranges::find(stays->teams, team) == stays->teams.end()) coming.push_back(team);
        }
        return coming;
    }
};

Result<void> may_merge_now(store::Reader& reader, const Merge& merge, const Both& both) {
    return may_merge(
        merge,
        {
            .stays_exists = both.stays.has_value(),
            .stays_is_active = both.stays && both.stays->active,
            .goes_exists = both.goes.has_value(),
            .goes_is_active = both.goes && both.goes->active,
            .goes_was_merged = was_merged(reader, merge.goes),
            .goes_is_admin = both.goes && both.goes->roles.contains(v1::ROLE_ADMIN),
            .admins = admins_now(reader),
        }
    );
}

Person person_now(store::Reader& reader, const PersonId& id) {
    return std::move(std::get<0>(reader.read(people_by_id({id}))).at(0));
}

/// Publicity, photo and how the name is said, of both.
void show_as_both(store::Transaction& tx, const Merge& merge, const Hooks& hooks) {
    const auto before = person_now(tx, merge.stays);
    const auto goes = person_now(tx, merge.goes);
    auto after = before;
    after.publicity = publicity_of_both(before.publicity, goes.publicity);
    if (after.photo_path.empty()) after.photo_path = goes.photo_path;
    if (after.name_said.empty()) after.name_said = goes.name_said;
    const auto& shown = after.publicity;
    tx.run(
        kShowMerged,
        merge.stays,
        shown.feed,
        static_cast<std::int64_t>(shown.screens),
        shown.boards,
        shown.photo,
        static_cast<std::int64_t>(shown.stage),
        shown.chosen,
        after.photo_path,
        after.name_said
    );
    if (hooks.publicity_changed) hooks.publicity_changed(tx, before, after);
}

}  // namespace

bool was_merged(store::Reader& reader, const PersonId& person) {
    return reader.row<std::int64_t>(kMergedInto, person).has_value();
}

Result<v1::PreviewMergeResponse> preview_merge(store::Reader& reader, const Merge& merge, const Hooks& hooks) {
    const auto both = Both::read(reader, merge);
    if (auto may = may_merge_now(reader, merge, both); !may) return std::unexpected(std::move(may.error()));
    v1::PreviewMergeResponse preview;
    *preview.mutable_stays() = get_person(reader, merge.stays)->person();
    *preview.mutable_goes() = get_person(reader, merge.goes)->person();
    const auto coming = both.teams_coming_along();
    for (const auto& team : preview.goes().teams()) {
        if (std::ranges::find(coming, TeamId{team.id()}) != coming.end()) *preview.add_teams() = team;
    }
    *preview.mutable_roles_ending() = preview.goes().roles();
    preview.set_email_moves(both.email_moves());
    preview.set_photo_moves(
        person_now(reader, merge.stays).photo_path.empty() && !person_now(reader, merge.goes).photo_path.empty()
    );
    preview.mutable_doors();
    if (hooks.count_merge) hooks.count_merge(reader, merge, preview);
    return preview;
}

Result<std::uint64_t> merge_people(store::Transaction& tx, const Merge& merge, const Hooks& hooks) {
    const auto both = Both::read(tx, merge);
    if (auto may = may_merge_now(tx, merge, both); !may) return std::unexpected(std::move(may.error()));
    if (both.goes->active) {
        if (auto left = deactivate(tx, merge.goes); !left) return std::unexpected(std::move(left.error()));
        if (hooks.deactivated) hooks.deactivated(tx, person_now(tx, merge.goes));
    }
    show_as_both(tx, merge, hooks);

    tx.run(kQuietlyAsOne, merge.stays, merge.goes);
    lead_to(tx, both.goes->key, merge);
    tx.run(kFollowInto, merge.goes, merge.stays);
    tx.run(kForgetTeamsOfMerged, merge.goes);
    tx.run(kGoIntoAnother, merge.goes, merge.stays);
    auto after = *both.stays;
    if (both.email_moves()) after.email = both.goes->email;
    if (after.started_on.empty()) after.started_on = both.goes->started_on;
    std::ranges::copy(both.teams_coming_along(), std::back_inserter(after.teams));
    write(tx, after, &*both.stays);

    if (hooks.merged) hooks.merged(tx, merge);
    return append_rights_changed(tx, v1::AccessChanged::KIND_PERSON_CHANGED, merge.stays.text());
}

}  // namespace koebel::people
