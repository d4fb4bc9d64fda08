#pragma once

#include "base/id.hpp"
#include "base/static_text.hpp"
#include "base/time.hpp"
#include "people/visible_to.hpp"
#include "recognition/pictures.hpp"
#include "show/show.hpp"
#include "store/transaction.hpp"
#include "studio/stage.hpp"

#include <koebel/v1/story.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace koebel::studio {

using StoryId = Id<struct StoryTag>;

/// A row of table story, with its show.
struct StoryRow {
    StoryId id;
    show::ShowId show;
    v1::NominationKind kind = v1::NOMINATION_KIND_UNSPECIFIED;
    ValueId value;
    std::string title;
    std::string text;
    std::string lines;
    std::uint32_t version = 0;
    Instant changed_at;
    PersonId changed_by;
    v1::ShowState show_state = v1::SHOW_STATE_PLANNED;
    Instant airs_at;
    bool in_rundown = false;

    /// From columns as in kStoryColumns.
    static StoryRow from(const store::Row& row);
};

/// The columns of StoryRow::from on the alias `st`, with the join they need.
inline constexpr auto kStoryColumns = static_text(
    "st.id, st.show_id, st.kind, st.value_id, st.title, st.body, st.lines, st.version, st.changed_at, st.changed_by,"
    " its_show.state, its_show.airs_at, CASE WHEN EXISTS (SELECT 1 FROM segment told_in WHERE told_in.story_id = st.id)"
    " THEN 1 ELSE 0 END"
);
inline constexpr auto kStoryJoins = static_text(" JOIN show its_show ON its_show.id = st.show_id");

/// The one with that id, if the viewer makes something of it.
[[nodiscard]] store::Query<StoryRow> story_for(const PersonId& viewer, const StoryId& id);

/// Who is in a story, in the order of its credit chain.
struct LinkRow {
    StoryId story;
    PersonId person;
    std::string deed;

    static LinkRow from(const store::Row& row);
};
[[nodiscard]] store::Query<LinkRow> links_of(const std::vector<StoryId>& stories);

/// What a story is made of: one of the two.
struct SourceRow {
    StoryId story;
    std::string nomination;
    RecognitionId recognition;

    static SourceRow from(const store::Row& row);
};
[[nodiscard]] store::Query<SourceRow> sources_of(const std::vector<StoryId>& stories);

/// A picture of a story that is still there.
struct StoryPictureRow {
    StoryId story;
    recognition::PictureId picture;
    std::string path;
    std::uint32_t width = 0;
    std::uint32_t height = 0;
    std::string alternative_text;
    std::uint32_t focus_x = 0;
    std::uint32_t focus_y = 0;
    bool people_named = false;

    static StoryPictureRow from(const store::Row& row);
};
[[nodiscard]] store::Query<StoryPictureRow> pictures_of(const std::vector<StoryId>& stories);

/// Who is in which picture.
struct PicturedRow {
    StoryId story;
    recognition::PictureId picture;
    PersonId person;

    static PicturedRow from(const store::Row& row);
};
[[nodiscard]] store::Query<PicturedRow> pictured_in(const std::vector<StoryId>& stories);

/// Stories with what belongs to them, read at once.
struct StoryParts {
    std::vector<LinkRow> links;
    std::vector<StoryPictureRow> pictures;
    std::vector<PicturedRow> pictured;
    std::vector<QuestionRow> questions;
    std::vector<people::Person> people;

    /// Who is in it and whether they can be shown at `now`, in the order of its credit chain.
    [[nodiscard]] std::vector<Actor> cast(const StoryRow& story, Instant now) const;
    /// Who is in the picture.
    [[nodiscard]] std::vector<PersonId> in(const StoryPictureRow& picture) const;
    /// Whether everybody in it lets themselves be seen there, and it is said who that is.
    [[nodiscard]] bool is_shown(const StoryPictureRow& picture, const std::vector<Actor>& cast) const;
};
[[nodiscard]] StoryParts parts_of(store::Reader& reader, const std::vector<StoryRow>& stories);

/// Whether a story can be told: somebody of it can be shown; or nobody in particular is in it.
[[nodiscard]] bool can_be_told(const std::vector<Actor>& cast);

}  // namespace koebel::studio
