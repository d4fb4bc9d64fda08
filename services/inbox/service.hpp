#pragma once

#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/inbox.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::inbox {

/// Answers InboxService. Calls come from every io thread; owned by koebeld, outlives the router. Holds nothing between
/// calls.
class Service {
public:
    explicit Service(store::Store& store) : store_(store) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = boost::asio::awaitable<Result<T>>;

    Answer<v1::ListInboxResponse> list(const rpc::Caller& caller, const v1::ListInboxRequest& request);
    Answer<v1::MarkInboxReadResponse> mark_read(const rpc::Caller& caller, const v1::MarkInboxReadRequest& request);

    store::Store& store_;
};

}  // namespace koebel::inbox
