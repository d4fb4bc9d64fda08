#pragma once

#include "base/result.hpp"
#include "show/show.hpp"
#include "store/transaction.hpp"
#include "studio/segment.hpp"

#include <koebel/v1/rundown.pb.h>

#include <chrono>
#include <cstdint>
#include <vector>

namespace koebel::studio {

/// How far a show's rundown is.
struct Progress {
    std::uint32_t segments = 0;  ///< that stand
    std::uint32_t stories = 0;
    std::uint32_t unread = 0;  ///< nominations
    std::uint32_t not_asked = 0;
    std::uint32_t not_answered = 0;
    std::uint32_t without_lines = 0;
    std::uint32_t pictures_unnamed = 0;
    std::uint32_t fallen_out = 0;
    bool opener_said = false;
    std::chrono::seconds total{0};
};

/// `viewer`: of whom the unread nominations are counted; nobody's are not.
[[nodiscard]] Progress progress_of(
    store::Reader& reader,
    const PersonId& viewer,
    const show::Show& show,
    const std::vector<SegmentRow>& segments,
    const SegmentParts& parts
);

/// What is to be done, in the order of its dates. Pure.
[[nodiscard]] std::vector<v1::ChecklistItem> checklist(const show::Show& show, const Progress& progress);

/// Whether the show can be called ready. Pure. Refuses with
///   kFailedPrecondition  RUNDOWN_EMPTY, CONSENT_PENDING (details: of how many), PICTURE_UNNAMED (details: how many)
[[nodiscard]] Result<void> may_be_ready(const Progress& progress);

}  // namespace koebel::studio
