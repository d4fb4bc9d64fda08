#include "story/rules.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace koebel::story {
namespace {

template <class T>
bool has(const std::vector<T>& all, const T& one) {
    return std::ranges::find(all, one) != all.end();
}

template <class T>
bool has_twice(const std::vector<T>& all) {
    return std::set<T>{all.begin(), all.end()}.size() != all.size();
}

template <class T, class Texts>
std::vector<T> to_ids(const Texts& texts) {
    std::vector<T> ids;
    ids.reserve(static_cast<std::size_t>(texts.size()));
    for (const auto& text : texts) ids.emplace_back(text);
    return ids;
}

/// A lesson is one's own, or of a team one belongs to; everything else is about others.
Result<void> require_fitting_nominees(const Nominating& nominating, const NominatingState& state) {
    const bool about_self = has(nominating.people, nominating.nominator);
    if (nominating.words.kind != v1::NOMINATION_KIND_LESSON_LEARNT) {
        if (about_self) return refuse(Code::kInvalidArgument, "SELF_NOMINATION");
        return {};
    }
    const bool own = nominating.team.empty() ? about_self && nominating.people.size() == 1
                                             : has(state.team_members, nominating.nominator);
    if (!own) return refuse(Code::kFailedPrecondition, "LESSON_OF_OTHERS");
    return {};
}

Result<void> require_shown_recognitions(const Nominating& nominating, const NominatingState& state) {
    for (const auto& id : nominating.recognitions) {
        const auto found = std::ranges::find(state.recognitions, id, &Pointed::id);
        if (found == state.recognitions.end()) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
        if (!found->for_everyone) return refuse(Code::kFailedPrecondition, "RECOGNITION_NOT_FOR_EVERYONE");
    }
    return {};
}

Result<std::vector<recognition::ChosenPicture>> to_pictures(
    const google::protobuf::RepeatedPtrField<v1::ChosenPicture>& chosen
) {
    if (std::cmp_greater(chosen.size(), kMostPictures)) return refuse(Code::kInvalidArgument, "TOO_MANY_PICTURES");
    std::vector<recognition::ChosenPicture> pictures;
    std::set<std::string> ids;
    for (const auto& one : chosen) {
        auto shows = recognition::to_alternative_text(one.alternative_text());
        if (!shows) return std::unexpected(std::move(shows.error()));
        ids.insert(one.picture_id());
        pictures.push_back({.id = one.picture_id(), .alternative_text = *std::move(shows)});
    }
    if (ids.size() != pictures.size()) return refuse(Code::kInvalidArgument, "DUPLICATE_PICTURE");
    return pictures;
}

}  // namespace

std::vector<std::string> Nominating::texts() const {
    auto all = words.texts();
    for (const auto& picture : pictures) all.push_back(picture.alternative_text);
    return all;
}

Result<Nominating> Nominating::from_message(const PersonId& nominator, const v1::NominateRequest& request) {
    auto words = Words::from_message(request.text());
    if (!words) return std::unexpected(std::move(words.error()));
    Nominating nominating{
        .nominator = nominator,
        .show = show::ShowId{request.show_id()},
        .people = to_ids<PersonId>(request.people().person_ids()),
        .team = TeamId{request.team_id()},
        .words = *std::move(words),
        .recognitions = to_ids<RecognitionId>(request.recognition_ids()),
        .witnesses = to_ids<PersonId>(request.witness_ids()),
    };
    if (nominating.people.empty() && nominating.team.empty()) return refuse(Code::kInvalidArgument, "NO_NOMINEE");
    if (nominating.people.size() > kMostNominees) return refuse(Code::kInvalidArgument, "TOO_MANY_NOMINEES");
    if (has_twice(nominating.people)) return refuse(Code::kInvalidArgument, "DUPLICATE_NOMINEE");
    if (nominating.recognitions.size() > kMostRecognitions) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_RECOGNITIONS");
    }
    if (has_twice(nominating.recognitions)) return refuse(Code::kInvalidArgument, "DUPLICATE_RECOGNITION");
    auto may = may_ask(nominating.witnesses, nominator, nominating.people, {});
    if (!may) return std::unexpected(std::move(may.error()));
    auto pictures = to_pictures(request.pictures());
    if (!pictures) return std::unexpected(std::move(pictures.error()));
    nominating.pictures = *std::move(pictures);
    return nominating;
}

Result<void> decide(const Nominating& nominating, const NominatingState& state, const Settings& settings) {
    if (!state.show) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    if (!state.show->is_open()) return refuse(Code::kFailedPrecondition, "WINDOW_CLOSED");
    const auto is_here = [&](const PersonId& person) { return has(state.active_people, person); };
    if (!std::ranges::all_of(nominating.people, is_here)) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    if (!std::ranges::all_of(nominating.witnesses, is_here)) return refuse(Code::kNotFound, "WITNESS_NOT_FOUND");
    if (!nominating.team.empty()) {
        if (!state.team_exists) return refuse(Code::kNotFound, "TEAM_NOT_FOUND");
        if (state.team_members.empty()) return refuse(Code::kFailedPrecondition, "TEAM_EMPTY");
        if (state.team_members.size() > settings.team_members) {
            return refuse(Code::kFailedPrecondition, "TEAM_TOO_LARGE");
        }
    }
    if (auto may = may_ask(nominating.witnesses, nominating.nominator, state.team_members, {}); !may) return may;
    if (auto fits = require_fitting_nominees(nominating, state); !fits) return fits;
    if (!state.value_can_be_said) return refuse(Code::kNotFound, "VALUE_NOT_FOUND");
    if (auto shown = require_shown_recognitions(nominating, state); !shown) return shown;
    if (state.pictures_found != nominating.pictures.size()) return refuse(Code::kNotFound, "PICTURE_NOT_FOUND");
    if (auto names = may_name(nominating.words.kind, state.names_others); !names) return names;
    if (state.made_before >= static_cast<std::int64_t>(settings.nominations)) {
        auto error = refusal(Code::kResourceExhausted, "TOO_MANY_NOMINATIONS");
        error.details.push_back(std::to_string(settings.nominations));
        return std::unexpected(std::move(error));
    }
    return {};
}

Result<void> may_name(v1::NominationKind kind, const std::vector<std::string>& others) {
    if (others.empty() || !Words{.kind = kind}.names_no_others()) return {};
    auto error = refusal(Code::kFailedPrecondition, "NAMES_ANOTHER");
    error.details = others;
    return std::unexpected(std::move(error));
}

Result<void> may_ask(
    const std::vector<PersonId>& witnesses,
    const PersonId& nominator,
    const std::vector<PersonId>& nominees,
    const std::vector<PersonId>& asked
) {
    if (witnesses.size() + asked.size() > kMostWitnesses) return refuse(Code::kInvalidArgument, "TOO_MANY_WITNESSES");
    if (has_twice(witnesses)) return refuse(Code::kInvalidArgument, "DUPLICATE_WITNESS");
    for (const auto& witness : witnesses) {
        if (witness == nominator) return refuse(Code::kInvalidArgument, "SELF_WITNESS");
        if (has(nominees, witness)) return refuse(Code::kInvalidArgument, "WITNESS_IS_NOMINEE");
        if (has(asked, witness)) return refuse(Code::kInvalidArgument, "DUPLICATE_WITNESS");
    }
    return {};
}

}  // namespace koebel::story
