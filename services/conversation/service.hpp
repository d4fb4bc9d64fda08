#pragma once

#include "conversation/settings.hpp"
#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/conversation.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::conversation {

/// Answers ConversationService but for what touches credits: Boost and RemoveRemark are recognition's. Calls come from
/// every io thread; owned by koebeld, outlives the router. Holds nothing between calls.
class Service {
public:
    Service(store::Store& store, Settings settings) : store_(store), settings_(settings) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = boost::asio::awaitable<Result<T>>;

    Answer<v1::ReactResponse> react(const rpc::Caller& caller, const v1::ReactRequest& request);
    Answer<v1::ListReactionsResponse> list_reactions(
        const rpc::Caller& caller, const v1::ListReactionsRequest& request
    );
    Answer<v1::CommentResponse> comment(const rpc::Caller& caller, const v1::CommentRequest& request);
    Answer<v1::EditRemarkResponse> edit(const rpc::Caller& caller, const v1::EditRemarkRequest& request);
    Answer<v1::HideRemarkResponse> hide(const rpc::Caller& caller, const v1::HideRemarkRequest& request);
    Answer<v1::ListRemarksResponse> list_remarks(const rpc::Caller& caller, const v1::ListRemarksRequest& request);
    Answer<v1::MuteThreadResponse> mute(const rpc::Caller& caller, const v1::MuteThreadRequest& request);

    store::Store& store_;
    const Settings settings_;
};

}  // namespace koebel::conversation
