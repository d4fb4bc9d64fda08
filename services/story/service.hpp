#pragma once

#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"
#include "story/nominating.hpp"
#include "story/settings.hpp"

#include <koebel/v1/nomination.pb.h>

#include <boost/asio/awaitable.hpp>

#include <utility>

namespace koebel::story {

/// Answers NominationService. Calls come from every io thread; owned by koebeld, outlives the router. Holds nothing
/// between calls.
class Service {
public:
    Service(store::Store& store, Settings settings, Following following)
        : store_(store), settings_(settings), following_(std::move(following)) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = boost::asio::awaitable<Result<T>>;

    Answer<v1::NominateResponse> nominate(const rpc::Caller& caller, const v1::NominateRequest& request);
    Answer<v1::EditNominationResponse> edit(const rpc::Caller& caller, const v1::EditNominationRequest& request);
    Answer<v1::WithdrawNominationResponse> withdraw(
        const rpc::Caller& caller, const v1::WithdrawNominationRequest& request
    );
    Answer<v1::AskWitnessesResponse> ask(const rpc::Caller& caller, const v1::AskWitnessesRequest& request);
    Answer<v1::SeeTooResponse> see_too(const rpc::Caller& caller, const v1::SeeTooRequest& request);
    Answer<v1::GetNominationResponse> get(const rpc::Caller& caller, const v1::GetNominationRequest& request);
    Answer<v1::ListOwnNominationsResponse> list_own(
        const rpc::Caller& caller, const v1::ListOwnNominationsRequest& request
    );
    Answer<v1::ListNominationsOfMeResponse> list_of_me(
        const rpc::Caller& caller, const v1::ListNominationsOfMeRequest& request
    );
    Answer<v1::ListNominationsResponse> list(const rpc::Caller& caller, const v1::ListNominationsRequest& request);
    Answer<v1::MarkNominationReadResponse> mark_read(
        const rpc::Caller& caller, const v1::MarkNominationReadRequest& request
    );
    Answer<v1::HoldNominationResponse> hold(const rpc::Caller& caller, const v1::HoldNominationRequest& request);

    store::Store& store_;
    const Settings settings_;
    const Following following_;
};

}  // namespace koebel::story
