#include "access/set_up_steps.hpp"

#include <algorithm>
#include <vector>

namespace koebel::access {

namespace {

constexpr store::Sql kSaid{"access.set_up_steps", "SELECT step FROM set_up_step ORDER BY step"};
constexpr store::Sql kSay{
    "access.say_set_up_step",
    "INSERT INTO set_up_step (step, at, by_person_id) VALUES ($1, $2, $3) ON CONFLICT (step) DO NOTHING"
};
constexpr store::Sql kValues{"access.set_up_values", "SELECT COUNT(*) FROM value WHERE retired = 0"};
constexpr store::Sql kPeople{"access.set_up_people", "SELECT COUNT(*) FROM person WHERE active = 1"};

void say(store::Transaction& tx, v1::SetUpStep step, const PersonId& by) {
    tx.run(kSay, static_cast<std::int64_t>(step), tx.now(), by);
}

bool is_done(
    store::Reader& reader, const SetUpFacts& facts, v1::SetUpStep step, const std::vector<std::int64_t>& said
) {
    switch (step) {
        case v1::SET_UP_STEP_VALUES:
            return reader.row<std::int64_t>(kValues).value_or(0) > 0;
        case v1::SET_UP_STEP_PEOPLE:
            return reader.row<std::int64_t>(kPeople).value_or(0) > 1;
        case v1::SET_UP_STEP_SCREEN:
            return facts.has_seen_screen && facts.has_seen_screen(reader);
        case v1::SET_UP_STEP_THANKS:
            return facts.has_recognition && facts.has_recognition(reader);
        default:
            return std::ranges::find(said, static_cast<std::int64_t>(step)) != said.end();
    }
}

}  // namespace

void begin_steps(store::Transaction& tx, const PersonId& administrator) {
    say(tx, v1::SET_UP_STEP_ADMINISTRATOR, administrator);
}

v1::GetSetUpResponse steps_of_set_up(store::Reader& reader, const SetUpFacts& facts) {
    const auto said = reader.rows<std::int64_t>(kSaid);
    const auto stands = [&said](v1::SetUpStep step) {
        return std::ranges::find(said, static_cast<std::int64_t>(step)) != said.end();
    };
    v1::GetSetUpResponse response;
    bool is_over = true;
    for (int number = v1::SET_UP_STEP_ADMINISTRATOR; number <= v1::SET_UP_STEP_BELL; ++number) {
        const auto step = static_cast<v1::SetUpStep>(number);
        auto* one = response.add_steps();
        one->set_step(step);
        one->set_done(is_done(reader, facts, step, said));
        one->set_skipped(!one->done() && stands(step));
        is_over = is_over && (one->done() || one->skipped());
    }
    // Who founded the organisation from a terminal was never on the path.
    response.set_finished(is_over || !stands(v1::SET_UP_STEP_ADMINISTRATOR));
    return response;
}

Result<void> finish_step(store::Transaction& tx, v1::SetUpStep step, const PersonId& by) {
    if (step <= v1::SET_UP_STEP_ADMINISTRATOR || step > v1::SET_UP_STEP_BELL) {
        return refuse(Code::kInvalidArgument, "STEP_INVALID");
    }
    say(tx, step, by);
    return {};
}

}  // namespace koebel::access
