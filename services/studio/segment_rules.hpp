#pragma once

#include "base/result.hpp"
#include "studio/segment.hpp"

#include <koebel/v1/rundown.pb.h>

#include <chrono>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::studio {

// What the contract allows of a segment. Pure.

inline constexpr std::size_t kMostSegments = 60;
inline constexpr std::size_t kMostHeading = 80;  ///< code points, as the next two
inline constexpr std::size_t kMostSlide = 600;
inline constexpr std::size_t kMostNotes = 2'000;
inline constexpr std::size_t kMostShoutOuts = 12;
inline constexpr std::size_t kMostThanked = 20;
inline constexpr std::chrono::seconds kShortestSegment{5};
inline constexpr std::chrono::seconds kLongestSegment{3'600};

/// What somebody wants a segment to be.
struct SegmentPlan {
    SegmentKind kind = v1::Segment::CONTENT_NOT_SET;
    StoryId story = {};
    std::string goal = {};
    ValueId value = {};
    std::string title = {};
    std::string text = {};
    std::vector<PersonId> people = {};
    std::vector<RecognitionId> recognitions = {};
    std::optional<std::chrono::seconds> length = {};  ///< none: as such a segment usually is, or as it was
    std::string notes = {};

    /// Refuses with what SaveSegment lists as INVALID_ARGUMENT, of `by` SELF_RECOGNITION.
    static Result<SegmentPlan> from_message(const PersonId& by, const v1::SaveSegmentRequest& request);

    /// What can be read in it, host notes included.
    [[nodiscard]] std::vector<std::string> texts() const { return {title, text, notes}; }
};

[[nodiscard]] std::chrono::seconds usual_length(SegmentKind kind);

/// Why a draft proposed it, as in SQL: "1,3".
[[nodiscard]] std::string to_text(const std::set<v1::ProposalReason>& reasons);
[[nodiscard]] std::set<v1::ProposalReason> reasons_from(std::string_view text);

}  // namespace koebel::studio
