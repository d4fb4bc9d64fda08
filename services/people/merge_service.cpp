#include "people/merge_service.hpp"

#include "people/merging.hpp"

#include <stdexcept>
#include <utility>

namespace koebel::people {

MergeService::MergeService(store::Store& store, Hooks hooks)
    : store_(store), hooks_(std::make_shared<const Hooks>(std::move(hooks))) {
    if (!hooks_->authorise) throw std::logic_error("people::MergeService needs Hooks::authorise");
}

void MergeService::bind(rpc::Router& router) {
    router.bind("koebel.v1.MergeService/PreviewMerge", *this, &MergeService::preview_merge);
    router.bind("koebel.v1.MergeService/MergePeople", *this, &MergeService::merge_people);
}

MergeService::Answer<v1::PreviewMergeResponse> MergeService::preview_merge(
    const rpc::Caller&, const v1::PreviewMergeRequest& request
) {
    auto job = [hooks = hooks_,
                merge = Merge{PersonId{request.stays_id()}, PersonId{request.goes_id()}}](store::Reader& reader) {
        return people::preview_merge(reader, merge, *hooks);
    };
    co_return co_await store_.read(std::move(job));
}

MergeService::Answer<v1::MergePeopleResponse> MergeService::merge_people(
    const rpc::Caller& caller, const v1::MergePeopleRequest& request
) {
    auto job = [hooks = hooks_, caller, merge = Merge{PersonId{request.stays_id()}, PersonId{request.goes_id()}}](
                   store::Transaction& tx
               ) -> Result<v1::MergePeopleResponse> {
        if (auto may = hooks->authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(may.error());
        const auto position = people::merge_people(tx, merge, *hooks);
        if (!position) return std::unexpected(position.error());
        hooks->note(tx, caller, "person_merged", merge.goes, merge.stays.text());
        v1::MergePeopleResponse response;
        response.set_position(*position);
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::people
