#pragma once

#include "media/settings.hpp"
#include "media/shape.hpp"
#include "media/shelf.hpp"
#include "people/hooks.hpp"
#include "rpc/router.hpp"
#include "runtime/blocking_pool.hpp"
#include "store/store.hpp"

#include <koebel/v1/media.pb.h>

#include <boost/asio/awaitable.hpp>

#include <atomic>
#include <memory>
#include <string>
#include <string_view>

namespace koebel::media {

namespace asio = boost::asio;

/// Whether the path is that of a call that brings an image, and so more bytes than other calls may have.
[[nodiscard]] bool is_upload(std::string_view path);

/// Answers MediaService. Images are redrawn by children that threads of its own wait for. Calls come from every io
/// thread; owned by koebeld, outlives the router.
class Service {
public:
    /// `hooks`, `naming`: as people has them. Throws std::logic_error when `authorise` is missing.
    Service(store::Store& store, Shelf& shelf, people::Hooks hooks, people::Settings naming, Settings settings);
    Service(const Service&) = delete;
    Service& operator=(const Service&) = delete;
    ~Service();

    void bind(rpc::Router& router);

    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    /// Draws an image anew, for rooms that keep pictures of what is theirs (see rows.hpp, keep). Refuses as
    /// MediaService says of images.
    Answer<Picture> redrawn(std::string image, Shape shape);

    /// Pictures were kept or forgotten by another room.
    void changed() { shelf_.changed(); }

private:
    Answer<v1::GetMyPhotoResponse> get_my_photo(const rpc::Caller& caller, const v1::GetMyPhotoRequest& request);
    Answer<v1::SetMyPhotoResponse> set_my_photo(const rpc::Caller& caller, const v1::SetMyPhotoRequest& request);
    Answer<v1::RemoveMyPhotoResponse> remove_my_photo(
        const rpc::Caller& caller, const v1::RemoveMyPhotoRequest& request
    );
    Answer<v1::GetPersonPhotoResponse> get_person_photo(
        const rpc::Caller& caller, const v1::GetPersonPhotoRequest& request
    );
    Answer<v1::SetPersonPhotoResponse> set_person_photo(
        const rpc::Caller& caller, const v1::SetPersonPhotoRequest& request
    );
    Answer<v1::RemovePersonPhotoResponse> remove_person_photo(
        const rpc::Caller& caller, const v1::RemovePersonPhotoRequest& request
    );
    Answer<v1::SetValuePictureResponse> set_value_picture(
        const rpc::Caller& caller, const v1::SetValuePictureRequest& request
    );
    Answer<v1::RemoveValuePictureResponse> remove_value_picture(
        const rpc::Caller& caller, const v1::RemoveValuePictureRequest& request
    );
    Answer<v1::SetLogoResponse> set_logo(const rpc::Caller& caller, const v1::SetLogoRequest& request);
    Answer<v1::RemoveLogoResponse> remove_logo(const rpc::Caller& caller, const v1::RemoveLogoRequest& request);

    /// A write by who may: `change(tx)` gives the response.
    template <class Response, class Request, class Change>
    Answer<Response> write(const rpc::Caller& caller, const Request& request, rpc::Roles who, Change change);

    store::Store& store_;
    Shelf& shelf_;
    std::shared_ptr<const people::Hooks> hooks_;  // jobs own a share: they may outlive the call
    const people::Settings people_;
    const Settings settings_;
    std::atomic<bool> stopping_{false};
    runtime::BlockingPool workers_;
};

}  // namespace koebel::media
