// Who may nominate whom for what. Pure.
#include "story/rules.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

namespace koebel::story {
namespace {

using testing::ElementsAre;

const PersonId kAda{"ada"};
const PersonId kGrace{"grace"};
const PersonId kPiet{"piet"};
const TeamId kMill{"mill"};

std::vector<std::string> so_many(std::size_t count) {
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < count; ++i) ids.push_back("id-" + std::to_string(i));
    return ids;
}

/// Ada nominates Grace.
v1::NominateRequest wish() {
    v1::NominateRequest request;
    request.set_show_id("show");
    request.mutable_people()->add_person_ids(kGrace.text());
    auto& text = *request.mutable_text();
    text.set_kind(v1::NOMINATION_KIND_TEAMWORK);
    text.set_value_id("value");
    text.set_deed("Belde terug");
    return request;
}
template <class Change>
std::string shape_when(Change change) {
    auto request = wish();
    change(request);
    const auto nominating = Nominating::from_message(kAda, request);
    return nominating ? "none" : std::string{nominating.error().reason};
}

/// What is so when nothing speaks against it.
struct Case {
    Nominating nominating = Nominating::from_message(kAda, wish()).value();
    NominatingState state{
        .show = show::Show{.id = show::ShowId{"show"}, .month = "2026-12", .state = v1::SHOW_STATE_COLLECTING},
        .active_people = {kAda, kGrace, kPiet},
        .team_exists = true,
        .team_members = {kAda, kGrace},
        .value_can_be_said = true,
    };
    Settings settings;

    void of_team() {
        nominating.people.clear();
        nominating.team = kMill;
    }
    void of_kind(v1::NominationKind kind) { nominating.words.kind = kind; }
    [[nodiscard]] std::string reason() const {
        const auto decided = decide(nominating, state, settings);
        return decided ? "none" : std::string{decided.error().reason};
    }
};
template <class Change>
std::string reason_when(Change change) {
    Case one;
    change(one);
    return one.reason();
}

TEST(NominatingShape, WhoAndWhatIsAskedForIsBounded) {
    EXPECT_EQ(shape_when([](auto&) {}), "none");
    EXPECT_EQ(shape_when([](auto& r) { r.clear_people(); }), "NO_NOMINEE");
    EXPECT_EQ(shape_when([](auto& r) { r.mutable_people()->clear_person_ids(); }), "NO_NOMINEE");
    EXPECT_EQ(shape_when([](auto& r) { r.set_team_id("mill"); }), "none");
    EXPECT_EQ(shape_when([](auto& r) { r.mutable_people()->add_person_ids("grace"); }), "DUPLICATE_NOMINEE");
    EXPECT_EQ(
        shape_when([](auto& r) {
            for (const auto& id : so_many(19)) r.mutable_people()->add_person_ids(id);
        }),
        "none"
    );
    EXPECT_EQ(
        shape_when([](auto& r) {
            for (const auto& id : so_many(20)) r.mutable_people()->add_person_ids(id);
        }),
        "TOO_MANY_NOMINEES"
    );
    EXPECT_EQ(
        shape_when([](auto& r) {
            for (const auto& id : so_many(11)) r.add_recognition_ids(id);
        }),
        "TOO_MANY_RECOGNITIONS"
    );
    EXPECT_EQ(
        shape_when([](auto& r) {
            r.add_recognition_ids("r");
            r.add_recognition_ids("r");
        }),
        "DUPLICATE_RECOGNITION"
    );
    EXPECT_EQ(
        shape_when([](auto& r) {
            for (const auto& id : so_many(11)) r.add_witness_ids(id);
        }),
        "TOO_MANY_WITNESSES"
    );
    EXPECT_EQ(shape_when([](auto& r) { r.mutable_text()->clear_deed(); }), "WORDS_REQUIRED");
}

TEST(NominatingShape, NobodyIsAskedWhoWritesItOrIsMeant) {
    EXPECT_EQ(shape_when([](auto& r) { r.add_witness_ids("ada"); }), "SELF_WITNESS");
    EXPECT_EQ(shape_when([](auto& r) { r.add_witness_ids("grace"); }), "WITNESS_IS_NOMINEE");
    EXPECT_EQ(
        shape_when([](auto& r) {
            r.add_witness_ids("piet");
            r.add_witness_ids("piet");
        }),
        "DUPLICATE_WITNESS"
    );
    EXPECT_EQ(may_ask({kPiet}, kAda, {kGrace}, {kPiet}).error().reason, "DUPLICATE_WITNESS") << "asked before";
    std::vector<PersonId> asked;
    for (const auto& id : so_many(kMostWitnesses)) asked.emplace_back(id);
    EXPECT_EQ(may_ask({kPiet}, kAda, {kGrace}, asked).error().reason, "TOO_MANY_WITNESSES");
    asked.pop_back();
    EXPECT_TRUE(may_ask({kPiet}, kAda, {kGrace}, asked));
}

TEST(Nominating, OnlyWhileTheWindowIsOpen) {
    EXPECT_EQ(reason_when([](auto&) {}), "none");
    EXPECT_EQ(reason_when([](auto& one) { one.state.show.reset(); }), "SHOW_NOT_FOUND");
    for (const auto state :
         {v1::SHOW_STATE_PLANNED, v1::SHOW_STATE_CURATING, v1::SHOW_STATE_READY, v1::SHOW_STATE_AIRED}) {
        EXPECT_EQ(reason_when([&](auto& one) { one.state.show->state = state; }), "WINDOW_CLOSED") << state;
    }
}

TEST(Nominating, EverybodyAndEverythingNamedExists) {
    EXPECT_EQ(reason_when([](auto& one) { std::erase(one.state.active_people, kGrace); }), "PERSON_NOT_FOUND");
    EXPECT_EQ(
        reason_when([](auto& one) {
            one.nominating.witnesses = {kPiet};
            std::erase(one.state.active_people, kPiet);
        }),
        "WITNESS_NOT_FOUND"
    );
    EXPECT_EQ(reason_when([](auto& one) { one.state.value_can_be_said = false; }), "VALUE_NOT_FOUND");
    EXPECT_EQ(
        reason_when([](auto& one) {
            one.of_team();
            one.state.team_exists = false;
        }),
        "TEAM_NOT_FOUND"
    );
    EXPECT_EQ(
        reason_when([](auto& one) {
            one.of_team();
            one.state.team_members.clear();
        }),
        "TEAM_EMPTY"
    );
    EXPECT_EQ(
        reason_when([](auto& one) {
            one.of_team();
            one.settings.team_members = 1;
        }),
        "TEAM_TOO_LARGE"
    );
}

TEST(Nominating, ALessonIsOnesOwnOrOfOnesOwnTeam) {
    const auto lesson = [](auto change) {
        return reason_when([&](auto& one) {
            one.of_kind(v1::NOMINATION_KIND_LESSON_LEARNT);
            change(one);
        });
    };
    EXPECT_EQ(lesson([](auto&) {}), "LESSON_OF_OTHERS") << "a colleague's mistake";
    EXPECT_EQ(lesson([](auto& one) { one.nominating.people = {kAda}; }), "none");
    EXPECT_EQ(lesson([](auto& one) { one.nominating.people = {kAda, kGrace}; }), "LESSON_OF_OTHERS");
    EXPECT_EQ(lesson([](auto& one) { one.of_team(); }), "none");
    EXPECT_EQ(
        lesson([](auto& one) {
            one.of_team();
            one.state.team_members = {kGrace, kPiet};
        }),
        "LESSON_OF_OTHERS"
    );
}

TEST(Nominating, EverythingElseIsAboutOthers) {
    for (int kind = v1::NominationKind_MIN + 1; kind <= v1::NominationKind_MAX; ++kind) {
        if (kind == v1::NOMINATION_KIND_LESSON_LEARNT) continue;
        const auto about_self = reason_when([&](auto& one) {
            one.of_kind(static_cast<v1::NominationKind>(kind));
            one.nominating.people = {kGrace, kAda};
        });
        EXPECT_EQ(about_self, "SELF_NOMINATION") << kind;
        const auto own_team = reason_when([&](auto& one) {
            one.of_kind(static_cast<v1::NominationKind>(kind));
            one.of_team();
        });
        EXPECT_EQ(own_team, "none") << "one's own team may be praised " << kind;
    }
}

TEST(Nominating, ALessonOrAComplaintNamesOnlyWhoIsNominated) {
    for (int kind = v1::NominationKind_MIN + 1; kind <= v1::NominationKind_MAX; ++kind) {
        const auto reason = reason_when([&](auto& one) {
            one.of_kind(static_cast<v1::NominationKind>(kind));
            if (kind == v1::NOMINATION_KIND_LESSON_LEARNT) one.nominating.people = {kAda};
            one.state.names_others = {"Piet Post"};
        });
        const bool is_careful =
            kind == v1::NOMINATION_KIND_LESSON_LEARNT || kind == v1::NOMINATION_KIND_COMPLAINT_AS_A_GIFT;
        EXPECT_EQ(reason, is_careful ? "NAMES_ANOTHER" : "none") << kind;
    }
    EXPECT_THAT(may_name(v1::NOMINATION_KIND_LESSON_LEARNT, {"Piet Post"}).error().details, ElementsAre("Piet Post"));
}

TEST(Nominating, OnlyWhatEveryoneMaySeeIsPointedTo) {
    const RecognitionId given{"r"};
    const auto pointing = [&](std::vector<Pointed> visible) {
        return reason_when([&](auto& one) {
            one.nominating.recognitions = {given};
            one.state.recognitions = visible;
        });
    };
    EXPECT_EQ(pointing({}), "RECOGNITION_NOT_FOUND");
    EXPECT_EQ(pointing({{.id = given, .for_everyone = false}}), "RECOGNITION_NOT_FOR_EVERYONE");
    EXPECT_EQ(pointing({{.id = given, .for_everyone = true}}), "none");
}

TEST(NominatingShape, APictureSaysWhatItShowsAndGoesAlongOnce) {
    const auto with = [](std::size_t count, const char* words = "Een ketel met een strik") {
        return shape_when([&](auto& request) {
            for (const auto& id : so_many(count)) {
                auto& picture = *request.add_pictures();
                picture.set_picture_id(id);
                picture.set_alternative_text(words);
            }
        });
    };
    EXPECT_EQ(with(4), "none");
    EXPECT_EQ(with(5), "TOO_MANY_PICTURES");
    EXPECT_EQ(with(1, " "), "ALT_TEXT_REQUIRED");
    EXPECT_EQ(
        shape_when([](auto& request) {
            for (int i = 0; i < 2; ++i) {
                request.add_pictures()->set_picture_id("same");
                request.mutable_pictures(i)->set_alternative_text("Een ketel");
            }
        }),
        "DUPLICATE_PICTURE"
    );
    EXPECT_EQ(reason_when([](auto& one) { one.nominating.pictures = {{.id = "p"}}; }), "PICTURE_NOT_FOUND");
    EXPECT_EQ(
        reason_when([](auto& one) {
            one.nominating.pictures = {{.id = "p"}};
            one.state.pictures_found = 1;
        }),
        "none"
    );
}

TEST(Nominating, NobodyNominatesWithoutEnd) {
    EXPECT_EQ(reason_when([](auto& one) { one.state.made_before = 29; }), "none");
    Case one;
    one.state.made_before = 30;
    const auto refused = decide(one.nominating, one.state, one.settings);
    EXPECT_EQ(refused.error().code, Code::kResourceExhausted);
    EXPECT_EQ(refused.error().reason, "TOO_MANY_NOMINATIONS");
    EXPECT_THAT(refused.error().details, ElementsAre("30"));
}

}  // namespace
}  // namespace koebel::story
