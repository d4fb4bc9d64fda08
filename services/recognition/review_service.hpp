#pragma once

#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/moderation.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::recognition {

namespace asio = boost::asio;

/// Answers what of ModerationService is about what is held. Calls come from every io thread; owned by koebeld, outlives
/// the router. Holds nothing between calls.
class ReviewService {
public:
    explicit ReviewService(store::Store& store) : store_(store) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::ListHeldResponse> list_held(const rpc::Caller& caller, const v1::ListHeldRequest& request);
    Answer<v1::CountWaitingResponse> count_waiting(const rpc::Caller& caller, const v1::CountWaitingRequest& request);
    Answer<v1::ReleaseHeldResponse> release_held(const rpc::Caller& caller, const v1::ReleaseHeldRequest& request);
    Answer<v1::DeclineHeldResponse> decline_held(const rpc::Caller& caller, const v1::DeclineHeldRequest& request);

    store::Store& store_;
};

}  // namespace koebel::recognition
