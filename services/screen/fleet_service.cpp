#include "screen/fleet_service.hpp"

#include "access/rights.hpp"
#include "screen/missed.hpp"
#include "screen/orders.hpp"
#include "screen/state.hpp"

#include <utility>
#include <vector>

namespace koebel::screen {

void FleetService::bind(rpc::Router& router) {
    router.bind("koebel.v1.FleetService/ReportState", *this, &FleetService::report_state);
    router.bind("koebel.v1.FleetService/GetRing", *this, &FleetService::get_ring);
    router.bind("koebel.v1.FleetService/AskScreens", *this, &FleetService::ask_screens);
    router.bind("koebel.v1.FleetService/BlankScreens", *this, &FleetService::blank_screens);
    router.bind("koebel.v1.FleetService/ListMissedScreens", *this, &FleetService::list_missed_screens);
}

FleetService::Answer<v1::ReportStateResponse> FleetService::report_state(
    const rpc::Caller& caller, const v1::ReportStateRequest& request
) {
    auto job = [id = caller.screen, request](store::Transaction& tx) { return report(tx, id, request); };
    co_return co_await store_.write("screen.report_state", std::move(job));
}

FleetService::Answer<v1::GetRingResponse> FleetService::get_ring(
    const rpc::Caller& caller, const v1::GetRingRequest& request
) {
    auto job = [giver = caller.person, id = RecognitionId{request.recognition_id()}](store::Reader& reader) {
        return ring_of(reader, id, giver);
    };
    co_return co_await store_.read(std::move(job));
}

FleetService::Answer<v1::AskScreensResponse> FleetService::ask_screens(
    const rpc::Caller& caller, const v1::AskScreensRequest& request
) {
    const std::vector<ScreenId> which{request.screen_ids().begin(), request.screen_ids().end()};
    auto job = [caller, which, asked = request.request()](store::Transaction& tx) -> Result<v1::AskScreensResponse> {
        if (auto may = access::authorise(tx, caller, kMayPlaceScreens); !may) return std::unexpected(may.error());
        return ask(tx, which, asked, caller.person);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

FleetService::Answer<v1::BlankScreensResponse> FleetService::blank_screens(
    const rpc::Caller& caller, const v1::BlankScreensRequest& request
) {
    const std::vector<ScreenId> which{request.screen_ids().begin(), request.screen_ids().end()};
    auto job = [caller, which, blanked = request.blanked()](store::Transaction& tx
               ) -> Result<v1::BlankScreensResponse> {
        if (auto may = access::authorise(tx, caller, kMayPlaceScreens); !may) return std::unexpected(may.error());
        return blank(tx, which, blanked, caller.person);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

FleetService::Answer<v1::ListMissedScreensResponse> FleetService::list_missed_screens(
    const rpc::Caller& caller, const v1::ListMissedScreensRequest& /*request*/
) {
    auto job = [viewer = caller.person](store::Reader& reader) { return missed_screens(reader, viewer); };
    co_return co_await store_.read(std::move(job));
}

}  // namespace koebel::screen
