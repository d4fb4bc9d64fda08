#include "board_world.hpp"

#include "people/publicity.hpp"
#include "people/roles.hpp"

namespace koebel::leaderboard {
namespace {

Zone zone_of(store::Reader& reader) {
    return std::get<0>(reader.read(people::organisation())).at(0).zone;
}

}  // namespace

BoardWorld::BoardWorld(test::Backend backend)
    : recognition::World(backend), schedule_(database.store(), database.clock(), zone_of) {
    keep_calendar(schedule_, settings);
}

PersonId BoardWorld::on_boards(const std::string& name, const std::vector<TeamId>& teams) {
    const auto id = person({.name = name, .teams = teams});
    show(id, true);
    return id;
}

TeamId BoardWorld::team_of(const std::string& name, int people) {
    const auto id = team(name);
    for (int i = 0; i < people; ++i) on_boards(name + " " + std::to_string(i), {id});
    return id;
}

void BoardWorld::show(const PersonId& person, bool on_boards) {
    database.write([&](store::Transaction& tx) {
        const auto reviewed = [](store::Transaction& changing, const people::Person&, const people::Person& after) {
            review(changing, {after.id});
        };
        return people::set_publicity(tx, person, {.boards = on_boards, .chosen = true}, reviewed);
    });
}

void BoardWorld::deactivate(const PersonId& person) {
    database.write([&](store::Transaction& tx) {
        auto position = people::deactivate(tx, person);
        review(tx, {person});
        return position;
    });
}

void BoardWorld::set_roles(const PersonId& person, const std::set<v1::Role>& roles) {
    database.write([&](store::Transaction& tx) {
        auto position = people::set_roles(tx, person, roles);
        review(tx, {person});
        return position;
    });
}

Result<std::uint64_t> BoardWorld::merge(const PersonId& stays, const PersonId& goes) {
    people::Hooks hooks;
    hooks.deactivated = [](store::Transaction& tx, const people::Person& person) { review(tx, {person.id}); };
    hooks.publicity_changed = [](store::Transaction& tx, const people::Person&, const people::Person& after) {
        review(tx, {after.id});
    };
    return try_merge(stays, goes, hooks);
}

void BoardWorld::choose(const Choice& choice) {
    static constexpr store::Sql kSomebody{"test.somebody", "SELECT id FROM person ORDER BY id LIMIT 1"};
    database.write([&](store::Transaction& tx) -> Result<std::uint64_t> {
        return leaderboard::choose(tx, choice, tx.row<PersonId>(kSomebody).value());
    });
}

void BoardWorld::set_zone(const std::string& name) {
    static constexpr store::Sql kZone{"test.zone", "UPDATE organisation SET time_zone = $1"};
    database.write([&](store::Transaction& tx) -> Result<bool> {
        tx.run(kZone, name);
        return true;
    });
}

std::string BoardWorld::epoch() {
    return database.store().read_now([](store::Reader& reader) { return store::log_head(reader).epoch; });
}

BoardName BoardWorld::running(const Ranking& ranking, v1::PeriodKind kind) {
    return database.store().read_now([&](store::Reader& reader) {
        return BoardName{ranking, periods_of(zone_of(reader), reader.now()).of(kind)};
    });
}

Extract BoardWorld::extract(const BoardName& board, const PersonId& me) {
    return database.store().read_now([&](store::Reader& reader) { return read_extract(reader, board, me); });
}

std::vector<std::string> BoardWorld::top(const BoardName& board) {
    std::vector<std::string> members;
    for (const auto& place : extract(board).top) members.push_back(place.member);
    return members;
}

Result<v1::GetBoardResponse> BoardWorld::view(const BoardName& board, const PersonId& me, Audience audience) {
    return database.store().read_now([&](store::Reader& reader) {
        return view_board(reader, to_message(board), {.audience = audience, .person = me}, settings);
    });
}

}  // namespace koebel::leaderboard
