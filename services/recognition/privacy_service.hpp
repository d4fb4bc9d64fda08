#pragma once

#include "recognition/repository.hpp"
#include "recognition/settings.hpp"
#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/privacy.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::recognition {

namespace asio = boost::asio;

/// Answers PrivacyService. Calls come from every io thread; owned by koebeld, outlives the router. Holds nothing
/// between calls.
class PrivacyService {
public:
    PrivacyService(store::Store& store, Settings settings)
        : store_(store), settings_(settings), repository_(settings) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::TakeOffResponse> take_off(const rpc::Caller& caller, const v1::TakeOffRequest& request);
    Answer<v1::GetRecognitionPrivacyResponse> get_recognition_privacy(
        const rpc::Caller& caller, const v1::GetRecognitionPrivacyRequest& request
    );
    Answer<v1::PreviewPublicityResponse> preview_publicity(
        const rpc::Caller& caller, const v1::PreviewPublicityRequest& request
    );
    Answer<v1::StopPrivateFromResponse> stop_private_from(
        const rpc::Caller& caller, const v1::StopPrivateFromRequest& request
    );
    Answer<v1::ListStoppedResponse> list_stopped(const rpc::Caller& caller, const v1::ListStoppedRequest& request);
    Answer<v1::ReportResponse> report(const rpc::Caller& caller, const v1::ReportRequest& request);
    Answer<v1::ListOpenedResponse> list_opened(const rpc::Caller& caller, const v1::ListOpenedRequest& request);
    Answer<v1::ListReportsResponse> list_reports(const rpc::Caller& caller, const v1::ListReportsRequest& request);
    Answer<v1::OpenReportResponse> open_report(const rpc::Caller& caller, const v1::OpenReportRequest& request);
    Answer<v1::GetReportResponse> get_report(const rpc::Caller& caller, const v1::GetReportRequest& request);
    Answer<v1::ResolveReportResponse> resolve_report(
        const rpc::Caller& caller, const v1::ResolveReportRequest& request
    );
    Answer<v1::GetNameSaidResponse> get_name_said(const rpc::Caller& caller, const v1::GetNameSaidRequest& request);
    Answer<v1::SetNameSaidResponse> set_name_said(const rpc::Caller& caller, const v1::SetNameSaidRequest& request);
    Answer<v1::GetQuietDeliveryResponse> get_quiet_delivery(
        const rpc::Caller& caller, const v1::GetQuietDeliveryRequest& request
    );
    Answer<v1::SetQuietDeliveryResponse> set_quiet_delivery(
        const rpc::Caller& caller, const v1::SetQuietDeliveryRequest& request
    );

    store::Store& store_;
    const Settings settings_;
    const Repository repository_;  // jobs own a copy: they may outlive the call
};

}  // namespace koebel::recognition
