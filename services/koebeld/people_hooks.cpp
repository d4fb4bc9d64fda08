#include "koebeld/people_hooks.hpp"

#include "access/archive_codes.hpp"
#include "access/audit.hpp"
#include "access/codes.hpp"
#include "access/doors.hpp"
#include "access/login.hpp"
#include "access/pins.hpp"
#include "access/renewal.hpp"
#include "access/rights.hpp"
#include "access/sessions.hpp"
#include "access/sign_in_links.hpp"
#include "access/tokens.hpp"
#include "conversation/following.hpp"
#include "game/repository.hpp"
#include "leaderboard/standings.hpp"
#include "media/rows.hpp"
#include "moderation/locking.hpp"
#include "recognition/merging.hpp"
#include "screen/pin.hpp"
#include "screen/repository.hpp"
#include "screen/wall.hpp"
#include "show/repository.hpp"
#include "story/merging.hpp"
#include "studio/following.hpp"

namespace koebel {

people::Hooks people_hooks(
    const recognition::Repository& recognitions,
    const recognition::Settings& settings,
    const conversation::Settings& around,
    const screen::Settings& screens
) {
    return {
        .authorise = access::authorise,
        .publicity_changed =
            [&recognitions,
             around,
             screens](store::Transaction& tx, const people::Person& before, const people::Person& after) {
                recognitions.reproject(tx, before, after);
                conversation::reproject(tx, before, after, around);
                screen::tell_screens_that_show(tx, after.id, screens);
                if (before.publicity.boards != after.publicity.boards) leaderboard::review(tx, {after.id});
            },
        .roles_changed =
            [](store::Transaction& tx, const std::vector<PersonId>& people) {
                access::renew_sessions_of(tx, people);
                leaderboard::review(tx, people);
            },
        .deactivated =
            [screens](store::Transaction& tx, const people::Person& person) {
                screen::tell_screens_that_show(tx, person.id, screens);
                access::end_sessions_of(tx, person.id);
                access::end_tokens_of(tx, person.id);
                access::forget_password(tx, person.id);
                access::forget_pin_and_card(tx, person.id);
                access::forget_code(tx, person.id);
                access::use_up_links_of(tx, person.id);
                leaderboard::review(tx, {person.id});
            },
        .reactivated =
            [screens](store::Transaction& tx, const PersonId& person) {
                screen::tell_screens_that_show(tx, person, screens);
                access::void_archive_code(tx, person);
                leaderboard::review(tx, {person});
            },
        .count_merge =
            [](store::Reader& reader, const people::Merge& merge, v1::PreviewMergeResponse& preview) {
                *preview.mutable_doors() = access::doors_of(reader, merge.goes);
                recognition::count_merge(reader, merge, preview);
            },
        .merged =
            [settings, around](store::Transaction& tx, const people::Merge& merge) {
                access::void_archive_code(tx, merge.goes);
                media::hand_over_photo(tx, merge.goes, merge.stays);
                screen::hand_over_screens(tx, merge.goes, merge.stays);
                screen::hand_over_pins(tx, merge.goes, merge.stays);
                game::hand_over_goals(tx, merge.goes, merge.stays);
                recognition::merge(tx, merge, settings);
                moderation::hand_over_lock(tx, merge);
                conversation::merge(tx, merge, around);
                show::hand_over_shows(tx, merge.goes, merge.stays);
                story::merge(tx, merge);
                studio::merge(tx, merge.goes, merge.stays);
            },
        .team_removed = screen::forget_team,
        .organisation_changed = screen::tell_screens,
        .record =
            [](store::Transaction& tx,
               const rpc::Caller& by,
               std::string_view what,
               const PersonId& about,
               std::string_view more) {
                access::record(
                    tx, {.what = what, .person = about, .by = by.person, .address = by.address, .reason = more}
                );
            },
    };
}

}  // namespace koebel
