#include "recognition/service.hpp"

#include "base/text.hpp"
#include "recognition/command.hpp"
#include "recognition/feed_filter.hpp"
#include "recognition/feed_reading.hpp"
#include "recognition/pages.hpp"
#include "recognition/resolve.hpp"
#include "recognition/suggestions.hpp"
#include "rpc/viewer.hpp"

#include <algorithm>
#include <utility>

namespace koebel::recognition {
namespace {

constexpr std::uint32_t kPageSize = 20;
constexpr std::uint32_t kMostPageSize = 100;
constexpr std::uint32_t kSuggestions = 8;
constexpr std::uint32_t kMostSuggestions = 20;

template <class Request>
Page page_of(const Request& request) {
    const auto size = request.page_size() == 0 ? kPageSize : std::min(request.page_size(), kMostPageSize);
    return {.before = request.before_position(), .size = size};
}

/// Nothing private is written or shown where others stand behind one.
bool is_at_kiosk(const rpc::Caller& caller) {
    return caller.scopes.has(v1::SCOPE_KIOSK);
}

}  // namespace

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.RecognitionService/Give", *this, &Service::give);
    router.bind("koebel.v1.RecognitionService/GiveByShorthand", *this, &Service::give_by_shorthand);
    router.bind("koebel.v1.RecognitionService/ResolveShorthand", *this, &Service::resolve_shorthand);
    router.bind("koebel.v1.RecognitionService/SuggestRecipients", *this, &Service::suggest_recipients);
    router.bind("koebel.v1.RecognitionService/TakeBack", *this, &Service::take_back);
    router.bind("koebel.v1.RecognitionService/Hide", *this, &Service::hide);
    router.bind("koebel.v1.RecognitionService/ListFeed", *this, &Service::list_feed);
    router.bind("koebel.v1.RecognitionService/ListSaidToMe", *this, &Service::list_said_to_me);
    router.bind("koebel.v1.RecognitionService/MarkSaidToMeRead", *this, &Service::mark_said_to_me_read);
    router.bind("koebel.v1.RecognitionService/GetRecognition", *this, &Service::get_recognition);
    router.bind("koebel.v1.RecognitionService/MarkFeedRead", *this, &Service::mark_feed_read);
    router.bind("koebel.v1.RecognitionService/GetValuesProfile", *this, &Service::get_values_profile);
    router.bind("koebel.v1.RecognitionService/GetAllowance", *this, &Service::get_allowance);
}

Service::Answer<v1::GiveResponse> Service::give(const rpc::Caller& caller, const v1::GiveRequest& request) {
    const auto command = to_command(caller.person, request);
    if (!command) co_return std::unexpected(command.error());
    if (is_at_kiosk(caller) && (command->visibility == v1::VISIBILITY_ONLY_US || command->picture)) {
        co_return refuse(Code::kInvalidArgument, "NOT_AT_A_KIOSK", "what nobody else may see is not written there");
    }
    if (!caller.scopes.empty() && command->picture) {
        co_return refuse(Code::kPermissionDenied, "SCOPE_REQUIRED", "pictures are for sessions");
    }

    auto job = [repository = repository_, caller, command = *command](store::Transaction& tx) {
        return repository.give(tx, caller, command);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));  // resumes once durable
}

Service::Answer<v1::GiveByShorthandResponse> Service::give_by_shorthand(
    const rpc::Caller& caller, const v1::GiveByShorthandRequest& request
) {
    auto read = [giver = caller.person, text = request.text(), visibility = request.visibility()](store::Reader& reader
                ) -> Result<GiveRecognition> {
        const auto line = resolve(reader, text);
        if (!line) return std::unexpected(line.error());
        return to_command(giver, *line, visibility);
    };
    auto command = co_await store_.read(std::move(read));

    // A refusal goes to the writer too: a repeat gets its first answer, though the names may have
    // changed since.
    auto job = [repository = repository_, caller, command = std::move(command)](store::Transaction& tx
               ) -> Result<v1::GiveByShorthandResponse> {
        if (!command) return std::unexpected(command.error());
        auto given = repository.give(tx, caller, *command);
        if (!given) return std::unexpected(std::move(given.error()));
        v1::GiveByShorthandResponse response;
        *response.mutable_given() = *std::move(given);
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::ResolveShorthandResponse> Service::resolve_shorthand(
    const rpc::Caller& /*caller*/, const v1::ResolveShorthandRequest& request
) {
    auto job = [text = request.text()](store::Reader& reader) -> Result<v1::ResolveShorthandResponse> {
        const auto line = resolve(reader, text);
        if (!line) return std::unexpected(line.error());
        return to_message(*line);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::SuggestRecipientsResponse> Service::suggest_recipients(
    const rpc::Caller& caller, const v1::SuggestRecipientsRequest& request
) {
    // Whom one thanked lately is one's own affair.
    if (is_at_kiosk(caller) && trimmed(request.query()).empty()) co_return v1::SuggestRecipientsResponse{};
    const auto most = request.limit() == 0 ? kSuggestions : std::min(request.limit(), kMostSuggestions);
    auto job = [asking = Asking{caller.person, rpc::viewer_of(caller)},
                typed = request.query(),
                offered = Offered{.most = most, .long_ago = settings_.long_ago}](store::Reader& reader) {
        return suggest(reader, asking, typed, offered);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::TakeBackResponse> Service::take_back(
    const rpc::Caller& caller, const v1::TakeBackRequest& request
) {
    auto job = [repository = repository_, caller, id = RecognitionId{request.recognition_id()}](store::Transaction& tx
               ) { return repository.take_back(tx, caller, id); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::HideResponse> Service::hide(const rpc::Caller& caller, const v1::HideRequest& request) {
    const std::string reason{trimmed(request.reason())};
    if (reason.empty()) co_return refuse(Code::kInvalidArgument, "REASON_REQUIRED");
    if (code_points(reason) > kMaxReason) {
        co_return refuse(Code::kInvalidArgument, "REASON_TOO_LONG", "at most 300 characters");
    }
    auto job = [repository = repository_, caller, id = RecognitionId{request.recognition_id()}, reason](
                   store::Transaction& tx
               ) { return repository.hide(tx, caller, id, reason); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::ListFeedResponse> Service::list_feed(
    const rpc::Caller& caller, const v1::ListFeedRequest& request
) {
    const auto filter = to_filter(request.filter());
    if (!filter) co_return std::unexpected(filter.error());
    const auto viewer = rpc::viewer_of(caller);
    if (*filter && viewer.empty()) {
        co_return refuse(Code::kInvalidArgument, "FILTER_INVALID", "not through a token");
    }
    auto job = [viewer, page = page_of(request), filter = *filter](store::Reader& reader) {
        return recognition::list_feed(reader, viewer, page, filter ? &*filter : nullptr);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::ListSaidToMeResponse> Service::list_said_to_me(
    const rpc::Caller& caller, const v1::ListSaidToMeRequest& request
) {
    auto job = [viewer = caller.person, page = page_of(request)](store::Reader& reader) {
        return recognition::list_said_to_me(reader, viewer, page);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::MarkSaidToMeReadResponse> Service::mark_said_to_me_read(
    const rpc::Caller& caller, const v1::MarkSaidToMeReadRequest& request
) {
    auto job = [repository = repository_, caller, position = request.read_position()](store::Transaction& tx) {
        return repository.mark_read(tx, caller, position);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::GetRecognitionResponse> Service::get_recognition(
    const rpc::Caller& caller, const v1::GetRecognitionRequest& request
) {
    auto job = [viewer = caller.person, id = RecognitionId{request.recognition_id()}, settings = settings_](
                   store::Reader& reader
               ) { return recognition::get_recognition(reader, viewer, id, settings); };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::MarkFeedReadResponse> Service::mark_feed_read(
    const rpc::Caller& caller, const v1::MarkFeedReadRequest& request
) {
    auto job = [caller, position = request.read_position()](store::Transaction& tx) {
        return recognition::mark_feed_read(tx, caller, position);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::GetValuesProfileResponse> Service::get_values_profile(
    const rpc::Caller& caller, const v1::GetValuesProfileRequest& /*request*/
) {
    auto job = [person = caller.person](store::Reader& reader) { return values_profile_of(reader, person); };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::GetAllowanceResponse> Service::get_allowance(
    const rpc::Caller& caller, const v1::GetAllowanceRequest& /*request*/
) {
    auto job = [person = caller.person](store::Reader& reader) { return allowance_of(reader, person); };
    co_return co_await store_.read(std::move(job));
}

}  // namespace koebel::recognition
