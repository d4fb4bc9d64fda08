#include "access/sign_in_service.hpp"

#include "access/audit.hpp"
#include "access/choosing_password.hpp"
#include "access/password.hpp"
#include "access/password_sign_in.hpp"
#include "access/rights.hpp"
#include "access/sessions.hpp"
#include "base/timestamp.hpp"

#include <algorithm>
#include <thread>
#include <utility>

namespace koebel::access {

namespace {

// As long as the calls' deadline lets somebody wait for a tenth of a second each.
constexpr std::size_t kMostWaiting = 32;

std::size_t threads_of(const Settings& settings) {
    if (settings.password_threads != 0) return settings.password_threads;
    return std::max(1U, std::thread::hardware_concurrency());
}

/// What the pool found of a change: whether the old one was right, and the new one's hash.
struct HashedPassword {
    bool old_is_right = false;
    std::string hash;
};

}  // namespace

SignInService::SignInService(store::Store& store, const Settings& settings, mail::Mailer& mailer)
    : store_(store), settings_(settings), mailer_(mailer), hashing_("passwords", threads_of(settings), kMostWaiting) {}

void SignInService::bind(rpc::Router& router) {
    router.bind("koebel.v1.SignInService/CreateInvitations", *this, &SignInService::create_invitations);
    router.bind("koebel.v1.SignInService/CreateRecoveryLink", *this, &SignInService::create_recovery_link);
    router.bind("koebel.v1.SignInService/SendInvitations", *this, &SignInService::send_invitations);
    router.bind("koebel.v1.SignInService/ListInvitations", *this, &SignInService::list_invitations);
    router.bind("koebel.v1.SignInService/RevokeInvitation", *this, &SignInService::revoke_invitation);
    router.bind("koebel.v1.SignInService/SignInWithPassword", *this, &SignInService::sign_in_with_password);
    router.bind("koebel.v1.SignInService/SetPassword", *this, &SignInService::set_password);
    router.bind("koebel.v1.SignInService/GetMySignIn", *this, &SignInService::get_my_sign_in);
    router.bind("koebel.v1.SignInService/RememberSession", *this, &SignInService::remember_session);
    router.bind("koebel.v1.SignInService/RevokeOtherSessions", *this, &SignInService::revoke_other_sessions);
}

SignInService::Answer<v1::SignInWithPasswordResponse> SignInService::sign_in_with_password(
    rpc::Call& call, const v1::SignInWithPasswordRequest& request
) {
    Knock knock{
        .address = call.caller.address,
        .device = std::string{call.device},
        .session = call.caller.session,
        .token = {},
        .remember = request.remember(),
        .code = request.code(),
    };
    auto claim = [address = knock.address, login = request.login(), settings = settings_](store::Transaction& tx
                 ) -> Result<Claimed> { return claim_sign_in(tx, address, login, settings); };
    auto claimed = co_await store_.write("access.claim_sign_in", std::move(claim));
    if (!claimed) co_return std::unexpected(std::move(claimed.error()));
    if (claimed->refusal) co_return std::unexpected(*std::move(claimed->refusal));

    auto look = [account = claimed->account, password = request.password(), settings = settings_] {
        return look_at_password(account, password, settings);
    };
    std::optional<Looked> looked;
    try {
        auto looking = hashing_.run(std::move(look));  // named: g++ 12
        looked = co_await std::move(looking);
    } catch (const runtime::PoolFull&) {
        looked.reset();  // told below
    }
    if (!looked) co_return std::unexpected(rpc::overloaded());

    auto finish =
        [knock = std::move(knock), claimed = *std::move(claimed), looked = *std::move(looked), settings = settings_](
            store::Transaction& tx
        ) -> Result<Attempt> { return finish_sign_in(tx, knock, claimed, looked, settings); };
    auto attempt = co_await store_.write("access.sign_in_with_password", std::move(finish));
    if (!attempt) co_return std::unexpected(std::move(attempt.error()));
    if (attempt->refusal) co_return std::unexpected(*std::move(attempt->refusal));
    call.cookie = rpc::CookieChange{.secret = attempt->session.secret, .lifetime = attempt->session.lifetime};
    v1::SignInWithPasswordResponse response;
    response.set_person_id(attempt->person.text());
    co_return response;
}

SignInService::Answer<v1::SetPasswordResponse> SignInService::set_password(
    const rpc::Caller& caller, const v1::SetPasswordRequest& request
) {
    if (auto may = check_password(request.new_password()); !may) co_return std::unexpected(std::move(may.error()));
    auto claim = [caller, password = request.new_password(), settings = settings_](store::Transaction& tx
                 ) -> Result<Choosing> { return claim_choosing(tx, caller, password, settings); };
    auto choosing = co_await store_.write("access.claim_choosing", std::move(claim));
    if (!choosing) co_return std::unexpected(std::move(choosing.error()));
    if (choosing->refusal) co_return std::unexpected(*std::move(choosing->refusal));

    auto hash = [choosing = *choosing, request, settings = settings_]() -> HashedPassword {
        if (choosing.needs_old) {
            // Longer ones than can be chosen are nobody's: looked at as if they were unknown.
            const auto looked = look_at_password(choosing.account, request.old_password(), settings);
            if (!looked.is_right) return {};
        }
        return {.old_is_right = true, .hash = hash_password(request.new_password(), settings)};
    };
    std::optional<HashedPassword> hashed;
    try {
        auto hashing = hashing_.run(std::move(hash));  // named: g++ 12
        hashed = co_await std::move(hashing);
    } catch (const runtime::PoolFull&) {
        hashed.reset();  // told below
    }
    if (!hashed) co_return std::unexpected(rpc::overloaded());

    auto finish = [caller, choosing = *std::move(choosing), hashed = *std::move(hashed), settings = settings_](
                      store::Transaction& tx
                  ) -> Result<Chosen> {
        return finish_choosing(tx, caller, choosing, hashed.old_is_right, hashed.hash, settings);
    };
    auto chosen = co_await store_.write("access.set_password", std::move(finish));
    if (!chosen) co_return std::unexpected(std::move(chosen.error()));
    if (chosen->refusal) co_return std::unexpected(*std::move(chosen->refusal));
    v1::SetPasswordResponse response;
    response.set_ended_sessions(chosen->ended_sessions);
    co_return response;
}

SignInService::Answer<v1::GetMySignInResponse>
SignInService::get_my_sign_in(const rpc::Caller& caller, const v1::GetMySignInRequest&) {
    auto job = [caller](store::Reader& reader) -> Result<v1::GetMySignInResponse> {
        const auto own = own_sign_in(reader, caller);
        if (!own) return refuse(Code::kUnauthenticated, "SESSION_ENDED");
        v1::GetMySignInResponse response;
        response.set_has_password(!own->account.hash.empty());
        response.set_may_choose_without_old(own->may_choose_without_old);
        response.set_remembered(own->remembered);
        *response.mutable_ends_at() = to_timestamp(own->ends_at);
        response.set_login(login_of(reader, own->account));
        return response;
    };
    auto response = co_await store_.read(std::move(job));
    if (response) {
        response->set_remembered_days(
            static_cast<std::uint32_t>(std::chrono::floor<std::chrono::days>(settings_.remembered).count())
        );
    }
    co_return response;
}

SignInService::Answer<v1::RememberSessionResponse> SignInService::remember_session(
    const rpc::Caller& caller, const v1::RememberSessionRequest& request
) {
    auto job = [caller, remember = request.remember(), settings = settings_](store::Transaction& tx
               ) -> Result<v1::RememberSessionResponse> {
        const auto ends_at = access::remember_session(tx, caller, remember, settings);
        if (!ends_at) return std::unexpected(ends_at.error());
        v1::RememberSessionResponse response;
        *response.mutable_ends_at() = to_timestamp(*ends_at);
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

SignInService::Answer<v1::RevokeOtherSessionsResponse> SignInService::revoke_other_sessions(
    const rpc::Caller& caller, const v1::RevokeOtherSessionsRequest& request
) {
    auto job = [caller](store::Transaction& tx) -> Result<v1::RevokeOtherSessionsResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
        v1::RevokeOtherSessionsResponse response;
        response.set_ended(end_other_sessions(tx, caller.person, caller.session));
        record(tx, {.what = "sessions_revoked", .person = caller.person, .address = caller.address});
        return response;
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::access
