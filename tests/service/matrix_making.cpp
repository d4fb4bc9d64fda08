// What the words of the matrix's requests stand for.
#include "base/id.hpp"
#include "base/time.hpp"
#include "service/matrix_world.hpp"

#include <koebel/v1/access.pb.h>
#include <koebel/v1/administration.pb.h>
#include <koebel/v1/conversation.pb.h>
#include <koebel/v1/goal.pb.h>
#include <koebel/v1/kiosk.pb.h>
#include <koebel/v1/leaving.pb.h>
#include <koebel/v1/moderation.pb.h>
#include <koebel/v1/nomination.pb.h>
#include <koebel/v1/pairing.pb.h>
#include <koebel/v1/people.pb.h>
#include <koebel/v1/picture.pb.h>
#include <koebel/v1/pin.pb.h>
#include <koebel/v1/privacy.pb.h>
#include <koebel/v1/rundown.pb.h>
#include <koebel/v1/screen.pb.h>
#include <koebel/v1/sign_in.pb.h>
#include <koebel/v1/story.pb.h>
#include <koebel/v1/token.pb.h>

#include <fmt/chrono.h>

#include <chrono>
#include <stdexcept>

namespace koebel::service {
namespace {

std::string new_uuid() {
    static RandomIdSource ids;
    return ids.next(SystemClock{}.now());
}

/// What stands behind the "#" of an address.
std::string fragment_of(const std::string& url) {
    return url.substr(url.find('#') + 1);
}

}  // namespace

std::string MatrixWorld::made(std::string_view word) {
    using Make = std::string (*)(MatrixWorld&);
    static const std::map<std::string_view, Make> kMakers{
        {"uuid", [](MatrixWorld&) { return new_uuid(); }},
        {"name", [](MatrixWorld& world) { return "nieuw-" + std::to_string(++world.count_); }},

        // Of the organisation.
        {"new_person",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","name":"$name"})";
             return world.as_admin<v1::SavePersonResponse>("AdministrationService/SavePerson", kRequest).person_id();
         }},
        {"new_team",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","name":"$name"})";
             return world.as_admin<v1::SaveTeamResponse>("AdministrationService/SaveTeam", kRequest).team_id();
         }},
        {"new_value",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","nameNl":"$name"})";
             return world.as_admin<v1::SaveValueResponse>("AdministrationService/SaveValue", kRequest).value_id();
         }},
        {"new_screen",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","language":"nl","name":"$name"})";
             return world.as_admin<v1::AddScreenResponse>("ScreenService/AddScreen", kRequest).screen_id();
         }},
        {"new_pin",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","text":"Taart","until":"$tomorrow"})";
             return world.as_admin<v1::SavePinResponse>("PinService/SavePin", kRequest).pin().id();
         }},
        // Each twice: as a first day, and as the last.
        {"day",
         [](MatrixWorld& world) {
             const auto at = std::chrono::system_clock::now() + std::chrono::days{2 + world.days_++ / 2 % 360};
             return fmt::format("{:%F}", fmt::gmtime(std::chrono::system_clock::to_time_t(at)));
         }},
        {"new_goal",
         [](MatrixWorld& world) {
             constexpr auto kRequest =
                 R"({"requestId":"$uuid","goal":{"title":"Warm","kind":"GOAL_KIND_COUNT","target":1000,)"
                 R"("firstDay":"$day","lastDay":"$day"}})";
             return world.as<v1::SaveGoalResponse>(world.curator_, "GoalService/SaveGoal", kRequest).goal_id();
         }},
        {"new_pairing",
         [](MatrixWorld& world) {
             return world.as_admin<v1::StartPairingResponse>("PairingService/StartPairing", "{}").code();
         }},
        {"new_invitation",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","personIds":["$new_person"]})";
             const auto made =
                 world.as_admin<v1::CreateInvitationsResponse>("SignInService/CreateInvitations", kRequest);
             return made.invitations(0).id();
         }},

        // Somebody who left, and the code for what stays theirs.
        {"new_leaver",
         [](MatrixWorld& world) {
             auto person = world.made("new_person");
             const auto request = R"({"requestId":"$uuid","personId":")" + person + R"("})";
             (void)world.as_admin<v1::DeactivateResponse>("PeopleService/Deactivate", request);
             return person;
         }},
        {"new_archive",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","personId":"$new_leaver"})";
             const auto made =
                 world.as_admin<v1::CreateArchiveCodeResponse>("LeavingService/CreateArchiveCode", kRequest);
             return fragment_of(made.url());
         }},

        // Of the giver.
        {"new_recognition",
         [](MatrixWorld& world) { return world.give(world.giver_, "recipient", "VISIBILITY_EVERYONE"); }},
        {"new_remark",
         [](MatrixWorld& world) {
             const auto request =
                 R"({"requestId":"$uuid","recognitionId":")" + world.made("new_recognition") + R"(","text":"Mooi"})";
             return world.as<v1::CommentResponse>(world.giver_, "ConversationService/Comment", request).remark_id();
         }},
        {"new_picture",
         [](MatrixWorld& world) {
             constexpr auto kRequest =
                 R"({"requestId":"$uuid","image":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9)"
                 R"(awAAAABJRU5ErkJggg=="})";
             return world.as<v1::UploadPictureResponse>(world.giver_, "PictureService/UploadPicture", kRequest)
                 .picture_id();
         }},
        {"new_held",
         [](MatrixWorld& world) {
             constexpr auto kRequest =
                 R"({"requestId":"$uuid","people":{"ids":["$spare"]},"message":"Wat een klote klus","valueIds":["$value"]})";
             return world.as<v1::GiveResponse>(world.giver_, "RecognitionService/Give", kRequest).recognition_id();
         }},
        {"new_nomination",
         [](MatrixWorld& world) {
             constexpr auto kRequest =
                 R"({"requestId":"$uuid","showId":"$show","people":{"personIds":["$spare"]},"witnessIds":["$mate"],)"
                 R"("text":{"kind":"NOMINATION_KIND_QUIET_STRENGTH","valueId":"$value","deed":"Elke dag"}})";
             return world.as<v1::NominateResponse>(world.giver_, "NominationService/Nominate", kRequest)
                 .nomination_id();
         }},
        {"new_story",
         [](MatrixWorld& world) {
             constexpr auto kRequest =
                 R"({"requestId":"$uuid","showId":"$show","recognitionIds":["$new_recognition"],"title":"Vrijdag"})";
             return world.as<v1::MakeStoryResponse>(world.curator_, "StoryService/MakeStory", kRequest).story_id();
         }},
        {"new_segment",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","showId":"$show","slide":{"title":"Onze woorden"}})";
             return world.as<v1::SaveSegmentResponse>(world.curator_, "RundownService/SaveSegment", kRequest)
                 .segment_id();
         }},
        {"new_locked",
         [](MatrixWorld& world) {
             auto person = world.made("new_person");
             const auto request = R"({"requestId":"$uuid","reason":"Past niet","personId":")" + person + R"("})";
             (void)world.as<v1::LockPersonResponse>(world.curator_, "ModerationService/LockPerson", request);
             return person;
         }},
        {"new_private", [](MatrixWorld& world) { return world.give(world.giver_, "recipient", "VISIBILITY_ONLY_US"); }},
        {"new_token",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","name":"Proef","scopes":["SCOPE_READ"]})";
             return world.as<v1::CreateTokenResponse>(world.giver_, "TokenService/CreateToken", kRequest).token().id();
         }},
        {"new_session",
         [](MatrixWorld& world) {
             const auto browser = world.in_another_browser(world.giver_);
             const auto list = world.as<v1::ListSessionsResponse>(browser, "AccessService/ListSessions", "{}");
             for (const auto& one : list.sessions()) {
                 if (one.current()) return one.id();
             }
             throw std::logic_error("no session is the one that asks");
         }},

        // Reports, of what the giver said to the recipient.
        {"new_report", [](MatrixWorld& world) { return world.report(world.made("new_recognition")); }},
        {"new_opened_report",
         [](MatrixWorld& world) {
             auto report = world.made("new_report");
             const auto request = R"({"requestId":"$uuid","reportId":")" + report + R"("})";
             (void)world.as<v1::OpenReportResponse>(world.curator_, "PrivacyService/OpenReport", request);
             return report;
         }},

        // Kiosks, and who stands at them.
        {"new_kiosk",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","name":"$name"})";
             return world.as_admin<v1::AddKioskResponse>("KioskService/AddKiosk", kRequest).kiosk_id();
         }},
        {"new_kiosk_link",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","name":"$name"})";
             return fragment_of(world.as_admin<v1::AddKioskResponse>("KioskService/AddKiosk", kRequest).url());
         }},
        {"new_card",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","personIds":["$new_person"]})";
             return world.as_admin<v1::CreateCardsResponse>("KioskService/CreateCards", kRequest).cards(0).url();
         }},
        {"new_holder",
         [](MatrixWorld& world) {
             constexpr auto kRequest = R"({"requestId":"$uuid","personIds":["$new_person"]})";
             const auto made = world.as_admin<v1::CreateCardsResponse>("KioskService/CreateCards", kRequest);
             return made.cards(0).person().id();
         }},
        {"new_of_passer", [](MatrixWorld& world) { return world.give(world.passer_, "spare", "VISIBILITY_EVERYONE"); }},
    };
    if (const auto known = words_.find(word); known != words_.end()) return known->second;
    const auto maker = kMakers.find(word);
    if (maker == kMakers.end()) throw std::logic_error("nobody knows $" + std::string{word});
    return maker->second(*this);
}

}  // namespace koebel::service
