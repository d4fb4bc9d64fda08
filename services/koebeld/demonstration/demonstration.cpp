#include "koebeld/demonstration/demonstration.hpp"

#include "base/zone.hpp"
#include "koebeld/demonstration/composer.hpp"
#include "koebeld/demonstration/files.hpp"
#include "koebeld/demonstration/goals.hpp"
#include "koebeld/demonstration/shows.hpp"
#include "koebeld/demonstration/stories.hpp"
#include "people/import.hpp"
#include "people/organisation.hpp"
#include "recognition/repository.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <stdexcept>
#include <string>

namespace koebel::demonstration {
namespace {

constexpr std::uint64_t kSeed = 1'987;
constexpr std::string_view kZone = "Europe/Amsterdam";
constexpr int kDays = 91;

// A part of the people has chosen how they are shown; the others are as everyone starts.
constexpr store::Sql kShowWholeName{
    "demonstration.show_whole_name",
    "UPDATE person SET publicity_screens = 3, publicity_chosen = 1 WHERE id IN @list($1)",
};
constexpr store::Sql kNotOnScreens{
    "demonstration.not_on_screens",
    "UPDATE person SET publicity_screens = 1, publicity_chosen = 1 WHERE id IN @list($1)",
};

// Nearly all of them are on boards: somebody who looks around should see some.
constexpr store::Sql kOnBoards{
    "demonstration.on_boards",
    "UPDATE person SET publicity_boards = 1, publicity_chosen = 1 WHERE id IN @list($1)",
};

Result<void> import(store::Transaction& tx, v1::ImportRequest::Kind kind, std::string_view csv) {
    const auto report = people::import(tx, kind, csv);
    if (!report) return std::unexpected(report.error());
    if (report->problems().empty()) return {};
    // The files are ours: a wrong line is a defect, and nobody who calls can act on it.
    const auto& problem = report->problems(0);
    throw std::logic_error(
        "demonstration: line " + std::to_string(problem.line()) + " of a file: " + problem.reason() + " in " +
        problem.column()
    );
}

void choose_publicity(store::Transaction& tx, const Roster& roster) {
    std::vector<PersonId> whole_name;
    std::vector<PersonId> not_on_screens;
    std::vector<PersonId> on_boards;
    for (std::size_t i = 0; i < roster.members.size(); ++i) {
        if (i % 4 == 1) whole_name.push_back(roster.members[i].id);
        if (i % 37 == 6) not_on_screens.push_back(roster.members[i].id);
        if (i % 7 != 3) on_boards.push_back(roster.members[i].id);
    }
    tx.run(kShowWholeName, whole_name);
    tx.run(kNotOnScreens, not_on_screens);
    tx.run(kOnBoards, on_boards);
}

/// Moments of the last three months, oldest first: working days mostly, office hours mostly, a little more of late.
std::vector<Instant> moments(Composer& composer, Instant now, std::size_t count) {
    const Zone zone{kZone};
    const auto today = zone.local_day(now);
    std::vector<Instant> found;
    found.reserve(count);
    while (found.size() < count) {
        auto days_ago = composer.pick(kDays);
        if (composer.pick(3) == 0) days_ago = std::min(days_ago, composer.pick(kDays));
        const auto day = today - std::chrono::days{days_ago};
        const auto weekday = std::chrono::weekday{std::chrono::sys_days{day.time_since_epoch()}};
        const bool weekend = weekday == std::chrono::Saturday || weekday == std::chrono::Sunday;
        const bool evening = composer.pick(12) == 0;
        const std::chrono::minutes time{evening ? 18 * 60 + composer.pick(240) : 7 * 60 + 30 + composer.pick(600)};
        const std::chrono::seconds second{composer.pick(60)};
        const bool works = !weekend || composer.pick(6) == 0;
        const auto at = zone.to_instant(day + time + second);
        if (works && at < now - std::chrono::minutes{5}) found.push_back(at);
    }
    std::ranges::sort(found);
    return found;
}

}  // namespace

std::string_view recognitions(std::string_view language) {
    return language == "en" ? recognitions_en() : recognitions_nl();
}

Result<Filled> fill(store::Transaction& tx, std::string_view language, const recognition::Settings& settings) {
    // Its people speak Dutch or English, whatever else pages do.
    const bool english = language == "en";
    if (!english && language != "nl") return refuse(Code::kInvalidArgument, "LANGUAGE_UNKNOWN");
    const auto founded = people::found(
        tx,
        {
            .name = "Zwaluw Thuistechniek",
            .time_zone = std::string{kZone},
            .language = std::string{language},
            .demonstration = true,
        }
    );
    if (!founded) return std::unexpected(founded.error());
    if (!*founded) {
        return refuse(
            Code::kFailedPrecondition, "DATABASE_NOT_EMPTY", "the demonstration is only written to an empty database"
        );
    }

    const std::array files{
        std::pair{v1::ImportRequest::KIND_TEAMS, english ? teams_en() : teams_nl()},
        std::pair{v1::ImportRequest::KIND_VALUES, english ? values_en() : values_nl()},
        std::pair{v1::ImportRequest::KIND_PEOPLE, english ? people_en() : people_nl()},
    };
    for (const auto& [kind, csv] : files) {
        if (const auto imported = import(tx, kind, csv); !imported) return std::unexpected(imported.error());
    }

    const auto roster = Roster::read(tx);
    choose_publicity(tx, roster);

    const Words words{recognitions(language)};
    Composer composer{words, roster, kSeed};
    const recognition::Repository repository{settings};
    const auto times = moments(composer, tx.now(), composer.round());
    for (const auto at : times) {
        const auto given = repository.seed(tx, {.recognition = composer.next(), .given_at = at});
        if (!given) return std::unexpected(given.error());
    }
    set_goals(tx, roster, Zone{kZone}, language);
    const auto shows = plan_shows(tx, roster, Zone{kZone}, language);
    tell_stories(tx, roster, shows, language);
    return Filled{.people = roster.members.size(), .teams = roster.teams.size(), .recognitions = times.size()};
}

}  // namespace koebel::demonstration
