#pragma once

#include "people/hooks.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/people.pb.h>

#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>

namespace koebel::people {

namespace asio = boost::asio;

/// Answers PeopleService. Calls come from every io thread; owned by koebeld, outlives the router.
class Service {
public:
    /// Throws std::logic_error when `authorise` is missing.
    Service(store::Store& store, Hooks hooks, Settings settings);

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::GetOrganisationResponse> get_organisation(
        const rpc::Caller& caller, const v1::GetOrganisationRequest& request
    );
    Answer<v1::GetPublicityResponse> get_publicity(const rpc::Caller& caller, const v1::GetPublicityRequest& request);
    Answer<v1::SetPublicityResponse> set_publicity(const rpc::Caller& caller, const v1::SetPublicityRequest& request);
    Answer<v1::SetRolesResponse> set_roles(const rpc::Caller& caller, const v1::SetRolesRequest& request);
    Answer<v1::DeactivateResponse> deactivate(const rpc::Caller& caller, const v1::DeactivateRequest& request);
    Answer<v1::ImportResponse> import(const rpc::Caller& caller, const v1::ImportRequest& request);

    store::Store& store_;
    std::shared_ptr<const Hooks> hooks_;  // jobs own a share: they may outlive the call
    const Settings settings_;
};

}  // namespace koebel::people
