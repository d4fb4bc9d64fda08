#pragma once

#include "media/service.hpp"
#include "rpc/router.hpp"
#include "screen/settings.hpp"
#include "store/store.hpp"

#include <koebel/v1/pin.pb.h>

#include <string_view>
#include <utility>

namespace koebel::screen {

namespace asio = boost::asio;

/// Whether a call takes an image with it.
[[nodiscard]] bool is_upload(std::string_view path);

/// Answers the calls of PinService. Immutable after construction; called from every io thread.
class PinService {
public:
    /// `images` draws what is sent anew.
    PinService(store::Store& store, media::Service& images, Settings settings)
        : store_(store), images_(images), settings_(std::move(settings)) {}

    void bind(rpc::Router& router);

private:
    template <class Response>
    using Answer = asio::awaitable<Result<Response>>;

    Answer<v1::SavePinResponse> save(const rpc::Caller& caller, const v1::SavePinRequest& request);
    Answer<v1::SetPinPictureResponse> set_picture(const rpc::Caller& caller, const v1::SetPinPictureRequest& request);
    Answer<v1::RemovePinPictureResponse> remove_picture(
        const rpc::Caller& caller, const v1::RemovePinPictureRequest& request
    );
    Answer<v1::RemovePinResponse> remove(const rpc::Caller& caller, const v1::RemovePinRequest& request);
    Answer<v1::ListPinsResponse> list(const rpc::Caller& caller, const v1::ListPinsRequest& request);

    /// A write by who may: `change(tx)` gives the response.
    template <class Response, class Request, class Change>
    Answer<Response> write(const rpc::Caller& caller, const Request& request, Change change);

    store::Store& store_;
    media::Service& images_;
    const Settings settings_;
};

}  // namespace koebel::screen
