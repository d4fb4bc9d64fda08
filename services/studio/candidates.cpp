#include "studio/candidates.hpp"

#include "base/text.hpp"
#include "base/timestamp.hpp"
#include "people/organisation.hpp"
#include "people/team.hpp"
#include "people/topics.hpp"
#include "people/visible_to.hpp"
#include "recognition/stored.hpp"
#include "show/repository.hpp"
#include "store/paging.hpp"
#include "store/store.hpp"
#include "story/nomination.hpp"
#include "studio/month.hpp"
#include "studio/told.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

namespace koebel::studio {
namespace {

constexpr std::size_t kPage = 20;
constexpr std::size_t kExcerpt = 200;  // code points
constexpr std::string_view kAfterEveryId = "g";

// In these $1 to $5 are Moments, $6 the viewer, $7 the show, $8 a value or '', $9 a team or '', $10 a place or '', $11
// a lens, $12 whether only what is in no story.
constexpr auto kHasLens =
    "(($11 = 1 AND " + kIsQuietHero + ") OR ($11 = 2 AND " + kIsNotSeen + ") OR ($11 = 3 AND " + kIsNewcomer + "))";

constexpr auto kNominationPageText =
    "SELECT n.id FROM nomination n WHERE n.show_id = $7 AND ($8 = '' OR n.value_id = $8) AND ($9 = '' OR n.team_id = $9"
    " OR EXISTS (SELECT 1 FROM nomination_person nominee JOIN membership main ON main.person_id = nominee.person_id"
    " AND main.ordinal = 0 WHERE nominee.nomination_id = n.id AND nominee.of_team = 0 AND main.team_id = $9))"
    " AND ($10 = '' OR EXISTS (SELECT 1 FROM nomination_person nominee JOIN membership main ON main.person_id ="
    " nominee.person_id AND main.ordinal = 0 JOIN team its ON its.id = main.team_id WHERE nominee.nomination_id = n.id"
    " AND its.place = $10)) AND ($11 = 0 OR EXISTS (SELECT 1 FROM nomination_person nominee JOIN person p ON p.id ="
    " nominee.person_id WHERE nominee.nomination_id = n.id AND nominee.of_team = 0 AND p.active = 1 AND " +
    kHasLens +
    ")) AND ($12 = 0 OR NOT EXISTS (SELECT 1 FROM story_source used WHERE used.nomination_id = n.id)) AND n.id < $13"
    " AND " +
    people::nomination_curated_by("$6") + " ORDER BY n.id DESC LIMIT $14";
constexpr store::Sql kNominationPage{"studio.nomination_page", kNominationPageText};

// Of themselves nobody makes a story. $13 and $14 are the month's bounds, $15 a position.
constexpr auto kRecognitionPageText =
    "SELECT r.id FROM recognition r WHERE r.given_at >= $13 AND r.given_at < $14 AND r.position < $15 AND ($8 = ''"
    " OR EXISTS (SELECT 1 FROM recognition_value its WHERE its.recognition_id = r.id AND its.value_id = $8))"
    " AND ($9 = '' OR r.team_id = $9 OR EXISTS (SELECT 1 FROM recognition_recipient thanked JOIN membership main"
    " ON main.person_id = thanked.person_id AND main.ordinal = 0 WHERE thanked.recognition_id = r.id AND r.team_id IS"
    " NULL AND main.team_id = $9)) AND ($10 = '' OR EXISTS (SELECT 1 FROM recognition_recipient thanked JOIN membership"
    " main ON main.person_id = thanked.person_id AND main.ordinal = 0 JOIN team its ON its.id = main.team_id"
    " WHERE thanked.recognition_id = r.id AND its.place = $10)) AND ($11 = 0 OR EXISTS (SELECT 1 FROM"
    " recognition_recipient thanked JOIN person p ON p.id = thanked.person_id WHERE thanked.recognition_id = r.id"
    " AND r.team_id IS NULL AND p.active = 1 AND " +
    kHasLens +
    ")) AND ($12 = 0 OR NOT EXISTS (SELECT 1 FROM story_source used JOIN story st ON st.id = used.story_id"
    " WHERE used.recognition_id = r.id AND st.show_id = $7)) AND NOT EXISTS (SELECT 1 FROM recognition_recipient mine"
    " WHERE mine.recognition_id = r.id AND mine.person_id = $6) AND " +
    people::kVisibleToEveryone + " AND " + people::visible_to("$6") + " ORDER BY r.position DESC LIMIT $16";
constexpr store::Sql kRecognitionPage{"studio.recognition_page", kRecognitionPageText};

constexpr auto kCandidateNominationsText = "SELECT " + story::kNominationColumns +
                                           " FROM nomination n WHERE n.id IN @list($2) AND " +
                                           people::nomination_curated_by("$1") + " ORDER BY n.id DESC";
constexpr store::Sql kCandidateNominations{"studio.candidate_nominations", kCandidateNominationsText};
constexpr auto kCandidateRecognitionsText = "SELECT " + recognition::kStoredColumns +
                                            " FROM recognition r WHERE r.id IN @list($2) AND " +
                                            people::visible_to("$1") + " ORDER BY r.position DESC";
constexpr store::Sql kCandidateRecognitions{"studio.candidate_recognitions", kCandidateRecognitionsText};
constexpr store::Sql kCandidateNominees{
    "studio.candidate_nominees",
    "SELECT nomination_id, person_id FROM nomination_person WHERE nomination_id IN @list($1) AND of_team = 0"
    " ORDER BY nomination_id, ordinal"
};
constexpr auto kCandidatesUsedInText =
    "SELECT COALESCE(used.nomination_id, used.recognition_id), st.id FROM story_source used JOIN story st ON st.id ="
    " used.story_id WHERE st.show_id = $2 AND (used.nomination_id IN @list($3) OR used.recognition_id IN @list($3)) "
    "AND " +
    people::story_curated_by("$1");
constexpr store::Sql kCandidatesUsedIn{"studio.candidates_used_in", kCandidatesUsedInText};
// Who thanked whom, for everyone to see: breadth of a candidate's people.
constexpr auto kThankedByText =
    "SELECT DISTINCT thanked.person_id, r.giver_id, COALESCE(from_team.team_id, '') FROM recognition r"
    " JOIN recognition_recipient thanked ON thanked.recognition_id = r.id AND thanked.withheld = 0 LEFT JOIN membership"
    " from_team ON from_team.person_id = r.giver_id AND from_team.ordinal = 0 WHERE thanked.person_id IN @list($1)"
    " AND r.given_at >= $2 AND r.giver_id <> thanked.person_id AND " +
    people::kVisibleToEveryone;
constexpr store::Sql kThankedBy{"studio.thanked_by", kThankedByText};
constexpr auto kNominationCountText =
    "SELECT COUNT(*) FROM nomination n WHERE n.show_id = $2 AND " + people::nomination_curated_by("$1");
constexpr store::Sql kNominationCount{"studio.nomination_count", kNominationCountText};
constexpr store::Sql kPlaces{
    "studio.places", "SELECT DISTINCT place FROM team WHERE place <> '' AND removed = 0 ORDER BY place"
};

/// Where a page goes on: nominations first. "n:ID", then "r:POSITION", or "r:" at their beginning.
struct Place {
    bool in_recognitions = false;
    std::string nomination{kAfterEveryId};
    std::uint64_t position = 0;  ///< 0: the newest

    static std::optional<Place> parse(std::string_view token) {
        if (token.empty()) return Place{};
        Place place{.in_recognitions = token.starts_with("r:")};
        const auto rest = token.substr(std::min<std::size_t>(2, token.size()));
        if (place.in_recognitions && rest.empty()) return place;
        if (place.in_recognitions) {
            const auto [stopped, error] = std::from_chars(rest.data(), rest.data() + rest.size(), place.position);
            if (error != std::errc{} || stopped != rest.data() + rest.size()) return std::nullopt;
            return place;
        }
        if (!token.starts_with("n:") || !is_uuid(rest)) return std::nullopt;
        place.nomination = rest;
        return place;
    }
};

/// A candidate before it is written down.
struct Found {
    v1::Candidate message;
    std::vector<PersonId> people;
    PersonId author;
    TeamId team;
    bool author_in_full = false;
};

Found from_nomination(const story::NominationRow& row, const std::vector<std::tuple<std::string, PersonId>>& nominees) {
    Found found{.author = row.nominator, .team = row.team, .author_in_full = true};
    auto& message = found.message;
    message.set_nomination_id(row.id.text());
    message.set_kind(row.words.kind);
    message.set_value_id(row.words.value.text());
    const auto& words = row.words;
    const auto& said = !words.words.empty() ? words.words : !words.deed.empty() ? words.deed : words.situation;
    message.set_excerpt(std::string{first_code_points(said, kExcerpt)});
    *message.mutable_at() = to_timestamp(row.nominated_at);
    message.set_read(row.read_at.has_value());
    message.set_held(row.hold != story::Hold::kNone);
    for (const auto& [nomination, person] : nominees) {
        if (nomination == row.id.text()) found.people.push_back(person);
    }
    return found;
}

Found from_recognition(const recognition::Stored& stored) {
    Found found{.author = stored.giver.id};
    auto& message = found.message;
    message.set_recognition_id(stored.id.text());
    if (!stored.values.empty()) message.set_value_id(stored.values.front().text());
    message.set_excerpt(std::string{first_code_points(stored.message, kExcerpt)});
    *message.mutable_at() = to_timestamp(stored.given_at);
    for (const auto& person : stored.recipients) found.people.push_back(person.id);
    for (const auto& person : stored.added) found.people.push_back(person.id);
    if (stored.team) found.team = stored.team->id;
    return found;
}

/// Writes down who each is about, and what can be said of them.
void complete(
    store::Reader& reader,
    std::vector<Found>& all,
    const Moments& moments,
    const std::vector<std::tuple<std::string, StoryId>>& used
) {
    std::set<PersonId> ids;
    std::vector<TeamId> team_ids;
    for (const auto& one : all) {
        ids.insert(one.people.begin(), one.people.end());
        if (!one.team.empty()) team_ids.push_back(one.team);
    }
    const std::vector<PersonId> about{ids.begin(), ids.end()};
    for (const auto& one : all) ids.insert(one.author);
    using ThankedBy = std::tuple<PersonId, PersonId, std::string>;
    const auto [people, teams, thanked_by] = reader.read(
        people::people_by_id({ids.begin(), ids.end()}),
        people::teams_by_id(team_ids),
        store::query<ThankedBy>(kThankedBy, about, moments.hero_since)
    );
    const auto told = last_told(reader, about);
    const auto seen = seen_of(reader, about, moments);
    for (auto& one : all) {
        auto& message = one.message;
        for (const auto& id : one.people) {
            const auto person = std::ranges::find(people, id, &people::Person::id);
            if (person == people.end()) continue;
            auto& shown = *message.add_people();
            // A recognition names here whom it names in the feed.
            *shown.mutable_person() =
                one.author_in_full ? people::card_in_full(*person) : people::card_for_feed(*person);
            if (const auto at = told.find(id); at != told.end()) *shown.mutable_told_at() = to_timestamp(at->second);
            if (const auto what = seen.find(id); what != seen.end()) {
                shown.set_quiet_hero(what->second.quiet_hero);
                shown.set_newcomer(what->second.newcomer);
            }
            shown.set_not_on_stage(person->publicity.stage == v1::STAGE_PUBLICITY_NOT_ON_STAGE);
        }
        std::set<PersonId> givers;
        std::set<std::string> giving_teams;
        for (const auto& [thanked, giver, team] : thanked_by) {
            if (std::ranges::find(one.people, thanked) == one.people.end()) continue;
            givers.insert(giver);
            if (!team.empty()) giving_teams.insert(team);
        }
        message.set_givers(static_cast<std::uint32_t>(givers.size()));
        message.set_teams(static_cast<std::uint32_t>(giving_teams.size()));
        const auto team = std::ranges::find(teams, one.team, &people::Team::id);
        if (team != teams.end()) *message.mutable_team() = people::card(*team);
        const auto author = std::ranges::find(people, one.author, &people::Person::id);
        if (author != people.end()) {
            *message.mutable_author() =
                one.author_in_full ? people::card_in_full(*author) : people::card_for_feed(*author);
        }
        const auto& source = message.has_nomination_id() ? message.nomination_id() : message.recognition_id();
        for (const auto& [what, story] : used) {
            if (what == source) message.set_story_id(story.text());
        }
    }
}

}  // namespace

Result<v1::ListCandidatesResponse> list_candidates(
    store::Reader& reader, const PersonId& viewer, const v1::ListCandidatesRequest& request
) {
    const auto place = Place::parse(request.page_token());
    if (!place) return refuse(Code::kInvalidArgument, "PAGE_TOKEN_INVALID");
    if (!v1::CandidateLens_IsValid(request.lens())) return refuse(Code::kInvalidArgument, "LENS_INVALID");
    const show::ShowId show{request.show_id()};
    const auto [shows, organisations, count, places] = reader.read(
        show::show_by_id(show),
        people::organisation(),
        store::query<std::uint32_t>(kNominationCount, viewer, show),
        store::query<std::string>(kPlaces)
    );
    if (shows.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    const auto zone = organisations.empty() ? Zone{"UTC"} : organisations.front().zone;
    const auto& asked_month = request.month().empty() ? shows.front().month : request.month();
    if (!show::is_month(asked_month)) return refuse(Code::kInvalidArgument, "MONTH_INVALID");
    const auto month = bounds_of(asked_month, zone);
    const auto moments = Moments::at(reader.now(), zone);
    const auto page = [&](const store::Sql& sql, const auto&... more) {
        return reader.rows<std::string>(
            sql,
            moments.hero_since,
            moments.not_seen_since,
            moments.not_seen_day,
            moments.newcomer_since,
            moments.newcomer_day,
            viewer,
            show,
            request.value_id(),
            request.team_id(),
            request.place(),
            static_cast<int>(request.lens()),
            request.untold(),
            more...
        );
    };
    v1::ListCandidatesResponse response;
    std::vector<std::string> nominations;
    std::vector<std::string> recognitions;
    if (!place->in_recognitions) nominations = page(kNominationPage, place->nomination, kPage + 1);
    if (store::cut(nominations, kPage)) {
        response.set_next_page_token("n:" + nominations.back());
    } else {
        // Recognitions fill the page up.
        const auto room = kPage - nominations.size();
        recognitions = page(kRecognitionPage, month.from, month.until, store::below(place->position), room + 1);
        if (store::cut(recognitions, room)) response.set_next_page_token("r:");
    }
    using Nominee = std::tuple<std::string, PersonId>;
    using Used = std::tuple<std::string, StoryId>;
    auto sources = nominations;
    sources.insert(sources.end(), recognitions.begin(), recognitions.end());
    auto [nomination_rows, nominees, recognition_rows, used] = reader.read(
        store::query<story::NominationRow>(kCandidateNominations, viewer, nominations),
        store::query<Nominee>(kCandidateNominees, nominations),
        store::query<recognition::StoredRow>(kCandidateRecognitions, viewer, recognitions),
        store::query<Used>(kCandidatesUsedIn, viewer, show, sources)
    );
    if (response.next_page_token() == "r:" && !recognition_rows.empty()) {
        response.set_next_page_token("r:" + std::to_string(recognition_rows.back().position));
    }
    std::vector<Found> all;
    for (const auto& row : nomination_rows) all.push_back(from_nomination(row, nominees));
    for (const auto& stored : recognition::complete(reader, std::move(recognition_rows))) {
        all.push_back(from_recognition(stored));
    }
    complete(reader, all, moments, used);
    for (auto& one : all) *response.add_candidates() = std::move(one.message);
    response.set_nominations(count.front());
    for (const auto& one : places) response.add_places(one);
    *response.mutable_snapshot() = store::snapshot(reader, std::vector{people::topic_of(viewer)});
    return response;
}

}  // namespace koebel::studio
