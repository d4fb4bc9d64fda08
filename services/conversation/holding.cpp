#include "conversation/holding.hpp"

#include "conversation/own_part.hpp"
#include "conversation/telling.hpp"
#include "inbox/news.hpp"
#include "moderation/reviewers.hpp"
#include "people/topics.hpp"
#include "search/index.hpp"

#include <stdexcept>
#include <utility>
#include <vector>

namespace koebel::conversation {
namespace {

constexpr store::Sql kReleaseRemark{
    "conversation.release", "UPDATE remark SET state = 0, position = $2, said_at = $3 WHERE id = $1"
};
constexpr store::Sql kForgetCredits{
    "conversation.forget_credits", "UPDATE remark SET credits_each = 0, credits_total = 0 WHERE id = $1"
};

}  // namespace

bool is_looked_at(const Audience& audience) {
    return audience.visibility == v1::VISIBILITY_EVERYONE && !audience.hidden;
}

std::uint64_t hold(store::Transaction& tx, const RemarkRow& row, const Counts& counts) {
    store::NewEntry entry{.topic = people::topic_of(row.author), .body = {}};
    for (const auto& [topic, positions] : positions_of(tx, row.id)) {
        entry.redacts.insert(entry.redacts.end(), positions.begin(), positions.end());
    }
    forget_positions(tx, entry.redacts);
    auto& posted = *entry.body.mutable_remark_posted();
    *posted.mutable_remark() = for_participants(read_back(tx, row));
    posted.set_comment_count(counts.comments);
    posted.set_boost_count(counts.boosts);
    const auto position = append_words(tx, row.id, row.recognition, std::move(entry));
    if (row.kind == v1::REMARK_KIND_BOOST) tell_own_part(tx, row.author, row.recognition);
    moderation::tell_reviewers(tx, row.recognition, row.author);
    return position;
}

std::uint64_t release(store::Transaction& tx, RemarkRow row) {
    const people::NamesInWords names{row.text};
    const AudienceQueries queries{row.recognition};
    const ConcernedQueries concerned{row.recognition};
    auto [counts, known, organisations, audience_rows, told, teams, commenters, muting] = tx.read(
        counts_of(row.recognition),
        people::names_in({&names}),
        people::organisation(),
        queries.row,
        queries.told,
        queries.teams,
        concerned.commenters,
        concerned.muting
    );
    const auto audience = to_audience(std::move(audience_rows), std::move(told), std::move(teams));
    if (!audience) throw std::logic_error("a remark is held on a recognition that is gone");
    row.state = State::kLiving;
    row.said_at = tx.now();
    row.position = tx.next_position();
    tx.run(kReleaseRemark, row.id, row.position, row.said_at);
    forget_mentions(tx, row.id);
    // Who is called by now; with more names than it had when it was written it goes without.
    const auto mentions =
        write_mentions(tx, row, names, known, participants_of(tx, *audience)).value_or(std::vector<people::Mention>{});
    search::index(tx, row.recognition, row.id.text(), row.text);

    auto& now = counts.front();
    ++(row.kind == v1::REMARK_KIND_BOOST ? now.boosts : now.comments);
    auto before = positions_of(tx, row.id);
    announce(tx, read_back(tx, row), *audience, now, language_of(organisations), std::move(before));
    tell_inboxes(tx, row, *audience, mentions, {.commenters = std::move(commenters), .muting = std::move(muting)});
    inbox::tell(
        tx,
        {.position = row.position,
         .kind = v1::INBOX_KIND_RELEASED,
         .recognition = row.recognition,
         .remark = row.id.text()},
        {row.author}
    );
    moderation::tell_reviewers(tx, row.recognition, row.author);
    return row.position;
}

std::uint64_t decline(store::Transaction& tx, const RemarkRow& row, const Hiding& hiding) {
    tx.run(kForgetCredits, row.id);
    const auto position = hide_decided(tx, row, hiding);
    moderation::tell_reviewers(tx, row.recognition, row.author);
    return position;
}

}  // namespace koebel::conversation
