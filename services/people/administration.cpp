#include "people/administration.hpp"

#include "people/features.hpp"
#include "people/organisation.hpp"
#include "people/people_listing.hpp"
#include "people/person_saving.hpp"
#include "people/team_saving.hpp"
#include "people/value_saving.hpp"

#include <stdexcept>
#include <utility>
#include <vector>

namespace koebel::people {

namespace {

constexpr rpc::Roles kPersonAdmins{v1::ROLE_ADMIN};

}  // namespace

Administration::Administration(store::Store& store, Hooks hooks, Settings settings)
    : store_(store), hooks_(std::make_shared<const Hooks>(std::move(hooks))), settings_(std::move(settings)) {
    if (!hooks_->authorise) throw std::logic_error("people::Administration needs Hooks::authorise");
}

void Administration::bind(rpc::Router& router) {
    router.bind("koebel.v1.AdministrationService/ListPeople", *this, &Administration::list_people);
    router.bind("koebel.v1.AdministrationService/GetPerson", *this, &Administration::get_person);
    router.bind("koebel.v1.AdministrationService/SavePerson", *this, &Administration::save_person);
    router.bind("koebel.v1.AdministrationService/Reactivate", *this, &Administration::reactivate);
    router.bind("koebel.v1.AdministrationService/ListTeams", *this, &Administration::list_teams);
    router.bind("koebel.v1.AdministrationService/SaveTeam", *this, &Administration::save_team);
    router.bind("koebel.v1.AdministrationService/RemoveTeam", *this, &Administration::remove_team);
    router.bind("koebel.v1.AdministrationService/SaveValue", *this, &Administration::save_value);
    router.bind("koebel.v1.AdministrationService/OrderValues", *this, &Administration::order_values);
    router.bind("koebel.v1.AdministrationService/RetireValue", *this, &Administration::retire_value);
    router.bind("koebel.v1.AdministrationService/SetOrganisation", *this, &Administration::set_organisation);
    router.bind("koebel.v1.AdministrationService/SetFeature", *this, &Administration::set_feature);
    router.bind("koebel.v1.AdministrationService/ListFeatureChanges", *this, &Administration::list_feature_changes);
}

template <class Response, class Request, class Change>
Administration::Answer<Response> Administration::change(
    const rpc::Caller& caller, const Request& request, Change change
) {
    auto job = [hooks = hooks_, settings = settings_, caller, request, change = std::move(change)](
                   store::Transaction& tx
               ) -> Result<Response> {
        if (auto may = hooks->authorise(tx, caller, kPersonAdmins); !may) return std::unexpected(may.error());
        return change(tx, caller, request, *hooks, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Administration::Answer<v1::ListPeopleResponse> Administration::list_people(
    const rpc::Caller&, const v1::ListPeopleRequest& request
) {
    auto job = [request](store::Reader& reader) { return people::list_people(reader, request); };
    co_return co_await store_.read(std::move(job));
}

Administration::Answer<v1::GetPersonResponse> Administration::get_person(
    const rpc::Caller&, const v1::GetPersonRequest& request
) {
    auto job = [person = PersonId{request.person_id()}](store::Reader& reader) {
        return people::get_person(reader, person);
    };
    co_return co_await store_.read(std::move(job));
}

Administration::Answer<v1::SavePersonResponse> Administration::save_person(
    const rpc::Caller& caller, const v1::SavePersonRequest& request
) {
    auto save = [](store::Transaction& tx,
                   const rpc::Caller& by,
                   const auto& wanted,
                   const Hooks& hooks,
                   const Settings&) -> Result<v1::SavePersonResponse> {
        auto saved = people::save_person(tx, wanted);
        if (!saved) return std::unexpected(std::move(saved.error()));
        hooks.note(tx, by, saved->is_new ? "person_added" : "person_changed", saved->person);
        if (saved->other_roles) tell_roles_changed(tx, by, {saved->person}, hooks);
        v1::SavePersonResponse response;
        response.set_person_id(saved->person.text());
        return response;
    };
    auto changing = change<v1::SavePersonResponse>(caller, request, std::move(save));  // named: g++ 12
    co_return co_await std::move(changing);
}

Administration::Answer<v1::ReactivateResponse> Administration::reactivate(
    const rpc::Caller& caller, const v1::ReactivateRequest& request
) {
    auto back = [](store::Transaction& tx,
                   const rpc::Caller& by,
                   const auto& wanted,
                   const Hooks& hooks,
                   const Settings&) -> Result<v1::ReactivateResponse> {
        const PersonId person{wanted.person_id()};
        const auto position = people::reactivate(tx, person);
        if (!position) return std::unexpected(position.error());
        if (hooks.reactivated) hooks.reactivated(tx, person);
        hooks.note(tx, by, "person_reactivated", person);
        v1::ReactivateResponse response;
        response.set_position(*position);
        return response;
    };
    auto changing = change<v1::ReactivateResponse>(caller, request, std::move(back));  // named: g++ 12
    co_return co_await std::move(changing);
}

Administration::Answer<v1::ListTeamsResponse>
Administration::list_teams(const rpc::Caller&, const v1::ListTeamsRequest&) {
    auto job = [](store::Reader& reader) { return people::list_teams(reader); };
    co_return co_await store_.read(std::move(job));
}

Administration::Answer<v1::SaveTeamResponse> Administration::save_team(
    const rpc::Caller& caller, const v1::SaveTeamRequest& request
) {
    auto save = [](store::Transaction& tx,
                   const rpc::Caller& by,
                   const auto& wanted,
                   const Hooks& hooks,
                   const Settings&) -> Result<v1::SaveTeamResponse> {
        auto team = people::save_team(tx, wanted);
        if (!team) return std::unexpected(std::move(team.error()));
        hooks.note(tx, by, wanted.team_id().empty() ? "team_added" : "team_changed", {}, team->text());
        v1::SaveTeamResponse response;
        response.set_team_id(team->text());
        return response;
    };
    auto changing = change<v1::SaveTeamResponse>(caller, request, std::move(save));  // named: g++ 12
    co_return co_await std::move(changing);
}

Administration::Answer<v1::RemoveTeamResponse> Administration::remove_team(
    const rpc::Caller& caller, const v1::RemoveTeamRequest& request
) {
    auto remove = [](store::Transaction& tx,
                     const rpc::Caller& by,
                     const auto& wanted,
                     const Hooks& hooks,
                     const Settings&) -> Result<v1::RemoveTeamResponse> {
        if (auto removed = people::remove_team(tx, TeamId{wanted.team_id()}); !removed) {
            return std::unexpected(std::move(removed.error()));
        }
        if (hooks.team_removed) hooks.team_removed(tx, TeamId{wanted.team_id()});
        hooks.note(tx, by, "team_removed", {}, wanted.team_id());
        return v1::RemoveTeamResponse{};
    };
    auto changing = change<v1::RemoveTeamResponse>(caller, request, std::move(remove));  // named: g++ 12
    co_return co_await std::move(changing);
}

Administration::Answer<v1::SaveValueResponse> Administration::save_value(
    const rpc::Caller& caller, const v1::SaveValueRequest& request
) {
    auto save =
        [](store::Transaction& tx, const rpc::Caller& by, const auto& wanted, const Hooks& hooks, const Settings& s
        ) -> Result<v1::SaveValueResponse> {
        auto value = people::save_value(tx, wanted);
        if (!value) return std::unexpected(std::move(value.error()));
        hooks.note(tx, by, wanted.value_id().empty() ? "value_added" : "value_changed", {}, value->text());
        tell_organisation_changed(tx, hooks, s);
        v1::SaveValueResponse response;
        response.set_value_id(value->text());
        return response;
    };
    auto changing = change<v1::SaveValueResponse>(caller, request, std::move(save));  // named: g++ 12
    co_return co_await std::move(changing);
}

Administration::Answer<v1::OrderValuesResponse> Administration::order_values(
    const rpc::Caller& caller, const v1::OrderValuesRequest& request
) {
    auto order =
        [](store::Transaction& tx, const rpc::Caller& by, const auto& wanted, const Hooks& hooks, const Settings& s
        ) -> Result<v1::OrderValuesResponse> {
        std::vector<ValueId> values;
        for (const auto& id : wanted.value_ids()) values.emplace_back(id);
        if (auto ordered = people::order_values(tx, values); !ordered) {
            return std::unexpected(std::move(ordered.error()));
        }
        hooks.note(tx, by, "values_ordered");
        tell_organisation_changed(tx, hooks, s);
        return v1::OrderValuesResponse{};
    };
    auto changing = change<v1::OrderValuesResponse>(caller, request, std::move(order));  // named: g++ 12
    co_return co_await std::move(changing);
}

Administration::Answer<v1::RetireValueResponse> Administration::retire_value(
    const rpc::Caller& caller, const v1::RetireValueRequest& request
) {
    auto retire =
        [](store::Transaction& tx, const rpc::Caller& by, const auto& wanted, const Hooks& hooks, const Settings& s
        ) -> Result<v1::RetireValueResponse> {
        if (auto retired = people::retire_value(tx, ValueId{wanted.value_id()}, wanted.retired()); !retired) {
            return std::unexpected(std::move(retired.error()));
        }
        hooks.note(tx, by, wanted.retired() ? "value_retired" : "value_restored", {}, wanted.value_id());
        tell_organisation_changed(tx, hooks, s);
        return v1::RetireValueResponse{};
    };
    auto changing = change<v1::RetireValueResponse>(caller, request, std::move(retire));  // named: g++ 12
    co_return co_await std::move(changing);
}

Administration::Answer<v1::SetOrganisationResponse> Administration::set_organisation(
    const rpc::Caller& caller, const v1::SetOrganisationRequest& request
) {
    auto set =
        [](store::Transaction& tx, const rpc::Caller& by, const auto& wanted, const Hooks& hooks, const Settings& s
        ) -> Result<v1::SetOrganisationResponse> {
        if (auto changed = change_organisation(tx, wanted); !changed) {
            return std::unexpected(std::move(changed.error()));
        }
        hooks.note(tx, by, "organisation_changed");
        tell_organisation_changed(tx, hooks, s);
        return v1::SetOrganisationResponse{};
    };
    auto changing = change<v1::SetOrganisationResponse>(caller, request, std::move(set));  // named: g++ 12
    co_return co_await std::move(changing);
}

Administration::Answer<v1::SetFeatureResponse> Administration::set_feature(
    const rpc::Caller& caller, const v1::SetFeatureRequest& request
) {
    if (request.feature() != v1::FEATURE_PRIVATE_RECOGNITIONS) {
        co_return refuse(Code::kInvalidArgument, "FEATURE_INVALID");
    }
    auto set =
        [](store::Transaction& tx, const rpc::Caller& by, const auto& wanted, const Hooks& hooks, const Settings& s
        ) -> Result<v1::SetFeatureResponse> {
        if (!switch_private_recognitions(tx, by.person, wanted.on())) return v1::SetFeatureResponse{};
        hooks.note(
            tx, by, "feature_switched", {}, wanted.on() ? "private_recognitions on" : "private_recognitions off"
        );
        tell_organisation_changed(tx, hooks, s);
        return v1::SetFeatureResponse{};
    };
    auto changing = change<v1::SetFeatureResponse>(caller, request, std::move(set));  // named: g++ 12
    co_return co_await std::move(changing);
}

Administration::Answer<v1::ListFeatureChangesResponse>
Administration::list_feature_changes(const rpc::Caller&, const v1::ListFeatureChangesRequest&) {
    auto job = [](store::Reader& reader) { return people::list_feature_changes(reader); };
    co_return co_await store_.read(std::move(job));
}

}  // namespace koebel::people
