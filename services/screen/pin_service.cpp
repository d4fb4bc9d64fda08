#include "screen/pin_service.hpp"

#include "access/rights.hpp"
#include "media/rows.hpp"
#include "screen/pin.hpp"

#include <string>
#include <utility>

namespace koebel::screen {

namespace {

constexpr std::string_view kSetPicture = "koebel.v1.PinService/SetPinPicture";

}  // namespace

bool is_upload(std::string_view path) {
    return path.starts_with('/') && path.substr(1) == kSetPicture;
}

void PinService::bind(rpc::Router& router) {
    router.bind("koebel.v1.PinService/SavePin", *this, &PinService::save);
    router.bind(std::string{kSetPicture}, *this, &PinService::set_picture);
    router.bind("koebel.v1.PinService/RemovePinPicture", *this, &PinService::remove_picture);
    router.bind("koebel.v1.PinService/RemovePin", *this, &PinService::remove);
    router.bind("koebel.v1.PinService/ListPins", *this, &PinService::list);
}

template <class Response, class Request, class Change>
PinService::Answer<Response> PinService::write(const rpc::Caller& caller, const Request& request, Change change) {
    auto job = [caller, change = std::move(change)](store::Transaction& tx) -> Result<Response> {
        if (auto may = access::authorise(tx, caller, kMayPlaceScreens); !may) return std::unexpected(may.error());
        return change(tx, caller.person);
    };
    auto written = co_await store_.write(caller.request_key(request), std::move(job));
    if (written) images_.changed();
    co_return written;
}

PinService::Answer<v1::SavePinResponse> PinService::save(const rpc::Caller& caller, const v1::SavePinRequest& request) {
    auto plan = PinPlan::from_message(request);
    if (!plan) co_return std::unexpected(std::move(plan.error()));
    auto change = [plan = *std::move(plan),
                   settings = settings_](store::Transaction& tx, const PersonId& by) -> Result<v1::SavePinResponse> {
        auto pin = save_pin(tx, plan, by, settings);
        if (!pin) return std::unexpected(std::move(pin.error()));
        v1::SavePinResponse response;
        *response.mutable_pin() = *std::move(pin);
        return response;
    };
    auto writing = write<v1::SavePinResponse>(caller, request, std::move(change));  // named: g++ 12
    co_return co_await std::move(writing);
}

PinService::Answer<v1::SetPinPictureResponse> PinService::set_picture(
    const rpc::Caller& caller, const v1::SetPinPictureRequest& request
) {
    auto redrawing = images_.redrawn(request.image(), media::Shape::kPoster);  // named: g++ 12
    auto picture = co_await std::move(redrawing);
    if (!picture) co_return std::unexpected(std::move(picture.error()));
    auto change = [id = PinId{request.pin_id()}, picture = *std::move(picture)](
                      store::Transaction& tx, const PersonId& by
                  ) -> Result<v1::SetPinPictureResponse> {
        const auto path = media::keep(tx, owner_of(id), picture);
        if (auto set = set_pin_picture(tx, id, path, by); !set) return std::unexpected(std::move(set.error()));
        v1::SetPinPictureResponse response;
        response.set_picture_path(path);
        return response;
    };
    auto writing = write<v1::SetPinPictureResponse>(caller, request, std::move(change));
    co_return co_await std::move(writing);
}

PinService::Answer<v1::RemovePinPictureResponse> PinService::remove_picture(
    const rpc::Caller& caller, const v1::RemovePinPictureRequest& request
) {
    auto change = [id = PinId{request.pin_id()
                   }](store::Transaction& tx, const PersonId& by) -> Result<v1::RemovePinPictureResponse> {
        media::forget(tx, owner_of(id));
        if (auto set = set_pin_picture(tx, id, "", by); !set) return std::unexpected(std::move(set.error()));
        return v1::RemovePinPictureResponse{};
    };
    auto writing = write<v1::RemovePinPictureResponse>(caller, request, std::move(change));
    co_return co_await std::move(writing);
}

PinService::Answer<v1::RemovePinResponse> PinService::remove(
    const rpc::Caller& caller, const v1::RemovePinRequest& request
) {
    auto change =
        [id = PinId{request.pin_id()}](store::Transaction& tx, const PersonId& by) -> Result<v1::RemovePinResponse> {
        media::forget(tx, owner_of(id));
        if (auto removed = remove_pin(tx, id, by); !removed) return std::unexpected(std::move(removed.error()));
        return v1::RemovePinResponse{};
    };
    auto writing = write<v1::RemovePinResponse>(caller, request, std::move(change));
    co_return co_await std::move(writing);
}

PinService::Answer<v1::ListPinsResponse> PinService::list(const rpc::Caller& /*caller*/, const v1::ListPinsRequest&) {
    co_return co_await store_.read([](store::Reader& reader) { return list_pins(reader); });
}

}  // namespace koebel::screen
