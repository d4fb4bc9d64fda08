#include "leaderboard/board_commands.hpp"

#include "leaderboard/rules.hpp"
#include "redis/scripts.hpp"

#include <charconv>
#include <utility>

namespace koebel::leaderboard {
namespace {

constexpr int kTries = 3;  // generations that are replaced one right after the other

/// Redis writes scores as doubles; ours are whole and below 2^53.
std::int64_t whole(const redis::Reply& reply) {
    const auto& text = reply.text();
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) {
        throw redis::Fault("a score or position in Redis is no whole number");
    }
    return number;
}

/// Members and scores that stand one behind the other from `first` on.
std::vector<Place> places_in(const std::vector<redis::Reply>& replies, std::size_t first) {
    std::vector<Place> places;
    for (auto i = first; i + 1 < replies.size(); i += 2) {
        places.push_back({.member = replies[i].text(), .units = units_of_score(whole(replies[i + 1]))});
    }
    return places;
}

}  // namespace

live::Generation BoardCommands::known() {
    const std::lock_guard lock(mutex_);
    return generation_;
}

asio::awaitable<BoardCommands::Answer> BoardCommands::ask(
    const redis::Script& script, const BoardName& board, std::vector<std::string> arguments
) {
    for (int i = 0; i < kTries; ++i) {
        auto generation = known();
        std::vector<std::string> keys{keys_.standing(), keys_.board(generation.name, board.text())};
        std::vector<std::string> all{generation.epoch, generation.name};
        all.insert(all.end(), arguments.begin(), arguments.end());
        auto evaluating = client_.evaluate(script, std::move(keys), std::move(all));  // named: g++ 12
        const auto reply = co_await std::move(evaluating);
        if (reply.is_error()) throw redis::Fault("a board was refused: " + reply.error_word());
        const auto& items = reply.array();
        if (items.size() < 2) throw redis::Fault("a board's answer is too short");
        if (items[0].text() == "OK") {
            Answer answer{.standing = {.epoch = generation.epoch}, .rest = {items.begin() + 2, items.end()}};
            answer.standing.applied = static_cast<std::uint64_t>(whole(items[1]));
            co_return answer;
        }
        live::Generation standing{.epoch = items[1].text(), .name = items.at(2).text()};
        if (standing.name.empty()) break;
        const std::lock_guard lock(mutex_);
        generation_ = std::move(standing);
    }
    throw redis::Fault("no boards stand in Redis");
}

asio::awaitable<BoardCommands::Top> BoardCommands::top(const BoardName& board, std::size_t count) {
    auto asking = ask(redis::scripts::kBoardTop, board, {std::to_string(count)});
    auto [standing, rest] = co_await std::move(asking);
    Top top{.standing = std::move(standing), .size = static_cast<std::uint64_t>(rest.at(0).integer())};
    top.places = places_in(rest, 1);
    rank_from_first(top.places);
    co_return top;
}

asio::awaitable<BoardCommands::Rank> BoardCommands::rank(const BoardName& board, const std::string& member) {
    auto asking = ask(redis::scripts::kBoardRank, board, {member});
    auto [standing, rest] = co_await std::move(asking);
    Rank rank{.standing = std::move(standing)};
    if (rest.empty()) co_return rank;
    rank.place = Place{
        .member = member,
        .units = units_of_score(whole(rest.at(0))),
        .rank = static_cast<std::uint32_t>(rest.at(1).integer()),
    };
    co_return rank;
}

asio::awaitable<BoardCommands::Around> BoardCommands::around(
    const BoardName& board, const std::string& member, std::size_t neighbours
) {
    auto asking = ask(redis::scripts::kBoardAround, board, {member, std::to_string(neighbours)});
    auto [standing, rest] = co_await std::move(asking);
    Around around{.standing = std::move(standing)};
    if (rest.empty()) co_return around;
    around.place = static_cast<std::uint64_t>(rest.at(0).integer());
    const auto from = static_cast<std::uint64_t>(rest.at(1).integer());
    around.mine = static_cast<std::size_t>(around.place - from);
    around.places = places_in(rest, 3);
    if (around.mine >= around.places.size()) throw redis::Fault("a board's answer is too short");
    auto& places = around.places;
    places.front().rank = static_cast<std::uint32_t>(rest.at(2).integer());
    for (std::size_t i = 1; i < places.size(); ++i) {
        const bool is_tie = places[i].units == places[i - 1].units;
        places[i].rank = is_tie ? places[i - 1].rank : static_cast<std::uint32_t>(from + i + 1);
    }
    co_return around;
}

}  // namespace koebel::leaderboard
