#include "studio/frames.hpp"

#include "game/counting.hpp"
#include "game/repository.hpp"
#include "people/fields.hpp"
#include "people/organisation.hpp"
#include "people/team.hpp"
#include "people/visible_to.hpp"
#include "recognition/projection.hpp"
#include "show/repository.hpp"
#include "studio/coverage.hpp"
#include "studio/month.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace koebel::studio {
namespace {

constexpr std::size_t kBoardLines = 5;

// Breadth, not volume: how many colleagues of other teams a team's people thanked. $1 and $2 bound the month.
constexpr auto kTeamsByBreadthText =
    "SELECT from_team.team_id, COUNT(DISTINCT thanked.person_id) FROM recognition r JOIN membership from_team"
    " ON from_team.person_id = r.giver_id AND from_team.ordinal = 0 JOIN recognition_recipient thanked"
    " ON thanked.recognition_id = r.id AND thanked.withheld = 0 LEFT JOIN membership to_team ON to_team.person_id ="
    " thanked.person_id AND to_team.ordinal = 0 WHERE r.given_at >= $1 AND r.given_at < $2 AND (to_team.team_id IS NULL"
    " OR to_team.team_id <> from_team.team_id) AND " +
    people::kVisibleToEveryone + " GROUP BY from_team.team_id ORDER BY 2 DESC, 1 LIMIT 50";
constexpr store::Sql kTeamsByBreadth{"studio.teams_by_breadth", kTeamsByBreadthText};
constexpr auto kGiversText =
    "SELECT COUNT(DISTINCT r.giver_id) FROM recognition r WHERE r.given_at >= $1 AND r.given_at < $2 AND " +
    people::kVisibleToEveryone;
constexpr store::Sql kGivers{"studio.givers_of_month", kGiversText};

v1::PersonCard card_of(const std::vector<Actor>& cast, const PersonId& id) {
    const auto* actor = find(cast, id);
    return actor == nullptr ? v1::PersonCard{} : actor->card();
}

/// Makes the frame of one segment.
class Framing {
public:
    Framing(store::Reader& reader, const SegmentParts& parts, std::string_view month, std::string_view language)
        : reader_(reader), parts_(parts), language_(language) {
        const auto [organisations] = reader.read(people::organisation());
        zone_ = organisations.empty() ? Zone{"UTC"} : organisations.front().zone;
        month_ = bounds_of(month, zone_);
    }

    [[nodiscard]] v1::Frame frame(const SegmentRow& segment) const {
        v1::Frame frame;
        frame.set_segment_id(segment.id.text());
        frame.mutable_duration()->set_seconds(segment.length.count());
        const auto cast = parts_.cast(segment);
        const auto said = for_stage(reader_, {segment.title, segment.text}, cast, language_);
        switch (segment.kind) {
            case v1::Segment::kOpener:
                opener(segment, cast, said[1], *frame.mutable_opener());
                break;
            case v1::Segment::kStory:
                story(*parts_.story(segment), cast, *frame.mutable_story());
                break;
            case v1::Segment::kReel:
                reel(segment, cast, *frame.mutable_reel());
                break;
            case v1::Segment::kBoard:
                frame.mutable_board()->set_title(said[0]);
                board(*frame.mutable_board());
                break;
            case v1::Segment::kGoal:
                goal(segment, *frame.mutable_goal());
                break;
            case v1::Segment::kSlide:
                frame.mutable_slide()->set_title(said[0]);
                frame.mutable_slide()->set_text(said[1]);
                break;
            case v1::Segment::kCountdown:
                frame.mutable_countdown()->set_title(said[0]);
                break;
            case v1::Segment::kClosing:
                frame.mutable_closing()->set_text(said[1]);
                frame.mutable_closing()->set_givers(givers());
                break;
            case v1::Segment::CONTENT_NOT_SET:
                break;
        }
        return frame;
    }

private:
    void opener(
        const SegmentRow& segment, const std::vector<Actor>& cast, const std::string& said, v1::OpenerFrame& frame
    ) const {
        // Who hosts stands on the stage.
        if (const auto* host = parts_.host(segment)) {
            *frame.mutable_host() = people::card_in_full(*host);
            frame.mutable_host()->clear_name_said();
        }
        for (const auto& actor : cast) *frame.add_people() = actor.card();
        frame.set_message(said);
        frame.set_value_id(segment.value.text());
    }

    void story(const StoryRow& story, const std::vector<Actor>& cast, v1::StoryFrame& frame) const {
        std::vector<std::string> texts{story.title, story.lines};
        for (const auto& actor : cast) texts.push_back(actor.deed);
        const auto said = for_stage(reader_, texts, cast, language_);
        frame.set_title(said[0]);
        frame.set_lines(said[1]);
        frame.set_value_id(story.value.text());
        for (std::size_t i = 0; i < cast.size(); ++i) {
            *frame.add_people() = cast[i].card();
            if (cast[i].deed.empty()) continue;
            auto& link = *frame.add_chain();
            *link.mutable_person() = cast[i].card();
            link.set_deed(said[2 + i]);
        }
        for (const auto& picture : parts_.stories().pictures) {
            if (picture.story != story.id || !parts_.stories().is_shown(picture, cast)) continue;
            const auto words = for_stage(reader_, {picture.alternative_text}, cast, language_);
            *frame.mutable_picture() =
                recognition::to_message({picture.path, picture.width, picture.height, words.front()});
            frame.set_focus_x(picture.focus_x);
            frame.set_focus_y(picture.focus_y);
            break;
        }
    }

    void reel(const SegmentRow& segment, const std::vector<Actor>& cast, v1::ReelFrame& frame) const {
        for (const auto& stored : parts_.recognitions(segment)) {
            if (!can_be_shown(stored, cast)) continue;
            auto& shout_out = *frame.add_shout_outs();
            *shout_out.mutable_giver() = card_of(cast, stored.giver.id);
            for (const auto& person : stored.recipients) *shout_out.add_people() = card_of(cast, person.id);
            if (stored.team) *shout_out.mutable_team() = people::card(*stored.team);
            shout_out.set_message(for_stage(reader_, {stored.message}, cast, language_).front());
            if (!stored.values.empty()) shout_out.set_value_id(stored.values.front().text());
        }
    }

    void board(v1::BoardFrame& frame) const {
        const auto counted =
            reader_.rows<std::tuple<TeamId, std::uint32_t>>(kTeamsByBreadth, month_.from, month_.until);
        std::vector<TeamId> ids;
        ids.reserve(counted.size());
        for (const auto& [team, count] : counted) ids.push_back(team);
        const auto [teams] = reader_.read(people::teams_by_id(ids));
        for (const auto& [id, count] : counted) {
            if (static_cast<std::size_t>(frame.lines_size()) == kBoardLines) return;
            const auto team = std::ranges::find(teams, id, &people::Team::id);
            // Of a small team it would be about persons.
            if (team == teams.end() || team->size < kSmallestGroup) continue;
            auto& line = *frame.add_lines();
            *line.mutable_team() = people::card(*team);
            line.set_count(count);
        }
    }

    void goal(const SegmentRow& segment, v1::GoalFrame& frame) const {
        const auto found = game::find_goal(reader_, game::GoalId{segment.goal});
        if (!found) return;
        const auto shown = game::to_message(*found, game::count(reader_, zone_, found->measure));
        frame.set_title(for_stage(reader_, {found->title}, {}, language_).front());
        frame.set_reached(shown.progress());
        frame.set_target(shown.target());
    }

    [[nodiscard]] std::uint32_t givers() const {
        return reader_.row<std::uint32_t>(kGivers, month_.from, month_.until).value_or(0);
    }

    store::Reader& reader_;
    const SegmentParts& parts_;
    std::string language_;
    Zone zone_{"UTC"};
    MonthBounds month_;
};

}  // namespace

std::vector<v1::Frame> to_frames(
    store::Reader& reader,
    const std::vector<SegmentRow>& segments,
    const SegmentParts& parts,
    std::string_view month,
    std::string_view language
) {
    const Framing framing{reader, parts, month, language};
    std::vector<v1::Frame> frames;
    for (const auto& segment : segments) {
        if (!parts.is_fallen_out(segment)) frames.push_back(framing.frame(segment));
    }
    return frames;
}

Result<v1::ListFramesResponse> list_frames(
    store::Reader& reader, const PersonId& viewer, const v1::ListFramesRequest& request
) {
    const show::ShowId show{request.show_id()};
    const auto [shows, organisations, all] =
        reader.read(show::show_by_id(show), people::organisation(), segments_of(show));
    if (shows.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    auto language = request.language();
    if (language.empty() && !organisations.empty()) language = organisations.front().language;
    if (!people::is_language(language)) return refuse(Code::kInvalidArgument, "LANGUAGE_UNKNOWN");
    const auto parts = SegmentParts::read(reader, viewer, all);
    std::vector<SegmentRow> segments;
    for (const auto& segment : all) {
        if (!request.segment_id().empty() && segment.id.text() != request.segment_id()) continue;
        if (!parts.is_surprise(segment)) segments.push_back(segment);
    }
    v1::ListFramesResponse response;
    for (auto& frame : to_frames(reader, segments, parts, shows.front().month, language)) {
        *response.add_frames() = std::move(frame);
    }
    return response;
}

}  // namespace koebel::studio
