#pragma once

#include "conversation/settings.hpp"
#include "recognition/settings.hpp"
#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/amendment.pb.h>
#include <koebel/v1/conversation.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::recognition {

/// Answers AmendmentService, and of ConversationService what touches credits. Calls come from every io thread; owned by
/// koebeld, outlives the router. Holds nothing between calls.
class AmendmentService {
public:
    AmendmentService(store::Store& store, Settings settings, conversation::Settings around)
        : store_(store), settings_(settings), around_(around) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = boost::asio::awaitable<Result<T>>;

    Answer<v1::EditResponse> edit(const rpc::Caller& caller, const v1::EditRequest& request);
    Answer<v1::ListEditsResponse> list_edits(const rpc::Caller& caller, const v1::ListEditsRequest& request);
    Answer<v1::AddPeopleResponse> add_people(const rpc::Caller& caller, const v1::AddPeopleRequest& request);
    Answer<v1::RemoveAddedResponse> remove_added(const rpc::Caller& caller, const v1::RemoveAddedRequest& request);
    Answer<v1::BoostResponse> boost(const rpc::Caller& caller, const v1::BoostRequest& request);
    Answer<v1::RemoveRemarkResponse> remove_remark(const rpc::Caller& caller, const v1::RemoveRemarkRequest& request);

    store::Store& store_;
    const Settings settings_;
    const conversation::Settings around_;
};

}  // namespace koebel::recognition
