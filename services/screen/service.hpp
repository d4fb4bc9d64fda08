#pragma once

#include "access/settings.hpp"
#include "rpc/router.hpp"
#include "screen/settings.hpp"
#include "store/store.hpp"

#include <koebel/v1/screen.pb.h>

namespace koebel::screen {

namespace asio = boost::asio;

/// Answers the calls of ScreenService. Immutable after construction; called from every io thread.
class Service {
public:
    /// `access`: how often an address may try to sign in.
    Service(store::Store& store, Settings settings, access::Settings access);

    void bind(rpc::Router& router);

    asio::awaitable<Result<v1::AddScreenResponse>> add_screen(
        const rpc::Caller& caller, const v1::AddScreenRequest& request
    );
    asio::awaitable<Result<v1::ListScreensResponse>> list_screens(
        const rpc::Caller& caller, const v1::ListScreensRequest& request
    );
    asio::awaitable<Result<v1::ChangeScreenResponse>> change_screen(
        const rpc::Caller& caller, const v1::ChangeScreenRequest& request
    );
    asio::awaitable<Result<v1::SeeNewScreensResponse>> see_new_screens(
        const rpc::Caller& caller, const v1::SeeNewScreensRequest& request
    );
    asio::awaitable<Result<v1::RevokeScreenResponse>> revoke_screen(
        const rpc::Caller& caller, const v1::RevokeScreenRequest& request
    );
    asio::awaitable<Result<v1::SignInScreenResponse>> sign_in_screen(
        rpc::Call& call, const v1::SignInScreenRequest& request
    );
    asio::awaitable<Result<v1::GetWallResponse>> get_wall(const rpc::Caller& caller, const v1::GetWallRequest& request);

private:
    store::Store& store_;
    Settings settings_;
    access::Settings access_;
};

}  // namespace koebel::screen
