#include "access/service.hpp"

#include "access/audit.hpp"
#include "access/audit_listing.hpp"
#include "access/demonstration.hpp"
#include "access/renewal.hpp"
#include "access/rights.hpp"
#include "access/sign_in.hpp"
#include "access/throttle.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"
#include "people/roles.hpp"
#include "people/team.hpp"

#include <algorithm>
#include <expected>
#include <utility>

namespace koebel::access {

namespace {

constexpr store::Sql kLanguage{"access.language", "SELECT language FROM person WHERE id = $1"};

Knock knock_of(const rpc::Call& call, std::string token) {
    return Knock{
        .address = call.caller.address,
        .device = std::string{call.device},
        .session = call.caller.session,
        .token = std::move(token),
    };
}

rpc::CookieChange cookie_of(const OpenedSession& session) {
    return {.secret = session.secret, .lifetime = session.lifetime};
}

}  // namespace

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.AccessService/GetSession", *this, &Service::get_session);
    router.bind("koebel.v1.AccessService/SignInWithLink", *this, &Service::sign_in_with_link);
    router.bind("koebel.v1.AccessService/ListDemonstrationPeople", *this, &Service::list_demonstration_people);
    router.bind("koebel.v1.AccessService/EnterDemonstration", *this, &Service::enter_demonstration);
    router.bind("koebel.v1.AccessService/SignOut", *this, &Service::sign_out);
    router.bind("koebel.v1.AccessService/ListSessions", *this, &Service::list_sessions);
    router.bind("koebel.v1.AccessService/RevokeSession", *this, &Service::revoke_session);
    router.bind("koebel.v1.AccessService/ListAudit", *this, &Service::list_audit);
}

Service::Answer<v1::GetSessionResponse> Service::get_session(rpc::Call& call, const v1::GetSessionRequest&) {
    const auto& caller = call.caller;
    v1::GetSessionResponse response;
    response.set_build(settings_.build);
    response.set_take_back_seconds(static_cast<std::uint32_t>(settings_.take_back.count()));
    response.set_screen_id(caller.screen.text());
    response.mutable_topics()->Assign(caller.topics.begin(), caller.topics.end());
    if (caller.roles.has(v1::ROLE_NOBODY)) co_return response;

    auto job = [id = caller.person](store::Reader& reader) {
        return reader.read(
            people::organisation(),
            people::values(),
            people::people_by_id({id}),
            people::roles_of(id),
            people::teams_of(id),
            store::query<std::string>(kLanguage, id)
        );
    };
    const auto [organisations, values, people, roles, teams, languages] = co_await store_.read(std::move(job));
    if (caller.is_person() && call.cookies == rpc::Cookies::kTaken) {
        auto renewing = renew(call);  // named: g++ 12
        co_await std::move(renewing);
    }
    if (!organisations.empty()) {
        *response.mutable_organisation() = people::to_message(organisations.front(), values, settings_.public_url);
    }
    if (people.empty()) co_return response;
    auto* me = response.mutable_me();
    *me->mutable_card() = people::card_in_full(people.front());
    me->add_roles(v1::ROLE_EMPLOYEE);
    for (const auto role : roles) me->add_roles(static_cast<v1::Role>(role));
    for (const auto& team : teams) *me->add_teams() = people::card(team);
    me->set_language(languages.front());
    response.set_insecure_transport(caller.roles.has(v1::ROLE_ADMIN) && !settings_.public_url.starts_with("https://"));
    co_return response;
}

asio::awaitable<void> Service::renew(rpc::Call& call) {
    auto look = [session = call.caller.session](store::Reader& reader) { return wants_new_secret(reader, session); };
    if (!co_await store_.read(std::move(look))) co_return;
    auto job = [session = call.caller.session](store::Transaction& tx) -> Result<std::optional<std::string>> {
        return new_secret_of(tx, session);
    };
    const auto secret = co_await store_.write("access.renew_secret", std::move(job));
    if (!secret || !*secret) co_return;
    call.cookie =
        rpc::CookieChange{.secret = **secret, .lifetime = std::max(settings_.remembered, settings_.session_absolute)};
}

Service::Answer<v1::SignInWithLinkResponse> Service::sign_in_with_link(
    rpc::Call& call, const v1::SignInWithLinkRequest& request
) {
    auto job = [knock = knock_of(call, request.token()), settings = settings_](store::Transaction& tx
               ) -> Result<Attempt> { return access::sign_in_with_link(tx, knock, settings); };
    auto attempt = co_await store_.write("access.sign_in_with_link", std::move(job));
    if (!attempt) co_return std::unexpected(std::move(attempt.error()));
    if (attempt->refusal) co_return std::unexpected(*std::move(attempt->refusal));
    call.cookie = cookie_of(attempt->session);
    v1::SignInWithLinkResponse response;
    response.set_person_id(attempt->person.text());
    response.set_choose_password(attempt->may_choose_password);
    co_return response;
}

Service::Answer<v1::ListDemonstrationPeopleResponse> Service::list_demonstration_people(
    const rpc::Caller& caller, const v1::ListDemonstrationPeopleRequest& request
) {
    using Listed = Result<v1::ListDemonstrationPeopleResponse>;
    auto look = [address = caller.address, request, settings = settings_](store::Reader& reader) -> Listed {
        if (auto may = may_choose(reader, address, request.token(), settings); !may) {
            return std::unexpected(std::move(may.error()));
        }
        return demonstration_people(reader, request.query());
    };
    auto listed = co_await store_.read(std::move(look));
    if (listed || listed.error().reason != "LINK_INVALID") co_return listed;

    auto count = [address = caller.address, settings = settings_](store::Transaction& tx) -> Result<bool> {
        record_failure(tx, address, "LINK_INVALID", settings);
        return true;
    };
    const auto counted = co_await store_.write("access.count_failure", std::move(count));
    if (!counted) co_return std::unexpected(counted.error());
    co_return listed;
}

Service::Answer<v1::EnterDemonstrationResponse> Service::enter_demonstration(
    rpc::Call& call, const v1::EnterDemonstrationRequest& request
) {
    auto job = [knock = knock_of(call, request.token()), person = PersonId{request.person_id()}, settings = settings_](
                   store::Transaction& tx
               ) -> Result<Attempt> { return access::enter_demonstration(tx, knock, person, settings); };
    auto attempt = co_await store_.write("access.enter_demonstration", std::move(job));
    if (!attempt) co_return std::unexpected(std::move(attempt.error()));
    if (attempt->refusal) co_return std::unexpected(*std::move(attempt->refusal));
    call.cookie = cookie_of(attempt->session);
    v1::EnterDemonstrationResponse response;
    response.set_person_id(attempt->person.text());
    co_return response;
}

Service::Answer<v1::SignOutResponse> Service::sign_out(rpc::Call& call, const v1::SignOutRequest&) {
    auto job = [session = call.caller.session,
                person = call.caller.person,
                address = call.caller.address](store::Transaction& tx) -> Result<bool> {
        if (!end_session(tx, session)) return false;
        record(tx, {.what = "sign_out", .person = person, .address = address});
        return true;
    };
    const auto ended = co_await store_.write("access.sign_out", std::move(job));
    if (!ended) co_return std::unexpected(ended.error());
    call.cookie = rpc::CookieChange{};
    co_return v1::SignOutResponse{};
}

Service::Answer<v1::ListSessionsResponse>
Service::list_sessions(const rpc::Caller& caller, const v1::ListSessionsRequest&) {
    auto job = [person = caller.person](store::Reader& reader) {
        return std::get<0>(reader.read(sessions_of(person)));
    };
    const auto sessions = co_await store_.read(std::move(job));
    v1::ListSessionsResponse response;
    for (const auto& session : sessions) *response.add_sessions() = to_message(session, caller.session);
    co_return response;
}

Service::Answer<v1::RevokeSessionResponse> Service::revoke_session(
    rpc::Call& call, const v1::RevokeSessionRequest& request
) {
    const auto& caller = call.caller;
    auto job = [caller, session = SessionId{request.session_id()}](store::Transaction& tx
               ) -> Result<v1::RevokeSessionResponse> {
        const auto [rights, own] = tx.read(rights_query(caller), sessions_of(caller.person));
        if (auto may = require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
        if (std::ranges::find(own, session, &SessionRow::id) == own.end()) {
            return refuse(Code::kNotFound, "SESSION_NOT_FOUND");
        }
        record(tx, {.what = "session_revoked", .person = caller.person, .address = caller.address});
        v1::RevokeSessionResponse response;
        response.set_position(end_session(tx, session).value());
        return response;
    };
    auto revoked = co_await store_.write(caller.request_key(request), std::move(job));
    if (revoked && request.session_id() == caller.session.text()) call.cookie = rpc::CookieChange{};
    co_return revoked;
}

Service::Answer<v1::ListAuditResponse> Service::list_audit(
    const rpc::Caller& caller, const v1::ListAuditRequest& request
) {
    auto job = [request](store::Reader& reader) { return access::list_audit(reader, request); };
    auto listed = co_await store_.read(std::move(job));
    if (!listed || !request.page_token().empty()) co_return listed;
    // Who looks is in the trail too, before they see anything.
    auto note = [caller, is_export = request.for_export(), about = PersonId{request.person_id()}](store::Transaction& tx
                ) -> Result<bool> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(may.error());
        record(
            tx,
            {.what = is_export ? "audit_exported" : "audit_read",
             .person = about,
             .by = caller.person,
             .address = caller.address}
        );
        return true;
    };
    const auto noted = co_await store_.write("access.audit_read", std::move(note));
    if (!noted) co_return std::unexpected(noted.error());
    co_return listed;
}

}  // namespace koebel::access
