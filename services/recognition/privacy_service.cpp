#include "recognition/privacy_service.hpp"

#include "access/rights.hpp"
#include "people/publicity.hpp"
#include "recognition/off_show.hpp"
#include "recognition/privacy.hpp"
#include "recognition/quiet_delivery.hpp"
#include "recognition/reports.hpp"
#include "recognition/stopping.hpp"

#include <string>
#include <utility>

namespace koebel::recognition {

void PrivacyService::bind(rpc::Router& router) {
    router.bind("koebel.v1.PrivacyService/TakeOff", *this, &PrivacyService::take_off);
    router.bind("koebel.v1.PrivacyService/GetRecognitionPrivacy", *this, &PrivacyService::get_recognition_privacy);
    router.bind("koebel.v1.PrivacyService/PreviewPublicity", *this, &PrivacyService::preview_publicity);
    router.bind("koebel.v1.PrivacyService/StopPrivateFrom", *this, &PrivacyService::stop_private_from);
    router.bind("koebel.v1.PrivacyService/ListStopped", *this, &PrivacyService::list_stopped);
    router.bind("koebel.v1.PrivacyService/Report", *this, &PrivacyService::report);
    router.bind("koebel.v1.PrivacyService/ListOpened", *this, &PrivacyService::list_opened);
    router.bind("koebel.v1.PrivacyService/ListReports", *this, &PrivacyService::list_reports);
    router.bind("koebel.v1.PrivacyService/OpenReport", *this, &PrivacyService::open_report);
    router.bind("koebel.v1.PrivacyService/GetReport", *this, &PrivacyService::get_report);
    router.bind("koebel.v1.PrivacyService/ResolveReport", *this, &PrivacyService::resolve_report);
    router.bind("koebel.v1.PrivacyService/GetNameSaid", *this, &PrivacyService::get_name_said);
    router.bind("koebel.v1.PrivacyService/SetNameSaid", *this, &PrivacyService::set_name_said);
    router.bind("koebel.v1.PrivacyService/GetQuietDelivery", *this, &PrivacyService::get_quiet_delivery);
    router.bind("koebel.v1.PrivacyService/SetQuietDelivery", *this, &PrivacyService::set_quiet_delivery);
}

PrivacyService::Answer<v1::TakeOffResponse> PrivacyService::take_off(
    const rpc::Caller& caller, const v1::TakeOffRequest& request
) {
    const TakingOff wanted{
        .recognition = RecognitionId{request.recognition_id()},
        .feed = request.feed(),
        .screens = request.screens(),
    };
    auto job = [caller, wanted](store::Transaction& tx) { return recognition::take_off(tx, caller, wanted); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

PrivacyService::Answer<v1::GetRecognitionPrivacyResponse> PrivacyService::get_recognition_privacy(
    const rpc::Caller& caller, const v1::GetRecognitionPrivacyRequest& request
) {
    auto job = [viewer = caller.person, id = RecognitionId{request.recognition_id()}](store::Reader& reader) {
        return privacy_of(reader, viewer, id);
    };
    co_return co_await store_.read(std::move(job));
}

PrivacyService::Answer<v1::PreviewPublicityResponse> PrivacyService::preview_publicity(
    const rpc::Caller& /*caller*/, const v1::PreviewPublicityRequest& request
) {
    auto job = [request](store::Reader& reader) { return recognition::preview_publicity(reader, request); };
    co_return co_await store_.read(std::move(job));
}

PrivacyService::Answer<v1::StopPrivateFromResponse> PrivacyService::stop_private_from(
    const rpc::Caller& caller, const v1::StopPrivateFromRequest& request
) {
    auto job = [caller, request](store::Transaction& tx) {
        return recognition::stop_private_from(tx, caller, request);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

PrivacyService::Answer<v1::ListStoppedResponse> PrivacyService::list_stopped(
    const rpc::Caller& caller, const v1::ListStoppedRequest& /*request*/
) {
    auto job = [person = caller.person](store::Reader& reader) { return recognition::list_stopped(reader, person); };
    co_return co_await store_.read(std::move(job));
}

PrivacyService::Answer<v1::ReportResponse> PrivacyService::report(
    const rpc::Caller& caller, const v1::ReportRequest& request
) {
    auto job = [caller, request, settings = settings_](store::Transaction& tx) {
        return recognition::report(tx, caller, request, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

PrivacyService::Answer<v1::ListOpenedResponse> PrivacyService::list_opened(
    const rpc::Caller& caller, const v1::ListOpenedRequest& /*request*/
) {
    auto job = [viewer = caller.person](store::Reader& reader) { return recognition::list_opened(reader, viewer); };
    co_return co_await store_.read(std::move(job));
}

PrivacyService::Answer<v1::ListReportsResponse> PrivacyService::list_reports(
    const rpc::Caller& caller, const v1::ListReportsRequest& /*request*/
) {
    auto job = [curator = caller.person](store::Reader& reader) { return recognition::list_reports(reader, curator); };
    co_return co_await store_.read(std::move(job));
}

PrivacyService::Answer<v1::OpenReportResponse> PrivacyService::open_report(
    const rpc::Caller& caller, const v1::OpenReportRequest& request
) {
    auto job = [caller, id = ReportId{request.report_id()}](store::Transaction& tx) {
        return recognition::open_report(tx, caller, id);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

PrivacyService::Answer<v1::GetReportResponse> PrivacyService::get_report(
    const rpc::Caller& caller, const v1::GetReportRequest& request
) {
    auto job = [curator = caller.person, id = ReportId{request.report_id()}](store::Reader& reader) {
        return recognition::get_report(reader, curator, id);
    };
    co_return co_await store_.read(std::move(job));
}

PrivacyService::Answer<v1::ResolveReportResponse> PrivacyService::resolve_report(
    const rpc::Caller& caller, const v1::ResolveReportRequest& request
) {
    auto job = [caller, id = ReportId{request.report_id()}, outcome = request.outcome()](store::Transaction& tx) {
        return recognition::resolve_report(tx, caller, id, outcome);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

PrivacyService::Answer<v1::GetNameSaidResponse> PrivacyService::get_name_said(
    const rpc::Caller& caller, const v1::GetNameSaidRequest& /*request*/
) {
    auto job = [id = caller.person](store::Reader& reader) {
        return std::get<0>(reader.read(people::people_by_id({id})));
    };
    const auto people = co_await store_.read(std::move(job));
    if (people.empty()) co_return refuse(Code::kUnauthenticated, "SESSION_ENDED");
    v1::GetNameSaidResponse response;
    response.set_name_said(people.front().name_said);
    co_return response;
}

PrivacyService::Answer<v1::SetNameSaidResponse> PrivacyService::set_name_said(
    const rpc::Caller& caller, const v1::SetNameSaidRequest& request
) {
    auto job = [repository = repository_, caller, name_said = request.name_said()](store::Transaction& tx
               ) -> Result<v1::SetNameSaidResponse> {
        if (auto may = access::authorise(tx, caller, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
        const auto follow = [&](store::Transaction& changing, const people::Person& before, const people::Person& after
                            ) { repository.reproject(changing, before, after); };
        auto kept = people::set_name_said(tx, caller.person, name_said, follow);
        if (!kept) return std::unexpected(std::move(kept.error()));
        v1::SetNameSaidResponse response;
        response.set_name_said(*std::move(kept));
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

PrivacyService::Answer<v1::GetQuietDeliveryResponse> PrivacyService::get_quiet_delivery(
    const rpc::Caller& caller, const v1::GetQuietDeliveryRequest& /*request*/
) {
    auto job = [person = caller.person](store::Reader& reader) {
        return std::get<0>(reader.read(wants_it_quietly(person)));
    };
    const auto quiet = co_await store_.read(std::move(job));
    if (quiet.empty()) co_return refuse(Code::kUnauthenticated, "SESSION_ENDED");
    v1::GetQuietDeliveryResponse response;
    response.set_quiet(quiet.front() != 0);
    co_return response;
}

PrivacyService::Answer<v1::SetQuietDeliveryResponse> PrivacyService::set_quiet_delivery(
    const rpc::Caller& caller, const v1::SetQuietDeliveryRequest& request
) {
    auto job = [caller, quiet = request.quiet()](store::Transaction& tx) {
        return recognition::set_quiet_delivery(tx, caller, quiet);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::recognition
