#include "recognition/rules.hpp"

#include <algorithm>

namespace koebel::recognition {
namespace {

Result<std::vector<PersonId>> people_thanked(const GiveRecognition& command, const GiverState& state) {
    for (const auto& person : command.people) {
        if (std::ranges::find(state.active_people, person) == state.active_people.end()) {
            return refuse(Code::kNotFound, "RECIPIENT_NOT_FOUND");
        }
    }
    return command.people;
}

Result<std::vector<PersonId>> members_thanked(
    const GiveRecognition& command, const GiverState& state, const Settings& settings
) {
    if (!state.team_exists) return refuse(Code::kNotFound, "TEAM_NOT_FOUND");
    auto members = state.team_members;
    std::erase(members, command.giver);
    if (members.empty()) return refuse(Code::kFailedPrecondition, "TEAM_EMPTY");
    if (members.size() > settings.team_members) return refuse(Code::kFailedPrecondition, "TEAM_TOO_LARGE");
    return members;
}

}  // namespace

Result<Decision> decide(const GiveRecognition& command, const GiverState& state, const Settings& settings) {
    auto thanked = command.team ? members_thanked(command, state, settings) : people_thanked(command, state);
    if (!thanked) return std::unexpected(thanked.error());
    for (const auto& value : command.values) {
        if (std::ranges::find(state.values, value) == state.values.end()) {
            return refuse(Code::kNotFound, "VALUE_NOT_FOUND");
        }
    }
    if (command.visibility == v1::VISIBILITY_ONLY_US && !state.private_recognitions) {
        return refuse(Code::kFailedPrecondition, "PRIVATE_RECOGNITIONS_OFF");
    }

    const auto recipients = command.team ? 1 : static_cast<std::int64_t>(thanked->size());
    const auto before = left_now(state.allowance, state.bucket, state.week);
    const auto paid = share(before, command.credits_each, recipients);
    const auto left = before - paid.total;
    return Decision{
        .thanked = *std::move(thanked),
        .credits_each = paid.each,
        .credits_total = paid.total,
        .left = left,
        .allowance = written(state.allowance, left, state.week),
    };
}

Result<void> may_take_back(State state, Instant given_at, Instant now, const Settings& settings) {
    if (state == State::kTakenBack) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    if (state == State::kHeld) return {};
    if (now > given_at + settings.take_back) return refuse(Code::kFailedPrecondition, "TAKE_BACK_TOO_LATE");
    return {};
}

}  // namespace koebel::recognition
