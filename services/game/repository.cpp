#include "game/repository.hpp"

#include "access/audit.hpp"
#include "game/counting.hpp"
#include "game/told.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "people/value.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace koebel::game {

namespace {

constexpr std::size_t kPageOfGoals = 10;

constexpr store::Sql kGoalById{
    "game.goal",
    "SELECT id, title, kind, value_id, target, first_day, last_day, reached_at, told_at, set_by FROM goal WHERE id = $1"
};
constexpr store::Sql kGoalsBefore{
    "game.goals_before",
    "SELECT id, title, kind, value_id, target, first_day, last_day, reached_at, told_at, set_by FROM goal"
    " WHERE last_day < $1 OR (last_day = $1 AND id < $2) ORDER BY last_day DESC, id DESC LIMIT $3"
};
// Those that have a day in common with the days $1 to $2.
constexpr store::Sql kGoalsBeside{
    "game.goals_beside",
    "SELECT first_day, last_day FROM goal WHERE reached_at IS NULL AND first_day <= $2 AND last_day >= $1 AND id <> $3"
};
constexpr store::Sql kSaveGoal{
    "game.save_goal",
    "INSERT INTO goal (id, title, kind, value_id, target, first_day, last_day, set_by)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO UPDATE SET title = excluded.title,"
    " kind = excluded.kind, value_id = excluded.value_id, target = excluded.target, first_day = excluded.first_day,"
    " last_day = excluded.last_day"
};
constexpr store::Sql kRemoveGoal{"game.remove_goal", "DELETE FROM goal WHERE id = $1"};
constexpr store::Sql kReachedThen{"game.reached_then", "UPDATE goal SET reached_at = $2 WHERE id = $1"};
constexpr store::Sql kHandOverGoals{"game.hand_over_goals", "UPDATE goal SET set_by = $2 WHERE set_by = $1"};

/// The most of those beside it that run on one of its days.
std::size_t at_once(store::Reader& reader, const Plan& plan) {
    const auto first = number_of(plan.measure.first);
    const auto last = number_of(plan.measure.last);
    const auto beside = reader.rows<std::tuple<std::int64_t, std::int64_t>>(kGoalsBeside, first, last, plan.id);
    // There are most on a day on which one begins.
    std::set<std::int64_t> begin{first};
    for (const auto& one : beside) begin.insert(std::max(first, std::get<0>(one)));
    std::ptrdiff_t most = 0;
    for (const auto day : begin) {
        const auto running = std::ranges::count_if(beside, [day](const auto& one) {
            return std::get<0>(one) <= day && day <= std::get<1>(one);
        });
        most = std::max(most, running);
    }
    return static_cast<std::size_t>(most);
}

/// Whether its value may be said, or stays as it was.
bool has_value(store::Reader& reader, const Measure& measure, const Goal* before) {
    if (measure.kind != v1::GOAL_KIND_VALUE) return true;
    const auto [values] = reader.read(people::values_by_id({measure.value}));
    if (values.empty()) return false;
    return !values.front().retired || (before != nullptr && before->measure.value == measure.value);
}

bool is_near(const Measure& measure, Day today) {
    return today - measure.first <= kLongest && measure.first - today <= kLongest;
}

Error refusal_with(Code code, std::string_view reason, std::uint32_t number) {
    auto error = refusal(code, reason);
    error.details.push_back(std::to_string(number));
    return error;
}

/// What the organisation as it is now does not allow.
Result<void> require_possible(
    store::Reader& reader, const Plan& plan, const people::Organisation& organisation, const Settings& settings
) {
    const auto today = organisation.zone.local_day(reader.now());
    if (plan.measure.last < today || !is_near(plan.measure, today)) {
        return refuse(Code::kInvalidArgument, "GOAL_DAYS_INVALID");
    }
    if (count_people(reader) < kSmallestGroup) return refuse(Code::kFailedPrecondition, "ORGANISATION_TOO_SMALL");
    if (const auto most = most_of(reader, plan.measure.kind); plan.target > most) {
        return std::unexpected(refusal_with(Code::kInvalidArgument, "TARGET_TOO_HIGH", most));
    }
    if (at_once(reader, plan) >= settings.goals) {
        return std::unexpected(refusal_with(Code::kResourceExhausted, "TOO_MANY_GOALS", settings.goals));
    }
    return {};
}

void write_goal(store::Transaction& tx, const GoalId& id, const Plan& plan, const PersonId& by) {
    const auto& measure = plan.measure;
    const auto kind = static_cast<std::int64_t>(measure.kind);
    const auto first = number_of(measure.first);
    const auto last = number_of(measure.last);
    tx.run(kSaveGoal, id, plan.title, kind, measure.value, plan.target, first, last, by);
}

/// Of a page: the last day and the id of the goal it goes on after.
struct Place {
    std::int64_t last_day = std::numeric_limits<std::int64_t>::max();
    std::string id;

    /// "20745:ID".
    [[nodiscard]] static std::optional<Place> parse(std::string_view text) {
        Place place;
        if (text.empty()) return place;
        const auto colon = text.find(':');
        if (colon == std::string_view::npos) return std::nullopt;
        const auto number = text.substr(0, colon);
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), place.last_day);
        if (error != std::errc{} || end != number.data() + number.size()) return std::nullopt;
        place.id = text.substr(colon + 1);
        return place;
    }
};

}  // namespace

Result<v1::SaveGoalResponse> save_goal(
    store::Transaction& tx, const Plan& plan, const rpc::Caller& by, const Settings& settings
) {
    const auto [organisations] = tx.read(people::organisation());
    if (organisations.empty()) return refuse(Code::kFailedPrecondition, "ORGANISATION_TOO_SMALL");
    const auto& organisation = organisations.front();
    const bool is_new = plan.id.empty();
    const auto before = is_new ? std::nullopt : find_goal(tx, plan.id);
    if (!is_new && !before) return refuse(Code::kNotFound, "GOAL_NOT_FOUND");
    if (before && before->reached_at) return refuse(Code::kFailedPrecondition, "GOAL_REACHED");
    if (!has_value(tx, plan.measure, before ? &*before : nullptr)) return refuse(Code::kNotFound, "VALUE_NOT_FOUND");
    if (auto may = require_possible(tx, plan, organisation, settings); !may) {
        return std::unexpected(std::move(may.error()));
    }
    const auto counted = count(tx, organisation.zone, plan.measure);
    if (counted >= plan.target) return refuse(Code::kFailedPrecondition, "TARGET_REACHED_ALREADY");

    const auto id = is_new ? GoalId{tx.new_id()} : plan.id;
    write_goal(tx, id, plan, by.person);
    append_goals_changed(tx);
    access::record(tx, {.what = is_new ? "goal_set" : "goal_changed", .by = by.person, .address = by.address});
    v1::SaveGoalResponse response;
    response.set_goal_id(id.text());
    response.set_progress(counted);
    return response;
}

Result<void> remove_goal(store::Transaction& tx, const GoalId& id, const rpc::Caller& by) {
    const auto goal = find_goal(tx, id);
    if (!goal) return refuse(Code::kNotFound, "GOAL_NOT_FOUND");
    tx.run(kRemoveGoal, id);
    append_goals_changed(tx, *goal);
    access::record(tx, {.what = "goal_removed", .by = by.person, .address = by.address});
    return {};
}

Result<v1::PreviewGoalResponse> preview_goal(store::Reader& reader, const Measure& measure) {
    const auto [organisations] = reader.read(people::organisation());
    if (organisations.empty() || !is_near(measure, organisations.front().zone.local_day(reader.now()))) {
        return refuse(Code::kInvalidArgument, "GOAL_DAYS_INVALID");
    }
    if (measure.kind == v1::GOAL_KIND_VALUE) {
        const auto [values] = reader.read(people::values_by_id({measure.value}));
        if (values.empty()) return refuse(Code::kNotFound, "VALUE_NOT_FOUND");
    }
    v1::PreviewGoalResponse response;
    response.set_most(most_of(reader, measure.kind));
    const auto counted = count(reader, organisations.front().zone, measure);
    response.set_progress(measure.is_of_a_group() ? std::min(counted, response.most()) : counted);
    return response;
}

Result<v1::ListAllGoalsResponse> list_all_goals(
    store::Reader& reader, std::string_view page_token, const Settings& settings
) {
    const auto after = Place::parse(page_token);
    if (!after) return refuse(Code::kInvalidArgument, "PAGE_TOKEN_INVALID");
    auto [organisations, goals] = reader.read(
        people::organisation(), store::query<Goal>(kGoalsBefore, after->last_day, after->id, kPageOfGoals + 1)
    );
    v1::ListAllGoalsResponse response;
    if (organisations.empty()) return response;
    const auto& zone = organisations.front().zone;
    const auto today = zone.local_day(reader.now());
    response.set_at_once(settings.goals);
    response.set_today(to_text(today));
    const bool has_more = goals.size() > kPageOfGoals;
    if (has_more) goals.pop_back();

    std::set<PersonId> who;
    for (const auto& goal : goals) who.insert(goal.set_by);
    const auto [known] = reader.read(people::people_by_id({who.begin(), who.end()}));
    for (const auto& goal : goals) {
        const auto counted = goal.measure.first > today ? 0 : count(reader, zone, goal.measure);
        auto& message = *response.add_goals();
        message = to_message(goal, counted);
        const auto by = std::ranges::find(known, goal.set_by, &people::Person::id);
        if (by != known.end() && by->active) *message.mutable_set_by() = people::card_in_full(*by);
    }
    if (has_more) {
        const auto& last = goals.back();
        response.set_next_page_token(std::to_string(number_of(last.measure.last)) + ":" + last.id.text());
    }
    return response;
}

std::optional<Goal> find_goal(store::Reader& reader, const GoalId& id) {
    return reader.row<Goal>(kGoalById, id);
}

void seed_goal(store::Transaction& tx, const Plan& plan, const PersonId& by, std::optional<Instant> reached_at) {
    const GoalId id{tx.new_id()};
    write_goal(tx, id, plan, by);
    if (reached_at) tx.run(kReachedThen, id, *reached_at);
}

void hand_over_goals(store::Transaction& tx, const PersonId& goes, const PersonId& stays) {
    tx.run(kHandOverGoals, goes, stays);
}

}  // namespace koebel::game
