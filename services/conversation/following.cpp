#include "conversation/following.hpp"

#include "conversation/audience.hpp"
#include "inbox/news.hpp"
#include "people/organisation.hpp"

#include <array>
#include <cstddef>
#include <tuple>
#include <utility>

namespace koebel::conversation {
namespace {

constexpr store::Sql kForgetReactions{
    "conversation.forget_reactions", "DELETE FROM reaction WHERE recognition_id = $1"
};
constexpr store::Sql kForgetMuting{"conversation.forget_muting", "DELETE FROM muted_thread WHERE recognition_id = $1"};
constexpr store::Sql kForgetCalls{
    "conversation.forget_calls",
    "DELETE FROM remark_mention WHERE remark_id IN (SELECT id FROM remark WHERE recognition_id = $1)"
};
constexpr store::Sql kForgetWords{
    "conversation.forget_words", "UPDATE remark SET state = 1, text = '' WHERE recognition_id = $1"
};
constexpr store::Sql kForgetWordsInLog{
    "conversation.forget_words_in_log", "DELETE FROM remark_position WHERE recognition_id = $1"
};

constexpr auto kConcerningText =
    "SELECT " + kRemarkColumns +
    " FROM remark m WHERE m.state = 0 AND m.said_at >= $2 AND (m.author_id = $1 OR m.id IN"
    " (SELECT called.remark_id FROM remark_mention called WHERE called.person_id = $1)) ORDER BY m.position";
constexpr store::Sql kConcerning{"conversation.concerning", kConcerningText};

// In these $1 is who stays, $2 who goes.
constexpr store::Sql kMergeReactedOnce{
    "conversation.merge_reacted_once",
    "DELETE FROM reaction WHERE person_id = $2 AND EXISTS (SELECT 1 FROM reaction too"
    " WHERE too.recognition_id = reaction.recognition_id AND too.person_id = $1)"
};
constexpr store::Sql kMergeReacted{
    "conversation.merge_reacted", "UPDATE reaction SET person_id = $1 WHERE person_id = $2"
};
constexpr store::Sql kMergeBoostedOnce{
    "conversation.merge_boosted_once",
    "UPDATE remark SET kind = 1 WHERE author_id = $2 AND kind = 2 AND EXISTS (SELECT 1 FROM remark too"
    " WHERE too.recognition_id = remark.recognition_id AND too.author_id = $1 AND too.kind = 2)"
};
constexpr store::Sql kMergeSaid{"conversation.merge_said", "UPDATE remark SET author_id = $1 WHERE author_id = $2"};
constexpr store::Sql kMergeBoostedOwn{
    "conversation.merge_boosted_own",
    "UPDATE remark SET kind = 1 WHERE author_id = $1 AND kind = 2 AND $2 <> $1 AND (EXISTS (SELECT 1 FROM recognition r"
    " WHERE r.id = remark.recognition_id AND r.giver_id = $1) OR EXISTS (SELECT 1 FROM recognition_recipient said"
    " WHERE said.recognition_id = remark.recognition_id AND said.person_id = $1))"
};
constexpr store::Sql kMergeCalledOnce{
    "conversation.merge_called_once",
    "DELETE FROM remark_mention WHERE person_id = $2 AND EXISTS (SELECT 1 FROM remark_mention too"
    " WHERE too.remark_id = remark_mention.remark_id AND too.start = remark_mention.start AND too.person_id = $1)"
};
constexpr store::Sql kMergeCalled{
    "conversation.merge_called", "UPDATE remark_mention SET person_id = $1 WHERE person_id = $2"
};
constexpr store::Sql kMergeMutedOnce{
    "conversation.merge_muted_once",
    "DELETE FROM muted_thread WHERE person_id = $2 AND EXISTS (SELECT 1 FROM muted_thread too"
    " WHERE too.person_id = $1 AND too.recognition_id = muted_thread.recognition_id)"
};
constexpr store::Sql kMergeMuted{
    "conversation.merge_muted", "UPDATE muted_thread SET person_id = $1 WHERE person_id = $2"
};

/// In this order: a row gives way before another takes its place.
constexpr std::array kMergeHandedOver{
    &kMergeReactedOnce,
    &kMergeReacted,
    &kMergeBoostedOnce,
    &kMergeSaid,
    &kMergeBoostedOwn,
    &kMergeCalledOnce,
    &kMergeCalled,
    &kMergeMutedOnce,
    &kMergeMuted,
};

// Writes travel with the next read, and the store waits for their answers only so long; each remark is one.
void say_again(store::Transaction& tx, const PersonId& person, const Settings& settings) {
    auto [rows, organisations] =
        tx.read(store::query<RemarkRow>(kConcerning, person, tx.now() - settings.log_kept), people::organisation());
    const auto language = organisations.empty() ? std::string{} : organisations.front().language;
    for (const auto& remark : complete(tx, std::move(rows))) {
        const AudienceQueries queries{remark.recognition};
        auto [row, told, teams, counts] =
            tx.read(queries.row, queries.told, queries.teams, counts_of(remark.recognition));
        const auto audience = to_audience(std::move(row), std::move(told), std::move(teams));
        if (audience) announce(tx, remark, *audience, counts.front(), language, positions_of(tx, remark.id));
    }
}

bool differs(const people::Person& before, const people::Person& after) {
    const auto same = [&](auto card_of) {
        return card_of(before).SerializeAsString() == card_of(after).SerializeAsString();
    };
    return !same(people::card_for_feed) || !same(people::card_for_wall);
}

}  // namespace

PositionsByTopic forget_all(store::Transaction& tx, const RecognitionId& recognition) {
    auto positions = positions_on(tx, recognition);
    tx.run(kForgetReactions, recognition);
    tx.run(kForgetMuting, recognition);
    tx.run(kForgetCalls, recognition);
    tx.run(kForgetWords, recognition);
    tx.run(kForgetWordsInLog, recognition);
    inbox::forget_recognition(tx, recognition);
    return positions;
}

void reproject(
    store::Transaction& tx, const people::Person& before, const people::Person& after, const Settings& settings
) {
    if (differs(before, after)) say_again(tx, after.id, settings);
}

void merge(store::Transaction& tx, const people::Merge& merge, const Settings& settings) {
    for (const auto* sql : kMergeHandedOver) std::ignore = tx.change(*sql, merge.stays, merge.goes);
    inbox::hand_over(tx, merge.stays, merge.goes);
    say_again(tx, merge.stays, settings);
}

}  // namespace koebel::conversation
