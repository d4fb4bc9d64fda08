#include "conversation/telling.hpp"

#include "conversation/entries.hpp"
#include "conversation/own_part.hpp"
#include "search/index.hpp"

#include <algorithm>
#include <map>
#include <utility>

namespace koebel::conversation {
namespace {

constexpr store::Sql kInsertRemarkMention{
    "conversation.insert_mention",
    "INSERT INTO remark_mention (remark_id, start, length, person_id) VALUES ($1, $2, $3, $4)"
};
constexpr store::Sql kForgetRemarkMentions{
    "conversation.forget_mentions", "DELETE FROM remark_mention WHERE remark_id = $1"
};
constexpr store::Sql kCommenters{
    "conversation.commenters",
    "SELECT author_id FROM remark WHERE recognition_id = $1 AND kind = 1 AND state = 0 GROUP BY author_id"
    " ORDER BY MAX(position) DESC LIMIT 100"
};
// Whom it has not reached yet as well: screens are not to name them.
constexpr store::Sql kThankedHere{
    "conversation.thanked_here",
    "SELECT person_id FROM recognition_recipient WHERE recognition_id = $1 AND withheld <> 1"
};
constexpr store::Sql kMuting{"conversation.muting", "SELECT person_id FROM muted_thread WHERE recognition_id = $1"};

/// Why it is news to somebody; the first reason that holds.
std::map<PersonId, v1::InboxKind> whom_it_concerns(
    const RemarkRow& row,
    const Audience& audience,
    const std::vector<PersonId>& called,
    const std::vector<PersonId>& commenters
) {
    const bool is_comment = row.kind == v1::REMARK_KIND_COMMENT;
    std::map<PersonId, v1::InboxKind> reasons;
    for (const auto& person : called) reasons.try_emplace(person, v1::INBOX_KIND_MENTIONED);
    const auto own = is_comment ? v1::INBOX_KIND_COMMENTED : v1::INBOX_KIND_BOOSTED;
    reasons.try_emplace(audience.giver, own);
    // A team that was thanked as a whole hears of it by its page, not one by one.
    if (!audience.whole_team) {
        for (const auto& person : audience.told) reasons.try_emplace(person, own);
    }
    if (is_comment) {
        for (const auto& person : commenters) reasons.try_emplace(person, v1::INBOX_KIND_ANSWERED);
    }
    reasons.erase(row.author);
    return reasons;
}

}  // namespace

std::vector<people::Person> participants_of(store::Reader& reader, const Audience& audience) {
    auto ids =
        audience.whole_team ? std::vector<PersonId>{} : reader.rows<PersonId>(kThankedHere, audience.recognition);
    ids.push_back(audience.giver);
    return std::get<0>(reader.read(people::people_by_id(ids)));
}

Result<std::vector<people::Mention>> write_mentions(
    store::Transaction& tx,
    const RemarkRow& row,
    const people::NamesInWords& names,
    const std::vector<people::KnownName>& known,
    const std::vector<people::Person>& participants
) {
    auto mentions = names.find(people::Field::kMessage, known, participants);
    // Screens show boosts: there any name matters. Of a comment only who is called does.
    const bool is_comment = row.kind == v1::REMARK_KIND_COMMENT;
    if (is_comment) std::erase_if(mentions, [&](const auto& mention) { return !is_called(row.text, mention); });
    std::map<std::size_t, std::size_t> places;
    for (const auto& mention : mentions) ++places[mention.start];
    if (places.size() > kMaxMentions) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_MENTIONS", "at most 20 colleagues are named in one remark");
    }
    if (is_comment) std::erase_if(mentions, [&](const auto& mention) { return places.at(mention.start) > 1; });
    for (const auto& mention : mentions)
        tx.run(kInsertRemarkMention, row.id, mention.start, mention.length, mention.person);
    return mentions;
}

void forget_mentions(store::Transaction& tx, const RemarkId& id) {
    tx.run(kForgetRemarkMentions, id);
}

ConcernedQueries::ConcernedQueries(const RecognitionId& recognition)
    : commenters(store::query<PersonId>(kCommenters, recognition)),
      muting(store::query<PersonId>(kMuting, recognition)) {}

void tell_inboxes(
    store::Transaction& tx,
    const RemarkRow& row,
    const Audience& audience,
    const std::vector<people::Mention>& mentions,
    const Concerned& concerned
) {
    auto reasons = whom_it_concerns(row, audience, called_in(row.text, mentions), concerned.commenters);
    for (const auto& person : concerned.muting) reasons.erase(person);
    std::vector<PersonId> all;
    all.reserve(reasons.size());
    for (const auto& [person, kind] : reasons) all.push_back(person);
    std::map<v1::InboxKind, std::vector<PersonId>> by_kind;
    for (const auto& person : who_see(tx, row.recognition, all)) by_kind[reasons.at(person)].push_back(person);
    for (const auto& [kind, people] : by_kind) {
        inbox::tell(
            tx,
            {.position = row.position,
             .kind = kind,
             .recognition = row.recognition,
             .remark = row.id.text(),
             .actor = row.author},
            people
        );
    }
}

Remark read_back(store::Reader& reader, RemarkRow row) {
    std::vector<RemarkRow> rows;
    rows.push_back(std::move(row));
    return std::move(complete(reader, std::move(rows)).front());
}

std::uint64_t withdraw_now(store::Transaction& tx, const RemarkRow& row) {
    const AudienceQueries queries{row.recognition};
    auto [counts, rows, told, teams] = tx.read(counts_of(row.recognition), queries.row, queries.told, queries.teams);
    const auto audience = to_audience(std::move(rows), std::move(told), std::move(teams));
    // Of what was held nobody else learns that it is gone.
    const bool is_told = audience && row.state != State::kHeld;
    auto topics = is_told ? audience->all() : std::vector<std::string>{};
    inbox::forget_remark(tx, row.id.text());
    search::forget_remark(tx, row.recognition, row.id.text());
    if (row.kind == v1::REMARK_KIND_BOOST) tell_own_part(tx, row.author, row.recognition);
    return withdraw(tx, row.id, row.recognition, std::move(topics), counts.front(), positions_of(tx, row.id));
}

std::string language_of(const std::vector<people::Organisation>& organisations) {
    return organisations.empty() ? std::string{} : organisations.front().language;
}

}  // namespace koebel::conversation
