#pragma once

#include "rpc/router.hpp"
#include "show/repository.hpp"
#include "store/store.hpp"

#include <koebel/v1/show.pb.h>

#include <boost/asio/awaitable.hpp>

#include <string>
#include <utility>

namespace koebel::show {

/// Answers ShowService. Calls come from every io thread; owned by koebeld, outlives the router. Holds nothing between
/// calls.
class Service {
public:
    /// `public_url`: as in the options, the one source for links.
    Service(store::Store& store, std::string public_url, Following following)
        : store_(store), public_url_(std::move(public_url)), following_(std::move(following)) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = boost::asio::awaitable<Result<T>>;

    Answer<v1::SaveShowResponse> save(const rpc::Caller& caller, const v1::SaveShowRequest& request);
    Answer<v1::MoveShowResponse> move(const rpc::Caller& caller, const v1::MoveShowRequest& request);
    Answer<v1::RemoveShowResponse> remove(const rpc::Caller& caller, const v1::RemoveShowRequest& request);
    Answer<v1::ListShowsResponse> list(const rpc::Caller& caller, const v1::ListShowsRequest& request);

    Answer<v1::GetInvitationResponse> invite(const rpc::Caller& caller, const v1::GetInvitationRequest& request);

    store::Store& store_;
    const std::string public_url_;
    const Following following_;
};

}  // namespace koebel::show
