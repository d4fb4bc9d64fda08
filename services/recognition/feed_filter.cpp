#include "recognition/feed_filter.hpp"

#include "base/text.hpp"
#include "base/timestamp.hpp"
#include "people/visible_to.hpp"
#include "search/index.hpp"
#include "search/words.hpp"
#include "store/paging.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>
#include <utility>

namespace koebel::recognition {
namespace {

// Where a criterion fits few, these are looked through; otherwise the feed. Both from the newest.
constexpr std::size_t kFew = 2'000;
// So many of the few at first, then twice as many each time: what is common fills the page with the first.
constexpr std::size_t kFirstPiece = 120;

// Their names are said to the viewer of the row `r`.
constexpr auto kNameIsShown = static_text(
    "(named.publicity_feed = 1 OR ((r.visibility <> 1 OR r.state = 2) AND (r.giver_id = $1 OR EXISTS"
    " (SELECT 1 FROM recognition_recipient own WHERE own.recognition_id = r.id AND own.person_id = $1))))"
);

// Who got it quietly among others is named to who takes part.
constexpr auto kIsNamed = static_text(
    "(said_to.unnamed = 0 OR r.giver_id = $1 OR EXISTS (SELECT 1 FROM recognition_recipient own"
    " WHERE own.recognition_id = r.id AND own.person_id = $1)) AND "
);

constexpr auto kGiverIsCalled = static_text(
    " OR EXISTS (SELECT 1 FROM person named JOIN person_name_part part ON part.person_id = named.id"
    " WHERE named.id = r.giver_id AND "
);
constexpr auto kRecipientIsCalled =
    static_text(
        " OR EXISTS (SELECT 1 FROM recognition_recipient said_to JOIN person named ON named.id = said_to.person_id"
        " JOIN person_name_part part ON part.person_id = named.id WHERE said_to.recognition_id = r.id"
        " AND r.team_id IS NULL AND "
    ) +
    kIsNamed;
constexpr auto kTeamIsCalled =
    static_text(" OR EXISTS (SELECT 1 FROM team_name_part part WHERE part.team_id = r.team_id");

/// Whether a word, or a name that begins with it, is found in `r`. An empty one is found everywhere.
template <std::size_t From, std::size_t Until>
constexpr auto has_word(const char (&from)[From], const char (&until)[Until]) {
    const auto begins = " AND part.part >= " + static_text(from) + " AND part.part < " + static_text(until) + ")";
    return "(" + static_text(from) + " = '' OR " + search::stands_in(from, until) + kGiverIsCalled + kNameIsShown +
           begins + kRecipientIsCalled + kNameIsShown + begins + kTeamIsCalled + begins + ")";
}

constexpr auto kFits =
    static_text(
        "($4 = '' OR EXISTS (SELECT 1 FROM recognition_value with_value"
        " WHERE with_value.recognition_id = r.id AND with_value.value_id = $4))"
        " AND ($5 = '' OR r.team_id = $5 OR (EXISTS (SELECT 1 FROM recognition_team of_team"
        " WHERE of_team.recognition_id = r.id AND of_team.team_id = $5) AND ((SELECT COUNT(*) FROM membership sized"
        " JOIN person member ON member.id = sized.person_id WHERE sized.team_id = $5 AND member.active = 1) >= 5"
        " OR EXISTS (SELECT 1 FROM recognition_recipient said_to JOIN person named ON named.id = said_to.person_id"
        " JOIN membership of_it ON of_it.person_id = named.id AND of_it.team_id = $5"
        " WHERE said_to.recognition_id = r.id AND r.team_id IS NULL AND "
    ) +
    kIsNamed + kNameIsShown +
    static_text(
        "))))"
        " AND ($6 = '' OR (r.giver_id = $6 AND EXISTS (SELECT 1 FROM person named"
        " WHERE named.id = $6 AND ($6 = $1 OR "
    ) +
    kNameIsShown +
    "))) OR EXISTS (SELECT 1 FROM recognition_recipient said_to JOIN person named"
    " ON named.id = said_to.person_id WHERE said_to.recognition_id = r.id AND said_to.person_id = $6"
    " AND ($6 = $1 OR (r.team_id IS NULL AND " +
    kIsNamed + kNameIsShown +
    ")))) AND ($7 = 0 OR ($7 = 1 AND r.customer_moment <> '') OR ($7 = 2 AND (r.giver_id = $1 OR EXISTS"
    " (SELECT 1 FROM recognition_recipient own WHERE own.recognition_id = r.id AND own.person_id = $1)))"
    " OR ($7 = 3 AND r.visibility <> 1) OR ($7 = 4 AND EXISTS (SELECT 1 FROM remark boost"
    " WHERE boost.recognition_id = r.id AND boost.kind = 2 AND boost.state = 0))"
    " OR ($7 = 5 AND r.giver_id = $1)) AND r.given_at >= $8 AND r.given_at < $9";

constexpr auto kHasWords = has_word("$10", "$11") + " AND " + has_word("$12", "$13") + " AND " +
                           has_word("$14", "$15") + " AND " + has_word("$16", "$17") + " AND " +
                           has_word("$18", "$19") + " AND " + has_word("$20", "$21") + " AND " +
                           has_word("$22", "$23") + " AND " + has_word("$24", "$25");

constexpr auto kFindText = "SELECT r.id FROM recognition r WHERE r.position < $2 AND " + kFits + " AND " + kHasWords +
                           " AND " + people::visible_to("$1") + " ORDER BY r.position DESC LIMIT $3";
constexpr store::Sql kFind{"recognition.find", kFindText};

constexpr auto kFindAmongText = "SELECT r.id FROM recognition r WHERE r.id IN @list($26) AND r.position < $2 AND " +
                                kFits + " AND " + kHasWords + " AND " + people::visible_to("$1") +
                                " ORDER BY r.position DESC LIMIT $3";
constexpr store::Sql kFindAmong{"recognition.find_among", kFindAmongText};

constexpr store::Sql kNewestFirst{
    "recognition.newest_first",
    "SELECT id FROM recognition WHERE id IN @list($1) AND position < $2 ORDER BY position DESC"
};

// Where to look: in no order unless it is said, and for nobody's eyes.
constexpr store::Sql kWithValue{
    "recognition.with_value", "SELECT recognition_id FROM recognition_value WHERE value_id = $1 LIMIT $2"
};
constexpr store::Sql kOfTeam{
    "recognition.of_team", "SELECT recognition_id FROM recognition_team WHERE team_id = $1 LIMIT $2"
};
constexpr store::Sql kOfPerson{
    "recognition.of_person",
    "SELECT id FROM (SELECT recognition_id AS id FROM recognition_recipient WHERE person_id = $1 UNION ALL"
    " SELECT id FROM recognition WHERE giver_id = $1) of_person LIMIT $2"
};
constexpr store::Sql kPrivateOfTeams{
    "recognition.private_of_teams",
    "SELECT given.id FROM membership own JOIN recognition_team of_team ON of_team.team_id = own.team_id"
    " JOIN recognition given ON given.id = of_team.recognition_id AND given.visibility = 2"
    " WHERE own.person_id = $1 LIMIT $2"
};
// The newest first. What arrived later than it was given stands elsewhere with who is thanked: see quiet_delivery.
constexpr auto kOfNameText = static_text(
    "SELECT id FROM (SELECT said_to.recognition_id AS id, CASE WHEN said_to.arrived_at IS NULL THEN said_to.position"
    " ELSE (SELECT given.position FROM recognition given WHERE given.id = said_to.recognition_id) END AS position"
    " FROM recognition_recipient said_to WHERE said_to.person_id IN (SELECT part.person_id FROM person_name_part part"
    " WHERE part.part >= $1 AND part.part < $2) UNION ALL SELECT given.id, given.position FROM recognition given"
    " WHERE given.giver_id IN (SELECT part.person_id FROM person_name_part part WHERE part.part >= $1 AND part.part < "
    "$2)"
    " UNION ALL SELECT given.id, given.position FROM recognition_team to_team CROSS JOIN recognition given"
    " WHERE to_team.team_id IN (SELECT part.team_id FROM team_name_part part WHERE part.part >= $1 AND part.part < $2)"
    " AND given.id = to_team.recognition_id AND given.team_id = to_team.team_id) of_name"
    " ORDER BY position DESC LIMIT $3"
);
constexpr store::Sql kOfName{"recognition.of_name", kOfNameText};

using RecognitionIds = std::vector<RecognitionId>;

/// Among which to look.
struct Among {
    RecognitionIds ids;
    bool newest_first = false;
};

/// Of candidates, newest first, at most `limit` that fit: `ask` says which of a piece do. No more are looked at than it
/// takes.
template <class Ask>
RecognitionIds find_among(std::span<const RecognitionId> candidates, std::size_t limit, const Ask& ask) {
    RecognitionIds found;
    for (auto piece = kFirstPiece; !candidates.empty() && found.size() < limit; piece *= 2) {
        const auto count = std::min(piece, candidates.size());
        std::ranges::move(ask(candidates.first(count), limit - found.size()), std::back_inserter(found));
        candidates = candidates.subspan(count);
    }
    return found;
}

/// Keeps the shorter of the two; what is longer than kFew is no help.
void keep_fewer(std::optional<Among>& fewest, RecognitionIds found, bool newest_first = false) {
    if (found.size() > kFew || (fewest && fewest->ids.size() <= found.size())) return;
    fewest = Among{.ids = std::move(found), .newest_first = newest_first};
}

/// Among which recognitions to look; none: among all.
std::optional<Among> where_to_look(store::Reader& reader, const PersonId& viewer, const FeedFilter& filter) {
    std::optional<Among> fewest;
    const auto limit = kFew + 1;
    if (!filter.value.empty()) keep_fewer(fewest, reader.rows<RecognitionId>(kWithValue, filter.value, limit));
    if (!filter.team.empty()) keep_fewer(fewest, reader.rows<RecognitionId>(kOfTeam, filter.team, limit));
    if (!filter.person.empty()) keep_fewer(fewest, reader.rows<RecognitionId>(kOfPerson, filter.person, limit));
    if (filter.kind == v1::FEED_KIND_PRIVATE) {
        auto mine = reader.rows<RecognitionId>(kOfPerson, viewer, limit);
        std::ranges::move(reader.rows<RecognitionId>(kPrivateOfTeams, viewer, limit), std::back_inserter(mine));
        keep_fewer(fewest, std::move(mine));
    }
    if (filter.kind == v1::FEED_KIND_MINE || filter.kind == v1::FEED_KIND_GIVEN) {
        keep_fewer(fewest, reader.rows<RecognitionId>(kOfPerson, viewer, limit));
    }
    for (const auto& word : filter.words) {
        auto [said, named] = reader.read(
            search::candidates(word, limit),
            store::query<RecognitionId>(kOfName, word, search::after_all_that_begin_with(word), limit)
        );
        if (said.size() + named.size() > kFew) continue;  // cut off, perhaps
        // One whose giver and who is thanked are both called so stands there twice, side by side.
        named.erase(std::ranges::unique(named).begin(), named.end());
        const bool only_named = said.empty();
        std::ranges::move(named, std::back_inserter(said));
        keep_fewer(fewest, std::move(said), only_named);
    }
    return fewest;
}

}  // namespace

Result<std::optional<FeedFilter>> to_filter(const v1::FeedFilter& message) {
    const auto invalid = [](const char* why) { return refuse(Code::kInvalidArgument, "FILTER_INVALID", why); };
    if (code_points(message.query()) > search::kLongestQuery) return invalid("at most 200 characters");
    if (!v1::FeedKind_IsValid(message.kind())) return invalid("no such kind");
    FeedFilter filter{
        .words = search::words_in(message.query()),
        .value = message.value_id(),
        .team = message.team_id(),
        .person = message.person_id(),
        .kind = message.kind(),
    };
    if (filter.words.size() > search::kMostAsked) return invalid("at most 8 words");
    filter.finds_nothing = filter.words.empty() && !trimmed(message.query()).empty();
    if (message.has_from()) filter.from = to_instant(message.from());
    if (message.has_until()) filter.until = to_instant(message.until());
    if (filter.from && filter.until && *filter.from >= *filter.until) return invalid("it ends before it begins");
    const bool is_any = filter.words.empty() && !filter.finds_nothing && filter.value.empty() && filter.team.empty() &&
                        filter.person.empty() && filter.kind == v1::FEED_KIND_UNSPECIFIED && !filter.from &&
                        !filter.until;
    if (is_any) return std::optional<FeedFilter>{};
    return std::optional{std::move(filter)};
}

Found find(store::Reader& reader, const PersonId& viewer, const FeedFilter& filter, Page page) {
    if (filter.finds_nothing) return {};
    const bool is_first = page.before == 0;
    const auto limit = is_first ? std::max(page.size + 1, kMostMatches) : page.size + 1;
    std::array<std::string, search::kMostAsked> from;
    std::array<std::string, search::kMostAsked> until;
    for (std::size_t i = 0; i < filter.words.size(); ++i) {
        from[i] = filter.words[i];
        until[i] = search::after_all_that_begin_with(filter.words[i]);
    }
    auto among = where_to_look(reader, viewer, filter);
    const auto ask = [&](const store::Sql& sql, std::size_t most, const auto&... candidates) {
        return reader.rows<RecognitionId>(
            sql,
            viewer,
            store::below(page.before),
            most,
            filter.value,
            filter.team,
            filter.person,
            static_cast<int>(filter.kind),
            filter.from.value_or(Instant{}),
            filter.until.value_or(Instant::max()),
            from[0],
            until[0],
            from[1],
            until[1],
            from[2],
            until[2],
            from[3],
            until[3],
            from[4],
            until[4],
            from[5],
            until[5],
            from[6],
            until[6],
            from[7],
            until[7],
            candidates...
        );
    };
    Found found;
    if (among) {
        if (!among->newest_first) {
            among->ids = reader.rows<RecognitionId>(kNewestFirst, among->ids, store::below(page.before));
        }
        found.recognitions = find_among(among->ids, limit, [&](std::span<const RecognitionId> piece, std::size_t most) {
            return ask(kFindAmong, most, RecognitionIds(piece.begin(), piece.end()));
        });
    } else {
        found.recognitions = ask(kFind, limit);
    }
    if (is_first) found.matches = static_cast<std::uint32_t>(std::min(found.recognitions.size(), kMostMatches));
    found.more = store::cut(found.recognitions, page.size);
    return found;
}

}  // namespace koebel::recognition
