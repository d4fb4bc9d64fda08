#include "screen/service.hpp"

#include "access/rights.hpp"
#include "access/secret.hpp"
#include "access/sessions.hpp"
#include "access/throttle.hpp"
#include "screen/listing.hpp"
#include "screen/repository.hpp"
#include "screen/screen.hpp"
#include "screen/wall.hpp"

#include <optional>
#include <utility>

namespace koebel::screen {

namespace {

Plan to_plan(const rpc::Caller& caller, const v1::AddScreenRequest& request) {
    Plan plan{.name = request.name(), .place = request.place(), .language = request.language(), .owner = caller.person};
    for (const auto& team : request.team_ids()) plan.filter.teams.emplace_back(team);
    return plan;
}

/// What a token opened; no session: it opened nothing.
struct SignedIn {
    ScreenId screen;
    std::optional<access::OpenedSession> session;
};

}  // namespace

Service::Service(store::Store& store, Settings settings, access::Settings access)
    : store_(store), settings_(std::move(settings)), access_(std::move(access)) {}

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.ScreenService/AddScreen", *this, &Service::add_screen);
    router.bind("koebel.v1.ScreenService/ListScreens", *this, &Service::list_screens);
    router.bind("koebel.v1.ScreenService/ChangeScreen", *this, &Service::change_screen);
    router.bind("koebel.v1.ScreenService/SeeNewScreens", *this, &Service::see_new_screens);
    router.bind("koebel.v1.ScreenService/RevokeScreen", *this, &Service::revoke_screen);
    router.bind("koebel.v1.ScreenService/SignInScreen", *this, &Service::sign_in_screen);
    router.bind("koebel.v1.ScreenService/GetWall", *this, &Service::get_wall);
}

asio::awaitable<Result<v1::AddScreenResponse>> Service::add_screen(
    const rpc::Caller& caller, const v1::AddScreenRequest& request
) {
    auto screen = checked(to_plan(caller, request));
    if (!screen) co_return std::unexpected(std::move(screen.error()));

    // Made outside the job, which may run twice.
    auto token = access::new_secret();
    auto address = address_of(settings_.public_url, token);
    auto job = [caller, screen = *std::move(screen), token, address](store::Transaction& tx
               ) -> Result<v1::AddScreenResponse> {
        if (auto may = access::authorise(tx, caller, kMayPlaceScreens); !may) return std::unexpected(may.error());
        const auto id = add(tx, screen, token, caller.person);
        if (!id) return std::unexpected(id.error());
        v1::AddScreenResponse response;
        response.set_screen_id(id->text());
        response.set_token(token);
        response.set_address(address);
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

asio::awaitable<Result<v1::ListScreensResponse>> Service::list_screens(
    const rpc::Caller& caller, const v1::ListScreensRequest& /*request*/
) {
    auto job = [person = caller.person](store::Reader& reader) { return list(reader, person); };
    co_return co_await store_.read(std::move(job));
}

asio::awaitable<Result<v1::ChangeScreenResponse>> Service::change_screen(
    const rpc::Caller& caller, const v1::ChangeScreenRequest& request
) {
    auto plan = plan_from(request.screen(), {});
    if (!plan) co_return std::unexpected(std::move(plan.error()));
    auto job = [caller, id = ScreenId{request.screen_id()}, plan = *std::move(plan)](store::Transaction& tx
               ) -> Result<v1::ChangeScreenResponse> {
        if (auto may = access::authorise(tx, caller, kMayPlaceScreens); !may) return std::unexpected(may.error());
        const auto changed = change(tx, id, plan, caller.person);
        if (!changed) return std::unexpected(changed.error());
        v1::ChangeScreenResponse response;
        *response.mutable_screen() = listed(tx, *changed, plan.filter);
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

asio::awaitable<Result<v1::SeeNewScreensResponse>> Service::see_new_screens(
    const rpc::Caller& caller, const v1::SeeNewScreensRequest& request
) {
    std::vector<ScreenId> seen{request.screen_ids().begin(), request.screen_ids().end()};
    auto job = [person = caller.person,
                seen = std::move(seen)](store::Transaction& tx) -> Result<v1::SeeNewScreensResponse> {
        forget_news(tx, person, seen);
        return v1::SeeNewScreensResponse{};
    };
    co_return co_await store_.write("screen.see_new", std::move(job));
}

asio::awaitable<Result<v1::RevokeScreenResponse>> Service::revoke_screen(
    const rpc::Caller& caller, const v1::RevokeScreenRequest& request
) {
    auto job = [caller,
                id = ScreenId{request.screen_id()}](store::Transaction& tx) -> Result<v1::RevokeScreenResponse> {
        if (auto may = access::authorise(tx, caller, kMayPlaceScreens); !may) return std::unexpected(may.error());
        const auto position = revoke(tx, id, caller.person);
        if (!position) return std::unexpected(position.error());
        v1::RevokeScreenResponse response;
        response.set_position(*position);
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

asio::awaitable<Result<v1::SignInScreenResponse>> Service::sign_in_screen(
    rpc::Call& call, const v1::SignInScreenRequest& request
) {
    // A wrong token is counted, so the job succeeds with no session; a refusal would take the count back.
    auto job = [this, token = request.token(), caller = call.caller, device = std::string{call.device}](
                   store::Transaction& tx
               ) -> Result<SignedIn> {
        if (auto may = access::may_try(tx, caller.address, access_); !may) return std::unexpected(may.error());
        const auto found =
            access::is_secret(token) ? std::get<0>(tx.read(screen_by_token(token))) : std::vector<Screen>{};
        if (found.empty()) {
            access::record_failure(tx, caller.address, "SCREEN_TOKEN_INVALID", access_);
            return SignedIn{};
        }
        // The browser's cookie is about to be another one; the session behind the old one ends.
        if (!caller.session.empty()) access::end_session(tx, caller.session);
        const auto& screen = found.front();
        return SignedIn{.screen = screen.id, .session = open_session(tx, screen, device, settings_)};
    };
    const auto signed_in = co_await store_.write("screen.sign_in", std::move(job));
    if (!signed_in) co_return std::unexpected(signed_in.error());
    if (!signed_in->session) co_return refuse(Code::kUnauthenticated, "SCREEN_TOKEN_INVALID");

    call.cookie = rpc::CookieChange{.secret = signed_in->session->secret, .lifetime = signed_in->session->lifetime};
    v1::SignInScreenResponse response;
    response.set_screen_id(signed_in->screen.text());
    co_return response;
}

asio::awaitable<Result<v1::GetWallResponse>> Service::get_wall(
    const rpc::Caller& caller, const v1::GetWallRequest& request
) {
    auto job = [id = caller.screen, limit = request.limit(), settings = settings_](store::Reader& reader) {
        return wall(reader, id, limit, settings);
    };
    co_return co_await store_.read(std::move(job));
}

}  // namespace koebel::screen
