#include "studio/checklist.hpp"

#include "base/timestamp.hpp"
#include "people/visible_to.hpp"
#include "studio/refusal.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace koebel::studio {
namespace {

using std::chrono::days;
using Item = v1::ChecklistItem;

constexpr auto kUnreadText = "SELECT COUNT(*) FROM nomination n WHERE n.show_id = $2 AND n.read_at IS NULL AND " +
                             people::nomination_curated_by("$1");
constexpr store::Sql kUnread{"studio.unread", kUnreadText};

/// So long before the show it is to be done.
constexpr days kAskedBefore{5};
constexpr days kLinesBefore{2};
constexpr days kReadyBefore{1};

}  // namespace

Progress progress_of(
    store::Reader& reader,
    const PersonId& viewer,
    const show::Show& show,
    const std::vector<SegmentRow>& segments,
    const SegmentParts& parts
) {
    Progress progress{.unread = reader.row<std::uint32_t>(kUnread, viewer, show.id).value_or(0)};
    for (const auto& segment : segments) {
        if (parts.is_fallen_out(segment)) {
            ++progress.fallen_out;
            continue;
        }
        ++progress.segments;
        progress.total += segment.length;
        if (segment.kind == v1::Segment::kOpener && !segment.text.empty()) progress.opener_said = true;
        // What is a surprise to somebody says nothing to them of how far it is.
        if (parts.is_surprise(segment) && !viewer.empty()) continue;
        for (const auto& actor : parts.cast(segment)) {
            if (actor.state == v1::STAGE_STATE_NOT_ASKED) ++progress.not_asked;
            if (actor.state == v1::STAGE_STATE_ASKED) ++progress.not_answered;
        }
        const auto* story = parts.story(segment);
        if (story == nullptr) continue;
        ++progress.stories;
        if (story->lines.empty()) ++progress.without_lines;
        progress.pictures_unnamed += static_cast<std::uint32_t>(std::ranges::count_if(
            parts.stories().pictures,
            [&](const StoryPictureRow& picture) { return picture.story == story->id && !picture.people_named; }
        ));
    }
    return progress;
}

std::vector<Item> checklist(const show::Show& show, const Progress& progress) {
    const auto airs_at = show.times.airs_at;
    std::vector<Item> items;
    const auto add = [&](Item::Kind kind, Instant due, std::uint32_t open, bool done) {
        auto& item = items.emplace_back();
        item.set_kind(kind);
        *item.mutable_due_at() = to_timestamp(due);
        item.set_open(open);
        item.set_done(done);
    };
    const auto count = [&](Item::Kind kind, Instant due, std::uint32_t open) { add(kind, due, open, open == 0); };
    const auto too_long = progress.total > show.length ? (progress.total - show.length).count() : 0;
    // When the window closes there are two days left for reading; a later show than usual gives no more.
    count(Item::KIND_NOMINATIONS_READ, std::min(show.times.closes_at + days{2}, airs_at), progress.unread);
    add(Item::KIND_STORIES, airs_at - kAskedBefore, 0, progress.stories > 0);
    count(Item::KIND_ASKED, airs_at - kAskedBefore, progress.not_asked);
    count(Item::KIND_ANSWERED, airs_at - kTimeToAnswer, progress.not_answered);
    count(Item::KIND_LINES, airs_at - kLinesBefore, progress.without_lines);
    count(Item::KIND_PICTURES, airs_at - kLinesBefore, progress.pictures_unnamed);
    add(Item::KIND_OPENER, airs_at - kReadyBefore, 0, progress.opener_said);
    count(Item::KIND_TIME, airs_at - kReadyBefore, static_cast<std::uint32_t>(too_long));
    count(Item::KIND_FALLEN_OUT, airs_at - kReadyBefore, progress.fallen_out);
    add(Item::KIND_READY, airs_at, 0, show.state == v1::SHOW_STATE_READY || show.state == v1::SHOW_STATE_AIRED);
    std::ranges::stable_sort(items, {}, [](const Item& item) { return to_instant(item.due_at()); });
    return items;
}

Result<void> may_be_ready(const Progress& progress) {
    if (progress.segments == 0) return refuse(Code::kFailedPrecondition, "RUNDOWN_EMPTY");
    if (const auto pending = progress.not_asked + progress.not_answered; pending > 0) {
        return refuse_about(Code::kFailedPrecondition, "CONSENT_PENDING", {std::to_string(pending)});
    }
    if (progress.pictures_unnamed > 0) {
        return refuse_about(Code::kFailedPrecondition, "PICTURE_UNNAMED", {std::to_string(progress.pictures_unnamed)});
    }
    return {};
}

}  // namespace koebel::studio
