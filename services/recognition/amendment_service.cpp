#include "recognition/amendment_service.hpp"

#include "recognition/amending.hpp"
#include "recognition/boosting.hpp"

#include <utility>

namespace koebel::recognition {

void AmendmentService::bind(rpc::Router& router) {
    router.bind("koebel.v1.AmendmentService/Edit", *this, &AmendmentService::edit);
    router.bind("koebel.v1.AmendmentService/ListEdits", *this, &AmendmentService::list_edits);
    router.bind("koebel.v1.AmendmentService/AddPeople", *this, &AmendmentService::add_people);
    router.bind("koebel.v1.AmendmentService/RemoveAdded", *this, &AmendmentService::remove_added);
    router.bind("koebel.v1.ConversationService/Boost", *this, &AmendmentService::boost);
    router.bind("koebel.v1.ConversationService/RemoveRemark", *this, &AmendmentService::remove_remark);
}

AmendmentService::Answer<v1::EditResponse> AmendmentService::edit(
    const rpc::Caller& caller, const v1::EditRequest& request
) {
    auto job = [caller, request, settings = settings_](store::Transaction& tx) {
        return recognition::edit(tx, caller, request, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

AmendmentService::Answer<v1::ListEditsResponse> AmendmentService::list_edits(
    const rpc::Caller& caller, const v1::ListEditsRequest& request
) {
    auto job = [viewer = caller.person, id = RecognitionId{request.recognition_id()}](store::Reader& reader) {
        return recognition::list_edits(reader, viewer, id);
    };
    co_return co_await store_.read(std::move(job));
}

AmendmentService::Answer<v1::AddPeopleResponse> AmendmentService::add_people(
    const rpc::Caller& caller, const v1::AddPeopleRequest& request
) {
    auto job = [caller, request](store::Transaction& tx) { return recognition::add_people(tx, caller, request); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

AmendmentService::Answer<v1::RemoveAddedResponse> AmendmentService::remove_added(
    const rpc::Caller& caller, const v1::RemoveAddedRequest& request
) {
    auto job = [caller, request](store::Transaction& tx) { return recognition::remove_added(tx, caller, request); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

AmendmentService::Answer<v1::BoostResponse> AmendmentService::boost(
    const rpc::Caller& caller, const v1::BoostRequest& request
) {
    auto job = [caller, request, around = around_](store::Transaction& tx) {
        return recognition::boost(tx, caller, request, around);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

AmendmentService::Answer<v1::RemoveRemarkResponse> AmendmentService::remove_remark(
    const rpc::Caller& caller, const v1::RemoveRemarkRequest& request
) {
    auto job = [caller, request, settings = settings_](store::Transaction& tx) {
        return recognition::remove_remark(tx, caller, request, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::recognition
