#pragma once

#include "base/result.hpp"
#include "store/transaction.hpp"
#include "studio/segment.hpp"

#include <koebel/v1/rundown.pb.h>

#include <string>
#include <string_view>
#include <vector>

namespace koebel::studio {

/// How segments would look at this moment, in order: the same for every audience. What fell out is not among them.
/// Nobody is in them who does not let themselves be shown.
[[nodiscard]] std::vector<v1::Frame> to_frames(
    store::Reader& reader,
    const std::vector<SegmentRow>& segments,
    const SegmentParts& parts,
    std::string_view month,
    std::string_view language
);

/// A job of Store::read: what the viewer may look at beforehand. RundownService says what it refuses.
[[nodiscard]] Result<v1::ListFramesResponse> list_frames(
    store::Reader& reader, const PersonId& viewer, const v1::ListFramesRequest& request
);

}  // namespace koebel::studio
