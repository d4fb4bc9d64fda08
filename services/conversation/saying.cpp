#include "conversation/saying.hpp"

#include "access/rights.hpp"
#include "conversation/entries.hpp"
#include "conversation/holding.hpp"
#include "conversation/own_part.hpp"
#include "conversation/telling.hpp"
#include "moderation/held_words.hpp"
#include "moderation/locking.hpp"
#include "search/index.hpp"

#include <utility>
#include <vector>

namespace koebel::conversation {
namespace {

constexpr store::Sql kInsertRemark{
    "conversation.insert",
    "INSERT INTO remark (id, recognition_id, position, kind, author_id, text, credits_each, credits_total, said_at,"
    " state) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
};
constexpr store::Sql kBoosted{
    "conversation.boosted",
    "SELECT 1 FROM remark WHERE recognition_id = $1 AND author_id = $2 AND kind = 2 AND state IN (0, 3)"
};
constexpr store::Sql kChangeWords{
    "conversation.change_words", "UPDATE remark SET text = $2, edited_at = $3 WHERE id = $1"
};

void insert(store::Transaction& tx, const RemarkRow& row) {
    tx.run(
        kInsertRemark,
        row.id,
        row.recognition,
        row.position,
        static_cast<int>(row.kind),
        row.author,
        row.text,
        row.credits_each,
        row.credits_total,
        row.said_at,
        static_cast<int>(row.state)
    );
}

RemarkRow to_row(const store::Transaction& tx, const Saying& saying, RemarkId id) {
    return {
        .id = std::move(id),
        .recognition = saying.recognition,
        .kind = saying.kind,
        .author = saying.author,
        .text = saying.words,
        .credits_each = saying.credits_each,
        .credits_total = saying.credits_total,
        .said_at = tx.now(),
        .position = tx.next_position(),
        .edited_at = std::nullopt,
        .state = State::kLiving,
    };
}

}  // namespace

Result<Said> say(store::Transaction& tx, const Saying& saying, const Audience& audience, const Settings& settings) {
    const people::NamesInWords names{saying.words};
    const ConcernedQueries concerned{saying.recognition};
    auto [counts, known, organisations, commenters, muting, boosted, held_list] = tx.read(
        counts_of(saying.recognition),
        people::names_in({&names}),
        people::organisation(),
        concerned.commenters,
        concerned.muting,
        store::query<std::int64_t>(kBoosted, saying.recognition, saying.author),
        moderation::held_list()
    );
    auto& now = counts.front();
    if (now.comments + now.boosts >= settings.remarks) {
        return refuse(Code::kResourceExhausted, "TOO_MANY_REMARKS", "the thread is full");
    }
    const bool is_boost = saying.kind == v1::REMARK_KIND_BOOST;
    if (is_boost && !boosted.empty()) return refuse(Code::kAlreadyExists, "ALREADY_BOOSTED");

    auto row = to_row(tx, saying, RemarkId{tx.new_id()});
    if (is_looked_at(audience) && !moderation::words_to_hold(tx, saying.words, held_list).empty()) {
        row.state = State::kHeld;
    }
    Said said{.remark = row.id, .position = row.position, .is_held = row.state == State::kHeld};
    insert(tx, row);
    const auto mentions = write_mentions(tx, row, names, known, participants_of(tx, audience));
    if (!mentions) return std::unexpected(mentions.error());
    if (said.is_held) {
        hold(tx, row, now);
        return said;
    }

    search::index(tx, row.recognition, row.id.text(), row.text);
    ++(is_boost ? now.boosts : now.comments);
    announce(tx, read_back(tx, row), audience, now, language_of(organisations));
    if (is_boost) tell_own_part(tx, row.author, row.recognition);
    tell_inboxes(tx, row, audience, *mentions, {.commenters = std::move(commenters), .muting = std::move(muting)});
    return said;
}

Result<v1::CommentResponse> comment(
    store::Transaction& tx, const rpc::Caller& caller, const v1::CommentRequest& request, const Settings& settings
) {
    auto words = to_words(v1::REMARK_KIND_COMMENT, request.text());
    if (!words) return std::unexpected(words.error());
    const RecognitionId recognition{request.recognition_id()};
    const AudienceQueries queries{caller.person, recognition};
    auto [rights, locks, row, told, teams] = tx.read(
        access::rights_query(caller),
        moderation::lock_of(caller.person, tx.now()),
        queries.row,
        queries.told,
        queries.teams
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (auto may = moderation::require_unlocked(locks); !may) return std::unexpected(std::move(may.error()));
    const auto audience = to_audience(std::move(row), std::move(told), std::move(teams));
    if (!audience) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    const Saying saying{.author = caller.person, .recognition = recognition, .words = *std::move(words)};
    const auto said = say(tx, saying, *audience, settings);
    if (!said) return std::unexpected(said.error());
    v1::CommentResponse response;
    response.set_remark_id(said->remark.text());
    response.set_position(said->position);
    response.set_held(said->is_held);
    return response;
}

Result<v1::EditRemarkResponse> edit(
    store::Transaction& tx, const rpc::Caller& caller, const v1::EditRemarkRequest& request, const Settings& settings
) {
    auto [rights, locks, rows, organisations] = tx.read(
        access::rights_query(caller),
        moderation::lock_of(caller.person, tx.now()),
        own_remark(caller.person, RemarkId{request.remark_id()}),
        people::organisation()
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (auto may = moderation::require_unlocked(locks); !may) return std::unexpected(std::move(may.error()));
    if (rows.empty()) return refuse(Code::kNotFound, "REMARK_NOT_FOUND");
    auto row = std::move(rows.front());
    auto words = to_words(row.kind, request.text());
    if (!words) return std::unexpected(words.error());
    const bool is_held = row.state == State::kHeld;
    if (!is_held && tx.now() > row.said_at + settings.edit) return refuse(Code::kFailedPrecondition, "EDIT_TOO_LATE");

    const people::NamesInWords names{*words};
    const AudienceQueries queries{row.recognition};
    auto [known, counts, audience_rows, told, teams, held_list] = tx.read(
        people::names_in({&names}),
        counts_of(row.recognition),
        queries.row,
        queries.told,
        queries.teams,
        moderation::held_list()
    );
    const auto audience = to_audience(std::move(audience_rows), std::move(told), std::move(teams));
    if (!audience) return refuse(Code::kNotFound, "REMARK_NOT_FOUND");
    // What is shown stays as it is: nobody has to wonder which of two texts others read.
    if (!is_held && is_looked_at(*audience) && !moderation::words_to_hold(tx, *words, held_list).empty()) {
        return refuse(Code::kFailedPrecondition, "WORDS_HELD");
    }
    row.text = *std::move(words);
    if (!is_held) row.edited_at = tx.now();
    tx.run(kChangeWords, row.id, row.text, row.edited_at);
    forget_mentions(tx, row.id);
    const auto mentions = write_mentions(tx, row, names, known, participants_of(tx, *audience));
    if (!mentions) return std::unexpected(mentions.error());

    v1::EditRemarkResponse response;
    if (is_held) {
        response.set_position(hold(tx, row, counts.front()));
        return response;
    }
    search::index(tx, row.recognition, row.id.text(), row.text);
    auto before = positions_of(tx, row.id);
    const auto remark = read_back(tx, std::move(row));
    response.set_position(announce(tx, remark, *audience, counts.front(), language_of(organisations), std::move(before))
    );
    return response;
}

}  // namespace koebel::conversation
