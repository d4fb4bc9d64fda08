#include "media/service.hpp"

#include "media/worker_process.hpp"
#include "people/organisation.hpp"
#include "people/pictures.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace koebel::media {
namespace {

using Kind = Owner::Kind;

constexpr rpc::Roles kEveryPerson{v1::ROLE_EMPLOYEE};
constexpr rpc::Roles kAdmins{v1::ROLE_ADMIN};

constexpr std::array kUploads{
    std::string_view{"/koebel.v1.MediaService/SetMyPhoto"},
    std::string_view{"/koebel.v1.MediaService/SetPersonPhoto"},
    std::string_view{"/koebel.v1.MediaService/SetValuePicture"},
    std::string_view{"/koebel.v1.MediaService/SetLogo"},
};

/// Sets or, without a picture, removes somebody's photo. Its path.
Result<std::string> change_photo(
    store::Transaction& tx, const PersonId& person, const Picture* picture, const people::Hooks& hooks
) {
    const Owner owner{.kind = Kind::kPerson, .id = person.text()};
    std::string path;
    if (picture != nullptr)
        path = keep(tx, owner, *picture);
    else
        forget(tx, owner);
    const auto shown = people::set_photo(tx, person, path, hooks.publicity_changed);
    if (!shown) return std::unexpected(shown.error());
    // Screens keep no cards of their own: they read their wall again.
    if (*shown && hooks.organisation_changed) hooks.organisation_changed(tx);
    return path;
}

}  // namespace

bool is_upload(std::string_view path) {
    return std::ranges::find(kUploads, path) != kUploads.end();
}

Service::Service(store::Store& store, Shelf& shelf, people::Hooks hooks, people::Settings naming, Settings settings)
    : store_(store),
      shelf_(shelf),
      hooks_(std::make_shared<const people::Hooks>(std::move(hooks))),
      people_(std::move(naming)),
      settings_(std::move(settings)),
      workers_("images", settings_.workers, settings_.waiting) {
    if (!hooks_->authorise) throw std::logic_error("media::Service needs Hooks::authorise");
}

Service::~Service() {
    stopping_ = true;
    workers_.stop();
}

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.MediaService/GetMyPhoto", *this, &Service::get_my_photo);
    router.bind("koebel.v1.MediaService/SetMyPhoto", *this, &Service::set_my_photo);
    router.bind("koebel.v1.MediaService/RemoveMyPhoto", *this, &Service::remove_my_photo);
    router.bind("koebel.v1.MediaService/GetPersonPhoto", *this, &Service::get_person_photo);
    router.bind("koebel.v1.MediaService/SetPersonPhoto", *this, &Service::set_person_photo);
    router.bind("koebel.v1.MediaService/RemovePersonPhoto", *this, &Service::remove_person_photo);
    router.bind("koebel.v1.MediaService/SetValuePicture", *this, &Service::set_value_picture);
    router.bind("koebel.v1.MediaService/RemoveValuePicture", *this, &Service::remove_value_picture);
    router.bind("koebel.v1.MediaService/SetLogo", *this, &Service::set_logo);
    router.bind("koebel.v1.MediaService/RemoveLogo", *this, &Service::remove_logo);
}

Service::Answer<Picture> Service::redrawn(std::string image, Shape shape) {
    if (image.size() > settings_.upload_bytes) {
        co_return refuse(Code::kInvalidArgument, "IMAGE_TOO_MANY_BYTES");
    }
    auto work = [this, image = std::move(image), shape] { return redraw_in_child(image, shape, settings_, stopping_); };
    std::optional<Result<Picture>> picture;
    try {
        auto working = workers_.run(std::move(work));  // named: g++ 12
        picture = co_await std::move(working);
    } catch (const runtime::PoolFull&) {
        picture.reset();  // told below
    }
    if (!picture) co_return std::unexpected(rpc::overloaded());
    co_return *std::move(picture);
}

template <class Response, class Request, class Change>
Service::Answer<Response> Service::write(
    const rpc::Caller& caller, const Request& request, rpc::Roles who, Change change
) {
    auto job = [hooks = hooks_, caller, who, change = std::move(change)](store::Transaction& tx) -> Result<Response> {
        if (auto may = hooks->authorise(tx, caller, who); !may) return std::unexpected(may.error());
        return change(tx, caller, *hooks);
    };
    auto done = co_await store_.write(caller.request_key(request), std::move(job));
    if (done) shelf_.changed();
    co_return done;
}

Service::Answer<v1::GetMyPhotoResponse> Service::get_my_photo(const rpc::Caller& caller, const v1::GetMyPhotoRequest&) {
    auto job = [person = caller.person](store::Reader& reader) {
        return std::get<0>(reader.read(path_of({.kind = Kind::kPerson, .id = person.text()})));
    };
    const auto paths = co_await store_.read(std::move(job));
    v1::GetMyPhotoResponse response;
    if (!paths.empty()) response.set_photo_path(paths.front());
    response.set_most_bytes(settings_.upload_bytes);
    co_return response;
}

Service::Answer<v1::SetMyPhotoResponse> Service::set_my_photo(
    const rpc::Caller& caller, const v1::SetMyPhotoRequest& request
) {
    auto redrawing = redrawn(request.image(), Shape::kPhoto);  // named: g++ 12
    auto picture = co_await std::move(redrawing);
    if (!picture) co_return std::unexpected(std::move(picture.error()));
    auto change = [picture = *std::move(picture)](
                      store::Transaction& tx, const rpc::Caller& by, const people::Hooks& hooks
                  ) -> Result<v1::SetMyPhotoResponse> {
        auto path = change_photo(tx, by.person, &picture, hooks);
        if (!path) return std::unexpected(std::move(path.error()));
        v1::SetMyPhotoResponse response;
        response.set_photo_path(*std::move(path));
        return response;
    };
    auto writing = write<v1::SetMyPhotoResponse>(caller, request, kEveryPerson, std::move(change));
    co_return co_await std::move(writing);
}

Service::Answer<v1::RemoveMyPhotoResponse> Service::remove_my_photo(
    const rpc::Caller& caller, const v1::RemoveMyPhotoRequest& request
) {
    auto change = [](store::Transaction& tx, const rpc::Caller& by, const people::Hooks& hooks
                  ) -> Result<v1::RemoveMyPhotoResponse> {
        const auto path = change_photo(tx, by.person, nullptr, hooks);
        if (!path) return std::unexpected(path.error());
        return v1::RemoveMyPhotoResponse{};
    };
    auto writing = write<v1::RemoveMyPhotoResponse>(caller, request, kEveryPerson, std::move(change));
    co_return co_await std::move(writing);
}

Service::Answer<v1::GetPersonPhotoResponse> Service::get_person_photo(
    const rpc::Caller&, const v1::GetPersonPhotoRequest& request
) {
    auto job = [person = PersonId{request.person_id()}](store::Reader& reader) {
        return reader.read(people::people_by_id({person}), path_of({.kind = Kind::kPerson, .id = person.text()}));
    };
    const auto [found, paths] = co_await store_.read(std::move(job));
    if (found.empty()) co_return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    v1::GetPersonPhotoResponse response;
    if (!paths.empty()) response.set_photo_path(paths.front());
    response.set_shown(found.front().publicity.photo);
    co_return response;
}

Service::Answer<v1::SetPersonPhotoResponse> Service::set_person_photo(
    const rpc::Caller& caller, const v1::SetPersonPhotoRequest& request
) {
    auto redrawing = redrawn(request.image(), Shape::kPhoto);  // named: g++ 12
    auto picture = co_await std::move(redrawing);
    if (!picture) co_return std::unexpected(std::move(picture.error()));
    auto change = [person = PersonId{request.person_id()}, picture = *std::move(picture)](
                      store::Transaction& tx, const rpc::Caller& by, const people::Hooks& hooks
                  ) -> Result<v1::SetPersonPhotoResponse> {
        auto path = change_photo(tx, person, &picture, hooks);
        if (!path) return std::unexpected(std::move(path.error()));
        hooks.note(tx, by, "photo_set", person);
        v1::SetPersonPhotoResponse response;
        response.set_photo_path(*std::move(path));
        return response;
    };
    auto writing = write<v1::SetPersonPhotoResponse>(caller, request, kAdmins, std::move(change));
    co_return co_await std::move(writing);
}

Service::Answer<v1::RemovePersonPhotoResponse> Service::remove_person_photo(
    const rpc::Caller& caller, const v1::RemovePersonPhotoRequest& request
) {
    auto change = [person = PersonId{request.person_id()}](
                      store::Transaction& tx, const rpc::Caller& by, const people::Hooks& hooks
                  ) -> Result<v1::RemovePersonPhotoResponse> {
        const auto path = change_photo(tx, person, nullptr, hooks);
        if (!path) return std::unexpected(path.error());
        hooks.note(tx, by, "photo_removed", person);
        return v1::RemovePersonPhotoResponse{};
    };
    auto writing = write<v1::RemovePersonPhotoResponse>(caller, request, kAdmins, std::move(change));
    co_return co_await std::move(writing);
}

Service::Answer<v1::SetValuePictureResponse> Service::set_value_picture(
    const rpc::Caller& caller, const v1::SetValuePictureRequest& request
) {
    auto redrawing = redrawn(request.image(), Shape::kPicture);  // named: g++ 12
    auto picture = co_await std::move(redrawing);
    if (!picture) co_return std::unexpected(std::move(picture.error()));
    auto change = [value = ValueId{request.value_id()}, picture = *std::move(picture), naming = people_](
                      store::Transaction& tx, const rpc::Caller& by, const people::Hooks& hooks
                  ) -> Result<v1::SetValuePictureResponse> {
        const auto path = keep(tx, {.kind = Kind::kValue, .id = value.text()}, picture);
        if (auto set = people::set_picture(tx, value, path); !set) return std::unexpected(std::move(set.error()));
        hooks.note(tx, by, "value_picture_set", {}, value.text());
        people::tell_organisation_changed(tx, hooks, naming);
        v1::SetValuePictureResponse response;
        response.set_picture_path(path);
        return response;
    };
    auto writing = write<v1::SetValuePictureResponse>(caller, request, kAdmins, std::move(change));
    co_return co_await std::move(writing);
}

Service::Answer<v1::RemoveValuePictureResponse> Service::remove_value_picture(
    const rpc::Caller& caller, const v1::RemoveValuePictureRequest& request
) {
    auto change = [value = ValueId{request.value_id()}, naming = people_](
                      store::Transaction& tx, const rpc::Caller& by, const people::Hooks& hooks
                  ) -> Result<v1::RemoveValuePictureResponse> {
        forget(tx, {.kind = Kind::kValue, .id = value.text()});
        if (auto set = people::set_picture(tx, value, {}); !set) return std::unexpected(std::move(set.error()));
        hooks.note(tx, by, "value_picture_removed", {}, value.text());
        people::tell_organisation_changed(tx, hooks, naming);
        return v1::RemoveValuePictureResponse{};
    };
    auto writing = write<v1::RemoveValuePictureResponse>(caller, request, kAdmins, std::move(change));
    co_return co_await std::move(writing);
}

Service::Answer<v1::SetLogoResponse> Service::set_logo(const rpc::Caller& caller, const v1::SetLogoRequest& request) {
    auto redrawing = redrawn(request.image(), Shape::kLogo);  // named: g++ 12
    auto picture = co_await std::move(redrawing);
    if (!picture) co_return std::unexpected(std::move(picture.error()));
    auto change = [picture = *std::move(picture), naming = people_](
                      store::Transaction& tx, const rpc::Caller& by, const people::Hooks& hooks
                  ) -> Result<v1::SetLogoResponse> {
        const auto path = keep(tx, {.kind = Kind::kOrganisation}, picture);
        people::set_logo(tx, path);
        hooks.note(tx, by, "logo_set");
        people::tell_organisation_changed(tx, hooks, naming);
        v1::SetLogoResponse response;
        response.set_logo_path(path);
        return response;
    };
    auto writing = write<v1::SetLogoResponse>(caller, request, kAdmins, std::move(change));
    co_return co_await std::move(writing);
}

Service::Answer<v1::RemoveLogoResponse> Service::remove_logo(
    const rpc::Caller& caller, const v1::RemoveLogoRequest& request
) {
    auto change = [naming = people_](
                      store::Transaction& tx, const rpc::Caller& by, const people::Hooks& hooks
                  ) -> Result<v1::RemoveLogoResponse> {
        forget(tx, {.kind = Kind::kOrganisation});
        people::set_logo(tx, {});
        hooks.note(tx, by, "logo_removed");
        people::tell_organisation_changed(tx, hooks, naming);
        return v1::RemoveLogoResponse{};
    };
    auto writing = write<v1::RemoveLogoResponse>(caller, request, kAdmins, std::move(change));
    co_return co_await std::move(writing);
}

}  // namespace koebel::media
