#pragma once

#include "media/service.hpp"
#include "recognition/settings.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/picture.pb.h>

#include <boost/asio/awaitable.hpp>

#include <string_view>

namespace koebel::recognition {

/// Whether the path is that of a call that brings an image.
[[nodiscard]] bool is_upload(std::string_view path);

/// Answers PictureService; images are redrawn by media's children. Calls come from every io thread; owned by koebeld,
/// outlives the router. Holds nothing between calls.
class PictureService {
public:
    PictureService(store::Store& store, media::Service& images, Settings settings)
        : store_(store), images_(images), settings_(settings) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = boost::asio::awaitable<Result<T>>;

    Answer<v1::UploadPictureResponse> upload(const rpc::Caller& caller, const v1::UploadPictureRequest& request);
    Answer<v1::SetPictureResponse> set(const rpc::Caller& caller, const v1::SetPictureRequest& request);
    Answer<v1::RemovePictureResponse> remove(const rpc::Caller& caller, const v1::RemovePictureRequest& request);

    store::Store& store_;
    media::Service& images_;
    const Settings settings_;
};

}  // namespace koebel::recognition
