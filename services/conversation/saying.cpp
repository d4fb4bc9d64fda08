#include "conversation/saying.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "conversation/entries.hpp"
#include "conversation/own_part.hpp"
#include "inbox/news.hpp"
#include "people/organisation.hpp"
#include "people/visible_to.hpp"
#include "search/index.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace koebel::conversation {
namespace {

constexpr store::Sql kInsertRemark{
    "conversation.insert",
    "INSERT INTO remark (id, recognition_id, position, kind, author_id, text, credits_each, credits_total, said_at)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
};
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
constexpr store::Sql kBoosted{
    "conversation.boosted",
    "SELECT 1 FROM remark WHERE recognition_id = $1 AND author_id = $2 AND kind = 2 AND state IN (0, 3)"
};
constexpr store::Sql kChangeWords{
    "conversation.change_words", "UPDATE remark SET text = $2, edited_at = $3 WHERE id = $1"
};
constexpr store::Sql kRemoveRemark{"conversation.remove", "UPDATE remark SET state = 1, text = '' WHERE id = $1"};
constexpr store::Sql kHideRemark{"conversation.hide", "UPDATE remark SET state = 2 WHERE id = $1"};
constexpr store::Sql kRemarkHiding{
    "conversation.hiding",
    "INSERT INTO remark_hiding (remark_id, curator_id, reason, hidden_at) VALUES ($1, $2, $3, $4)"
};

// An author reaches their own words also where the recognition is not theirs to see any more.
constexpr auto kOwnRemarkText = "SELECT " + kRemarkColumns +
                                " FROM remark m JOIN recognition r ON r.id = m.recognition_id"
                                " WHERE m.id = $2 AND m.author_id = $1 AND m.state IN (0, 3) AND r.state <> 1";
constexpr store::Sql kOwnRemark{"conversation.own", kOwnRemarkText};

constexpr auto kSeenRemarkText = "SELECT " + kRemarkColumns +
                                 " FROM remark m JOIN recognition r ON r.id = m.recognition_id"
                                 " WHERE m.id = $2 AND m.state = 0 AND " +
                                 people::visible_to("$1");
constexpr store::Sql kSeenRemark{"conversation.seen", kSeenRemarkText};

std::unexpected<Error> remark_not_found() {
    return refuse(Code::kNotFound, "REMARK_NOT_FOUND");
}

/// Who takes part, for names in the words.
std::vector<people::Person> participants_of(store::Reader& reader, const Audience& audience) {
    auto ids =
        audience.whole_team ? std::vector<PersonId>{} : reader.rows<PersonId>(kThankedHere, audience.recognition);
    ids.push_back(audience.giver);
    return std::get<0>(reader.read(people::people_by_id(ids)));
}

/// Whom the words may name, with their rows written.
Result<std::vector<people::Mention>> write_mentions(
    store::Transaction& tx,
    const RemarkId& id,
    v1::RemarkKind kind,
    std::string_view words,
    const people::NamesInWords& names,
    const std::vector<people::KnownName>& known,
    const std::vector<people::Person>& participants
) {
    auto mentions = names.find(people::Field::kMessage, known, participants);
    // Screens show boosts: there any name matters. Of a comment only who is called does.
    const bool is_comment = kind == v1::REMARK_KIND_COMMENT;
    if (is_comment) std::erase_if(mentions, [&](const auto& mention) { return !is_called(words, mention); });
    std::map<std::size_t, std::size_t> places;
    for (const auto& mention : mentions) ++places[mention.start];
    if (places.size() > kMaxMentions) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_MENTIONS", "at most 20 colleagues are named in one remark");
    }
    if (is_comment) std::erase_if(mentions, [&](const auto& mention) { return places.at(mention.start) > 1; });
    for (const auto& mention : mentions)
        tx.run(kInsertRemarkMention, id, mention.start, mention.length, mention.person);
    return mentions;
}

/// Why it is news to somebody; the first reason that holds.
std::map<PersonId, v1::InboxKind> whom_it_concerns(
    const Saying& saying,
    const Audience& audience,
    const std::vector<PersonId>& called,
    const std::vector<PersonId>& commenters
) {
    const bool is_comment = saying.kind == v1::REMARK_KIND_COMMENT;
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
    reasons.erase(saying.author);
    return reasons;
}

void tell_inboxes(
    store::Transaction& tx,
    const Saying& saying,
    const Said& said,
    std::map<PersonId, v1::InboxKind> reasons,
    const std::vector<PersonId>& muting
) {
    for (const auto& person : muting) reasons.erase(person);
    std::vector<PersonId> all;
    all.reserve(reasons.size());
    for (const auto& [person, kind] : reasons) all.push_back(person);
    std::map<v1::InboxKind, std::vector<PersonId>> by_kind;
    for (const auto& person : who_see(tx, saying.recognition, all)) by_kind[reasons.at(person)].push_back(person);
    for (const auto& [kind, people] : by_kind) {
        inbox::tell(
            tx,
            {.position = said.position,
             .kind = kind,
             .recognition = saying.recognition,
             .remark = said.remark.text(),
             .actor = saying.author},
            people
        );
    }
}

Remark read_back(store::Transaction& tx, RemarkRow row) {
    std::vector<RemarkRow> rows;
    rows.push_back(std::move(row));
    return std::move(complete(tx, std::move(rows)).front());
}

/// Out of the log, off every topic and out of every inbox, after its row changed. The position of the first entry.
std::uint64_t withdraw_now(store::Transaction& tx, const RemarkRow& row) {
    const AudienceQueries queries{row.recognition};
    auto [counts, rows, told, teams] = tx.read(counts_of(row.recognition), queries.row, queries.told, queries.teams);
    const auto audience = to_audience(std::move(rows), std::move(told), std::move(teams));
    auto topics = audience ? audience->all() : std::vector<std::string>{};
    inbox::forget_remark(tx, row.id.text());
    search::forget_remark(tx, row.recognition, row.id.text());
    if (row.kind == v1::REMARK_KIND_BOOST) tell_own_part(tx, row.author, row.recognition);
    return withdraw(tx, row.id, row.recognition, std::move(topics), counts.front(), positions_of(tx, row.id));
}

std::string language_of(const std::vector<people::Organisation>& organisations) {
    return organisations.empty() ? std::string{} : organisations.front().language;
}

}  // namespace

Result<Said> say(store::Transaction& tx, const Saying& saying, const Audience& audience, const Settings& settings) {
    const people::NamesInWords names{saying.words};
    auto [counts, known, organisations, commenters, muting, boosted] = tx.read(
        counts_of(saying.recognition),
        people::names_in({&names}),
        people::organisation(),
        store::query<PersonId>(kCommenters, saying.recognition),
        store::query<PersonId>(kMuting, saying.recognition),
        store::query<std::int64_t>(kBoosted, saying.recognition, saying.author)
    );
    auto& now = counts.front();
    if (now.comments + now.boosts >= settings.remarks) {
        return refuse(Code::kResourceExhausted, "TOO_MANY_REMARKS", "the thread is full");
    }
    const bool is_boost = saying.kind == v1::REMARK_KIND_BOOST;
    if (is_boost && !boosted.empty()) return refuse(Code::kAlreadyExists, "ALREADY_BOOSTED");

    Said said{.remark = RemarkId{tx.new_id()}, .position = tx.next_position()};
    tx.run(
        kInsertRemark,
        said.remark,
        saying.recognition,
        said.position,
        static_cast<int>(saying.kind),
        saying.author,
        saying.words,
        saying.credits_each,
        saying.credits_total,
        tx.now()
    );
    const auto mentions =
        write_mentions(tx, said.remark, saying.kind, saying.words, names, known, participants_of(tx, audience));
    if (!mentions) return std::unexpected(mentions.error());

    search::index(tx, saying.recognition, said.remark.text(), saying.words);
    ++(is_boost ? now.boosts : now.comments);
    const auto remark = read_back(
        tx,
        {.id = said.remark,
         .recognition = saying.recognition,
         .kind = saying.kind,
         .author = saying.author,
         .text = saying.words,
         .credits_each = saying.credits_each,
         .credits_total = saying.credits_total,
         .said_at = tx.now(),
         .position = said.position,
         .edited_at = std::nullopt,
         .state = State::kLiving}
    );
    announce(tx, remark, audience, now, language_of(organisations));
    if (is_boost) tell_own_part(tx, saying.author, saying.recognition);
    auto reasons = whom_it_concerns(saying, audience, called_in(saying.words, *mentions), commenters);
    tell_inboxes(tx, saying, said, std::move(reasons), muting);
    return said;
}

Result<v1::CommentResponse> comment(
    store::Transaction& tx, const rpc::Caller& caller, const v1::CommentRequest& request, const Settings& settings
) {
    auto words = to_words(v1::REMARK_KIND_COMMENT, request.text());
    if (!words) return std::unexpected(words.error());
    const RecognitionId recognition{request.recognition_id()};
    const AudienceQueries queries{caller.person, recognition};
    auto [rights, row, told, teams] = tx.read(access::rights_query(caller), queries.row, queries.told, queries.teams);
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    const auto audience = to_audience(std::move(row), std::move(told), std::move(teams));
    if (!audience) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    const Saying saying{.author = caller.person, .recognition = recognition, .words = *std::move(words)};
    const auto said = say(tx, saying, *audience, settings);
    if (!said) return std::unexpected(said.error());
    v1::CommentResponse response;
    response.set_remark_id(said->remark.text());
    response.set_position(said->position);
    return response;
}

Result<v1::EditRemarkResponse> edit(
    store::Transaction& tx, const rpc::Caller& caller, const v1::EditRemarkRequest& request, const Settings& settings
) {
    const RemarkId id{request.remark_id()};
    auto [rights, rows, organisations] = tx.read(
        access::rights_query(caller), store::query<RemarkRow>(kOwnRemark, caller.person, id), people::organisation()
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (rows.empty()) return remark_not_found();
    auto row = std::move(rows.front());
    auto words = to_words(row.kind, request.text());
    if (!words) return std::unexpected(words.error());
    if (tx.now() > row.said_at + settings.edit) return refuse(Code::kFailedPrecondition, "EDIT_TOO_LATE");

    const people::NamesInWords names{*words};
    const AudienceQueries queries{row.recognition};
    auto [known, counts, audience_rows, told, teams] =
        tx.read(people::names_in({&names}), counts_of(row.recognition), queries.row, queries.told, queries.teams);
    const auto audience = to_audience(std::move(audience_rows), std::move(told), std::move(teams));
    if (!audience) return remark_not_found();
    row.text = *std::move(words);
    row.edited_at = tx.now();
    tx.run(kChangeWords, id, row.text, tx.now());
    tx.run(kForgetRemarkMentions, id);
    const auto mentions = write_mentions(tx, id, row.kind, row.text, names, known, participants_of(tx, *audience));
    if (!mentions) return std::unexpected(mentions.error());

    v1::EditRemarkResponse response;
    response.set_position(tx.next_position() - 1);
    if (row.state != State::kLiving) return response;  // nobody has seen it
    search::index(tx, row.recognition, id.text(), row.text);
    auto before = positions_of(tx, id);
    const auto remark = read_back(tx, std::move(row));
    response.set_position(announce(tx, remark, *audience, counts.front(), language_of(organisations), std::move(before))
    );
    return response;
}

Result<Removed> remove(store::Transaction& tx, const rpc::Caller& caller, const RemarkId& id) {
    auto [rights, rows] = tx.read(access::rights_query(caller), store::query<RemarkRow>(kOwnRemark, caller.person, id));
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (rows.empty()) return remark_not_found();
    const auto row = rows.front();
    tx.run(kRemoveRemark, id);
    tx.run(kForgetRemarkMentions, id);
    return Removed{.row = row, .position = withdraw_now(tx, row)};
}

Result<v1::HideRemarkResponse> hide(
    store::Transaction& tx, const rpc::Caller& caller, const RemarkId& id, const std::string& reason
) {
    auto [rights, rows] =
        tx.read(access::rights_query(caller), store::query<RemarkRow>(kSeenRemark, caller.person, id));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    if (rows.empty()) return remark_not_found();
    const auto row = rows.front();
    tx.run(kHideRemark, id);
    tx.run(kRemarkHiding, id, caller.person, reason, tx.now());
    v1::HideRemarkResponse response;
    response.set_position(withdraw_now(tx, row));
    inbox::tell(
        tx,
        {.position = response.position(),
         .kind = v1::INBOX_KIND_HIDDEN,
         .recognition = row.recognition,
         .remark = id.text(),
         .note = reason},
        {row.author}
    );
    access::record(tx, {.what = "remark_hidden", .person = row.author, .by = caller.person, .address = caller.address});
    return response;
}

}  // namespace koebel::conversation
