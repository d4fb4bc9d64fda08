#include "recognition/review_service.hpp"

#include "recognition/reviewing.hpp"

#include <utility>

namespace koebel::recognition {

void ReviewService::bind(rpc::Router& router) {
    router.bind("koebel.v1.ModerationService/ListHeld", *this, &ReviewService::list_held);
    router.bind("koebel.v1.ModerationService/CountWaiting", *this, &ReviewService::count_waiting);
    router.bind("koebel.v1.ModerationService/ReleaseHeld", *this, &ReviewService::release_held);
    router.bind("koebel.v1.ModerationService/DeclineHeld", *this, &ReviewService::decline_held);
}

ReviewService::Answer<v1::ListHeldResponse> ReviewService::list_held(
    const rpc::Caller& caller, const v1::ListHeldRequest& /*request*/
) {
    auto job = [curator = caller.person](store::Reader& reader) { return recognition::list_held(reader, curator); };
    co_return co_await store_.read(std::move(job));
}

ReviewService::Answer<v1::CountWaitingResponse> ReviewService::count_waiting(
    const rpc::Caller& caller, const v1::CountWaitingRequest& /*request*/
) {
    auto job = [curator = caller.person](store::Reader& reader) { return recognition::count_waiting(reader, curator); };
    co_return co_await store_.read(std::move(job));
}

ReviewService::Answer<v1::ReleaseHeldResponse> ReviewService::release_held(
    const rpc::Caller& caller, const v1::ReleaseHeldRequest& request
) {
    auto job = [caller, request](store::Transaction& tx) { return recognition::release_held(tx, caller, request); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

ReviewService::Answer<v1::DeclineHeldResponse> ReviewService::decline_held(
    const rpc::Caller& caller, const v1::DeclineHeldRequest& request
) {
    auto job = [caller, request](store::Transaction& tx) { return recognition::decline_held(tx, caller, request); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::recognition
