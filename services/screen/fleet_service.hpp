#pragma once

#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/fleet.pb.h>

namespace koebel::screen {

namespace asio = boost::asio;

/// Answers the calls of FleetService. Immutable after construction; called from every io thread.
class FleetService {
public:
    explicit FleetService(store::Store& store) : store_(store) {}

    void bind(rpc::Router& router);

private:
    template <class Response>
    using Answer = asio::awaitable<Result<Response>>;

    Answer<v1::ReportStateResponse> report_state(const rpc::Caller& caller, const v1::ReportStateRequest& request);
    Answer<v1::GetRingResponse> get_ring(const rpc::Caller& caller, const v1::GetRingRequest& request);
    Answer<v1::AskScreensResponse> ask_screens(const rpc::Caller& caller, const v1::AskScreensRequest& request);
    Answer<v1::BlankScreensResponse> blank_screens(const rpc::Caller& caller, const v1::BlankScreensRequest& request);
    Answer<v1::ListMissedScreensResponse> list_missed_screens(
        const rpc::Caller& caller, const v1::ListMissedScreensRequest& request
    );

    store::Store& store_;
};

}  // namespace koebel::screen
