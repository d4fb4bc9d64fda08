#include "conversation/following.hpp"

#include "conversation/audience.hpp"
#include "conversation/reacting.hpp"
#include "inbox/news.hpp"
#include "people/organisation.hpp"
#include "people/topics.hpp"

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
constexpr auto kMergedRemarksText =
    "SELECT " + kRemarkColumns + " FROM remark m WHERE m.id IN @list($1) AND m.state = 0 ORDER BY m.position";
constexpr store::Sql kMergedRemarks{"conversation.merged", kMergedRemarksText};

constexpr store::Sql kMergeReactedTwice{
    "conversation.merge_reacted_twice",
    "SELECT one.recognition_id FROM reaction one JOIN reaction other ON other.recognition_id = one.recognition_id"
    " AND other.person_id = $2 WHERE one.person_id = $1 ORDER BY one.recognition_id"
};
constexpr store::Sql kMergeBoosts{
    "conversation.merge_boosts", "SELECT id FROM remark WHERE author_id IN ($1, $2) AND kind = 2 AND state = 0"
};
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
    " WHERE too.recognition_id = remark.recognition_id AND too.author_id = $1 AND too.kind = 2"
    " AND too.state IN (0, 3))"
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

// Writes travel with the next read, and the store waits for their answers only so long: what reaches far back goes in
// pieces, in the same transaction.
constexpr store::Sql kSayAgainPace{"conversation.say_again_pace", "SELECT 1"};
constexpr std::size_t kSayAgainPiece = 50;  // remarks

/// Says what is still in the log anew, as it may be seen now.
void say_again(store::Transaction& tx, std::vector<RemarkRow> rows) {
    const auto [organisations] = tx.read(people::organisation());
    const auto language = organisations.empty() ? std::string{} : organisations.front().language;
    std::vector<RemarkId> ids;
    std::vector<RecognitionId> on;
    ids.reserve(rows.size());
    on.reserve(rows.size());
    for (const auto& row : rows) {
        ids.push_back(row.id);
        on.push_back(row.recognition);
    }
    const auto audiences = audiences_of(tx, on);
    const auto counts = counts_of_all(tx, on);
    auto positions = positions_of_all(tx, ids);
    std::size_t said = 0;
    for (const auto& remark : complete(tx, std::move(rows))) {
        const auto audience = audiences.find(remark.recognition);
        const auto stands = positions.find(remark.id);
        if (audience == audiences.end() || stands == positions.end()) continue;
        const auto& count = counts.at(remark.recognition);
        announce(tx, remark, audience->second, count, language, std::move(stands->second), Where::kWhereWordsAre);
        if (++said % kSayAgainPiece == 0) std::ignore = tx.row<std::int64_t>(kSayAgainPace);
    }
    if (said > 0) std::ignore = tx.row<std::int64_t>(kSayAgainPace);
}

/// Of what was a boost screens forget the words.
void take_off_screens(store::Transaction& tx, const std::vector<RemarkId>& were_boosts) {
    for (const auto& row : tx.rows<RemarkRow>(kMergedRemarks, were_boosts)) {
        if (row.kind == v1::REMARK_KIND_BOOST) continue;
        PositionsByTopic on_screens;
        std::vector<std::string> topics;
        for (auto& [topic, positions] : positions_of(tx, row.id)) {
            if (!people::is_screens(topic)) continue;
            topics.push_back(topic);
            on_screens.emplace(topic, positions);
        }
        const auto [counts] = tx.read(counts_of(row.recognition));
        withdraw(tx, row.id, row.recognition, std::move(topics), counts.front(), std::move(on_screens));
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
    if (!differs(before, after)) return;
    say_again(tx, tx.rows<RemarkRow>(kConcerning, after.id, tx.now() - settings.log_kept));
}

void merge(store::Transaction& tx, const people::Merge& merge, const Settings& settings) {
    std::vector<RemarkId> concerned;
    for (const auto& row : tx.rows<RemarkRow>(kConcerning, merge.goes, tx.now() - settings.log_kept)) {
        concerned.push_back(row.id);
    }
    const auto reacted_twice = tx.rows<RecognitionId>(kMergeReactedTwice, merge.stays, merge.goes);
    const auto boosts = tx.rows<RemarkId>(kMergeBoosts, merge.stays, merge.goes);
    for (const auto* sql : kMergeHandedOver) std::ignore = tx.change(*sql, merge.stays, merge.goes);
    inbox::hand_over(tx, merge.stays, merge.goes);
    take_off_screens(tx, boosts);
    say_again(tx, tx.rows<RemarkRow>(kMergedRemarks, concerned));
    for (const auto& recognition : reacted_twice) tell_reactions(tx, recognition);
}

}  // namespace koebel::conversation
