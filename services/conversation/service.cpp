#include "conversation/service.hpp"

#include "base/text.hpp"
#include "conversation/own_part.hpp"
#include "conversation/reacting.hpp"
#include "conversation/removing.hpp"
#include "conversation/saying.hpp"
#include "conversation/thread.hpp"

#include <string>
#include <utility>

namespace koebel::conversation {
namespace {

constexpr std::size_t kMaxReason = 300;  // code points

}  // namespace

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.ConversationService/React", *this, &Service::react);
    router.bind("koebel.v1.ConversationService/ListReactions", *this, &Service::list_reactions);
    router.bind("koebel.v1.ConversationService/Comment", *this, &Service::comment);
    router.bind("koebel.v1.ConversationService/EditRemark", *this, &Service::edit);
    router.bind("koebel.v1.ConversationService/HideRemark", *this, &Service::hide);
    router.bind("koebel.v1.ConversationService/ListRemarks", *this, &Service::list_remarks);
    router.bind("koebel.v1.ConversationService/MuteThread", *this, &Service::mute);
}

Service::Answer<v1::ReactResponse> Service::react(const rpc::Caller& caller, const v1::ReactRequest& request) {
    auto job = [caller, request](store::Transaction& tx) { return conversation::react(tx, caller, request); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::ListReactionsResponse> Service::list_reactions(
    const rpc::Caller& caller, const v1::ListReactionsRequest& request
) {
    auto job = [viewer = caller.person, request](store::Reader& reader) {
        return conversation::list_reactions(reader, viewer, request);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::CommentResponse> Service::comment(const rpc::Caller& caller, const v1::CommentRequest& request) {
    auto job = [caller, request, settings = settings_](store::Transaction& tx) {
        return conversation::comment(tx, caller, request, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::EditRemarkResponse> Service::edit(const rpc::Caller& caller, const v1::EditRemarkRequest& request) {
    auto job = [caller, request, settings = settings_](store::Transaction& tx) {
        return conversation::edit(tx, caller, request, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::HideRemarkResponse> Service::hide(const rpc::Caller& caller, const v1::HideRemarkRequest& request) {
    const std::string reason{trimmed(request.reason())};
    if (reason.empty()) co_return refuse(Code::kInvalidArgument, "REASON_REQUIRED");
    if (code_points(reason) > kMaxReason) {
        co_return refuse(Code::kInvalidArgument, "REASON_TOO_LONG", "at most 300 characters");
    }
    auto job = [caller, id = RemarkId{request.remark_id()}, reason](store::Transaction& tx) {
        return conversation::hide(tx, caller, id, reason);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::ListRemarksResponse> Service::list_remarks(
    const rpc::Caller& caller, const v1::ListRemarksRequest& request
) {
    auto job = [viewer = caller.person, request](store::Reader& reader) {
        return conversation::list_remarks(reader, viewer, request);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::MuteThreadResponse> Service::mute(const rpc::Caller& caller, const v1::MuteThreadRequest& request) {
    auto job = [caller, request](store::Transaction& tx) { return conversation::mute(tx, caller, request); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::conversation
