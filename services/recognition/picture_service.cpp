#include "recognition/picture_service.hpp"

#include "recognition/pictures.hpp"

#include <string>
#include <utility>

namespace koebel::recognition {
namespace {

constexpr std::string_view kUploadPicture = "koebel.v1.PictureService/UploadPicture";

}  // namespace

bool is_upload(std::string_view path) {
    return path.starts_with('/') && path.substr(1) == kUploadPicture;
}

void PictureService::bind(rpc::Router& router) {
    router.bind(std::string{kUploadPicture}, *this, &PictureService::upload);
    router.bind("koebel.v1.PictureService/SetPicture", *this, &PictureService::set);
    router.bind("koebel.v1.PictureService/RemovePicture", *this, &PictureService::remove);
}

PictureService::Answer<v1::UploadPictureResponse> PictureService::upload(
    const rpc::Caller& caller, const v1::UploadPictureRequest& request
) {
    auto redrawing = images_.redrawn(request.image(), media::Shape::kPoster);  // named: g++ 12
    auto picture = co_await std::move(redrawing);
    if (!picture) co_return std::unexpected(std::move(picture.error()));
    auto job = [caller, picture = *std::move(picture), settings = settings_](store::Transaction& tx) {
        return take_in(tx, caller, picture, settings);
    };
    auto taken = co_await store_.write(caller.request_key(request), std::move(job));
    if (taken) images_.changed();
    co_return taken;
}

PictureService::Answer<v1::SetPictureResponse> PictureService::set(
    const rpc::Caller& caller, const v1::SetPictureRequest& request
) {
    auto job = [caller, request, settings = settings_](store::Transaction& tx) {
        return set_picture(tx, caller, request, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

PictureService::Answer<v1::RemovePictureResponse> PictureService::remove(
    const rpc::Caller& caller, const v1::RemovePictureRequest& request
) {
    auto job = [caller, request](store::Transaction& tx) { return remove_picture(tx, caller, request); };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::recognition
