#include "studio/segment_rules.hpp"

#include "studio/numbers.hpp"
#include "studio/story_rules.hpp"

#include <algorithm>
#include <utility>

namespace koebel::studio {
namespace {

/// A heading: trimmed. Refuses with kInvalidArgument TITLE_REQUIRED where it is, TITLE_TOO_LONG, TEXT_INVALID.
Result<std::string> to_heading(std::string_view text, bool is_required) {
    auto heading = to_text(text, kMostHeading, "TITLE_TOO_LONG");
    if (heading && is_required && heading->empty()) return refuse(Code::kInvalidArgument, "TITLE_REQUIRED");
    return heading;
}

Result<void> read_opener(const PersonId& by, const v1::OpenerContent& opener, SegmentPlan& plan) {
    auto message = to_text(opener.message(), kMostSlide, "TEXT_TOO_LONG");
    if (!message) return std::unexpected(std::move(message.error()));
    plan.text = *std::move(message);
    plan.value = ValueId{opener.value_id()};
    if (static_cast<std::size_t>(opener.person_ids_size()) > kMostThanked) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_PEOPLE");
    }
    for (const auto& id : opener.person_ids()) {
        const PersonId person{id};
        if (person == by) return refuse(Code::kInvalidArgument, "SELF_RECOGNITION");
        if (std::ranges::find(plan.people, person) != plan.people.end()) {
            return refuse(Code::kInvalidArgument, "DUPLICATE_PERSON");
        }
        plan.people.push_back(person);
    }
    // Empty, it waits for the host's words; begun, it is a thank-you like any other.
    if (plan.people.empty() && plan.text.empty()) return {};
    if (plan.people.empty()) return refuse(Code::kInvalidArgument, "NO_RECIPIENT");
    if (plan.text.empty()) return refuse(Code::kInvalidArgument, "MESSAGE_REQUIRED");
    if (plan.value.empty()) return refuse(Code::kInvalidArgument, "VALUE_REQUIRED");
    return {};
}

Result<void> read_reel(const v1::ReelContent& reel, SegmentPlan& plan) {
    if (reel.recognition_ids().empty()) return refuse(Code::kInvalidArgument, "NO_RECOGNITION");
    if (static_cast<std::size_t>(reel.recognition_ids_size()) > kMostShoutOuts) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_RECOGNITIONS");
    }
    for (const auto& text : reel.recognition_ids()) {
        const RecognitionId id{text};
        if (std::ranges::find(plan.recognitions, id) != plan.recognitions.end()) {
            return refuse(Code::kInvalidArgument, "DUPLICATE_RECOGNITION");
        }
        plan.recognitions.push_back(id);
    }
    return {};
}

Result<void> read_words(std::string_view title, bool is_required, std::string_view text, SegmentPlan& plan) {
    auto heading = to_heading(title, is_required);
    if (!heading) return std::unexpected(std::move(heading.error()));
    auto words = to_text(text, kMostSlide, "TEXT_TOO_LONG");
    if (!words) return std::unexpected(std::move(words.error()));
    plan.title = *std::move(heading);
    plan.text = *std::move(words);
    return {};
}

Result<void> read_content(const PersonId& by, const v1::SaveSegmentRequest& request, SegmentPlan& plan) {
    using Request = v1::SaveSegmentRequest;
    switch (request.content_case()) {
        case Request::kOpener:
            plan.kind = v1::Segment::kOpener;
            return read_opener(by, request.opener(), plan);
        case Request::kStoryId:
            plan.kind = v1::Segment::kStory;
            plan.story = StoryId{request.story_id()};
            return {};
        case Request::kReel:
            plan.kind = v1::Segment::kReel;
            return read_reel(request.reel(), plan);
        case Request::kBoard:
            plan.kind = v1::Segment::kBoard;
            return read_words(request.board().title(), true, {}, plan);
        case Request::kGoalId:
            plan.kind = v1::Segment::kGoal;
            plan.goal = request.goal_id();
            return {};
        case Request::kSlide:
            plan.kind = v1::Segment::kSlide;
            return read_words(request.slide().title(), true, request.slide().text(), plan);
        case Request::kCountdown:
            plan.kind = v1::Segment::kCountdown;
            return read_words(request.countdown().title(), false, {}, plan);
        case Request::kClosing:
            plan.kind = v1::Segment::kClosing;
            return read_words({}, false, request.closing().text(), plan);
        case Request::CONTENT_NOT_SET:
            break;
    }
    return refuse(Code::kInvalidArgument, "SEGMENT_INVALID");
}

}  // namespace

Result<SegmentPlan> SegmentPlan::from_message(const PersonId& by, const v1::SaveSegmentRequest& request) {
    SegmentPlan plan;
    if (auto read = read_content(by, request, plan); !read) return std::unexpected(std::move(read.error()));
    if (request.seconds() != 0) {
        const std::chrono::seconds length{request.seconds()};
        if (length < kShortestSegment || length > kLongestSegment) {
            return refuse(Code::kInvalidArgument, "SECONDS_INVALID");
        }
        plan.length = length;
    }
    auto notes = to_text(request.notes(), kMostNotes, "NOTES_TOO_LONG");
    if (!notes) return std::unexpected(std::move(notes.error()));
    plan.notes = *std::move(notes);
    return plan;
}

std::chrono::seconds usual_length(SegmentKind kind) {
    using std::chrono::seconds;
    switch (kind) {
        case v1::Segment::kOpener:
            return seconds{120};
        case v1::Segment::kStory:
            return seconds{240};
        case v1::Segment::kReel:
            return seconds{180};
        case v1::Segment::kBoard:
            return seconds{120};
        case v1::Segment::kGoal:
            return seconds{90};
        default:
            return seconds{60};
    }
}

std::string to_text(const std::set<v1::ProposalReason>& reasons) {
    return numbers_to_text(reasons);
}

std::set<v1::ProposalReason> reasons_from(std::string_view text) {
    return numbers_from<v1::ProposalReason>(text, v1::ProposalReason_IsValid);
}

}  // namespace koebel::studio
