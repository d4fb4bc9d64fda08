#include "studio/draft.hpp"

#include "access/rights.hpp"
#include "people/organisation.hpp"
#include "people/visible_to.hpp"
#include "recognition/stored.hpp"
#include "show/repository.hpp"
#include "studio/making.hpp"
#include "studio/month.hpp"
#include "studio/rundown.hpp"
#include "studio/story_rules.hpp"
#include "studio/telling.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace koebel::studio {
namespace {

constexpr std::int64_t kMostOptions = 200;
constexpr std::int64_t kMostLookedAt = 100;  // recognitions, for a reel
constexpr std::size_t kShoutOuts = 6;

constexpr auto kFreeStoriesText = "SELECT " + kStoryColumns + " FROM story st" + kStoryJoins +
                                  " WHERE st.show_id = $2 AND NOT EXISTS (SELECT 1 FROM segment told_in"
                                  " WHERE told_in.story_id = st.id) AND " +
                                  people::story_curated_by("$1") + " ORDER BY st.id LIMIT $3";
constexpr store::Sql kFreeStories{"studio.free_stories", kFreeStoriesText};
constexpr auto kFreeNominationsText =
    "SELECT n.id, n.kind, n.value_id, n.team_id FROM nomination n WHERE n.show_id = $2 AND n.hold = 0 AND NOT EXISTS"
    " (SELECT 1 FROM story_source used WHERE used.nomination_id = n.id) AND " +
    people::nomination_curated_by("$1") + " ORDER BY n.id LIMIT $3";
constexpr store::Sql kFreeNominations{"studio.free_nominations", kFreeNominationsText};
constexpr store::Sql kFreeNominees{
    "studio.free_nominees",
    "SELECT nomination_id, person_id FROM nomination_person WHERE nomination_id IN @list($1) AND of_team = 0"
    " ORDER BY nomination_id, ordinal"
};
constexpr auto kForDraftedReelText =
    "SELECT " + recognition::kStoredColumns + " FROM recognition r WHERE r.given_at >= $2 AND r.given_at < $3 AND " +
    people::kVisibleToEveryone + " AND " + people::visible_to("$1") + " ORDER BY r.position DESC LIMIT $4";
constexpr store::Sql kForDraftedReel{"studio.for_drafted_reel", kForDraftedReelText};

struct NominationOption {
    Option option;

    static NominationOption from(const store::Row& row) {
        return {
            {.nomination = row.get<story::NominationId>(0),
             .kind = static_cast<v1::NominationKind>(row.integer(1)),
             .value = row.text(2),
             .team = row.text(3)}
        };
    }
};

/// What can be told: whoever of it can be shown. Stories that somebody made come first.
std::vector<Option> options_for(store::Transaction& tx, const PersonId& viewer, const show::Show& show) {
    const auto [stories, nominations] = tx.read(
        store::query<StoryRow>(kFreeStories, viewer, show.id, kMostOptions),
        store::query<NominationOption>(kFreeNominations, viewer, show.id, kMostOptions)
    );
    std::vector<Option> options;
    const auto parts = parts_of(tx, stories);
    for (const auto& story : stories) {
        const auto cast = parts.cast(story, tx.now());
        if (!can_be_told(cast)) continue;
        Option option{.story = story.id, .kind = story.kind, .value = story.value.text()};
        for (const auto& actor : cast) {
            if (actor.is_shown()) option.people.push_back(actor.person.id);
        }
        options.push_back(std::move(option));
    }
    std::vector<story::NominationId> ids;
    for (const auto& one : nominations) ids.push_back(one.option.nomination);
    const auto nominees = tx.rows<std::tuple<story::NominationId, PersonId>>(kFreeNominees, ids);
    std::set<PersonId> everybody;
    for (const auto& [nomination, person] : nominees) everybody.insert(person);
    const auto [people] = tx.read(people::people_by_id({everybody.begin(), everybody.end()}));
    for (const auto& one : nominations) {
        auto option = one.option;
        bool is_about_somebody = !option.team.empty();
        for (const auto& [nomination, id] : nominees) {
            if (nomination != option.nomination) continue;
            const auto person = std::ranges::find(people, id, &people::Person::id);
            if (person == people.end()) continue;
            if (!can_be_shown(stage_state(*person, nullptr, tx.now(), {show.times.airs_at, show.state}))) continue;
            option.people.push_back(id);
            is_about_somebody = true;
        }
        // Of more than a story holds none can be made.
        if (is_about_somebody && option.people.size() <= kMostPeople) options.push_back(std::move(option));
    }
    return options;
}

Background background_of(
    store::Transaction& tx, const std::vector<Option>& options, const std::set<PersonId>& in_rundown, const Zone& zone
) {
    auto everybody = in_rundown;
    for (const auto& option : options) everybody.insert(option.people.begin(), option.people.end());
    const std::vector<PersonId> people{everybody.begin(), everybody.end()};
    Background background{
        .before = told_before(tx),
        .groups = groups_of(tx, people),
        .seen = seen_of(tx, people, Moments::at(tx.now(), zone)),
    };
    for (const auto& [person, at] : last_told(tx, people)) background.told.insert(person);
    return background;
}

/// What the rundown tells already.
std::vector<Option> told_already(const std::vector<SegmentRow>& segments, const SegmentParts& parts) {
    std::vector<Option> told;
    for (const auto& segment : segments) {
        const auto* story = parts.story(segment);
        if (story == nullptr || parts.is_fallen_out(segment)) continue;
        Option option{.kind = story->kind, .value = story->value.text()};
        for (const auto& actor : parts.cast(segment)) option.people.push_back(actor.person.id);
        told.push_back(std::move(option));
    }
    return told;
}

/// Short ones of the month, each of another team, about nobody the rundown tells of and nobody who is not on stage.
std::vector<RecognitionId> shout_outs(
    store::Transaction& tx,
    const PersonId& viewer,
    const show::Show& show,
    const Zone& zone,
    const std::set<PersonId>& told
) {
    const auto month = bounds_of(show.month, zone);
    auto rows = tx.rows<recognition::StoredRow>(kForDraftedReel, viewer, month.from, month.until, kMostLookedAt);
    std::vector<RecognitionId> chosen;
    std::set<TeamId> teams;
    for (const auto& stored : recognition::complete(tx, std::move(rows))) {
        if (chosen.size() == kShoutOuts) break;
        auto thanked = stored.recipients;
        thanked.insert(thanked.end(), stored.added.begin(), stored.added.end());
        const bool fits = std::ranges::none_of(thanked, [&](const people::Person& person) {
            return told.contains(person.id) || is_off_stage(person) || person.id == viewer;
        });
        const bool is_new_team = std::ranges::any_of(stored.direct_teams, [&](const people::Team& team) {
            return !teams.contains(team.id);
        });
        if (!fits || is_off_stage(stored.giver) || !is_new_team) continue;
        for (const auto& team : stored.direct_teams) teams.insert(team.id);
        chosen.push_back(stored.id);
    }
    return chosen;
}

const SegmentRow* first_of(const std::vector<SegmentRow>& segments, SegmentKind kind) {
    const auto found = std::ranges::find(segments, kind, &SegmentRow::kind);
    return found == segments.end() ? nullptr : &*found;
}

/// Lays it out, segment by segment.
class Drafting {
public:
    Drafting(store::Transaction& tx, const rpc::Caller& caller, const show::Show& show)
        : tx_(tx), caller_(caller), show_(show) {
        std::tie(segments_) = tx.read(segments_of(show.id));
        const auto [organisations] = tx.read(people::organisation());
        if (!organisations.empty()) zone_ = organisations.front().zone;
        if (const auto* closing = first_of(segments_, v1::Segment::kClosing)) before_ = closing->id;
        const auto parts = SegmentParts::read(tx, caller.person, segments_);
        told_ = told_already(segments_, parts);
        for (const auto& segment : segments_) {
            if (!parts.is_fallen_out(segment)) taken_ += segment.length;
        }
    }

    Result<v1::DraftRundownResponse> run() {
        const bool has_opener = first_of(segments_, v1::Segment::kOpener) != nullptr;
        const bool has_reel = first_of(segments_, v1::Segment::kReel) != nullptr;
        if (!has_opener) taken_ += usual_length(v1::Segment::kOpener);
        if (!has_reel) taken_ += usual_length(v1::Segment::kReel);
        if (before_.empty()) taken_ += usual_length(v1::Segment::kClosing);

        std::set<PersonId> people;
        for (const auto& option : told_) people.insert(option.people.begin(), option.people.end());
        auto options = options_for(tx_, caller_.person, show_);
        const auto background = background_of(tx_, options, people, zone_);
        SoFar so_far;
        for (const auto& option : told_) so_far.add(option, background);

        const auto proposals = choose(std::move(options), background, std::move(so_far), room());
        if (!has_opener) begin_with_the_leader();
        for (const auto& proposal : proposals) {
            if (auto told = tell(proposal); !told) return std::unexpected(std::move(told.error()));
            people.insert(proposal.option.people.begin(), proposal.option.people.end());
        }
        if (!has_reel) add_reel(people);
        if (before_.empty()) add({.kind = v1::Segment::kClosing}, {v1::PROPOSAL_REASON_RITUAL});
        if (response_.segments() == 0) return refuse(Code::kFailedPrecondition, "NOTHING_TO_PROPOSE");
        return response_;
    }

private:
    /// How many stories there is time and place for.
    [[nodiscard]] std::size_t room() const {
        const auto left = std::chrono::seconds{show_.length} - taken_;
        if (left.count() <= 0 || segments_.size() + 3 >= kMostSegments) return 0;
        const auto fits = static_cast<std::size_t>(left / usual_length(v1::Segment::kStory));
        return std::min(fits, kMostSegments - segments_.size() - 3);
    }

    void add(const SegmentPlan& plan, const std::set<v1::ProposalReason>& reasons) {
        insert_segment(tx_, show_.id, plan, {}, reasons, before_);
        response_.set_segments(response_.segments() + 1);
    }

    /// In front of all there is, but for the minutes before it begins.
    void begin_with_the_leader() {
        const auto after_countdown = std::ranges::find_if(segments_, [](const SegmentRow& segment) {
            return segment.kind != v1::Segment::kCountdown;
        });
        const auto before = after_countdown == segments_.end() ? SegmentId{} : after_countdown->id;
        insert_segment(tx_, show_.id, {.kind = v1::Segment::kOpener}, {}, {v1::PROPOSAL_REASON_RITUAL}, before);
        response_.set_segments(response_.segments() + 1);
    }

    Result<void> tell(const Proposal& proposal) {
        auto story = proposal.option.story;
        if (story.empty()) {
            auto made =
                make(tx_, caller_, show_.id, {.nominations = {proposal.option.nomination}, .recognitions = {}}, {});
            if (!made) return std::unexpected(std::move(made.error()));
            story = *made;
            response_.set_stories(response_.stories() + 1);
        }
        add({.kind = v1::Segment::kStory, .story = story}, proposal.reasons);
        return {};
    }

    void add_reel(const std::set<PersonId>& told) {
        auto chosen = shout_outs(tx_, caller_.person, show_, zone_, told);
        if (chosen.empty()) return;
        add({.kind = v1::Segment::kReel, .recognitions = std::move(chosen)}, {v1::PROPOSAL_REASON_BREADTH});
    }

    store::Transaction& tx_;
    const rpc::Caller& caller_;
    const show::Show& show_;
    std::vector<SegmentRow> segments_;
    std::vector<Option> told_;
    std::chrono::seconds taken_{0};
    Zone zone_{"UTC"};
    SegmentId before_;  ///< the closing, before which all stands
    v1::DraftRundownResponse response_;
};

}  // namespace

Result<v1::DraftRundownResponse> draft_rundown(
    store::Transaction& tx, const rpc::Caller& caller, const show::ShowId& show
) {
    const auto [rights, shows] = tx.read(access::rights_query(caller), show::show_by_id(show));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    if (shows.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    if (auto may = may_change(shows.front().state); !may) return std::unexpected(std::move(may.error()));
    auto drafted = Drafting{tx, caller, shows.front()}.run();
    if (drafted) tell_studio(tx, show);
    return drafted;
}

}  // namespace koebel::studio
