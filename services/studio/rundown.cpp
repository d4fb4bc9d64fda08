#include "studio/rundown.hpp"

#include "access/rights.hpp"
#include "game/repository.hpp"
#include "people/organisation.hpp"
#include "people/value.hpp"
#include "people/visible_to.hpp"
#include "show/repository.hpp"
#include "studio/asking.hpp"
#include "studio/making.hpp"
#include "studio/refusal.hpp"
#include "studio/telling.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace koebel::studio {
namespace {

constexpr store::Sql kInsertSegment{
    "studio.insert_segment",
    "INSERT INTO segment (id, show_id, ordinal, kind, story_id, goal_id, host_id, value_id, title, body, seconds, "
    "notes,"
    " reasons, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, 1)"
};
constexpr store::Sql kChangeSegment{
    "studio.change_segment",
    "UPDATE segment SET story_id = $2, goal_id = $3, host_id = $4, value_id = $5, title = $6, body = $7, seconds = $8,"
    " notes = $9, version = version + 1 WHERE id = $1"
};
constexpr store::Sql kPlaceOf{"studio.place_of", "SELECT ordinal FROM segment WHERE id = $1 AND show_id = $2"};
constexpr store::Sql kEndOf{"studio.end_of", "SELECT COALESCE(MAX(ordinal), -1) + 1 FROM segment WHERE show_id = $1"};
constexpr store::Sql kMakeRoom{
    "studio.make_room", "UPDATE segment SET ordinal = ordinal + 1 WHERE show_id = $1 AND ordinal >= $2"
};
constexpr store::Sql kPutAt{"studio.put_at", "UPDATE segment SET ordinal = $2 WHERE id = $1"};
constexpr store::Sql kCount{"studio.count_segments", "SELECT COUNT(*) FROM segment WHERE show_id = $1"};
constexpr store::Sql kTells{"studio.tells", "SELECT id FROM segment WHERE story_id = $1"};
constexpr store::Sql kThanks{
    "studio.thanks", "INSERT INTO segment_person (segment_id, person_id, ordinal) VALUES ($1, $2, $3)"
};
constexpr store::Sql kThanksNobody{"studio.thanks_nobody", "DELETE FROM segment_person WHERE segment_id = $1"};
constexpr store::Sql kShows{
    "studio.shows", "INSERT INTO segment_recognition (segment_id, recognition_id, ordinal) VALUES ($1, $2, $3)"
};
constexpr store::Sql kShowsNone{"studio.shows_none", "DELETE FROM segment_recognition WHERE segment_id = $1"};
constexpr store::Sql kForgetSegment{"studio.forget_segment", "DELETE FROM segment WHERE id = $1"};
constexpr auto kForReelText = "SELECT " + recognition::kStoredColumns + ", CASE WHEN " + people::kVisibleToEveryone +
                              " THEN 1 ELSE 0 END FROM recognition r WHERE r.id IN @list($2) AND " +
                              people::visible_to("$1");
constexpr store::Sql kForReel{"studio.for_reel", kForReelText};

struct ForReelRow {
    recognition::StoredRow row;
    bool for_everyone = false;

    static ForReelRow from(const store::Row& row) {
        return {recognition::StoredRow::from(row), row.get<bool>(recognition::kStoredColumnCount)};
    }
};

/// A segment belongs to it and can be changed.
Result<void> may_change_rundown(store::Transaction& tx, const rpc::Caller& caller, const show::ShowId& show) {
    const auto [rights, shows] = tx.read(access::rights_query(caller), show::show_by_id(show));
    if (auto may = access::require(rights, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    if (shows.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    return may_change(shows.front().state);
}

/// Refuses with kFailedPrecondition NOT_ON_STAGE (details: who) if one of them is not.
Result<void> all_on_stage(const std::vector<people::Person>& people) {
    std::vector<std::string> names;
    for (const auto& person : people) {
        if (is_off_stage(person)) names.push_back(person.name);
    }
    if (names.empty()) return {};
    return refuse_about(Code::kFailedPrecondition, "NOT_ON_STAGE", std::move(names));
}

Result<void> check_story(store::Transaction& tx, const rpc::Caller& caller, const Saving& saving) {
    const auto [stories, tells] =
        tx.read(story_for(caller.person, saving.plan.story), store::query<SegmentId>(kTells, saving.plan.story));
    if (stories.empty()) return refuse(Code::kNotFound, "STORY_NOT_FOUND");
    const auto& story = stories.front();
    if (story.show != saving.show) return refuse(Code::kFailedPrecondition, "OF_ANOTHER_SHOW");
    if (!tells.empty() && tells.front() != saving.id) return refuse(Code::kFailedPrecondition, "STORY_TOLD");
    const auto cast = parts_of(tx, stories).cast(story, tx.now());
    if (can_be_told(cast)) return {};
    std::vector<std::string> names;
    names.reserve(cast.size());
    for (const auto& actor : cast) names.push_back(actor.person.name);
    return refuse_about(Code::kFailedPrecondition, "NOT_ON_STAGE", std::move(names));
}

Result<void> check_opener(store::Transaction& tx, const rpc::Caller& caller, const SegmentPlan& plan) {
    const auto [people, values] = tx.read(
        people::people_by_id(plan.people),
        people::values_by_id(plan.value.empty() ? std::vector<ValueId>{} : std::vector{plan.value})
    );
    const auto is_active = [](const people::Person& person) { return person.active; };
    if (people.size() != plan.people.size() || !std::ranges::all_of(people, is_active)) {
        return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    }
    if (!plan.value.empty() && (values.empty() || values.front().retired)) {
        return refuse(Code::kNotFound, "VALUE_NOT_FOUND");
    }
    if (auto may = all_on_stage(people); !may) return may;
    const auto [host] = tx.read(people::people_by_id({caller.person}));
    return plan.text.empty() ? Result<void>{} : all_on_stage(host);
}

/// `there`: those that it shows already, which were looked at.
Result<void> check_reel(
    store::Transaction& tx, const rpc::Caller& caller, const SegmentPlan& plan, const std::vector<RecognitionId>& there
) {
    std::vector<RecognitionId> fresh;
    std::ranges::copy_if(plan.recognitions, std::back_inserter(fresh), [&](const RecognitionId& id) {
        return std::ranges::find(there, id) == there.end();
    });
    auto found = tx.rows<ForReelRow>(kForReel, caller.person, fresh);
    if (found.size() != fresh.size()) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    std::vector<recognition::StoredRow> rows;
    for (auto& one : found) {
        if (!one.for_everyone) return refuse(Code::kFailedPrecondition, "RECOGNITION_NOT_FOR_EVERYONE");
        rows.push_back(std::move(one.row));
    }
    std::vector<people::Person> people;
    for (const auto& stored : recognition::complete(tx, std::move(rows))) {
        std::ranges::copy(stored.recipients, std::back_inserter(people));
        std::ranges::copy(stored.added, std::back_inserter(people));
    }
    return all_on_stage(people);
}

/// What a segment held before, which was looked at then.
struct Existing {
    std::vector<std::string> texts = {};
    std::vector<RecognitionId> recognitions = {};

    static Existing of(const SegmentRow& segment, const SegmentParts& parts) {
        Existing existing{.texts = {segment.title, segment.text, segment.notes}};
        for (const auto& stored : parts.recognitions(segment)) existing.recognitions.push_back(stored.id);
        return existing;
    }
};

/// What depends on the data: SaveSegment lists it. Of what was there already nothing is asked again: it is masked.
Result<void> check(
    store::Transaction& tx, const rpc::Caller& caller, const Saving& saving, const Existing& existing = {}
) {
    const auto& plan = saving.plan;
    // Nobody is named who is not on stage: not in what is shown, not in what the host reads.
    auto texts = plan.texts();
    std::erase_if(texts, [&](const std::string& text) {
        return std::ranges::find(existing.texts, text) != existing.texts.end();
    });
    const auto goal = plan.kind == v1::Segment::kGoal ? game::find_goal(tx, game::GoalId{plan.goal}) : std::nullopt;
    if (goal) texts.push_back(goal->title);
    const auto [cast] = tx.read(people::people_by_id(plan.people));
    if (auto may = all_on_stage(named_in(tx, texts, cast)); !may) return may;
    switch (plan.kind) {
        case v1::Segment::kStory:
            return check_story(tx, caller, saving);
        case v1::Segment::kOpener:
            return check_opener(tx, caller, plan);
        case v1::Segment::kReel:
            return check_reel(tx, caller, plan, existing.recognitions);
        case v1::Segment::kGoal:
            return goal ? Result<void>{} : refuse(Code::kNotFound, "GOAL_NOT_FOUND");
        default:
            return {};
    }
}

void write_lists(store::Transaction& tx, const SegmentId& id, const SegmentPlan& plan) {
    std::int64_t ordinal = 0;
    for (const auto& person : plan.people) tx.run(kThanks, id, person, ordinal++);
    ordinal = 0;
    for (const auto& recognition : plan.recognitions) tx.run(kShows, id, recognition, ordinal++);
}

/// Whose thanks an opener holds: the host's alone. Empty, it is whoever begins to write.
Result<PersonId> host_after(
    const rpc::Caller& caller, const SegmentRow& before, const SegmentParts& parts, const SegmentPlan& plan
) {
    if (plan.kind != v1::Segment::kOpener) return PersonId{};
    const auto said = !plan.text.empty();
    if (before.text.empty() || before.host.empty() || before.host == caller.person) {
        return said ? caller.person : PersonId{};
    }
    std::vector<PersonId> people;
    for (const auto& actor : parts.cast(before)) people.push_back(actor.person.id);
    const bool is_same =
        before.text == plan.text && before.value == plan.value && std::ranges::is_permutation(people, plan.people);
    if (!is_same) return refuse(Code::kFailedPrecondition, "OPENER_OF_ANOTHER");
    return before.host;
}

/// What somebody saves who read it without those who cannot be shown: these stay in it, and a text that was not touched
/// stays what it was.
SegmentPlan unmasked(store::Transaction& tx, SegmentPlan plan, const SegmentRow& before, const SegmentParts& parts) {
    const auto [organisations] = tx.read(people::organisation());
    const auto language = organisations.empty() ? std::string{"nl"} : organisations.front().language;
    const auto read = for_host(tx, {before.title, before.text, before.notes}, language);
    if (plan.title == read[0]) plan.title = before.title;
    if (plan.text == read[1]) plan.text = before.text;
    if (plan.notes == read[2]) plan.notes = before.notes;
    if (plan.kind != v1::Segment::kOpener || plan.people.empty()) return plan;
    for (const auto& actor : parts.cast(before)) {
        const auto& id = actor.person.id;
        if (!actor.is_shown() && std::ranges::find(plan.people, id) == plan.people.end()) plan.people.push_back(id);
    }
    return plan;
}

Result<v1::SaveSegmentResponse> change(store::Transaction& tx, const rpc::Caller& caller, const Saving& saving) {
    const auto [rows] = tx.read(segment_by_id(saving.id));
    if (rows.empty() || rows.front().show != saving.show) return refuse(Code::kNotFound, "SEGMENT_NOT_FOUND");
    const auto& before = rows.front();
    const auto parts_before = SegmentParts::read(tx, caller.person, rows);
    if (parts_before.is_surprise(before)) return refuse(Code::kNotFound, "SEGMENT_NOT_FOUND");
    if (before.version != saving.version) return refuse(Code::kFailedPrecondition, "SEGMENT_CHANGED");
    if (before.kind != saving.plan.kind) return refuse(Code::kInvalidArgument, "SEGMENT_INVALID");
    const auto plan = unmasked(tx, saving.plan, before, parts_before);
    if (auto may = check(tx, caller, saving, Existing::of(before, parts_before)); !may) {
        return std::unexpected(std::move(may.error()));
    }
    const auto host = host_after(caller, before, parts_before, plan);
    if (!host) return std::unexpected(host.error());

    tx.run(
        kChangeSegment,
        saving.id,
        unless_empty(plan.story),
        plan.goal.empty() ? std::nullopt : std::optional{plan.goal},
        unless_empty(*host),
        plan.value,
        plan.title,
        plan.text,
        plan.length.value_or(before.length).count(),
        plan.notes
    );
    tx.run(kThanksNobody, saving.id);
    tx.run(kShowsNone, saving.id);
    write_lists(tx, saving.id, plan);
    // Who is in it no more is asked about it no more.
    const auto [after] = tx.read(segment_by_id(saving.id));
    const auto cast = SegmentParts::read(tx, caller.person, after).cast(after.front());
    if (before.story.empty()) {
        for (const auto& actor : parts_before.cast(before)) {
            if (find(cast, actor.person.id) == nullptr) forget_question(tx, saving.id.text(), actor.person.id);
        }
    }
    if (before.text != plan.text || before.value != plan.value) say_changed(tx, saving.id.text(), caller.person);
    v1::SaveSegmentResponse response;
    response.set_segment_id(saving.id.text());
    response.set_version(after.front().version);
    return response;
}

}  // namespace

Result<v1::SaveSegmentResponse> save_segment(store::Transaction& tx, const rpc::Caller& caller, const Saving& saving) {
    if (auto may = may_change_rundown(tx, caller, saving.show); !may) return std::unexpected(std::move(may.error()));
    v1::SaveSegmentResponse response;
    if (!saving.id.empty()) {
        auto changed = change(tx, caller, saving);
        if (!changed) return changed;
        response = *std::move(changed);
    } else {
        if (auto may = check(tx, caller, saving); !may) return std::unexpected(std::move(may.error()));
        if (tx.row<std::size_t>(kCount, saving.show).value_or(0) >= kMostSegments) {
            return refuse(Code::kFailedPrecondition, "TOO_MANY_SEGMENTS");
        }
        if (!saving.before.empty() && !tx.row<std::int64_t>(kPlaceOf, saving.before, saving.show)) {
            return refuse(Code::kNotFound, "SEGMENT_NOT_FOUND");
        }
        const bool is_said = saving.plan.kind == v1::Segment::kOpener && !saving.plan.text.empty();
        const auto host = is_said ? caller.person : PersonId{};
        response.set_segment_id(insert_segment(tx, saving.show, saving.plan, host, {}, saving.before).text());
        response.set_version(1);
    }
    tell_studio(tx, saving.show);
    return response;
}

Result<v1::MoveSegmentResponse> move_segment(
    store::Transaction& tx, const rpc::Caller& caller, const SegmentId& id, const SegmentId& before
) {
    if (auto may = access::authorise(tx, caller, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    const auto [rows] = tx.read(segment_by_id(id));
    if (rows.empty()) return refuse(Code::kNotFound, "SEGMENT_NOT_FOUND");
    const auto& segment = rows.front();
    if (auto may = may_change(segment.show_state); !may) return std::unexpected(std::move(may.error()));
    if (id == before) return v1::MoveSegmentResponse{};
    const auto place = before.empty() ? tx.row<std::int64_t>(kEndOf, segment.show)
                                      : tx.row<std::int64_t>(kPlaceOf, before, segment.show);
    if (!place) return refuse(Code::kNotFound, "SEGMENT_NOT_FOUND");
    tx.run(kMakeRoom, segment.show, *place);
    tx.run(kPutAt, id, *place);
    tell_studio(tx, segment.show);
    return v1::MoveSegmentResponse{};
}

Result<v1::RemoveSegmentResponse> remove_segment(
    store::Transaction& tx, const rpc::Caller& caller, const SegmentId& id, std::uint32_t version
) {
    if (auto may = access::authorise(tx, caller, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
    const auto [rows] = tx.read(segment_by_id(id));
    if (rows.empty()) return refuse(Code::kNotFound, "SEGMENT_NOT_FOUND");
    const auto& segment = rows.front();
    const auto parts = SegmentParts::read(tx, caller.person, rows);
    if (parts.is_surprise(segment)) return refuse(Code::kNotFound, "SEGMENT_NOT_FOUND");
    if (auto may = may_change(segment.show_state); !may) return std::unexpected(std::move(may.error()));
    if (segment.version != version) return refuse(Code::kFailedPrecondition, "SEGMENT_CHANGED");
    // Their words are their host's to throw away, while they are here.
    const bool is_said = segment.kind == v1::Segment::kOpener && !segment.text.empty();
    if (is_said && parts.host(segment) != nullptr && segment.host != caller.person) {
        return refuse(Code::kFailedPrecondition, "OPENER_OF_ANOTHER");
    }
    forget_segment(tx, id);
    tell_studio(tx, segment.show);
    return v1::RemoveSegmentResponse{};
}

Result<v1::CopyRundownResponse> copy_rundown(
    store::Transaction& tx, const rpc::Caller& caller, const show::ShowId& from, const show::ShowId& to
) {
    if (auto may = may_change_rundown(tx, caller, to); !may) return std::unexpected(std::move(may.error()));
    const auto [shows, segments, there] =
        tx.read(show::show_by_id(from), segments_of(from), store::query<std::size_t>(kCount, to));
    if (shows.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    std::vector<SegmentPlan> plans;
    for (const auto& segment : segments) {
        SegmentPlan plan{.kind = segment.kind, .length = segment.length, .notes = segment.notes};
        switch (segment.kind) {
            case v1::Segment::kStory:
            case v1::Segment::kReel:
                continue;  // about somebody, and told
            case v1::Segment::kOpener:
                plan.notes.clear();
                break;  // an empty one: its words are its host's
            case v1::Segment::kGoal:
                if (!game::find_goal(tx, game::GoalId{segment.goal})) continue;
                plan.goal = segment.goal;
                break;
            default:
                plan.title = segment.title;
                plan.text = segment.text;
        }
        // Somebody who chose otherwise since then is not named anew.
        if (all_on_stage(named_in(tx, plan.texts(), {}))) plans.push_back(std::move(plan));
    }
    if (plans.empty()) return refuse(Code::kFailedPrecondition, "NOTHING_TO_COPY");
    if (there.front() + plans.size() > kMostSegments) return refuse(Code::kFailedPrecondition, "TOO_MANY_SEGMENTS");
    for (const auto& plan : plans) insert_segment(tx, to, plan, {}, {});
    tell_studio(tx, to);
    v1::CopyRundownResponse response;
    response.set_segments(static_cast<std::uint32_t>(plans.size()));
    return response;
}

SegmentId insert_segment(
    store::Transaction& tx,
    const show::ShowId& show,
    const SegmentPlan& plan,
    const PersonId& host,
    const std::set<v1::ProposalReason>& reasons,
    const SegmentId& before
) {
    const SegmentId id{tx.new_id()};
    const auto place =
        before.empty() ? tx.row<std::int64_t>(kEndOf, show) : tx.row<std::int64_t>(kPlaceOf, before, show);
    if (!before.empty()) tx.run(kMakeRoom, show, *place);
    tx.run(
        kInsertSegment,
        id,
        show,
        *place,
        static_cast<int>(plan.kind),
        unless_empty(plan.story),
        plan.goal.empty() ? std::nullopt : std::optional{plan.goal},
        unless_empty(host),
        plan.value,
        plan.title,
        plan.text,
        plan.length.value_or(usual_length(plan.kind)).count(),
        plan.notes,
        to_text(reasons)
    );
    write_lists(tx, id, plan);
    return id;
}

void forget_segment(store::Transaction& tx, const SegmentId& id) {
    forget_questions(tx, id.text());
    tx.run(kThanksNobody, id);
    tx.run(kShowsNone, id);
    tx.run(kForgetSegment, id);
}

}  // namespace koebel::studio
