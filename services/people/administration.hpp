#pragma once

#include "people/hooks.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/administration.pb.h>

#include <boost/asio/awaitable.hpp>

#include <memory>

namespace koebel::people {

namespace asio = boost::asio;

/// Answers AdministrationService. Calls come from every io thread; owned by koebeld, outlives the router.
class Administration {
public:
    /// Throws std::logic_error when `authorise` is missing.
    Administration(store::Store& store, Hooks hooks, Settings settings);

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::ListPeopleResponse> list_people(const rpc::Caller& caller, const v1::ListPeopleRequest& request);
    Answer<v1::GetPersonResponse> get_person(const rpc::Caller& caller, const v1::GetPersonRequest& request);
    Answer<v1::SavePersonResponse> save_person(const rpc::Caller& caller, const v1::SavePersonRequest& request);
    Answer<v1::ReactivateResponse> reactivate(const rpc::Caller& caller, const v1::ReactivateRequest& request);
    Answer<v1::ListTeamsResponse> list_teams(const rpc::Caller& caller, const v1::ListTeamsRequest& request);
    Answer<v1::SaveTeamResponse> save_team(const rpc::Caller& caller, const v1::SaveTeamRequest& request);
    Answer<v1::RemoveTeamResponse> remove_team(const rpc::Caller& caller, const v1::RemoveTeamRequest& request);
    Answer<v1::SaveValueResponse> save_value(const rpc::Caller& caller, const v1::SaveValueRequest& request);
    Answer<v1::OrderValuesResponse> order_values(const rpc::Caller& caller, const v1::OrderValuesRequest& request);
    Answer<v1::RetireValueResponse> retire_value(const rpc::Caller& caller, const v1::RetireValueRequest& request);
    Answer<v1::SetOrganisationResponse> set_organisation(
        const rpc::Caller& caller, const v1::SetOrganisationRequest& request
    );
    Answer<v1::SetFeatureResponse> set_feature(const rpc::Caller& caller, const v1::SetFeatureRequest& request);
    Answer<v1::ListFeatureChangesResponse> list_feature_changes(
        const rpc::Caller& caller, const v1::ListFeatureChangesRequest& request
    );

    /// A write of administrators: rights first, then `change(tx, hooks, settings)`, which answers a Result<Response>.
    template <class Response, class Request, class Change>
    Answer<Response> change(const rpc::Caller& caller, const Request& request, Change change);

    store::Store& store_;
    std::shared_ptr<const Hooks> hooks_;  // jobs own a share: they may outlive the call
    const Settings settings_;
};

}  // namespace koebel::people
