#include "game/goal.hpp"

#include "base/text.hpp"
#include "base/timestamp.hpp"
#include "people/fields.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <utility>

namespace koebel::game {

namespace {

constexpr std::chrono::year kFirstYear{2000};
constexpr std::chrono::year kLastYear{2199};

/// All of `text` as a number; -1 for anything else.
int digits(std::string_view text) {
    int number = 0;
    for (const char one : text) {
        if (one < '0' || one > '9') return -1;
        number = 10 * number + (one - '0');
    }
    return number;
}

bool is_kind(v1::GoalKind kind) {
    return v1::GoalKind_IsValid(kind) && kind != v1::GOAL_KIND_UNSPECIFIED;
}

Day day_from(std::int64_t number) {
    return Day{std::chrono::days{number}};
}

}  // namespace

Result<Measure> Measure::from_message(const v1::GoalPlan& plan) {
    const bool has_value = !plan.value_id().empty();
    if (!is_kind(plan.kind()) || has_value != (plan.kind() == v1::GOAL_KIND_VALUE)) {
        return refuse(Code::kInvalidArgument, "GOAL_INVALID");
    }
    const auto first = parse_day(plan.first_day());
    const auto last = parse_day(plan.last_day());
    if (!first || !last || *last < *first || *last - *first >= kLongest) {
        return refuse(Code::kInvalidArgument, "GOAL_DAYS_INVALID");
    }
    return Measure{.kind = plan.kind(), .value = ValueId{plan.value_id()}, .first = *first, .last = *last};
}

Result<Plan> Plan::from_message(const v1::SaveGoalRequest& request) {
    const auto& wanted = request.goal();
    const auto title = trimmed(wanted.title());
    if (title.empty()) return refuse(Code::kInvalidArgument, "TITLE_REQUIRED");
    if (code_points(title) > kTitleCharacters) return refuse(Code::kInvalidArgument, "TITLE_TOO_LONG");
    if (people::has_controls(title)) return refuse(Code::kInvalidArgument, "TITLE_INVALID");
    auto measure = Measure::from_message(wanted);
    if (!measure) return std::unexpected(std::move(measure.error()));
    const auto least = measure->kind == v1::GOAL_KIND_TEAMS_REACHED ? kLeastTeams : kLeastTarget;
    if (wanted.target() < least || wanted.target() > kMostTarget) {
        return refuse(Code::kInvalidArgument, "TARGET_INVALID");
    }
    return Plan{
        .id = GoalId{request.goal_id()},
        .title = std::string{title},
        .measure = *std::move(measure),
        .target = wanted.target(),
    };
}

Goal Goal::from(const store::Row& row) {
    return {
        .id = row.get<GoalId>(0),
        .title = row.text(1),
        .measure =
            {.kind = static_cast<v1::GoalKind>(row.integer(2)),
             .value = row.get<ValueId>(3),
             .first = day_from(row.integer(5)),
             .last = day_from(row.integer(6))},
        .target = row.get<std::uint32_t>(4),
        .reached_at = row.get<std::optional<Instant>>(7),
        .told_at = row.text(8),
        .set_by = row.get<PersonId>(9),
    };
}

Bounds bounds_of(const Zone& zone, const Measure& measure) {
    const auto begin = [&zone](Day day) { return zone.to_instant(std::chrono::local_seconds{day}); };
    return {.from = begin(measure.first), .until = begin(measure.last + std::chrono::days{1})};
}

std::optional<Day> parse_day(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (year < 0 || month < 0 || day < 0) return std::nullopt;
    const std::chrono::year_month_day date{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}
    };
    if (!date.ok() || date.year() < kFirstYear || date.year() > kLastYear) return std::nullopt;
    return Day{date};
}

std::string to_text(Day day) {
    const std::chrono::year_month_day date{day};
    std::array<char, 16> text{};
    (void)std::snprintf(
        text.data(),
        text.size(),
        "%04d-%02u-%02u",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day())
    );
    return text.data();
}

v1::Goal to_message(const Goal& goal, std::uint32_t counted) {
    auto progress = counted;
    if (goal.measure.is_of_a_group()) progress = std::min(progress, goal.target);
    if (goal.reached_at) progress = std::max(progress, goal.target);
    v1::Goal message;
    message.set_id(goal.id.text());
    message.set_title(goal.title);
    message.set_kind(goal.measure.kind);
    message.set_value_id(goal.measure.value.text());
    message.set_target(goal.target);
    message.set_first_day(to_text(goal.measure.first));
    message.set_last_day(to_text(goal.measure.last));
    message.set_progress(progress);
    if (goal.reached_at) *message.mutable_reached_at() = to_timestamp(*goal.reached_at);
    return message;
}

}  // namespace koebel::game
