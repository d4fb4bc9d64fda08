#include "leaderboard/choosing.hpp"

#include "leaderboard/index_updates.hpp"
#include "leaderboard/standings.hpp"
#include "people/features.hpp"

#include <koebel/v1/options.pb.h>

namespace koebel::leaderboard {
namespace {

constexpr store::Sql kChoice{
    "leaderboard.choice", "SELECT boards_shown, boards_leaders FROM organisation WHERE id = 1"
};
constexpr store::Sql kChoose{
    "leaderboard.choose", "UPDATE organisation SET boards_shown = $1, boards_leaders = $2 WHERE id = 1"
};
constexpr store::Sql kLeaders{
    "leaderboard.leaders", "SELECT person_id FROM person_role WHERE role = 4 ORDER BY person_id"
};
static_assert(v1::ROLE_LEADER == 4);

}  // namespace

Choice Choice::from(const store::Row& row) {
    return {.shown = static_cast<v1::BoardsShown>(row.integer(0)), .leaders = row.get<bool>(1)};
}

store::Query<Choice> choice() {
    return store::query<Choice>(kChoice);
}

std::uint64_t choose(store::Transaction& tx, const Choice& wanted, const PersonId& by) {
    const auto before = std::get<0>(tx.read(choice()));
    tx.run(kChoose, static_cast<std::int64_t>(wanted.shown), wanted.leaders);
    if (!before.empty() && before.front().leaders != wanted.leaders) review(tx, tx.rows<PersonId>(kLeaders));
    if (before.empty() || before.front() != wanted) {
        people::note_switch(
            tx,
            by,
            {.feature = v1::FEATURE_BOARDS, .state = static_cast<std::int64_t>(wanted.shown), .leaders = wanted.leaders}
        );
    }
    return append_boards_changed(tx, {});
}

}  // namespace koebel::leaderboard
