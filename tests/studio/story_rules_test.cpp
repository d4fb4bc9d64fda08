// What a story may say, and how two who change it go together.
#include "studio/story_rules.hpp"

#include <gmock/gmock.h>

#include <string>

namespace koebel::studio {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::string_view refusal_of(const v1::EditStoryRequest& request) {
    const auto edit = Edit::from_message(request);
    return edit ? "" : edit.error().reason;
}

TEST(Sentences, AreCountedByWhatEndsThem) {
    EXPECT_EQ(sentences(""), 0U);
    EXPECT_EQ(sentences("Zeven gezinnen zonder verwarming"), 1U);
    EXPECT_EQ(sentences("In Zwolle lag één pomp. Bram bracht hem zelf!"), 2U);
    EXPECT_EQ(sentences("Kan dat? Ja. Dat kan.  \n"), 3U);
    EXPECT_EQ(sentences("“Kom maar,” zei ze. En hij kwam."), 2U);
}

TEST(Sentences, TheFirstOnesAreTakenWhole) {
    EXPECT_EQ(first_sentences("Een. Twee. Drie. Vier.", 3, 400), "Een. Twee. Drie.");
    EXPECT_EQ(first_sentences("Een. Twee hele lange.", 3, 8), "Een.");
    EXPECT_EQ(first_sentences("Te lang voor zo weinig.", 3, 8), "");
}

TEST(Edit, RefusesWhatTheContractDoes) {
    v1::EditStoryRequest request;
    EXPECT_EQ(refusal_of(request), "NOTHING_CHANGED");
    request.set_title("  ");
    EXPECT_EQ(refusal_of(request), "TITLE_REQUIRED");
    request.set_title(std::string(81, 'a'));
    EXPECT_EQ(refusal_of(request), "TITLE_TOO_LONG");
    request.set_title("Vrijdag, half zeven");
    request.set_lines("Een. Twee. Drie. Vier.");
    EXPECT_EQ(refusal_of(request), "LINES_TOO_LONG");
    request.set_lines("Een. Twee. Drie.");
    request.set_text(std::string(3'001, 'a'));
    EXPECT_EQ(refusal_of(request), "TEXT_TOO_LONG");
    request.set_text("\xff");
    EXPECT_EQ(refusal_of(request), "TEXT_INVALID");
    request.clear_text();
    request.set_kind(v1::NOMINATION_KIND_UNSPECIFIED);
    EXPECT_EQ(refusal_of(request), "NOMINATION_KIND_INVALID");
    request.clear_kind();
    EXPECT_EQ(refusal_of(request), "");
}

TEST(Edit, RefusesPeopleAndPicturesThatDoNotFit) {
    v1::EditStoryRequest request;
    request.mutable_people();
    EXPECT_EQ(refusal_of(request), "NO_PERSON");
    request.mutable_people()->add_links()->set_person_id("ada");
    request.mutable_people()->mutable_links(0)->set_deed(std::string(61, 'a'));
    EXPECT_EQ(refusal_of(request), "DEED_TOO_LONG");
    request.mutable_people()->mutable_links(0)->set_deed("belde terug");
    request.mutable_people()->add_links()->set_person_id("ada");
    EXPECT_EQ(refusal_of(request), "DUPLICATE_PERSON");
    request.mutable_people()->mutable_links(1)->set_person_id("grace");
    auto& picture = *request.mutable_pictures()->add_pictures();
    EXPECT_EQ(refusal_of(request), "ALT_TEXT_REQUIRED");
    picture.set_alternative_text("Een bus in de sneeuw");
    picture.set_focus_x(1'001);
    EXPECT_EQ(refusal_of(request), "FOCUS_INVALID");
    picture.set_focus_x(1'000);
    *request.mutable_pictures()->add_pictures() = picture;
    EXPECT_EQ(refusal_of(request), "DUPLICATE_PICTURE");
}

TEST(ChangedByBoth, IsWhatSomebodyWantsOfWhatOthersChangedSince) {
    using Fields = std::set<v1::StoryField>;
    const Fields title{v1::STORY_FIELD_TITLE};
    const Fields text{v1::STORY_FIELD_TEXT};
    EXPECT_THAT(changed_by_both(title, {}), IsEmpty());
    EXPECT_THAT(changed_by_both(title, {text}), IsEmpty());
    EXPECT_THAT(
        changed_by_both({v1::STORY_FIELD_TITLE, v1::STORY_FIELD_TEXT}, {text, {v1::STORY_FIELD_KIND}}),
        ElementsAre("STORY_FIELD_TEXT")
    );
}

TEST(StoryFields, StandInSqlAsNumbersAndUnknownOnesAreLeftOut) {
    const std::set fields{v1::STORY_FIELD_TITLE, v1::STORY_FIELD_LINES};
    EXPECT_EQ(to_text(fields), "1,3");
    EXPECT_EQ(fields_from("1,3"), fields);
    EXPECT_EQ(fields_from("1,77,3"), fields);
    EXPECT_THAT(fields_from(""), IsEmpty());
}

}  // namespace
}  // namespace koebel::studio
