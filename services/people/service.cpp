#include "people/service.hpp"

#include "people/import.hpp"
#include "people/organisation.hpp"
#include "people/roles.hpp"

#include <set>
#include <stdexcept>
#include <utility>

namespace koebel::people {

namespace {

constexpr rpc::Roles kEveryPerson{v1::ROLE_EMPLOYEE};
constexpr rpc::Roles kAdmins{v1::ROLE_ADMIN};

/// For the trail.
std::string_view word_of(v1::ImportRequest::Kind kind) {
    switch (kind) {
        case v1::ImportRequest::KIND_TEAMS:
            return "teams";
        case v1::ImportRequest::KIND_VALUES:
            return "values";
        default:
            return "people";
    }
}

}  // namespace

Service::Service(store::Store& store, Hooks hooks, Settings settings)
    : store_(store), hooks_(std::make_shared<const Hooks>(std::move(hooks))), settings_(std::move(settings)) {
    if (!hooks_->authorise) throw std::logic_error("people::Service needs Hooks::authorise");
}

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.PeopleService/GetOrganisation", *this, &Service::get_organisation);
    router.bind("koebel.v1.PeopleService/GetPublicity", *this, &Service::get_publicity);
    router.bind("koebel.v1.PeopleService/SetPublicity", *this, &Service::set_publicity);
    router.bind("koebel.v1.PeopleService/SetRoles", *this, &Service::set_roles);
    router.bind("koebel.v1.PeopleService/Deactivate", *this, &Service::deactivate);
    router.bind("koebel.v1.PeopleService/Import", *this, &Service::import);
}

Service::Answer<v1::GetOrganisationResponse>
Service::get_organisation(const rpc::Caller&, const v1::GetOrganisationRequest&) {
    auto job = [](store::Reader& reader) { return reader.read(people::organisation(), values()); };
    const auto [organisations, values] = co_await store_.read(std::move(job));
    v1::GetOrganisationResponse response;
    if (!organisations.empty()) {
        *response.mutable_organisation() = to_message(organisations.front(), values, settings_.public_url);
    }
    co_return response;
}

Service::Answer<v1::GetPublicityResponse>
Service::get_publicity(const rpc::Caller& caller, const v1::GetPublicityRequest&) {
    auto job = [id = caller.person](store::Reader& reader) { return std::get<0>(reader.read(people_by_id({id}))); };
    const auto people = co_await store_.read(std::move(job));
    if (people.empty()) co_return refuse(Code::kUnauthenticated, "SESSION_ENDED");
    v1::GetPublicityResponse response;
    *response.mutable_publicity() = to_message(people.front().publicity);
    co_return response;
}

Service::Answer<v1::SetPublicityResponse> Service::set_publicity(
    const rpc::Caller& caller, const v1::SetPublicityRequest& request
) {
    auto publicity = to_publicity(request.publicity());
    if (!publicity) co_return std::unexpected(std::move(publicity.error()));
    auto job = [hooks = hooks_, caller, chosen = *publicity](store::Transaction& tx
               ) -> Result<v1::SetPublicityResponse> {
        if (auto may = hooks->authorise(tx, caller, kEveryPerson); !may) return std::unexpected(may.error());
        const auto position = people::set_publicity(tx, caller.person, chosen, hooks->publicity_changed);
        if (!position) return std::unexpected(position.error());
        v1::SetPublicityResponse response;
        response.set_position(*position);
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::SetRolesResponse> Service::set_roles(
    const rpc::Caller& caller, const v1::SetRolesRequest& request
) {
    std::set<v1::Role> roles;
    for (const auto role : request.roles()) roles.insert(static_cast<v1::Role>(role));
    auto job = [hooks = hooks_, caller, person = PersonId{request.person_id()}, roles = std::move(roles)](
                   store::Transaction& tx
               ) -> Result<v1::SetRolesResponse> {
        if (auto may = hooks->authorise(tx, caller, kAdmins); !may) return std::unexpected(may.error());
        const auto position = people::set_roles(tx, person, roles);
        if (!position) return std::unexpected(position.error());
        tell_roles_changed(tx, caller, {person}, *hooks);
        v1::SetRolesResponse response;
        response.set_position(*position);
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::DeactivateResponse> Service::deactivate(
    const rpc::Caller& caller, const v1::DeactivateRequest& request
) {
    auto job = [hooks = hooks_, caller, person = PersonId{request.person_id()}](store::Transaction& tx
               ) -> Result<v1::DeactivateResponse> {
        if (auto may = hooks->authorise(tx, caller, kAdmins); !may) return std::unexpected(may.error());
        const auto position = people::deactivate(tx, person);
        if (!position) return std::unexpected(position.error());
        const auto [left] = tx.read(people_by_id({person}));
        if (hooks->deactivated) hooks->deactivated(tx, left.front());
        hooks->note(tx, caller, "person_deactivated", person);
        v1::DeactivateResponse response;
        response.set_position(*position);
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::ImportResponse> Service::import(const rpc::Caller& caller, const v1::ImportRequest& request) {
    auto job = [hooks = hooks_, settings = settings_, caller, request](store::Transaction& tx
               ) -> Result<v1::ImportResponse> {
        if (auto may = hooks->authorise(tx, caller, kAdmins); !may) return std::unexpected(may.error());
        const auto roles_changed = [&](store::Transaction& changing, const std::vector<PersonId>& people) {
            tell_roles_changed(changing, caller, people, *hooks);
        };
        auto report = people::import(tx, request.kind(), request.csv(), request.dry_run(), roles_changed);
        if (!report || request.dry_run() || report->created() + report->changed() == 0) return report;
        hooks->note(tx, caller, "import", {}, word_of(request.kind()));
        if (request.kind() == v1::ImportRequest::KIND_VALUES) tell_organisation_changed(tx, *hooks, settings);
        return report;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::people
