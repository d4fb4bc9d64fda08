#pragma once

#include "base/result.hpp"
#include "recognition/pictures.hpp"
#include "studio/story.hpp"

#include <koebel/v1/story.pb.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::studio {

// What the contract allows of a story, and how two who change it at the same time go together. Pure.

inline constexpr std::size_t kMostTitle = 80;  ///< code points, as the next four
inline constexpr std::size_t kMostText = 3'000;
inline constexpr std::size_t kMostLines = 400;
inline constexpr std::size_t kMostDeed = 60;
inline constexpr std::size_t kMostSentences = 3;  ///< of read-along lines
inline constexpr std::size_t kMostPeople = 30;
inline constexpr std::size_t kMostSources = 20;
inline constexpr std::int64_t kMostStories = 100;  ///< of a show
inline constexpr std::size_t kMostPictures = 4;
inline constexpr std::uint32_t kFocusEnd = 1'000;

/// A link of the credit chain.
struct Link {
    PersonId person;
    std::string deed;  ///< trimmed

    friend bool operator==(const Link&, const Link&) = default;
};

/// A picture somebody chose for a story.
struct ChosenPicture {
    recognition::PictureId id;
    std::string alternative_text;  ///< trimmed
    std::uint32_t focus_x = kFocusEnd / 2;
    std::uint32_t focus_y = kFocusEnd / 2;
    bool people_named = false;
    std::vector<PersonId> people = {};
};

/// A change somebody wants: what is none stays as it is.
struct Edit {
    std::optional<std::string> title;
    std::optional<std::string> text;
    std::optional<std::string> lines;
    std::optional<v1::NominationKind> kind;
    std::optional<ValueId> value;
    std::optional<std::vector<Link>> people;
    std::optional<std::vector<ChosenPicture>> pictures;

    /// Refuses with what EditStory lists as INVALID_ARGUMENT, but for PICTURED_NOT_IN_STORY.
    static Result<Edit> from_message(const v1::EditStoryRequest& request);

    /// What it touches.
    [[nodiscard]] std::set<v1::StoryField> fields() const;
};

/// A title: trimmed. Refuses with kInvalidArgument TITLE_REQUIRED, TITLE_TOO_LONG, TEXT_INVALID.
[[nodiscard]] Result<std::string> to_title(std::string_view text);
/// A text that may be empty. Refuses with kInvalidArgument `too_long`, TEXT_INVALID.
[[nodiscard]] Result<std::string> to_text(std::string_view text, std::size_t most, std::string_view too_long);

/// How many sentences there are: what ends with ".", "!", "?" or "…", closing quotes included, and what is left over.
[[nodiscard]] std::size_t sentences(std::string_view text);
/// The first so many sentences of it, if they fit in `most` code points; otherwise fewer.
[[nodiscard]] std::string first_sentences(std::string_view text, std::size_t count, std::size_t most);

/// What is written in SQL: "1,3".
[[nodiscard]] std::string to_text(const std::set<v1::StoryField>& fields);
[[nodiscard]] std::set<v1::StoryField> fields_from(std::string_view text);

/// What both changed: what somebody wants to change of what others changed since the version they began from.
[[nodiscard]] std::vector<std::string> changed_by_both(
    const std::set<v1::StoryField>& wanted, const std::vector<std::set<v1::StoryField>>& since
);

}  // namespace koebel::studio
