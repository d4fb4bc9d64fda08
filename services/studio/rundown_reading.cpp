#include "studio/rundown_reading.hpp"

#include "base/timestamp.hpp"
#include "game/repository.hpp"
#include "people/organisation.hpp"
#include "people/topics.hpp"
#include "show/repository.hpp"
#include "store/store.hpp"
#include "studio/checklist.hpp"
#include "studio/segment_rules.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace koebel::studio {
namespace {

/// Who cannot be shown is nobody in a rundown.
void add(const std::vector<Actor>& cast, google::protobuf::RepeatedPtrField<v1::SegmentPerson>& people) {
    for (const auto& actor : cast) {
        auto& person = *people.Add();
        person.set_stage(actor.state);
        if (actor.is_shown()) *person.mutable_person() = people::card_in_full(actor.person);
    }
}

/// Writes down what the segments are.
class Writing {
public:
    Writing(store::Reader& reader, const SegmentParts& parts, std::string language)
        : reader_(reader), parts_(parts), language_(std::move(language)) {}

    [[nodiscard]] v1::Segment to_message(const SegmentRow& row) const {
        v1::Segment segment;
        segment.set_id(row.id.text());
        segment.mutable_duration()->set_seconds(row.length.count());
        segment.set_version(row.version);
        segment.set_fallen_out(parts_.is_fallen_out(row));
        if (parts_.is_surprise(row)) return segment;
        const auto cast = parts_.cast(row);
        fill(row, cast, segment);
        segment.set_notes(for_host(reader_, {row.notes}, language_).front());
        for (const auto reason : reasons_from(row.reasons)) segment.add_reasons(reason);
        return segment;
    }

private:
    void fill(const SegmentRow& row, const std::vector<Actor>& cast, v1::Segment& segment) const {
        const auto said = for_host(reader_, {row.title, row.text}, language_);
        switch (row.kind) {
            case v1::Segment::kOpener: {
                auto& opener = *segment.mutable_opener();
                if (const auto* host = parts_.host(row)) *opener.mutable_host() = people::card_in_full(*host);
                add(cast, *opener.mutable_people());
                opener.set_message(said[1]);
                opener.set_value_id(row.value.text());
                break;
            }
            case v1::Segment::kStory:
                fill_story(row, cast, *segment.mutable_story());
                break;
            case v1::Segment::kReel: {
                auto& reel = *segment.mutable_reel();
                for (const auto& stored : parts_.recognitions(row)) reel.add_recognition_ids(stored.id.text());
                add(cast, *reel.mutable_people());
                break;
            }
            case v1::Segment::kBoard:
                segment.mutable_board()->set_title(said[0]);
                break;
            case v1::Segment::kGoal: {
                segment.mutable_goal()->set_goal_id(row.goal);
                const auto goal = game::find_goal(reader_, game::GoalId{row.goal});
                if (goal) segment.mutable_goal()->set_title(for_host(reader_, {goal->title}, language_).front());
                break;
            }
            case v1::Segment::kSlide:
                segment.mutable_slide()->set_title(said[0]);
                segment.mutable_slide()->set_text(said[1]);
                break;
            case v1::Segment::kCountdown:
                segment.mutable_countdown()->set_title(said[0]);
                break;
            case v1::Segment::kClosing:
                segment.mutable_closing()->set_text(said[1]);
                break;
            case v1::Segment::CONTENT_NOT_SET:
                break;
        }
    }

    void fill_story(const SegmentRow& row, const std::vector<Actor>& cast, v1::StorySegment& segment) const {
        const auto* story = parts_.story(row);
        if (story == nullptr) return;
        segment.set_story_id(story->id.text());
        const auto said = for_stage(reader_, {story->title, story->text}, cast, language_);
        segment.set_title(said[0]);
        segment.set_text(said[1]);
        segment.set_value_id(story->value.text());
        add(cast, *segment.mutable_people());
        segment.set_has_lines(!story->lines.empty());
        segment.set_picture_unnamed(std::ranges::any_of(parts_.stories().pictures, [&](const StoryPictureRow& picture) {
            return picture.story == story->id && !picture.people_named;
        }));
    }

    store::Reader& reader_;
    const SegmentParts& parts_;
    std::string language_;
};

}  // namespace

Result<v1::GetRundownResponse> get_rundown(store::Reader& reader, const PersonId& viewer, const show::ShowId& show) {
    const auto [shows, organisations, rows] =
        reader.read(show::show_by_id(show), people::organisation(), segments_of(show));
    if (shows.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    const auto parts = SegmentParts::read(reader, viewer, rows);
    const Writing writing{reader, parts, organisations.empty() ? "nl" : organisations.front().language};
    v1::GetRundownResponse response;
    *response.mutable_show() = show::to_message(shows.front());
    auto begins_at = shows.front().times.airs_at;
    for (const auto& row : rows) {
        auto& segment = *response.add_segments();
        segment = writing.to_message(row);
        *segment.mutable_begins_at() = to_timestamp(begins_at);
        if (!segment.fallen_out()) begins_at += row.length;
    }
    const auto total = std::chrono::duration_cast<std::chrono::seconds>(begins_at - shows.front().times.airs_at);
    response.mutable_total()->set_seconds(total.count());
    response.mutable_planned()->set_seconds(std::chrono::seconds{shows.front().length}.count());
    const Progress progress = progress_of(reader, viewer, shows.front(), rows, parts);
    for (auto& item : checklist(shows.front(), progress)) *response.add_checklist() = std::move(item);
    *response.mutable_snapshot() = store::snapshot(reader, std::vector{people::topic_of(viewer)});
    return response;
}

}  // namespace koebel::studio
