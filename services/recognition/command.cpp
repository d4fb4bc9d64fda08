#include "recognition/command.hpp"

#include "base/text.hpp"

#include <set>
#include <utility>

namespace koebel::recognition {
namespace {

template <class Ids>
bool has_duplicate(const Ids& ids) {
    return std::set<std::string_view>(ids.begin(), ids.end()).size() != static_cast<std::size_t>(ids.size());
}

Result<void> take_recipients(const v1::GiveRequest& request, GiveRecognition& command) {
    if (request.recipients_case() == v1::GiveRequest::kTeamId) {
        if (request.team_id().empty()) return refuse(Code::kInvalidArgument, "NO_RECIPIENT");
        command.team = TeamId{request.team_id()};
        return {};
    }
    const auto& ids = request.people().ids();
    if (ids.empty()) return refuse(Code::kInvalidArgument, "NO_RECIPIENT");
    if (static_cast<std::size_t>(ids.size()) > kMaxRecipients) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_RECIPIENTS", "at most 20 people, or a team");
    }
    if (has_duplicate(ids)) return refuse(Code::kInvalidArgument, "DUPLICATE_RECIPIENT");
    for (const auto& id : ids) {
        if (id == command.giver.text()) return refuse(Code::kInvalidArgument, "SELF_RECOGNITION");
        command.people.emplace_back(id);
    }
    return {};
}

Result<void> take_values(const v1::GiveRequest& request, GiveRecognition& command) {
    const auto& ids = request.value_ids();
    if (ids.empty()) return refuse(Code::kInvalidArgument, "VALUE_REQUIRED");
    if (static_cast<std::size_t>(ids.size()) > kMaxValues) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_VALUES", "at most three values");
    }
    if (has_duplicate(ids)) return refuse(Code::kInvalidArgument, "DUPLICATE_VALUE");
    for (const auto& id : ids) command.values.emplace_back(id);
    return {};
}

Result<v1::Visibility> visibility_of(const v1::GiveRequest& request) {
    if (request.visibility() == v1::VISIBILITY_UNSPECIFIED) return v1::VISIBILITY_EVERYONE;
    if (!v1::Visibility_IsValid(request.visibility())) return refuse(Code::kInvalidArgument, "VISIBILITY_INVALID");
    return request.visibility();
}

}  // namespace

Result<Words> to_words(std::string_view message, std::string_view customer_moment) {
    Words words{.message = std::string{trimmed(message)}, .customer_moment = std::string{trimmed(customer_moment)}};
    if (words.message.empty()) return refuse(Code::kInvalidArgument, "MESSAGE_REQUIRED");
    if (code_points(words.message) > kMaxMessage) {
        return refuse(Code::kInvalidArgument, "MESSAGE_TOO_LONG", "at most 1000 characters");
    }
    if (code_points(words.customer_moment) > kMaxCustomerMoment) {
        return refuse(Code::kInvalidArgument, "CUSTOMER_MOMENT_TOO_LONG", "at most 300 characters");
    }
    return words;
}

Result<std::string> to_alternative_text(std::string_view text) {
    std::string words{trimmed(text)};
    if (words.empty()) return refuse(Code::kInvalidArgument, "ALT_TEXT_REQUIRED");
    if (code_points(words) > kMaxAlternativeText) {
        return refuse(Code::kInvalidArgument, "ALT_TEXT_TOO_LONG", "at most 300 characters");
    }
    return words;
}

Result<GiveRecognition> to_command(const PersonId& giver, const v1::GiveRequest& request) {
    GiveRecognition command{.giver = giver, .credits_each = Credits{request.credits_each()}};
    if (auto taken = take_recipients(request, command); !taken) return std::unexpected(taken.error());
    auto words = to_words(request.message(), request.customer_moment());
    if (!words) return std::unexpected(words.error());
    command.message = std::move(words->message);
    command.customer_moment = std::move(words->customer_moment);
    if (auto taken = take_values(request, command); !taken) return std::unexpected(taken.error());
    if (command.credits_each > kMaxCreditsEach) {
        return refuse(Code::kInvalidArgument, "TOO_MANY_CREDITS", "at most 50 for each");
    }
    const auto visibility = visibility_of(request);
    if (!visibility) return std::unexpected(visibility.error());
    command.visibility = *visibility;
    if (request.has_picture()) {
        auto shows = to_alternative_text(request.picture().alternative_text());
        if (!shows) return std::unexpected(shows.error());
        command.picture = {.id = request.picture().picture_id(), .alternative_text = *std::move(shows)};
    }
    return command;
}

}  // namespace koebel::recognition
