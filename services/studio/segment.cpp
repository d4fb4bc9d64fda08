#include "studio/segment.hpp"

#include "people/visible_to.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace koebel::studio {
namespace {

constexpr auto kSegmentColumns = static_text(
    "g.id, g.show_id, g.ordinal, g.kind, g.story_id, g.goal_id, g.host_id, g.value_id, g.title, g.body, g.seconds,"
    " g.notes, g.reasons, g.version, s.state, s.airs_at"
);
constexpr auto kSegmentsOfText = "SELECT " + kSegmentColumns +
                                 " FROM segment g JOIN show s ON s.id = g.show_id WHERE g.show_id = $1"
                                 " ORDER BY g.ordinal, g.id";
constexpr store::Sql kSegmentsOf{"studio.segments_of", kSegmentsOfText};
constexpr auto kSegmentByIdText =
    "SELECT " + kSegmentColumns + " FROM segment g JOIN show s ON s.id = g.show_id WHERE g.id = $1";
constexpr store::Sql kSegmentById{"studio.segment_by_id", kSegmentByIdText};

// What a rundown tells; from whom it is kept the flag says.
constexpr auto kStoriesText = "SELECT " + kStoryColumns + ", CASE WHEN " + people::story_curated_by("$1") +
                              " THEN 1 ELSE 0 END FROM story st" + kStoryJoins + " WHERE st.id IN @list($2)";
constexpr store::Sql kStories{"studio.stories", kStoriesText};
constexpr std::size_t kStoryColumnCount = 13;

constexpr store::Sql kThanked{
    "studio.thanked",
    "SELECT segment_id, person_id FROM segment_person WHERE segment_id IN @list($1) ORDER BY segment_id, ordinal"
};
// Off the feed or the screens it is not for a stage either. $1, of kStoredColumns, is nobody: it is no page.
constexpr auto kReelText = "SELECT " + recognition::kStoredColumns +
                           ", shown.segment_id FROM segment_recognition shown JOIN recognition r ON r.id ="
                           " shown.recognition_id WHERE shown.segment_id IN @list($2) AND " +
                           people::kVisibleToEveryone + " ORDER BY shown.segment_id, shown.ordinal";
constexpr store::Sql kReel{"studio.reel", kReelText};

struct SeenStoryRow {
    StoryRow story;
    bool is_seen = false;

    static SeenStoryRow from(const store::Row& row) { return {StoryRow::from(row), row.get<bool>(kStoryColumnCount)}; }
};

/// A recognition of a reel that everyone may see.
struct ReelRow {
    SegmentId segment;
    recognition::StoredRow recognition;

    static ReelRow from(const store::Row& row) {
        return {row.get<SegmentId>(recognition::kStoredColumnCount), recognition::StoredRow::from(row)};
    }
};

const std::vector<recognition::Stored> kNone;

std::vector<PersonId> people_of(const recognition::Stored& stored) {
    std::vector<PersonId> people{stored.giver.id};
    for (const auto& one : stored.recipients) people.push_back(one.id);
    for (const auto& one : stored.added) people.push_back(one.id);
    return people;
}

}  // namespace

SegmentRow SegmentRow::from(const store::Row& row) {
    return {
        .id = row.get<SegmentId>(0),
        .show = row.get<show::ShowId>(1),
        .ordinal = row.integer(2),
        .kind = static_cast<SegmentKind>(row.integer(3)),
        .story = row.get<StoryId>(4),
        .goal = row.text(5),
        .host = row.get<PersonId>(6),
        .value = row.get<ValueId>(7),
        .title = row.text(8),
        .text = row.text(9),
        .length = std::chrono::seconds{row.integer(10)},
        .notes = row.text(11),
        .reasons = row.text(12),
        .version = row.get<std::uint32_t>(13),
        .show_state = static_cast<v1::ShowState>(row.integer(14)),
        .airs_at = row.get<Instant>(15),
    };
}

store::Query<SegmentRow> segments_of(const show::ShowId& show) {
    return store::query<SegmentRow>(kSegmentsOf, show);
}

store::Query<SegmentRow> segment_by_id(const SegmentId& id) {
    return store::query<SegmentRow>(kSegmentById, id);
}

ThankedRow ThankedRow::from(const store::Row& row) {
    return {.segment = row.get<SegmentId>(0), .person = row.get<PersonId>(1)};
}

SegmentParts SegmentParts::read(
    store::Reader& reader, const PersonId& viewer, const std::vector<SegmentRow>& segments
) {
    SegmentParts parts;
    parts.viewer_ = viewer;
    parts.now_ = reader.now();
    std::vector<SegmentId> ids;
    std::vector<std::string> subjects;
    std::vector<StoryId> stories;
    for (const auto& segment : segments) {
        ids.push_back(segment.id);
        subjects.push_back(segment.id.text());
        if (!segment.story.empty()) stories.push_back(segment.story);
    }
    auto [seen, thanked, reels, questions] = reader.read(
        store::query<SeenStoryRow>(kStories, viewer, stories),
        store::query<ThankedRow>(kThanked, ids),
        store::query<ReelRow>(kReel, PersonId{}, ids),
        questions_about(subjects)
    );
    for (auto& one : seen) {
        if (!one.is_seen) parts.hidden_stories_.push_back(one.story.id);
        parts.all_stories_.push_back(std::move(one.story));
    }
    parts.story_parts_ = parts_of(reader, parts.all_stories_);
    parts.thanked_ = std::move(thanked);
    parts.questions_ = std::move(questions);

    // All reels' recognitions at once, in their order.
    std::vector<recognition::StoredRow> rows;
    std::vector<SegmentId> whose;
    for (auto& one : reels) {
        whose.push_back(one.segment);
        rows.push_back(std::move(one.recognition));
    }
    std::set<PersonId> people;
    auto completed = recognition::complete(reader, std::move(rows));
    for (std::size_t i = 0; i < completed.size(); ++i) {
        for (const auto& id : people_of(completed[i])) people.insert(id);
        parts.reels_[whose[i]].push_back(std::move(completed[i]));
    }
    for (const auto& one : parts.thanked_) people.insert(one.person);
    for (const auto& segment : segments) {
        if (!segment.host.empty()) people.insert(segment.host);
    }
    std::tie(parts.people_) = reader.read(people::people_by_id({people.begin(), people.end()}));
    return parts;
}

Actor SegmentParts::actor(const SegmentRow& segment, const PersonId& id) const {
    const auto question = std::ranges::find_if(questions_, [&](const QuestionRow& asked) {
        return asked.subject == segment.id.text() && asked.person == id;
    });
    const auto* known = person(id);
    if (known == nullptr) return {};
    const auto* asked = question == questions_.end() ? nullptr : &*question;
    return {*known, stage_state(*known, asked, now_, {segment.airs_at, segment.show_state})};
}

std::vector<Actor> SegmentParts::cast(const SegmentRow& segment) const {
    if (const auto* told = story(segment); told != nullptr) return story_parts_.cast(*told, now_);
    std::vector<Actor> cast;
    for (const auto& one : thanked_) {
        if (one.segment == segment.id) cast.push_back(actor(segment, one.person));
    }
    for (const auto& stored : recognitions(segment)) {
        for (const auto& id : people_of(stored)) {
            if (find(cast, id) == nullptr) cast.push_back(actor(segment, id));
        }
    }
    return cast;
}

bool SegmentParts::is_fallen_out(const SegmentRow& segment) const {
    switch (segment.kind) {
        case v1::Segment::kStory:
            return story(segment) == nullptr || !can_be_told(cast(segment));
        case v1::Segment::kOpener:
            return !can_be_told(cast(segment)) || (!segment.text.empty() && host(segment) == nullptr);
        case v1::Segment::kReel: {
            const auto all = cast(segment);
            return std::ranges::none_of(recognitions(segment), [&](const recognition::Stored& stored) {
                return can_be_shown(stored, all);
            });
        }
        default:
            return false;
    }
}

bool SegmentParts::is_surprise(const SegmentRow& segment) const {
    if (std::ranges::find(hidden_stories_, segment.story) != hidden_stories_.end()) return true;
    return std::ranges::any_of(thanked_, [&](const ThankedRow& one) {
        return one.segment == segment.id && one.person == viewer_;
    });
}

const StoryRow* SegmentParts::story(const SegmentRow& segment) const {
    if (segment.story.empty()) return nullptr;
    const auto found = std::ranges::find(all_stories_, segment.story, &StoryRow::id);
    return found == all_stories_.end() ? nullptr : &*found;
}

const std::vector<recognition::Stored>& SegmentParts::recognitions(const SegmentRow& segment) const {
    const auto found = reels_.find(segment.id);
    return found == reels_.end() ? kNone : found->second;
}

const people::Person* SegmentParts::host(const SegmentRow& segment) const {
    const auto* found = person(segment.host);
    return found == nullptr || is_off_stage(*found) ? nullptr : found;
}

const people::Person* SegmentParts::person(const PersonId& id) const {
    const auto found = std::ranges::find(people_, id, &people::Person::id);
    return found == people_.end() ? nullptr : &*found;
}

bool can_be_shown(const recognition::Stored& stored, const std::vector<Actor>& cast) {
    if (stored.team) return true;
    return std::ranges::any_of(stored.recipients, [&](const people::Person& person) {
        const auto* actor = find(cast, person.id);
        return actor != nullptr && actor->is_shown();
    });
}

std::vector<Subject> subject_for(store::Reader& reader, const PersonId& viewer, const std::string& id) {
    const auto [stories, segments] = reader.read(story_for(viewer, StoryId{id}), segment_by_id(SegmentId{id}));
    if (!stories.empty()) {
        const auto& story = stories.front();
        return {
            {.id = id,
             .show = story.show,
             .story = story.id,
             .show_state = story.show_state,
             .airs_at = story.airs_at,
             .cast = parts_of(reader, stories).cast(story, reader.now())}
        };
    }
    if (segments.empty() || !segments.front().story.empty()) return {};
    const auto& segment = segments.front();
    const auto parts = SegmentParts::read(reader, viewer, segments);
    if (parts.is_surprise(segment)) return {};
    return {
        {.id = id,
         .show = segment.show,
         .show_state = segment.show_state,
         .airs_at = segment.airs_at,
         .cast = parts.cast(segment)}
    };
}

}  // namespace koebel::studio
