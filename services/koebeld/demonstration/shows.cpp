#include "koebeld/demonstration/shows.hpp"

#include "koebeld/demonstration/files.hpp"
#include "koebeld/demonstration/words.hpp"
#include "show/repository.hpp"
#include "story/nominating.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace koebel::demonstration {
namespace {

using std::chrono::days;
using std::chrono::hours;

/// The fields of a line of nominations.*.txt.
enum Place : std::size_t {
    kShow,
    kDaysAgo,
    kKind,
    kValueKey,
    kWho,
    kWhom,
    kWitnesses,
    kSituation,
    kDeed,
    kEffect,
    kThanks,
    kOwnWords,
    kPlaces
};

constexpr std::string_view kTeamMark = "team:";

PersonId person(const Roster& roster, std::string_view key) {
    const auto found = std::ranges::find(roster.members, key, &Member::key);
    if (found == roster.members.end()) throw std::logic_error("demonstration: nobody is " + std::string{key});
    return found->id;
}

v1::NominationKind kind_of(std::string name) {
    std::ranges::transform(name, name.begin(), [](unsigned char letter) { return std::toupper(letter); });
    v1::NominationKind kind{};
    if (!v1::NominationKind_Parse("NOMINATION_KIND_" + name, &kind)) {
        throw std::logic_error("demonstration: no kind is " + name);
    }
    return kind;
}

std::string month_of(std::chrono::local_days day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
}

/// The last working day of that month from `day` on, at four in the afternoon.
Instant on_air(std::chrono::local_days day, const Zone& zone) {
    const std::chrono::year_month_day date{day};
    std::chrono::local_days last{date.year() / date.month() / std::chrono::last};
    while (std::chrono::weekday{last}.iso_encoding() > 5) last -= days{1};
    return zone.to_instant(last + hours{16});
}

struct Shows {
    show::ShowId coming;
    show::ShowId held;
};

story::Seed to_seed(const std::vector<std::string>& fields, const Shows& shows, const Roster& roster, Instant now) {
    const auto value = roster.values.find(fields[kValueKey]);
    if (value == roster.values.end()) throw std::logic_error("demonstration: no value is " + fields[kValueKey]);
    const bool is_unread = fields[kDaysAgo].starts_with('!');
    const auto at = now - days{std::stoi(fields[kDaysAgo].substr(is_unread ? 1 : 0))};
    story::Seed seed{
        .nominating =
            {.nominator = person(roster, fields[kWho]),
             .show = fields[kShow] == "held" ? shows.held : shows.coming,
             .words =
                 {.kind = kind_of(fields[kKind]),
                  .value = value->second,
                  .situation = fields[kSituation],
                  .deed = fields[kDeed],
                  .effect = fields[kEffect],
                  .thanks = fields[kThanks],
                  .words = fields[kOwnWords]}},
        .at = at,
    };
    if (!is_unread) seed.read_at = at + days{1};
    if (fields[kWhom].starts_with(kTeamMark)) {
        seed.nominating.team = roster.teams.find(std::string_view{fields[kWhom]}.substr(kTeamMark.size()))->second;
    } else {
        for (const auto& key : split(fields[kWhom], ',')) seed.nominating.people.push_back(person(roster, key));
    }
    if (const auto& witness = fields[kWitnesses]; !witness.empty()) {
        const auto equals = witness.find('=');
        seed.nominating.witnesses.push_back(person(roster, std::string_view{witness}.substr(0, equals)));
        seed.seen.emplace_back(witness.substr(equals + 1));
    }
    return seed;
}

}  // namespace

void plan_shows(store::Transaction& tx, const Roster& roster, const Zone& zone, std::string_view language) {
    const auto now = tx.now();
    const auto today = zone.local_day(now);
    // The end of a month lies so far ahead that there is time for a window.
    const auto next = today + days{12};
    const std::chrono::year_month_day of_next{next};
    const auto last = std::chrono::local_days{of_next.year() / of_next.month() / 1} - days{1};
    const auto curator = person(roster, "marjolein-van-rijn-de-haas");
    const auto held_at = on_air(last, zone) < now ? on_air(last, zone) : now - days{1};
    const auto coming_at = on_air(next, zone);
    const Shows shows{
        .coming = show::seed(
            tx,
            {.month = month_of(next),
             .state = v1::SHOW_STATE_COLLECTING,
             .times = {.opens_at = now - days{12}, .closes_at = coming_at - days{4}, .airs_at = coming_at},
             .stream_url = "https://video.zwaluw.example/goed-nieuws"},
            curator
        ),
        .held = show::seed(
            tx,
            {.month = month_of(last),
             .state = v1::SHOW_STATE_AIRED,
             .times = {.opens_at = now - days{60}, .closes_at = now - days{30}, .airs_at = held_at}},
            curator
        ),
    };
    for (const auto& line : split(language == "en" ? nominations_en() : nominations_nl(), '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        const auto fields = split(line, '|');
        if (fields.size() != kPlaces) throw std::logic_error("demonstration: a line has too few fields: " + line);
        story::seed(tx, to_seed(fields, shows, roster, now));
    }
}

}  // namespace koebel::demonstration
