#pragma once

#include "people/hooks.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/merge.pb.h>

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace koebel::people {

namespace asio = boost::asio;

/// Answers MergeService. Calls come from every io thread; owned by koebeld, outlives the router.
class MergeService {
public:
    /// Throws std::logic_error when `authorise` is missing.
    MergeService(store::Store& store, Hooks hooks);

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::PreviewMergeResponse> preview_merge(const rpc::Caller& caller, const v1::PreviewMergeRequest& request);
    Answer<v1::MergePeopleResponse> merge_people(const rpc::Caller& caller, const v1::MergePeopleRequest& request);

    store::Store& store_;
    std::shared_ptr<const Hooks> hooks_;  // jobs own a share: they may outlive the call
};

}  // namespace koebel::people
