#pragma once

#include "access/mailing.hpp"
#include "access/settings.hpp"
#include "mail/mailer.hpp"
#include "rpc/router.hpp"
#include "runtime/blocking_pool.hpp"
#include "runtime/spawn.hpp"
#include "store/store.hpp"

#include <koebel/v1/sign_in.pb.h>

#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <optional>
#include <vector>

namespace koebel::access {

namespace asio = boost::asio;

/// Answers SignInService: invitations, passwords, one's own sessions. Passwords are hashed on threads of its own,
/// never on an io thread or the writer's. Calls come from every io thread; owned by koebeld, outlives the router.
class SignInService {
public:
    SignInService(store::Store& store, const Settings& settings, mail::Mailer& mailer);

    void bind(rpc::Router& router);

    /// Blocks until no letters are on their way any more, or the time has passed; whether none are.
    [[nodiscard]] bool wait(std::chrono::milliseconds at_most) { return tasks_.wait(at_most); }

    /// The threads that hash, for other doors too: at most one password or PIN per core at once.
    [[nodiscard]] runtime::BlockingPool& hashing() { return hashing_; }

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::CreateInvitationsResponse> create_invitations(
        const rpc::Caller& caller, const v1::CreateInvitationsRequest& request
    );
    Answer<v1::CreateRecoveryLinkResponse> create_recovery_link(
        const rpc::Caller& caller, const v1::CreateRecoveryLinkRequest& request
    );
    Answer<v1::SendInvitationsResponse> send_invitations(
        const rpc::Caller& caller, const v1::SendInvitationsRequest& request
    );
    asio::awaitable<void> send_letters(std::vector<OutgoingInvitation> letters);
    Answer<v1::ListInvitationsResponse> list_invitations(
        const rpc::Caller& caller, const v1::ListInvitationsRequest& request
    );
    Answer<v1::RevokeInvitationResponse> revoke_invitation(
        const rpc::Caller& caller, const v1::RevokeInvitationRequest& request
    );
    Answer<v1::SignInWithPasswordResponse> sign_in_with_password(
        rpc::Call& call, const v1::SignInWithPasswordRequest& request
    );
    Answer<v1::SetPasswordResponse> set_password(const rpc::Caller& caller, const v1::SetPasswordRequest& request);
    Answer<v1::GetMySignInResponse> get_my_sign_in(const rpc::Caller& caller, const v1::GetMySignInRequest& request);
    Answer<v1::RememberSessionResponse> remember_session(
        const rpc::Caller& caller, const v1::RememberSessionRequest& request
    );
    Answer<v1::RevokeOtherSessionsResponse> revoke_other_sessions(
        const rpc::Caller& caller, const v1::RevokeOtherSessionsRequest& request
    );

    store::Store& store_;
    const Settings settings_;
    mail::Mailer& mailer_;
    runtime::BlockingPool hashing_;
    runtime::Tasks tasks_;
};

}  // namespace koebel::access
