#include "conversation/thread.hpp"

#include "conversation/audience.hpp"
#include "conversation/remark.hpp"
#include "store/paging.hpp"

#include <algorithm>
#include <utility>

namespace koebel::conversation {
namespace {

constexpr std::uint32_t kRemarks = 50;
constexpr std::uint32_t kMostRemarks = 100;

constexpr auto kThreadText = "SELECT " + kRemarkColumns +
                             " FROM remark m WHERE m.recognition_id = $1 AND m.position < $2 AND (m.state = 0"
                             " OR (m.state = 3 AND m.author_id = $3)) ORDER BY m.position DESC LIMIT $4";
constexpr store::Sql kThread{"conversation.thread", kThreadText};

}  // namespace

Result<v1::ListRemarksResponse> list_remarks(
    store::Reader& reader, const PersonId& viewer, const v1::ListRemarksRequest& request
) {
    const std::size_t size = request.page_size() == 0 ? kRemarks : std::min(request.page_size(), kMostRemarks);
    const RecognitionId recognition{request.recognition_id()};
    const AudienceQueries queries{viewer, recognition};
    auto [row, told, rows] = reader.read(
        queries.row,
        queries.told,
        store::query<RemarkRow>(kThread, recognition, store::below(request.before_position()), viewer, size + 1)
    );
    const auto audience = to_audience(std::move(row), std::move(told), {});
    if (!audience) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    v1::ListRemarksResponse response;
    response.set_more(store::cut(rows, size));
    std::ranges::reverse(rows);
    const bool in_full = audience->is_private() && audience->has(viewer);
    for (const auto& remark : complete(reader, std::move(rows))) {
        *response.add_remarks() = in_full ? for_participants(remark) : for_colleagues(remark);
    }
    return response;
}

}  // namespace koebel::conversation
