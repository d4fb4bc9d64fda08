#include "recognition/merging_rows.hpp"

#include <array>
#include <cstdint>
#include <tuple>

namespace koebel::recognition {
namespace {

// In all of these $1 is who stays, $2 who goes.

constexpr store::Sql kMergeExchanged{
    "recognition.exchanged",
    "SELECT r.id, r.giver_id, CASE WHEN EXISTS (SELECT 1 FROM recognition_recipient other"
    " WHERE other.recognition_id = r.id AND other.person_id <> $1 AND other.person_id <> $2) THEN 1 ELSE 0 END"
    " FROM recognition r WHERE r.state <> 1 AND r.giver_id IN ($1, $2) AND EXISTS (SELECT 1"
    " FROM recognition_recipient said WHERE said.recognition_id = r.id AND said.person_id IN ($1, $2))"
    " ORDER BY r.position"
};
constexpr store::Sql kMergeConcerning{
    "recognition.concerning_who_goes",
    "SELECT r.id, CASE WHEN r.giver_id = $2 OR EXISTS (SELECT 1 FROM recognition_recipient said"
    " WHERE said.recognition_id = r.id AND said.person_id = $2 AND (r.team_id IS NULL OR r.giver_id = $1 OR EXISTS"
    " (SELECT 1 FROM recognition_recipient too WHERE too.recognition_id = r.id AND too.person_id = $1)))"
    " OR EXISTS (SELECT 1 FROM recognition_added added WHERE added.recognition_id = r.id AND added.person_id = $2)"
    " THEN 1 ELSE 0 END FROM recognition r WHERE r.given_at >= $3 AND r.state <> 1 AND (r.giver_id = $2 OR r.id IN"
    " (SELECT mine.recognition_id FROM recognition_recipient mine WHERE mine.person_id = $2) OR r.id IN"
    " (SELECT naming.recognition_id FROM recognition_mention naming WHERE naming.person_id = $2) OR r.id IN"
    " (SELECT added.recognition_id FROM recognition_added added WHERE added.person_id = $2)) ORDER BY r.position"
};

constexpr store::Sql kMergeNoSelfThanks{
    "recognition.merge_no_self_thanks",
    "DELETE FROM recognition_recipient WHERE person_id IN ($1, $2) AND EXISTS (SELECT 1 FROM recognition r"
    " WHERE r.id = recognition_recipient.recognition_id AND r.giver_id IN ($1, $2))"
};
// Who sees it as one of the two sees it.
constexpr store::Sql kMergeSeenByOne{
    "recognition.merge_withheld",
    "UPDATE recognition_recipient SET withheld = 0 WHERE person_id = $1 AND withheld <> 0 AND EXISTS"
    " (SELECT 1 FROM recognition_recipient too WHERE too.recognition_id = recognition_recipient.recognition_id"
    " AND too.person_id = $2 AND too.withheld = 0)"
};
// What arrives with one of the two arrives.
constexpr store::Sql kMergeArriving{
    "recognition.merge_arriving",
    "UPDATE recognition_recipient SET withheld = 2 WHERE person_id = $1 AND withheld = 1 AND EXISTS"
    " (SELECT 1 FROM recognition_recipient too WHERE too.recognition_id = recognition_recipient.recognition_id"
    " AND too.person_id = $2 AND too.withheld = 2)"
};
// And who of the two is not named is not.
constexpr store::Sql kMergeUnnamed{
    "recognition.merge_unnamed",
    "UPDATE recognition_recipient SET unnamed = 1 WHERE person_id = $1 AND unnamed = 0 AND EXISTS"
    " (SELECT 1 FROM recognition_recipient too WHERE too.recognition_id = recognition_recipient.recognition_id"
    " AND too.person_id = $2 AND too.unnamed = 1)"
};
constexpr store::Sql kMergeThankedOnce{
    "recognition.merge_thanked_once",
    "DELETE FROM recognition_recipient WHERE person_id = $2 AND EXISTS (SELECT 1 FROM recognition_recipient too"
    " WHERE too.recognition_id = recognition_recipient.recognition_id AND too.person_id = $1)"
};
constexpr store::Sql kMergeThanked{
    "recognition.merge_thanked", "UPDATE recognition_recipient SET person_id = $1 WHERE person_id = $2"
};
constexpr store::Sql kMergeGiven{"recognition.merge_given", "UPDATE recognition SET giver_id = $1 WHERE giver_id = $2"};

// Off is off, whichever of the two wanted it so.
constexpr store::Sql kMergeOffFeed{
    "recognition.merge_off_feed",
    "UPDATE recognition_off SET feed = 1 WHERE person_id = $1 AND EXISTS (SELECT 1 FROM recognition_off too"
    " WHERE too.recognition_id = recognition_off.recognition_id AND too.person_id = $2 AND too.feed = 1)"
};
constexpr store::Sql kMergeOffScreens{
    "recognition.merge_off_screens",
    "UPDATE recognition_off SET screens = 1 WHERE person_id = $1 AND EXISTS (SELECT 1 FROM recognition_off too"
    " WHERE too.recognition_id = recognition_off.recognition_id AND too.person_id = $2 AND too.screens = 1)"
};
constexpr store::Sql kMergeOffOnce{
    "recognition.merge_off_once",
    "DELETE FROM recognition_off WHERE person_id = $2 AND EXISTS (SELECT 1 FROM recognition_off too"
    " WHERE too.recognition_id = recognition_off.recognition_id AND too.person_id = $1)"
};
constexpr store::Sql kMergeOff{
    "recognition.merge_off", "UPDATE recognition_off SET person_id = $1 WHERE person_id = $2"
};

constexpr store::Sql kMergeMentionedOnce{
    "recognition.merge_mentioned_once",
    "DELETE FROM recognition_mention WHERE person_id = $2 AND EXISTS (SELECT 1 FROM recognition_mention too"
    " WHERE too.recognition_id = recognition_mention.recognition_id AND too.field = recognition_mention.field"
    " AND too.start = recognition_mention.start AND too.person_id = $1)"
};
constexpr store::Sql kMergeMentioned{
    "recognition.merge_mentioned", "UPDATE recognition_mention SET person_id = $1 WHERE person_id = $2"
};

// What both reported stands there twice: neither reason is lost.
constexpr store::Sql kMergeReported{
    "recognition.merge_reported",
    "UPDATE report SET reporter_id = $1 WHERE reporter_id = $2 AND NOT EXISTS (SELECT 1 FROM report too"
    " WHERE too.recognition_id = report.recognition_id AND too.remark_id = report.remark_id"
    " AND too.reporter_id = $1)"
};

constexpr store::Sql kMergeStoppedEachOther{
    "recognition.merge_stopped_each_other",
    "DELETE FROM private_stop WHERE person_id IN ($1, $2) AND giver_id IN ($1, $2)"
};
constexpr store::Sql kMergeStoppedOnce{
    "recognition.merge_stopped_once",
    "DELETE FROM private_stop WHERE person_id = $2 AND EXISTS (SELECT 1 FROM private_stop too"
    " WHERE too.person_id = $1 AND too.giver_id = private_stop.giver_id)"
};
constexpr store::Sql kMergeStopped{
    "recognition.merge_stopped", "UPDATE private_stop SET person_id = $1 WHERE person_id = $2"
};
constexpr store::Sql kMergeStoppedByOnce{
    "recognition.merge_stopped_by_once",
    "DELETE FROM private_stop WHERE giver_id = $2 AND EXISTS (SELECT 1 FROM private_stop too"
    " WHERE too.giver_id = $1 AND too.person_id = private_stop.person_id)"
};
constexpr store::Sql kMergeStoppedBy{
    "recognition.merge_stopped_by", "UPDATE private_stop SET giver_id = $1 WHERE giver_id = $2"
};

constexpr store::Sql kMergeAddedOnce{
    "recognition.merge_added_once",
    "DELETE FROM recognition_added WHERE person_id = $2 AND (EXISTS (SELECT 1 FROM recognition_added too"
    " WHERE too.recognition_id = recognition_added.recognition_id AND too.person_id = $1) OR EXISTS (SELECT 1"
    " FROM recognition_recipient too WHERE too.recognition_id = recognition_added.recognition_id"
    " AND too.person_id = $1) OR EXISTS (SELECT 1 FROM recognition r WHERE r.id = recognition_added.recognition_id"
    " AND r.giver_id = $1))"
};
constexpr store::Sql kMergeAdded{
    "recognition.merge_added", "UPDATE recognition_added SET person_id = $1 WHERE person_id = $2"
};
constexpr store::Sql kMergeAddedNoMore{
    "recognition.merge_added_no_more",
    "DELETE FROM recognition_added WHERE person_id = $1 AND $2 <> $1 AND (EXISTS (SELECT 1"
    " FROM recognition_recipient too WHERE too.recognition_id = recognition_added.recognition_id"
    " AND too.person_id = $1) OR EXISTS (SELECT 1 FROM recognition r WHERE r.id = recognition_added.recognition_id"
    " AND r.giver_id = $1))"
};
constexpr store::Sql kMergeAddedBy{
    "recognition.merge_added_by", "UPDATE recognition_added SET added_by = $1 WHERE added_by = $2"
};

constexpr store::Sql kMergeUploaded{
    "recognition.merge_uploaded", "UPDATE recognition_picture SET uploaded_by = $1 WHERE uploaded_by = $2"
};

constexpr store::Sql kForgetFeedReadOfMerged{
    "recognition.forget_feed_read_of_merged", "DELETE FROM feed_read WHERE person_id = $1"
};
constexpr store::Sql kForgetAllowanceOfMerged{
    "recognition.forget_allowance_of_merged", "DELETE FROM allowance WHERE person_id = $1"
};
constexpr store::Sql kForgetReadOfMerged{
    "recognition.forget_read_of_merged", "DELETE FROM said_to_me WHERE person_id = $1"
};

/// In this order: a row gives way before another takes its place.
constexpr std::array kMergeHandedOver{
    &kMergeNoSelfThanks, &kMergeSeenByOne,     &kMergeArriving,  &kMergeUnnamed,          &kMergeThankedOnce,
    &kMergeThanked,      &kMergeGiven,         &kMergeOffFeed,   &kMergeOffScreens,       &kMergeOffOnce,
    &kMergeOff,          &kMergeMentionedOnce, &kMergeMentioned, &kMergeStoppedEachOther, &kMergeStoppedOnce,
    &kMergeStopped,      &kMergeStoppedByOnce, &kMergeStoppedBy, &kMergeAddedOnce,        &kMergeAdded,
    &kMergeAddedNoMore,  &kMergeAddedBy,       &kMergeUploaded,
};

constexpr store::Sql kMergeCountGiven{
    "recognition.merge_count_given", "SELECT COUNT(*) FROM recognition r WHERE r.giver_id = $1 AND r.state <> 1"
};
constexpr store::Sql kMergeCountReceived{
    "recognition.merge_count_received",
    "SELECT COUNT(*), COUNT(too.person_id) FROM recognition_recipient said"
    " JOIN recognition r ON r.id = said.recognition_id LEFT JOIN recognition_recipient too"
    " ON too.recognition_id = r.id AND too.person_id = $1"
    " WHERE said.person_id = $2 AND said.withheld = 0 AND r.state <> 1 AND r.giver_id <> $1"
};

}  // namespace

Exchanged Exchanged::from(const store::Row& row) {
    return {row.get<RecognitionId>(0), row.get<PersonId>(1), row.get<bool>(2)};
}

store::Query<Exchanged> exchanged_between(const people::Merge& merge) {
    return store::query<Exchanged>(kMergeExchanged, merge.stays, merge.goes);
}

Concerned Concerned::from(const store::Row& row) {
    return {row.get<RecognitionId>(0), row.get<bool>(1)};
}

store::Query<Concerned> concerning(const people::Merge& merge, Instant since) {
    return store::query<Concerned>(kMergeConcerning, merge.stays, merge.goes, since);
}

void hand_over_rows(store::Transaction& tx, const people::Merge& merge) {
    for (const auto* sql : kMergeHandedOver) std::ignore = tx.change(*sql, merge.stays, merge.goes);
    std::ignore = tx.change(kMergeReported, merge.stays, merge.goes);
    tx.run(kForgetAllowanceOfMerged, merge.goes);
    tx.run(kForgetReadOfMerged, merge.goes);
    tx.run(kForgetFeedReadOfMerged, merge.goes);
}

void count_rows(store::Reader& reader, const people::Merge& merge, v1::PreviewMergeResponse& preview) {
    const auto [given, received, exchanged] = reader.read(
        store::query<std::uint32_t>(kMergeCountGiven, merge.goes),
        store::query<std::tuple<std::uint32_t, std::uint32_t>>(kMergeCountReceived, merge.stays, merge.goes),
        exchanged_between(merge)
    );
    std::uint32_t withdrawn = 0;
    std::uint32_t withdrawn_of_goes = 0;
    for (const auto& one : exchanged) {
        if (one.has_others) continue;
        ++withdrawn;
        if (one.giver == merge.goes) ++withdrawn_of_goes;
    }
    preview.set_given(given.front() - withdrawn_of_goes);
    preview.set_received(std::get<0>(received.front()));
    preview.set_received_by_both(std::get<1>(received.front()));
    preview.set_withdrawn(withdrawn);
    preview.set_narrowed(static_cast<std::uint32_t>(exchanged.size()) - withdrawn);
}

}  // namespace koebel::recognition
