#include "recognition/holding.hpp"

#include "inbox/news.hpp"
#include "leaderboard/standings.hpp"
#include "moderation/reviewers.hpp"
#include "people/organisation.hpp"
#include "recognition/projection.hpp"
#include "recognition/writing.hpp"
#include "search/index.hpp"

#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace koebel::recognition {
namespace {

constexpr store::Sql kRelease{
    "recognition.release",
    "UPDATE recognition SET state = 0, position = $2, given_at = $3, week = $4, month = $5, quarter = $6, year = $7"
    " WHERE id = $1"
};
constexpr store::Sql kOffFromTheStart{
    "recognition.off_from_the_start", "SELECT off_feed FROM recognition WHERE id = $1"
};
constexpr store::Sql kReleaseToThanked{
    "recognition.release_to_thanked", "UPDATE recognition_recipient SET position = $2 WHERE recognition_id = $1"
};
constexpr store::Sql kForgetCredits{
    "recognition.forget_credits", "UPDATE recognition SET credits_each = 0, credits_total = 0 WHERE id = $1"
};

std::vector<std::uint64_t> positions_now(store::Transaction& tx, const RecognitionId& id) {
    std::vector<std::uint64_t> all;
    const auto [rows] = tx.read(positions_of({id}));
    for (const auto& row : rows) all.push_back(row.position);
    forget_positions(tx, all);
    return all;
}

leaderboard::Thanks thanks_of(const Stored& recognition) {
    leaderboard::Thanks thanks{
        .giver = recognition.giver.id,
        .people = {},
        .values = recognition.values,
        .teams = {},
        .given_at = recognition.given_at,
    };
    // A team as a whole has no people by name.
    for (const auto& person : recognition.recipients) thanks.people.push_back(person.id);
    for (const auto& team : recognition.direct_teams) thanks.teams.push_back(team.id);
    return thanks;
}

leaderboard::Tally tally_of(store::Transaction& tx, const leaderboard::Thanks& thanks) {
    const leaderboard::TallyQueries boards{thanks};
    auto [periods, pairs, places, team_places, on_boards] =
        tx.read(boards.periods, boards.pairs, boards.places, boards.team_places, boards.on_boards);
    return {
        .periods = std::move(periods),
        .pairs = std::move(pairs),
        .places = std::move(places),
        .team_places = std::move(team_places),
        .on_boards = std::move(on_boards),
    };
}

}  // namespace

std::uint64_t release(store::Transaction& tx, StoredRow row) {
    const auto id = row.id;
    auto [organisations, told, off] =
        tx.read(people::organisation(), told_of(id), store::query<bool>(kOffFromTheStart, id));
    if (organisations.empty()) throw std::logic_error("a recognition without an organisation");
    const auto& zone = organisations.front().zone;
    auto held_positions = positions_now(tx, id);
    row.state = State::kLiving;
    row.given_at = tx.now();
    row.position = tx.next_position();
    auto recognition = complete_one(tx, std::move(row));
    const auto found = find_names(tx, recognition);
    recognition.mentions = people::meant_by(tx, found, {});
    const auto thanks = thanks_of(recognition);
    const auto tally = tally_of(tx, thanks);

    const auto periods = leaderboard::periods_of(zone, tx.now());
    tx.run(kRelease, id, recognition.position, tx.now(), periods.week, periods.month, periods.quarter, periods.year);
    tx.run(kReleaseToThanked, id, recognition.position);
    for (const auto& mention : found) write_mention(tx, id, mention);
    search::index(tx, id, {}, words_of(recognition));
    const Hearing hearing{.told = std::move(told), .off = off.front()};
    auto entries = announce(recognition, hearing);
    entries.front().index_updates = leaderboard::count(tx, thanks, tally, zone, periods);
    // What its giver saw of it until now: what a page reads later comes after it.
    entries.front().redacts = std::move(held_positions);
    for (auto& entry : entries) append_words(tx, id, std::move(entry));

    inbox::tell(
        tx,
        {.position = recognition.position, .kind = v1::INBOX_KIND_RELEASED, .recognition = id},
        {recognition.giver.id}
    );
    moderation::tell_reviewers(tx, id, recognition.giver.id);
    return recognition.position;
}

void decline(store::Transaction& tx, StoredRow row, Credits credits_total, const Hiding& hiding) {
    const auto id = row.id;
    auto held_positions = positions_now(tx, id);
    row.state = State::kHidden;
    row.credits_each = Credits{0};
    const auto recognition = complete_one(tx, std::move(row));
    write_hidden(tx, id, hiding);
    withhold(tx, id);
    tx.run(kForgetCredits, id);
    const auto givers = topic_of(recognition.giver.id);
    const auto position =
        append_words(tx, id, changed(for_participants(recognition), givers, std::move(held_positions)));
    give_back(tx, recognition.giver.id, credits_total);
    tell_hidden(tx, {.recognition = id, .giver = recognition.giver.id, .position = position, .why = hiding.reason});
    moderation::tell_reviewers(tx, id, recognition.giver.id);
}

}  // namespace koebel::recognition
