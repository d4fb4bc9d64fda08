#include "people/away.hpp"

namespace koebel::people {

namespace {

constexpr store::Sql kSince{"people.away_since", "SELECT away FROM person WHERE id = $1"};
constexpr store::Sql kGo{"people.go_away", "UPDATE person SET away = $2 WHERE id = $1 AND away IS NULL"};
constexpr store::Sql kReturn{"people.return", "UPDATE person SET away = NULL WHERE id = $1 AND away IS NOT NULL"};

}  // namespace

store::Query<std::optional<Instant>> away_since(const PersonId& person) {
    return store::query<std::optional<Instant>>(kSince, person);
}

bool is_away(store::Reader& reader, const PersonId& person) {
    const auto [since] = reader.read(away_since(person));
    return !since.empty() && since.front();
}

bool set_away(store::Transaction& tx, const PersonId& person, bool away) {
    return (away ? tx.change(kGo, person, tx.now()) : tx.change(kReturn, person)) == 1;
}

}  // namespace koebel::people
