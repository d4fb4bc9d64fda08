#include "koebeld/plan.hpp"

#include "access/retention.hpp"
#include "leaderboard/calendar.hpp"
#include "people/organisation.hpp"
#include "recognition/pictures.hpp"
#include "recognition/quiet_delivery.hpp"
#include "screen/missed.hpp"
#include "screen/screen.hpp"
#include "show/window.hpp"
#include "store/housekeeping.hpp"
#include "story/telling.hpp"
#include "studio/following.hpp"

namespace koebel {

void keep_plan(store::Schedule& schedule, const Settings& settings) {
    store::keep_house(schedule, settings.store);
    leaderboard::keep_calendar(schedule, settings.leaderboard);
    screen::keep_fleet(schedule, settings.screen);
    recognition::keep_mondays(schedule);
    show::keep_windows(schedule, show_following());
    story::keep_telling(schedule);
    schedule.repeat(
        "access.tidy",
        store::Rule{"every 5"},
        [settings = settings.access](store::Transaction& tx, const store::Due&) { access::tidy(tx, settings); }
    );
    schedule.repeat(
        "recognition.pictures",
        store::Rule{"every 15"},
        [settings = settings.recognition](store::Transaction& tx, const store::Due&) {
            recognition::forget_unused_pictures(tx, settings);
        }
    );
}

show::Following show_following() {
    return {
        .may_move = studio::may_move,
        .moved =
            [](store::Transaction& tx, const show::Show& show) {
                story::follow_show(tx, show);
                studio::follow_show(tx, show);
            },
        .removed = studio::follow_removed,
        .screen_topics = screen::team_topics,
    };
}

story::Following nomination_following() {
    return {.withdrawn = studio::follow_withdrawn};
}

Zone zone_of_organisation(store::Reader& reader) {
    const auto organisation = std::get<0>(reader.read(people::organisation()));
    return organisation.empty() ? Zone{"UTC"} : organisation.front().zone;
}

}  // namespace koebel
