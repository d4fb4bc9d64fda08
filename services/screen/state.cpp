#include "screen/state.hpp"

#include "base/text.hpp"
#include "people/visible_to.hpp"
#include "screen/missed.hpp"
#include "store/json.hpp"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <tuple>
#include <utility>

namespace koebel::screen {

namespace {

/// As long as a recognition rings that was on its way (see web/src/screen/scene.ts, freshMs).
constexpr std::chrono::minutes kFresh{10};
constexpr std::size_t kBuildCharacters = 64;

constexpr store::Sql kKeepState{
    "screen.keep_state",
    "INSERT INTO screen_state (screen_id, state, reported_at) VALUES ($1, $2, $3) ON CONFLICT (screen_id) DO UPDATE"
    " SET state = excluded.state, reported_at = excluded.reported_at"
};
constexpr store::Sql kStates{"screen.states", "SELECT screen_id, state, reported_at FROM screen_state"};
constexpr store::Sql kReports{"screen.reports", "SELECT screen_id, reported_at FROM screen_state"};

constexpr auto kKeepShownText =
    "INSERT INTO screen_shown (recognition_id, screen_id, shown_at, rang) SELECT r.id, $1, $2, $3 FROM recognition r"
    " WHERE r.id IN @list($4) AND r.given_at >= $5 AND " +
    people::kVisibleOnScreens +
    " ON CONFLICT (recognition_id, screen_id) DO UPDATE SET rang = excluded.rang"
    " WHERE screen_shown.rang < excluded.rang";
constexpr store::Sql kKeepShown{"screen.keep_shown", kKeepShownText};
constexpr store::Sql kForgetShown{"screen.forget_shown", "DELETE FROM screen_shown WHERE shown_at < $1"};

// A town is the same however its letters are written.
constexpr auto kRingText =
    "SELECT (SELECT COUNT(*) FROM screen_shown n WHERE n.recognition_id = r.id),"
    " (SELECT COUNT(DISTINCT LOWER(s.town)) FROM screen_shown n JOIN screen s ON s.id = n.screen_id"
    " WHERE n.recognition_id = r.id AND s.town <> ''),"
    " (SELECT COUNT(*) FROM screen_shown n WHERE n.recognition_id = r.id AND n.rang = 1)"
    " FROM recognition r WHERE r.id = $1 AND r.giver_id = $2 AND " +
    people::visible_to("$2");
constexpr store::Sql kRing{"screen.ring", kRingText};

bool is_id(std::string_view text) {
    return text.size() <= kIdCharacters;
}

bool is_sound(const v1::ScreenState& state) {
    return std::ranges::all_of(state.recognition_ids(), is_id) && is_id(state.value_id()) && is_id(state.pin_id()) &&
           state.rings_today() <= kMostRings && v1::ScreenPicture_IsValid(state.picture()) &&
           state.picture() != v1::SCREEN_PICTURE_UNSPECIFIED && v1::ScreenSound_IsValid(state.sound()) &&
           state.sound() != v1::SCREEN_SOUND_UNSPECIFIED && state.recognition_ids_size() <= kMostOnPicture &&
           code_points(state.build()) <= kBuildCharacters && state.width() <= kMostPixels &&
           state.height() <= kMostPixels;
}

Reported from_row(const std::string& json, Instant at) {
    Reported reported{.state = {}, .at = at};
    google::protobuf::util::JsonParseOptions lenient;
    lenient.ignore_unknown_fields = true;
    // What a newer node wrote and this one does not understand is as good as nothing: the next report replaces it.
    const auto parsed = google::protobuf::util::JsonStringToMessage(json, &reported.state, lenient);
    if (!parsed.ok()) reported.state.Clear();
    return reported;
}

}  // namespace

Result<v1::ReportStateResponse> report(
    store::Transaction& tx, const ScreenId& id, const v1::ReportStateRequest& request
) {
    const bool are_ids = std::ranges::all_of(request.shown(), is_id, &v1::ShownRecognition::recognition_id);
    if (!is_sound(request.state()) || request.shown_size() > kMostShown || !are_ids) {
        return refuse(Code::kInvalidArgument, "SCREEN_STATE_INVALID");
    }
    const auto [screens] = tx.read(screen_by_id(id));
    if (screens.empty() || screens.front().revoked) return refuse(Code::kUnauthenticated, "SESSION_ENDED");

    tx.run(kKeepState, id, store::to_json(request.state()), tx.now());
    std::vector<RecognitionId> rang;
    std::vector<RecognitionId> silent;
    for (const auto& one : request.shown()) (one.rang() ? rang : silent).emplace_back(one.recognition_id());
    const auto fresh = tx.now() - kFresh;
    if (!rang.empty()) tx.run(kKeepShown, id, tx.now(), true, rang, fresh);
    if (!silent.empty()) tx.run(kKeepShown, id, tx.now(), false, silent, fresh);
    if (screens.front().missed_since) seen_again(tx, screens.front());
    return v1::ReportStateResponse{};
}

std::map<ScreenId, Reported> reported(store::Reader& reader) {
    std::map<ScreenId, Reported> all;
    for (const auto& [screen, state, at] : reader.rows<std::tuple<ScreenId, std::string, Instant>>(kStates)) {
        all.emplace(screen, from_row(state, at));
    }
    return all;
}

std::map<ScreenId, Instant> last_reports(store::Reader& reader) {
    std::map<ScreenId, Instant> all;
    for (const auto& [screen, at] : reader.rows<std::tuple<ScreenId, Instant>>(kReports)) all.emplace(screen, at);
    return all;
}

Result<v1::GetRingResponse> ring_of(store::Reader& reader, const RecognitionId& recognition, const PersonId& giver) {
    const auto found = reader.row<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>>(kRing, recognition, giver);
    if (!found) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    v1::GetRingResponse response;
    response.set_screens(std::get<0>(*found));
    response.set_towns(std::get<1>(*found));
    response.set_rung(std::get<2>(*found));
    return response;
}

void forget_shown(store::Transaction& tx, const Settings& settings) {
    tx.run(kForgetShown, tx.now() - settings.shown_kept);
}

}  // namespace koebel::screen
