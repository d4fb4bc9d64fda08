#include "service/matrix_rows.hpp"

#include <array>

namespace koebel::service {
namespace {

bool is_giver(const Principal& one) {
    return one.is("giver");
}
bool is_not_giver(const Principal& one) {
    return !is_giver(one);
}
bool is_recipient(const Principal& one) {
    return one.is("recipient");
}
bool takes_part(const Principal& one) {
    return is_giver(one) || is_recipient(one);
}
bool is_no_party(const Principal& one) {
    return !takes_part(one);
}
bool is_admin(const Principal& one) {
    return one.is_whole("admin");
}
bool is_giver_or_admin(const Principal& one) {
    return is_giver(one) || is_admin(one);
}
bool nobody(const Principal& /*one*/) {
    return false;
}

bool reads_the_nomination(const Principal& one) {
    return one.is_whole("giver") || one.is_whole("mate") || one.is_whole("curator");
}
bool is_writer(const Principal& one) {
    return one.is_whole("giver");
}
bool was_asked(const Principal& one) {
    return one.is_whole("mate");
}

/// A person in a browser.
bool is_person(const Principal& one) {
    return one.roles.has(v1::ROLE_EMPLOYEE) && one.scopes.empty();
}
bool reads(const Principal& one) {
    return is_person(one) || one.scopes.has(v1::SCOPE_READ);
}
bool is_screen(const Principal& one) {
    return one.roles.has(v1::ROLE_SCREEN);
}
bool is_lobby(const Principal& one) {
    return one.roles.has(v1::ROLE_LOBBY);
}
bool is_of_the_mill(const Principal& one) {
    return one.is_whole("recipient") || one.is_whole("mate");
}
bool sees_the_teams(const Principal& one) {
    return takes_part(one) || is_of_the_mill(one);
}
bool is_at_kiosk(const Principal& one) {
    return one.is_at_kiosk();
}
bool is_elsewhere(const Principal& one) {
    return !one.is_at_kiosk();
}
bool is_kiosk(const Principal& one) {
    return one.roles.has(v1::ROLE_KIOSK) || one.is_at_kiosk();
}

// What is given, said or looked at.
constexpr auto kGive = R"({"requestId":"$uuid","people":{"ids":["$spare"]},"message":"Dank je","valueIds":["$value"]})";
constexpr auto kGivePrivately =
    R"({"requestId":"$uuid","people":{"ids":["$spare"]},"message":"Dank je","valueIds":["$value"],)"
    R"("visibility":"VISIBILITY_ONLY_US"})";
constexpr auto kSetPicture = R"({"requestId":"$uuid","recognitionId":"$new_recognition",)"
                             R"("picture":{"pictureId":"$new_picture","alternativeText":"Een taart"}})";
constexpr auto kShorthand = R"({"requestId":"$uuid","text":"@Sander Spaar #samen Dank je"})";
constexpr auto kResolve = R"({"text":"@Sander Spaar #samen Dank je"})";
constexpr auto kTakeBack = R"({"requestId":"$uuid","recognitionId":"$new_recognition"})";
constexpr auto kTakeBackOwn = R"({"requestId":"$uuid","recognitionId":"$new_of_passer"})";
constexpr auto kHide = R"({"requestId":"$uuid","recognitionId":"$new_recognition","reason":"Past niet"})";
constexpr auto kHidePrivate = R"({"requestId":"$uuid","recognitionId":"$only_us","reason":"Past niet"})";
constexpr auto kTakeOff = R"({"requestId":"$uuid","recognitionId":"$new_recognition","feed":true,"screens":true})";
constexpr auto kTakeOffPrivate = R"({"requestId":"$uuid","recognitionId":"$only_us","feed":true})";
constexpr auto kReport = R"({"requestId":"$uuid","recognitionId":"$new_recognition","reason":"Past niet"})";
constexpr auto kReportPrivate = R"({"requestId":"$uuid","recognitionId":"$new_private","reason":"Past niet"})";
constexpr auto kNotFound = "RECOGNITION_NOT_FOUND";
constexpr auto kReact = R"({"requestId":"$uuid","recognitionId":"$everyones","kind":"REACTION_KIND_HEART"})";
constexpr auto kReactToTeams = R"({"requestId":"$uuid","recognitionId":"$teams","kind":"REACTION_KIND_HEART"})";
constexpr auto kReactToPrivate = R"({"requestId":"$uuid","recognitionId":"$only_us","kind":"REACTION_KIND_HEART"})";
constexpr auto kComment = R"({"requestId":"$uuid","recognitionId":"$everyones","text":"Mooi"})";
constexpr auto kCommentOnTeams = R"({"requestId":"$uuid","recognitionId":"$teams","text":"Mooi"})";
constexpr auto kCommentOnPrivate = R"({"requestId":"$uuid","recognitionId":"$only_us","text":"Mooi"})";
constexpr auto kBoost = R"({"requestId":"$uuid","recognitionId":"$new_recognition","text":"En ze belde terug"})";
constexpr auto kEditRemark = R"({"requestId":"$uuid","remarkId":"$new_remark","text":"Anders gezegd"})";
constexpr auto kBoard = R"({"key":{"kind":"BOARD_KIND_RECEIVED","periodKind":"PERIOD_KIND_WEEK"}})";

// For the show of this month.
constexpr auto kSaveShow =
    R"({"requestId":"$uuid","month":"$month","opensAt":"2020-01-01T00:00:00Z","closesAt":"$tomorrow","airsAt":"$tomorrow"})";
constexpr auto kNominate = R"({"requestId":"$uuid","showId":"$show","people":{"personIds":["$spare"]},)"
                           R"("text":{"kind":"NOMINATION_KIND_CUSTOMER_WOW","valueId":"$value","deed":"Belde terug"}})";
constexpr auto kEditNomination =
    R"({"requestId":"$uuid","nominationId":"$nomination",)"
    R"("text":{"kind":"NOMINATION_KIND_QUIET_STRENGTH","valueId":"$value","deed":"Elke dag, ook vrijdag"}})";
constexpr auto kNoNomination = "NOMINATION_NOT_FOUND";

// Days go on, so that no goals beside each other are too many.
constexpr auto kSaveGoal =
    R"({"requestId":"$uuid","goal":{"title":"Warm","kind":"GOAL_KIND_COUNT","target":1000,"firstDay":"$day",)"
    R"("lastDay":"$day"}})";

// Pictures: one of one pixel, and what is none.
constexpr auto kMyPhoto =
    R"({"requestId":"$uuid","image":"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJ)"
    R"(RU5ErkJggg=="})";
constexpr auto kNoPhoto = R"({"requestId":"$uuid","personId":"$new_person","image":"eA=="})";

constexpr std::array kRequests{
    // The doors. Each lets in whoever may stand before it, and then refuses a secret that is none.
    RequestRow{"AccessService/GetSession"},
    RequestRow{"AccessService/SignInWithLink", R"({"token":"$uuid"})", "LINK_INVALID"},
    RequestRow{"AccessService/ListDemonstrationPeople", R"({"token":"$uuid"})", "NOT_A_DEMONSTRATION"},
    RequestRow{"AccessService/EnterDemonstration", R"({"token":"$uuid","personId":"$spare"})", "NOT_A_DEMONSTRATION"},
    RequestRow{"SignInService/SignInWithPassword", R"({"login":"$uuid","password":"geraden woord"})", "PASSWORD_WRONG"},
    RequestRow{"ScreenService/SignInScreen", R"({"token":"$uuid"})", "SCREEN_TOKEN_INVALID"},
    RequestRow{"KioskService/PairKiosk", R"({"token":"$uuid"})", "KIOSK_LINK_INVALID"},
    RequestRow{.method = "KioskService/PairKiosk", .request = R"({"token":"$new_kiosk_link"})", .ends_session = true},
    RequestRow{"LeavingService/OpenArchive", R"({"secret":"$uuid"})", "LINK_INVALID"},
    RequestRow{"LeavingService/OpenArchive", R"({"secret":"$new_archive"})"},

    // The first start, which is over.
    RequestRow{"SetUpService/CheckSetUpLink", R"({"token":"$uuid"})", "SET_UP_DONE"},
    RequestRow{
        "SetUpService/BeginSetUp",
        R"({"token":"$uuid","name":"Noor","password":"geraden woord","organisationName":"Matrix",)"
        R"("timeZone":"Europe/Amsterdam","language":"nl"})",
        "SET_UP_DONE"
    },
    RequestRow{"SetUpService/GetSetUp"},
    RequestRow{"SetUpService/FinishStep", R"({"requestId":"$uuid","step":"SET_UP_STEP_BELL"})"},

    // One's own sessions, password and tokens.
    RequestRow{.method = "AccessService/SignOut", .ends_session = true},
    RequestRow{"AccessService/ListSessions"},
    RequestRow{
        "AccessService/RevokeSession",
        R"({"requestId":"$uuid","sessionId":"$new_session"})",
        "",
        is_giver,
        "SESSION_NOT_FOUND"
    },
    RequestRow{"SignInService/SetPassword", R"({"newPassword":"kort"})", "PASSWORD_TOO_SHORT"},
    RequestRow{"SignInService/GetMySignIn"},
    RequestRow{"SignInService/RememberSession", R"({"requestId":"$uuid","remember":true})"},
    RequestRow{"SignInService/RevokeOtherSessions", R"({"requestId":"$uuid"})"},
    RequestRow{"CodeService/GetMyCode"},
    RequestRow{"CodeService/SetUpCode", "{}", "CODE_NEEDS_PASSWORD"},
    RequestRow{"CodeService/ConfirmCode", R"({"code":"123456"})", "CODE_NOT_OFFERED"},
    RequestRow{"CodeService/RemoveCode", R"({"password":"geraden woord","code":"123456"})", "NO_CODE"},
    RequestRow{"CodeService/ReplaceRecoveryCodes", R"({"password":"geraden woord","code":"123456"})", "NO_CODE"},
    RequestRow{"CodeService/GetCodeOf", R"({"personId":"$spare"})"},
    RequestRow{"CodeService/RemoveCodeOf", R"({"requestId":"$uuid","personId":"$spare"})", "NO_CODE"},
    RequestRow{"TokenService/CreateToken", R"({"requestId":"$uuid","name":"Proef","scopes":["SCOPE_READ"]})"},
    RequestRow{
        "TokenService/CreateToken",
        R"({"requestId":"$uuid","name":"Proef","scopes":["SCOPE_READ"],"ofOrganisation":true})",
        "",
        is_admin,
        "ROLE_REQUIRED"
    },
    RequestRow{"TokenService/ListTokens"},
    RequestRow{"TokenService/ListTokens", R"({"everybodys":true})", "", is_admin, "ROLE_REQUIRED"},
    RequestRow{
        "TokenService/RevokeToken",
        R"({"requestId":"$uuid","tokenId":"$new_token"})",
        "",
        is_giver_or_admin,
        "TOKEN_NOT_FOUND"
    },

    // Thanking.
    RequestRow{"RecognitionService/Give", kGive},
    RequestRow{"RecognitionService/Give", kGivePrivately, "", is_elsewhere, "NOT_AT_A_KIOSK"},
    RequestRow{"RecognitionService/GiveByShorthand", kShorthand},
    RequestRow{"RecognitionService/ResolveShorthand", kResolve},
    RequestRow{"RecognitionService/SuggestRecipients", R"({"query":"Sander"})"},
    RequestRow{"RecognitionService/TakeBack", kTakeBack, "", is_giver, kNotFound},
    RequestRow{"RecognitionService/TakeBack", kTakeBackOwn, "", is_at_kiosk, kNotFound},
    RequestRow{"RecognitionService/Hide", kHide},
    RequestRow{"RecognitionService/Hide", kHidePrivate, "", nobody, kNotFound},
    RequestRow{"RecognitionService/ListFeed"},
    RequestRow{"RecognitionService/ListSaidToMe"},
    RequestRow{"RecognitionService/MarkSaidToMeRead", R"({"requestId":"$uuid","readPosition":"1"})"},
    RequestRow{"RecognitionService/GetAllowance"},
    RequestRow{"RecognitionService/GetRecognition", R"({"recognitionId":"$everyones"})"},
    RequestRow{"RecognitionService/GetRecognition", R"({"recognitionId":"$teams"})", "", sees_the_teams, kNotFound},
    RequestRow{"RecognitionService/GetRecognition", R"({"recognitionId":"$only_us"})", "", takes_part, kNotFound},
    RequestRow{"RecognitionService/GetValuesProfile"},
    RequestRow{"RecognitionService/MarkFeedRead", R"({"requestId":"$uuid","readPosition":"1"})"},

    // What changes about it afterwards.
    RequestRow{
        "AmendmentService/Edit",
        R"({"requestId":"$uuid","recognitionId":"$new_recognition","message":"Anders gezegd"})",
        "",
        is_giver,
        kNotFound
    },
    RequestRow{"AmendmentService/ListEdits", R"({"recognitionId":"$everyones"})", "", takes_part, kNotFound},
    RequestRow{
        "AmendmentService/AddPeople",
        R"({"requestId":"$uuid","recognitionId":"$new_recognition","personIds":["$new_person"]})",
        "",
        takes_part,
        kNotFound
    },
    RequestRow{
        "AmendmentService/AddPeople",
        R"({"requestId":"$uuid","recognitionId":"$only_us","personIds":["$new_person"]})",
        "NOT_FOR_EVERYONE",
        takes_part,
        kNotFound
    },
    RequestRow{
        "AmendmentService/RemoveAdded",
        R"({"requestId":"$uuid","recognitionId":"$new_recognition","personId":"$new_person"})",
        "PERSON_NOT_FOUND",
        takes_part,
        kNotFound
    },

    // Pictures.
    RequestRow{"PictureService/UploadPicture", kMyPhoto},
    RequestRow{"PictureService/UploadPicture", R"({"requestId":"$uuid","image":"eA=="})", "IMAGE_NOT_KNOWN"},
    RequestRow{"PictureService/SetPicture", kSetPicture, "", is_giver, kNotFound},
    RequestRow{
        "PictureService/RemovePicture",
        R"({"requestId":"$uuid","recognitionId":"$new_recognition"})",
        "",
        takes_part,
        kNotFound
    },
    RequestRow{
        "PictureService/RemovePicture", R"({"requestId":"$uuid","recognitionId":"$only_us"})", "", takes_part, kNotFound
    },

    // What colleagues say around it.
    RequestRow{"ConversationService/React", kReact},
    RequestRow{"ConversationService/React", kReactToTeams, "", sees_the_teams, kNotFound},
    RequestRow{"ConversationService/React", kReactToPrivate, "", takes_part, kNotFound},
    RequestRow{"ConversationService/ListReactions", R"({"recognitionId":"$everyones"})"},
    RequestRow{"ConversationService/ListReactions", R"({"recognitionId":"$only_us"})", "", takes_part, kNotFound},
    RequestRow{"ConversationService/Comment", kComment},
    RequestRow{"ConversationService/Comment", kCommentOnTeams, "", sees_the_teams, kNotFound},
    RequestRow{"ConversationService/Comment", kCommentOnPrivate, "", takes_part, kNotFound},
    RequestRow{"ConversationService/Boost", kBoost, "", is_no_party, "OWN_RECOGNITION"},
    RequestRow{"ConversationService/EditRemark", kEditRemark, "", is_giver, "REMARK_NOT_FOUND"},
    RequestRow{
        "ConversationService/RemoveRemark",
        R"({"requestId":"$uuid","remarkId":"$new_remark"})",
        "",
        is_giver,
        "REMARK_NOT_FOUND"
    },
    RequestRow{
        "ConversationService/HideRemark", R"({"requestId":"$uuid","remarkId":"$new_remark","reason":"Past niet"})"
    },
    RequestRow{"ConversationService/ListRemarks", R"({"recognitionId":"$everyones"})"},
    RequestRow{"ConversationService/ListRemarks", R"({"recognitionId":"$teams"})", "", sees_the_teams, kNotFound},
    RequestRow{"ConversationService/ListRemarks", R"({"recognitionId":"$only_us"})", "", takes_part, kNotFound},
    RequestRow{"ConversationService/MuteThread", R"({"requestId":"$uuid","recognitionId":"$everyones","muted":true})"},
    RequestRow{"InboxService/ListInbox"},
    RequestRow{"InboxService/MarkInboxRead", R"({"requestId":"$uuid","readPosition":"1"})"},

    // Who sees what of somebody.
    RequestRow{"PrivacyService/TakeOff", kTakeOff, "", is_recipient, kNotFound},
    RequestRow{"PrivacyService/TakeOff", kTakeOffPrivate, "NOTHING_TO_TAKE_OFF", is_recipient, kNotFound},
    RequestRow{"PrivacyService/GetRecognitionPrivacy", R"({"recognitionId":"$everyones"})"},
    RequestRow{"PrivacyService/GetRecognitionPrivacy", R"({"recognitionId":"$teams"})", "", sees_the_teams, kNotFound},
    RequestRow{"PrivacyService/GetRecognitionPrivacy", R"({"recognitionId":"$only_us"})", "", takes_part, kNotFound},
    RequestRow{"PrivacyService/PreviewPublicity", R"({"personIds":["$spare"],"visibility":"VISIBILITY_EVERYONE"})"},
    RequestRow{"PrivacyService/StopPrivateFrom", R"({"requestId":"$uuid","personId":"$spare","stopped":true})"},
    RequestRow{
        "PrivacyService/StopPrivateFrom",
        R"({"requestId":"$uuid","recognitionId":"$everyones","stopped":false})",
        "",
        is_recipient,
        kNotFound
    },
    RequestRow{"PrivacyService/ListStopped"},
    RequestRow{"PrivacyService/GetNameSaid"},
    RequestRow{"PrivacyService/SetNameSaid", R"({"requestId":"$uuid","nameSaid":"Proef"})"},
    RequestRow{"PrivacyService/GetQuietDelivery"},
    RequestRow{"PrivacyService/SetQuietDelivery", R"({"requestId":"$uuid"})"},

    // Reports. A curator who is a party to what was reported does not learn of it.
    RequestRow{"PrivacyService/Report", kReport, "", is_not_giver, kNotFound},
    RequestRow{"PrivacyService/Report", kReportPrivate, "", is_recipient, kNotFound},
    RequestRow{"PrivacyService/ListOpened"},
    RequestRow{"PrivacyService/ListReports"},
    RequestRow{"PrivacyService/OpenReport", R"({"requestId":"$uuid","reportId":"$new_report"})"},
    RequestRow{
        "PrivacyService/OpenReport", R"({"requestId":"$uuid","reportId":"$report_on_curator"})", "REPORT_NOT_FOUND"
    },
    RequestRow{"PrivacyService/GetReport", R"({"reportId":"$report"})"},
    RequestRow{"PrivacyService/GetReport", R"({"reportId":"$report_on_curator"})", "REPORT_NOT_FOUND"},
    RequestRow{
        "PrivacyService/ResolveReport",
        R"({"requestId":"$uuid","reportId":"$new_opened_report","outcome":"REPORT_OUTCOME_HIDDEN"})"
    },
    RequestRow{
        "PrivacyService/ResolveReport",
        R"({"requestId":"$uuid","reportId":"$report","outcome":"REPORT_OUTCOME_HIDDEN"})",
        "REPORT_NOT_OPENED"
    },
    RequestRow{
        "PrivacyService/ResolveReport",
        R"({"requestId":"$uuid","reportId":"$report_on_curator","outcome":"REPORT_OUTCOME_KEPT"})",
        "REPORT_NOT_FOUND"
    },

    // What is held, and who may not speak for a while.
    RequestRow{"ModerationService/ListHeldWords"},
    RequestRow{"ModerationService/ChangeHeldWords", R"({"requestId":"$uuid","add":["proefwoord"],"remove":["trut"]})"},
    RequestRow{"ModerationService/ListHeld"},
    RequestRow{"ModerationService/CountWaiting"},
    RequestRow{"ModerationService/ReleaseHeld", R"({"requestId":"$uuid","recognitionId":"$new_held"})"},
    RequestRow{
        "ModerationService/ReleaseHeld", R"({"requestId":"$uuid","recognitionId":"$everyones"})", "HELD_NOT_FOUND"
    },
    RequestRow{
        "ModerationService/DeclineHeld", R"({"requestId":"$uuid","recognitionId":"$new_held","reason":"Past niet"})"
    },
    RequestRow{"ModerationService/ListLocks"},
    RequestRow{
        "ModerationService/LockPerson", R"({"requestId":"$uuid","personId":"$new_person","reason":"Past niet"})"
    },
    RequestRow{"ModerationService/UnlockPerson", R"({"requestId":"$uuid","personId":"$new_locked"})"},
    RequestRow{"ModerationService/GetOwnLock"},

    // Being away, and what stays of who left.
    RequestRow{"LeavingService/GetMyAway"},
    RequestRow{"LeavingService/SetAway", R"({"requestId":"$uuid","away":true})"},
    RequestRow{"LeavingService/SetAway", R"({"requestId":"$uuid","away":false})"},
    RequestRow{"LeavingService/CreateArchiveCode", R"({"requestId":"$uuid","personId":"$new_leaver"})"},
    RequestRow{"LeavingService/CreateArchiveCode", R"({"requestId":"$uuid","personId":"$spare"})", "PERSON_NOT_LEFT"},

    // Boards.
    RequestRow{"LeaderboardService/ListBoards"},
    RequestRow{"LeaderboardService/GetBoard", kBoard},
    RequestRow{"LeaderboardService/GetPlace", kBoard},
    RequestRow{"LeaderboardService/SetBoards", R"({"requestId":"$uuid","shown":"BOARDS_SHOWN_RANKS"})"},

    // The organisation and its people.
    RequestRow{"PeopleService/GetOrganisation"},
    RequestRow{"PeopleService/GetPublicity"},
    RequestRow{"PeopleService/SetPublicity", R"({"requestId":"$uuid","publicity":{"feed":true,"boards":true}})"},
    RequestRow{"PeopleService/SetRoles", R"({"requestId":"$uuid","personId":"$new_person","roles":["ROLE_CURATOR"]})"},
    RequestRow{"PeopleService/Deactivate", R"({"requestId":"$uuid","personId":"$new_person"})"},
    RequestRow{
        "PeopleService/Import",
        R"({"requestId":"$uuid","kind":"KIND_TEAMS","csv":"key,name\nmill,Molen\n","dryRun":true})"
    },
    RequestRow{"AdministrationService/ListPeople"},
    RequestRow{"AdministrationService/GetPerson", R"({"personId":"$spare"})"},
    RequestRow{"AdministrationService/SavePerson", R"({"requestId":"$uuid","name":"$name"})"},
    RequestRow{"AdministrationService/Reactivate", R"({"requestId":"$uuid","personId":"$new_leaver"})"},
    RequestRow{"AdministrationService/ListTeams"},
    RequestRow{"AdministrationService/SaveTeam", R"({"requestId":"$uuid","name":"$name"})"},
    RequestRow{"AdministrationService/RemoveTeam", R"({"requestId":"$uuid","teamId":"$new_team"})"},
    RequestRow{"AdministrationService/SaveValue", R"({"requestId":"$uuid","nameNl":"$name"})"},
    RequestRow{"AdministrationService/OrderValues", R"({"requestId":"$uuid"})", "VALUES_INCOMPLETE"},
    RequestRow{"AdministrationService/RetireValue", R"({"requestId":"$uuid","valueId":"$new_value","retired":true})"},
    RequestRow{
        "AdministrationService/SetOrganisation",
        R"({"requestId":"$uuid","name":"Matrix","timeZone":"Europe/Amsterdam","language":"nl"})"
    },
    RequestRow{
        "AdministrationService/SetFeature",
        R"({"requestId":"$uuid","feature":"FEATURE_PRIVATE_RECOGNITIONS","on":true})"
    },
    RequestRow{"AdministrationService/ListFeatureChanges"},
    RequestRow{"MergeService/PreviewMerge", R"({"staysId":"$spare","goesId":"$new_person"})"},
    RequestRow{"MergeService/PreviewMerge", R"({"staysId":"$spare","goesId":"$spare"})", "MERGE_WITH_ONESELF"},
    RequestRow{"MergeService/MergePeople", R"({"requestId":"$uuid","staysId":"$new_person","goesId":"$new_person"})"},
    RequestRow{"AllowanceService/GetAllowanceRule"},
    RequestRow{"AllowanceService/SetAllowanceRule", R"({"requestId":"$uuid","weekly":20,"cap":60})"},
    RequestRow{"AccessService/ListAudit"},
    RequestRow{"SignInService/CreateInvitations", R"({"requestId":"$uuid","personIds":["$new_person"]})"},
    RequestRow{
        "SignInService/SendInvitations", R"({"requestId":"$uuid","personIds":["$new_person"]})", "MAIL_NOT_SET_UP"
    },
    RequestRow{"SignInService/CreateRecoveryLink", R"({"requestId":"$uuid","personId":"$new_person"})"},
    RequestRow{"SignInService/ListInvitations"},
    RequestRow{"SignInService/RevokeInvitation", R"({"requestId":"$uuid","invitationId":"$new_invitation"})"},

    // Pictures.
    RequestRow{"MediaService/GetMyPhoto"},
    RequestRow{"MediaService/SetMyPhoto", kMyPhoto},
    RequestRow{"MediaService/RemoveMyPhoto", R"({"requestId":"$uuid"})"},
    RequestRow{"MediaService/GetPersonPhoto", R"({"personId":"$spare"})"},
    RequestRow{"MediaService/SetPersonPhoto", kNoPhoto, "IMAGE_NOT_KNOWN"},
    RequestRow{"MediaService/RemovePersonPhoto", R"({"requestId":"$uuid","personId":"$new_person"})"},
    RequestRow{
        "MediaService/SetValuePicture",
        R"({"requestId":"$uuid","valueId":"$new_value","image":"eA=="})",
        "IMAGE_NOT_KNOWN"
    },
    RequestRow{"MediaService/RemoveValuePicture", R"({"requestId":"$uuid","valueId":"$new_value"})"},
    RequestRow{"MediaService/SetLogo", R"({"requestId":"$uuid","image":"eA=="})", "IMAGE_NOT_KNOWN"},
    RequestRow{"MediaService/RemoveLogo", R"({"requestId":"$uuid"})"},

    // Screens.
    RequestRow{"ScreenService/AddScreen", R"({"requestId":"$uuid","name":"$name","language":"nl"})"},
    RequestRow{"ScreenService/ListScreens"},
    RequestRow{
        "ScreenService/ChangeScreen", R"({"requestId":"$uuid","screenId":"$new_screen","screen":{"name":"$name"}})"
    },
    RequestRow{"ScreenService/SeeNewScreens", R"({"screenIds":["$new_screen"]})"},
    RequestRow{"ScreenService/RevokeScreen", R"({"requestId":"$uuid","screenId":"$new_screen"})"},
    RequestRow{"ScreenService/GetWall"},
    RequestRow{"FleetService/ReportState", R"({"state":{"picture":"SCREEN_PICTURE_VALUE","sound":"SCREEN_SOUND_ON"}})"},
    RequestRow{"FleetService/GetRing", R"({"recognitionId":"$everyones"})", "", is_giver, kNotFound},
    RequestRow{
        "FleetService/AskScreens",
        R"({"requestId":"$uuid","request":"SCREEN_REQUEST_IDENTIFY","screenIds":["$new_screen"]})"
    },
    RequestRow{"FleetService/BlankScreens", R"({"requestId":"$uuid","blanked":true,"screenIds":["$new_screen"]})"},
    RequestRow{"FleetService/ListMissedScreens"},
    RequestRow{"PinService/SavePin", R"({"requestId":"$uuid","text":"Taart","until":"$tomorrow"})"},
    RequestRow{
        "PinService/SetPinPicture", R"({"requestId":"$uuid","pinId":"$new_pin","image":"eA=="})", "IMAGE_NOT_KNOWN"
    },
    RequestRow{"PinService/RemovePinPicture", R"({"requestId":"$uuid","pinId":"$new_pin"})"},
    RequestRow{"PinService/RemovePin", R"({"requestId":"$uuid","pinId":"$new_pin"})"},
    RequestRow{"PinService/ListPins"},
    RequestRow{"GoalService/SaveGoal", kSaveGoal},
    RequestRow{"GoalService/PreviewGoal", R"({"goal":{"kind":"GOAL_KIND_COUNT","firstDay":"$day","lastDay":"$day"}})"},
    RequestRow{"GoalService/RemoveGoal", R"({"requestId":"$uuid","goalId":"$new_goal"})"},
    RequestRow{"GoalService/ListGoals"},
    RequestRow{"GoalService/ListAllGoals"},
    RequestRow{"ShowService/SaveShow", kSaveShow, "MONTH_TAKEN"},
    RequestRow{
        "ShowService/MoveShow",
        R"({"requestId":"$uuid","showId":"$show","state":"SHOW_STATE_READY"})",
        "SHOW_STATE_FORBIDDEN"
    },
    RequestRow{"ShowService/RemoveShow", R"({"requestId":"$uuid","showId":"$show"})", "SHOW_BEGUN"},
    RequestRow{"ShowService/ListShows"},
    RequestRow{"ShowService/GetInvitation", R"({"showId":"$show"})"},
    RequestRow{"NominationService/Nominate", kNominate},
    RequestRow{"NominationService/EditNomination", kEditNomination, "", is_writer, kNoNomination},
    RequestRow{
        "NominationService/WithdrawNomination",
        R"({"requestId":"$uuid","nominationId":"$new_nomination"})",
        "",
        is_writer,
        kNoNomination
    },
    RequestRow{
        "NominationService/AskWitnesses",
        R"({"requestId":"$uuid","nominationId":"$nomination","personIds":["$new_person"]})",
        "",
        is_writer,
        kNoNomination
    },
    RequestRow{
        "NominationService/SeeToo",
        R"({"requestId":"$uuid","nominationId":"$nomination","reason":"Ik was erbij"})",
        "",
        was_asked,
        kNoNomination
    },
    RequestRow{
        "NominationService/GetNomination", R"({"nominationId":"$nomination"})", "", reads_the_nomination, kNoNomination
    },
    RequestRow{"NominationService/ListOwnNominations"},
    RequestRow{"NominationService/ListNominationsOfMe"},
    RequestRow{"NominationService/ListNominations", R"({"showId":"$show"})"},
    RequestRow{"NominationService/MarkNominationRead", R"({"requestId":"$uuid","nominationId":"$nomination"})"},
    RequestRow{
        "NominationService/HoldNomination",
        R"({"requestId":"$uuid","nominationId":"$nomination","held":true,"reason":"Past niet"})"
    },
    RequestRow{"CandidateService/ListCandidates", R"({"showId":"$show"})"},
    RequestRow{"CandidateService/GetCoverage", R"({"showId":"$show"})"},
    RequestRow{
        "StoryService/MakeStory", R"({"requestId":"$uuid","showId":"$show","recognitionIds":["$new_recognition"]})"
    },
    RequestRow{
        "StoryService/AddSources", R"({"requestId":"$uuid","storyId":"$story","recognitionIds":["$new_recognition"]})"
    },
    RequestRow{
        "StoryService/EditStory", R"({"requestId":"$uuid","storyId":"$new_story","version":1,"title":"Anders"})"
    },
    RequestRow{"StoryService/RemoveStory", R"({"requestId":"$uuid","storyId":"$new_story","version":1})"},
    RequestRow{"StoryService/GetStory", R"({"storyId":"$story"})"},
    RequestRow{"StoryService/ListStories", R"({"showId":"$show"})"},
    RequestRow{"StoryService/ListStoryVersions", R"({"storyId":"$story"})"},
    RequestRow{"StoryService/WriteStory", R"({"requestId":"$uuid","storyId":"$story"})"},
    // The show is tomorrow.
    RequestRow{
        "StageService/AskForStage",
        R"({"requestId":"$uuid","subjectId":"$story","personIds":["$recipient"]})",
        "ASKED_TOO_LATE"
    },
    RequestRow{
        "StageService/AnswerForStage",
        R"({"requestId":"$uuid","subjectId":"$story","answer":"STAGE_ANSWER_YES"})",
        "QUESTION_NOT_FOUND"
    },
    RequestRow{"StageService/ListStageQuestions"},
    RequestRow{"RundownService/GetRundown", R"({"showId":"$show"})"},
    RequestRow{"RundownService/ListFrames", R"({"showId":"$show"})"},
    RequestRow{
        "RundownService/SaveSegment", R"({"requestId":"$uuid","showId":"$show","slide":{"title":"Onze woorden"}})"
    },
    RequestRow{"RundownService/MoveSegment", R"({"requestId":"$uuid","segmentId":"$new_segment"})"},
    RequestRow{"RundownService/RemoveSegment", R"({"requestId":"$uuid","segmentId":"$new_segment","version":1})"},
    RequestRow{"RundownService/DraftRundown", R"({"requestId":"$uuid","showId":"$uuid"})", "SHOW_NOT_FOUND"},
    RequestRow{
        "RundownService/CopyRundown", R"({"requestId":"$uuid","showId":"$show","fromShowId":"$uuid"})", "SHOW_NOT_FOUND"
    },
    RequestRow{"PairingService/StartPairing", R"({"width":1920,"height":1080})"},
    RequestRow{"PairingService/AwaitPairing", R"({"secret":"$uuid"})", "PAIRING_OVER"},
    RequestRow{"PairingService/LookAtPairing", R"({"code":"$new_pairing"})"},
    RequestRow{"PairingService/LookAtPairing", R"({"code":"BCDF-GHJK"})", "PAIRING_CODE_UNKNOWN"},
    RequestRow{
        "PairingService/PairScreen",
        R"({"requestId":"$uuid","code":"$new_pairing","screen":{"name":"$name"}})",
        "PAIRING_CODE_UNKNOWN"
    },
    RequestRow{"PairingService/RefusePairing", R"({"code":"$new_pairing"})", "PAIRING_CODE_UNKNOWN"},

    // Kiosks, cards and PINs.
    RequestRow{"KioskService/AddKiosk", R"({"requestId":"$uuid","name":"$name"})"},
    RequestRow{"KioskService/ListKiosks"},
    RequestRow{"KioskService/ResumeKiosk", R"({"requestId":"$uuid","kioskId":"$new_kiosk"})"},
    RequestRow{"KioskService/RevokeKiosk", R"({"requestId":"$uuid","kioskId":"$new_kiosk"})"},
    RequestRow{"KioskService/CreateCards", R"({"requestId":"$uuid","personIds":["$new_person"]})"},
    RequestRow{"KioskService/ListCards"},
    RequestRow{"KioskService/RevokeCard", R"({"requestId":"$uuid","personId":"$new_holder"})"},
    RequestRow{"KioskService/SetPin", R"({"pin":"$pin"})"},
    RequestRow{"KioskService/SetPin", R"({"pin":"12"})", "PIN_INVALID"},
    RequestRow{"KioskService/GetMyCard"},
    RequestRow{"KioskService/GetKiosk", "{}", "", is_kiosk, "NOT_A_KIOSK"},
    RequestRow{"KioskService/FindAtKiosk", R"({"prefix":"Sander"})"},
    RequestRow{"KioskService/ReadCard", R"({"card":"$new_card"})"},
    RequestRow{"KioskService/ReadCard", R"({"card":"$uuid"})", "CARD_UNKNOWN"},
    RequestRow{"KioskService/SignInAtKiosk", R"({"personId":"$passer","pin":"517306"})", "PIN_WRONG"},
    RequestRow{
        .method = "KioskService/SignInAtKiosk",
        .request = R"({"personId":"$passer","pin":"$pin"})",
        .ends_session = true
    },
    RequestRow{
        .method = "KioskService/SignInAtKiosk",
        .request = R"({"card":"$new_card","pin":"$pin","choosePin":true})",
        .ends_session = true
    },
    RequestRow{"KioskService/KeepGoing", "{}", "", is_at_kiosk, "NOT_A_KIOSK"},
    RequestRow{
        .method = "KioskService/LeaveKiosk", .related = is_at_kiosk, .otherwise = "NOT_A_KIOSK", .ends_session = true
    },
};

constexpr std::array kTopics{
    TopicRow{"feed", reads},
    TopicRow{"board:received:week", reads},
    TopicRow{"board:shown", reads},
    TopicRow{"goals", [](const Principal& one) { return reads(one) || is_screen(one) || is_lobby(one); }},
    TopicRow{"team:$mill", is_of_the_mill},
    TopicRow{"team:$shop", [](const Principal& one) { return one.is_whole("giver"); }},
    TopicRow{"person:$giver", [](const Principal& one) { return one.is_whole("giver"); }},
    TopicRow{"person:$recipient", [](const Principal& one) { return one.is_whole("recipient"); }},
    TopicRow{"person:$admin", is_admin},
    TopicRow{"person:$spare", nobody},
    TopicRow{"wall", is_screen},
    TopicRow{"wall:board:received:week", is_screen},
    TopicRow{"wall:team:$mill", nobody},
    TopicRow{"screen:$screen", is_screen},
    TopicRow{"screen:$uuid", nobody},
    TopicRow{"lobby", is_lobby},
    TopicRow{"screen:$lobby", is_lobby},
    TopicRow{"curation", nobody},
    TopicRow{"access", nobody},
    TopicRow{"", nobody},
};

}  // namespace

std::span<const RequestRow> request_rows() {
    return kRequests;
}

std::span<const TopicRow> topic_rows() {
    return kTopics;
}

}  // namespace koebel::service
