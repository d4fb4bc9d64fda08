#pragma once

#include "base/id.hpp"
#include "base/static_text.hpp"
#include "recognition/stored.hpp"
#include "show/show.hpp"
#include "store/transaction.hpp"
#include "studio/stage.hpp"
#include "studio/story.hpp"

#include <koebel/v1/rundown.pb.h>

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace koebel::studio {

using SegmentId = Id<struct SegmentTag>;
/// What a segment is; the numbers are those of its fields in v1::Segment, and stand in SQL.
using SegmentKind = v1::Segment::ContentCase;

/// A row of table segment, with its show.
struct SegmentRow {
    SegmentId id;
    show::ShowId show;
    std::int64_t ordinal = 0;
    SegmentKind kind = v1::Segment::CONTENT_NOT_SET;
    StoryId story;     ///< of a story
    std::string goal;  ///< of a goal: its id
    PersonId host;     ///< of an opener: who thanks
    ValueId value;     ///< of an opener; may be empty
    std::string title;
    std::string text;
    std::chrono::seconds length{0};
    std::string notes;
    std::string reasons;  ///< numbers of v1::ProposalReason: "1,3"
    std::uint32_t version = 0;
    v1::ShowState show_state = v1::SHOW_STATE_PLANNED;
    Instant airs_at;

    static SegmentRow from(const store::Row& row);
};

/// In order.
[[nodiscard]] store::Query<SegmentRow> segments_of(const show::ShowId& show);
[[nodiscard]] store::Query<SegmentRow> segment_by_id(const SegmentId& id);

/// Whom an opener thanks.
struct ThankedRow {
    SegmentId segment;
    PersonId person;

    static ThankedRow from(const store::Row& row);
};

/// Segments with what belongs to them, read at once. `viewer`: who looks; from them is kept what is about themselves.
class SegmentParts {
public:
    static SegmentParts read(store::Reader& reader, const PersonId& viewer, const std::vector<SegmentRow>& segments);

    /// Who is in it, and whether they can be shown: of a story its people, of an opener who is thanked, of a reel who
    /// thanks and who is thanked. Of anything else nobody.
    [[nodiscard]] std::vector<Actor> cast(const SegmentRow& segment) const;
    /// Whether nobody in it lets themselves be shown. Without anybody in it, it stays.
    [[nodiscard]] bool is_fallen_out(const SegmentRow& segment) const;
    /// Whether it is about the viewer.
    [[nodiscard]] bool is_surprise(const SegmentRow& segment) const;

    [[nodiscard]] const StoryRow* story(const SegmentRow& segment) const;
    [[nodiscard]] const StoryParts& stories() const { return story_parts_; }
    /// Of a reel, in its order.
    [[nodiscard]] const std::vector<recognition::Stored>& recognitions(const SegmentRow& segment) const;
    /// Who hosts an opener; nobody while it is empty, or when they are not on stage.
    [[nodiscard]] const people::Person* host(const SegmentRow& segment) const;

private:
    [[nodiscard]] const people::Person* person(const PersonId& id) const;
    [[nodiscard]] Actor actor(const SegmentRow& segment, const PersonId& person) const;

    PersonId viewer_;
    Instant now_;
    std::vector<StoryRow> all_stories_;
    std::vector<StoryId> hidden_stories_;
    StoryParts story_parts_;
    std::vector<ThankedRow> thanked_;
    std::map<SegmentId, std::vector<recognition::Stored>> reels_;
    std::vector<QuestionRow> questions_;
    std::vector<people::Person> people_;
};

/// Whether a shout-out can be shown: one of who is thanked can be, or a team is thanked as a whole.
[[nodiscard]] bool can_be_shown(const recognition::Stored& stored, const std::vector<Actor>& cast);

/// What somebody can be asked about: a story, or a segment that is none.
struct Subject {
    std::string id;
    show::ShowId show;
    StoryId story;  ///< empty: a segment
    v1::ShowState show_state = v1::SHOW_STATE_PLANNED;
    Instant airs_at;
    std::vector<Actor> cast;
};
/// The one with that id, if the viewer makes something of it.
[[nodiscard]] std::vector<Subject> subject_for(store::Reader& reader, const PersonId& viewer, const std::string& id);

}  // namespace koebel::studio
