#pragma once

#include "recognition/repository.hpp"
#include "recognition/settings.hpp"
#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/recognition.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::recognition {

namespace asio = boost::asio;

/// Answers RecognitionService. Shapes are checked here, rules where the data is. Calls come from every
/// io thread; owned by koebeld, outlives the router. Holds nothing between calls.
class Service {
public:
    Service(store::Store& store, Settings settings) : store_(store), settings_(settings), repository_(settings) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::GiveResponse> give(const rpc::Caller& caller, const v1::GiveRequest& request);
    Answer<v1::GiveByShorthandResponse> give_by_shorthand(
        const rpc::Caller& caller, const v1::GiveByShorthandRequest& request
    );
    Answer<v1::ResolveShorthandResponse> resolve_shorthand(
        const rpc::Caller& caller, const v1::ResolveShorthandRequest& request
    );
    Answer<v1::SuggestRecipientsResponse> suggest_recipients(
        const rpc::Caller& caller, const v1::SuggestRecipientsRequest& request
    );
    Answer<v1::TakeBackResponse> take_back(const rpc::Caller& caller, const v1::TakeBackRequest& request);
    Answer<v1::HideResponse> hide(const rpc::Caller& caller, const v1::HideRequest& request);
    Answer<v1::ListFeedResponse> list_feed(const rpc::Caller& caller, const v1::ListFeedRequest& request);
    Answer<v1::ListSaidToMeResponse> list_said_to_me(const rpc::Caller& caller, const v1::ListSaidToMeRequest& request);
    Answer<v1::MarkSaidToMeReadResponse> mark_said_to_me_read(
        const rpc::Caller& caller, const v1::MarkSaidToMeReadRequest& request
    );
    Answer<v1::GetAllowanceResponse> get_allowance(const rpc::Caller& caller, const v1::GetAllowanceRequest& request);

    store::Store& store_;
    const Settings settings_;
    const Repository repository_;  // jobs own a copy: they may outlive the call
};

}  // namespace koebel::recognition
