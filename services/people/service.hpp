#pragma once

#include "people/publicity.hpp"
#include "people/roles.hpp"
#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/people.pb.h>

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <memory>
#include <string>

namespace koebel::people {

namespace asio = boost::asio;

/// What people needs of the rooms above it, handed over by koebeld. Called on the writer's thread, in
/// the transaction of the change; what they capture outlives the store.
struct Hooks {
    /// Whether the caller may, by SQL. Required: access::authorise.
    std::function<Result<void>(store::Transaction&, const rpc::Caller&, rpc::Roles)> authorise;

    /// See PublicityChanged.
    PublicityChanged publicity_changed;

    /// Who may do what changed for these, by call or by import.
    RolesChanged roles_changed;

    /// Someone left: sessions end (access::end_sessions_of), and whatever else follows.
    std::function<void(store::Transaction&, const Person&)> deactivated;
};

/// What koebeld's options say.
struct Settings {
    std::string public_url = "http://localhost:8080";  ///< the one source for links
};

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
