#include "koebeld/demonstration/stories.hpp"

#include "koebeld/demonstration/files.hpp"
#include "koebeld/demonstration/words.hpp"
#include "studio/rundown.hpp"
#include "studio/seeding.hpp"

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace koebel::demonstration {
namespace {

/// The fields of a line of stories.*.txt.
enum Told : std::size_t {
    kToldShow,
    kToldKind,
    kToldValueKey,
    kToldPeople,
    kToldPictureName,
    kToldAlternativeText,
    kToldTitle,
    kToldLines,
    kToldText,
    kToldFields
};

/// Of the pictures that were drawn for it.
constexpr std::uint32_t kWidth = 1'280;
constexpr std::uint32_t kHeight = 720;

/// What every show of theirs begins and ends with.
struct Ritual {
    std::string_view board;
    std::string_view closing;
};

Ritual ritual_in(std::string_view language) {
    if (language == "en") return {"Who looked over the wall?", "Thank you, all of you. See you next month."};
    return {"Wie keek over de muur?", "Dank jullie allemaal. Tot volgende maand."};
}

/// "KEY=deed;KEY=deed".
std::vector<studio::Link> to_links(const std::string& people, const Roster& roster) {
    std::vector<studio::Link> links;
    for (const auto& one : split(people, ';')) {
        const auto equals = one.find('=');
        const auto deed = equals == std::string::npos ? std::string{} : one.substr(equals + 1);
        links.push_back({roster.person(std::string_view{one}.substr(0, equals)), deed});
    }
    return links;
}

std::optional<media::Picture> to_picture(const std::string& name) {
    if (name.empty()) return std::nullopt;
    const auto bytes = picture(name);
    if (bytes.empty()) throw std::logic_error("demonstration: no picture is " + name);
    return media::Picture{
        .content_type = "image/webp", .bytes = std::string{bytes}, .width = kWidth, .height = kHeight
    };
}

}  // namespace

void tell_stories(store::Transaction& tx, const Roster& roster, const ShowsByName& shows, std::string_view language) {
    const auto curator = roster.person("marjolein-van-rijn-de-haas");
    for (const auto& fields : lines_of(language == "en" ? stories_en() : stories_nl(), kToldFields)) {
        studio::seed_story(
            tx,
            {
                .show = shows.at(fields[kToldShow]),
                .kind = kind_of(fields[kToldKind]),
                .value = roster.value(fields[kToldValueKey]),
                .title = fields[kToldTitle],
                .text = fields[kToldText],
                .lines = fields[kToldLines],
                .people = to_links(fields[kToldPeople], roster),
                .picture = to_picture(fields[kToldPictureName]),
                .alternative_text = fields[kToldAlternativeText],
                .by = curator,
            }
        );
    }
    const auto ritual = ritual_in(language);
    for (const auto* held : {"past-3", "past-2", "past-1"}) {
        const auto& show = shows.at(held);
        studio::insert_segment(tx, show, {.kind = v1::Segment::kBoard, .title = std::string{ritual.board}}, {}, {});
        studio::insert_segment(tx, show, {.kind = v1::Segment::kClosing, .text = std::string{ritual.closing}}, {}, {});
    }
}

}  // namespace koebel::demonstration
