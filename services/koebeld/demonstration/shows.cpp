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

std::string month_of(std::chrono::local_days day) {
    const std::chrono::year_month_day date{day};
    return fmt::format("{:04}-{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()));
}

/// The last working day of that month from `day` on, at four in the afternoon, that is not after `latest`.
Instant on_air(std::chrono::local_days day, const Zone& zone, Instant latest = Instant::max()) {
    const std::chrono::year_month_day date{day};
    std::chrono::local_days last{date.year() / date.month() / std::chrono::last};
    while (std::chrono::weekday{last}.iso_encoding() > 5 || zone.to_instant(last + hours{16}) > latest) last -= days{1};
    return zone.to_instant(last + hours{16});
}

story::Seed to_seed(
    const std::vector<std::string>& fields, const ShowsByName& shows, const Roster& roster, Instant now
) {
    const bool is_unread = fields[kDaysAgo].starts_with('!');
    const auto at = now - days{std::stoi(fields[kDaysAgo].substr(is_unread ? 1 : 0))};
    story::Seed seed{
        .nominating =
            {.nominator = roster.person(fields[kWho]),
             .show = shows.at(fields[kShow]),
             .words =
                 {.kind = kind_of(fields[kKind]),
                  .value = roster.value(fields[kValueKey]),
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
        for (const auto& key : split(fields[kWhom], ',')) seed.nominating.people.push_back(roster.person(key));
    }
    if (const auto& witness = fields[kWitnesses]; !witness.empty()) {
        const auto equals = witness.find('=');
        seed.nominating.witnesses.push_back(roster.person(std::string_view{witness}.substr(0, equals)));
        seed.seen.emplace_back(witness.substr(equals + 1));
    }
    return seed;
}

/// A show that was held in the afternoon of that month's last working day before `latest`.
show::ShowId held_in(
    store::Transaction& tx, std::chrono::year_month month, Instant latest, const Zone& zone, const PersonId& curator
) {
    const std::chrono::local_days first{month / 1};
    const auto airs_at = on_air(first, zone, latest);
    return show::seed(
        tx,
        {.month = month_of(first),
         .state = v1::SHOW_STATE_AIRED,
         .times = {.opens_at = airs_at - days{30}, .closes_at = airs_at - days{4}, .airs_at = airs_at}},
        curator
    );
}

}  // namespace

v1::NominationKind kind_of(std::string name) {
    std::ranges::transform(name, name.begin(), [](unsigned char letter) { return std::toupper(letter); });
    v1::NominationKind kind{};
    if (!v1::NominationKind_Parse("NOMINATION_KIND_" + name, &kind)) {
        throw std::logic_error("demonstration: no kind is " + name);
    }
    return kind;
}

ShowsByName plan_shows(store::Transaction& tx, const Roster& roster, const Zone& zone, std::string_view language) {
    const auto now = tx.now();
    const auto today = zone.local_day(now);
    // The end of a month lies so far ahead that there is time to make a show.
    const auto soon = today + days{12};
    const std::chrono::year_month_day of_coming{soon};
    const std::chrono::year_month coming{of_coming.year(), of_coming.month()};
    const std::chrono::local_days after{(coming + std::chrono::months{1}) / 1};
    const auto curator = roster.person("marjolein-van-rijn-de-haas");
    const auto coming_at = on_air(soon, zone);
    const auto after_at = on_air(after, zone);
    ShowsByName shows;
    for (int ago = 3; ago > 0; --ago) {
        const auto id = held_in(tx, coming - std::chrono::months{ago}, now - days{1}, zone, curator);
        shows["past-" + std::to_string(ago)] = id;
    }
    shows["held"] = shows["past-1"];
    shows["coming"] = show::seed(
        tx,
        {.month = month_of(soon),
         .state = v1::SHOW_STATE_CURATING,
         .times = {.opens_at = now - days{12}, .closes_at = now - hours{3}, .airs_at = coming_at},
         .stream_url = "https://video.zwaluw.example/goed-nieuws"},
        curator
    );
    shows["next"] = show::seed(
        tx,
        {.month = month_of(after),
         .state = v1::SHOW_STATE_COLLECTING,
         .times = {.opens_at = now - hours{3}, .closes_at = after_at - days{4}, .airs_at = after_at},
         .stream_url = "https://video.zwaluw.example/goed-nieuws"},
        curator
    );
    for (const auto& fields : lines_of(language == "en" ? nominations_en() : nominations_nl(), kPlaces)) {
        story::seed(tx, to_seed(fields, shows, roster, now));
    }
    return shows;
}

}  // namespace koebel::demonstration
