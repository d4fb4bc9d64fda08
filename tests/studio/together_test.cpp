// Two curators at one story: no edit is lost silently.
#include "studio_world.hpp"

#include <array>
#include <optional>
#include <random>

namespace koebel::studio {
namespace {

class TogetherTest : public StudioWorldTest {};
INSTANTIATE_TEST_SUITE_P(Databases, TogetherTest, testing::ValuesIn(test::backends()), test::backend_name);

TEST_P(TogetherTest, DifferentFieldsAreKeptBothTheSameIsRefused) {
    const auto id = made({grace});
    auto title = editing(id, 1);
    title.set_title("Van Carla");
    auto text = editing(id, 1);
    text.set_text("Van Cees");
    ASSERT_TRUE(edit(curator, title));

    EXPECT_EQ(edit(other_curator, text).value().version(), 3U) << "more than one further: others changed it too";

    auto late = editing(id, 1);
    late.set_title("Van Cees");
    const auto refused = edit(other_curator, late);
    EXPECT_EQ(refused.error().reason, "STORY_CHANGED");
    EXPECT_THAT(refused.error().details, testing::ElementsAre("STORY_FIELD_TITLE"));
    EXPECT_EQ(story_of(id).title(), "Van Carla");
    EXPECT_EQ(story_of(id).text(), "Van Cees");
    EXPECT_EQ(edit(curator, editing(id, 9)).error().reason, "NOTHING_CHANGED");
    late.set_version(9);
    EXPECT_EQ(edit(curator, late).error().reason, "VERSION_UNKNOWN");
}

/// A curator's page: what it read last, and from which version on.
struct Page {
    PersonId who;
    v1::Story seen;
    int written = 0;
};

// What both see and do is drawn by a seed; each edit carries a mark of its own. Whatever was accepted is in the
// history, and is what the story says until somebody who had read it changed that field; whatever was not was refused.
TEST_P(TogetherTest, OverAThousandInterleavingsNothingIsLostSilently) {
    const auto id = made({grace});
    std::array<Page, 2> pages{Page{.who = curator}, Page{.who = other_curator}};
    for (auto& page : pages) page.seen = story_of(page.who, id).value().story();
    std::mt19937 chance{20'261'130};
    const auto draw = [&](unsigned below) { return std::uniform_int_distribution<unsigned>{0, below - 1}(chance); };

    // By field: what the story must say.
    std::array<std::string, 3> expected{pages[0].seen.title(), pages[0].seen.text(), pages[0].seen.lines()};
    int accepted = 0;
    int refused = 0;
    for (int step = 0; step < 1'000; ++step) {
        auto& page = pages[draw(2)];
        if (draw(3) == 0) {
            page.seen = story_of(page.who, id).value().story();
            continue;
        }
        const auto field = draw(3);
        const auto mark = page.who.text().substr(30) + " schreef " + std::to_string(step);
        auto request = editing(id, page.seen.version());
        if (field == 0) request.set_title(mark);
        if (field == 1) request.set_text(mark);
        if (field == 2) request.set_lines(mark);
        const auto& seen = field == 0 ? page.seen.title() : field == 1 ? page.seen.text() : page.seen.lines();

        const auto saved = edit(page.who, request);

        if (saved) {
            ASSERT_EQ(seen, expected[field]) << "step " << step << ": it overwrote what its writer had not read";
            expected[field] = mark;
            ++accepted;
            page.seen = story_of(page.who, id).value().story();
        } else {
            ASSERT_EQ(saved.error().reason, "STORY_CHANGED");
            ASSERT_NE(seen, expected[field]) << "step " << step << ": refused for nothing";
            ++refused;
        }
        const auto now = story_of(id);
        ASSERT_EQ(now.title(), expected[0]) << step;
        ASSERT_EQ(now.text(), expected[1]) << step;
        ASSERT_EQ(now.lines(), expected[2]) << step;
    }
    EXPECT_GT(accepted, 200);
    EXPECT_GT(refused, 50);
    EXPECT_EQ(story_of(id).version(), static_cast<std::uint32_t>(accepted) + 1) << "each is in the history";
}

}  // namespace
}  // namespace koebel::studio
