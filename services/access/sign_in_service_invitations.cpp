#include "access/invitations.hpp"
#include "access/rights.hpp"
#include "access/sign_in_service.hpp"

#include <boost/asio/this_coro.hpp>

#include <memory>
#include <tuple>
#include <utility>

namespace koebel::access {

SignInService::Answer<v1::CreateInvitationsResponse> SignInService::create_invitations(
    const rpc::Caller& caller, const v1::CreateInvitationsRequest& request
) {
    auto job = [caller, request, settings = settings_](store::Transaction& tx
               ) -> Result<v1::CreateInvitationsResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(std::move(may.error()));
        return access::create_invitations(tx, caller, request, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

SignInService::Answer<v1::CreateRecoveryLinkResponse> SignInService::create_recovery_link(
    const rpc::Caller& caller, const v1::CreateRecoveryLinkRequest& request
) {
    auto job = [caller, person = PersonId{request.person_id()}, settings = settings_](store::Transaction& tx
               ) -> Result<v1::CreateRecoveryLinkResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(std::move(may.error()));
        return access::create_recovery_link(tx, caller, person, settings);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

SignInService::Answer<v1::SendInvitationsResponse> SignInService::send_invitations(
    const rpc::Caller& caller, const v1::SendInvitationsRequest& request
) {
    if (!mailer_.is_set_up()) co_return refuse(Code::kFailedPrecondition, "MAIL_NOT_SET_UP");
    // A repeat finds the receipt and brings no letters: they are not sent twice.
    const auto prepared = std::make_shared<Mailing>();
    auto job = [caller, request, settings = settings_, prepared](store::Transaction& tx
               ) -> Result<v1::SendInvitationsResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(std::move(may.error()));
        auto mailing = prepare_mailing(tx, caller, request, settings);
        if (!mailing) return std::unexpected(std::move(mailing.error()));
        *prepared = *std::move(mailing);
        v1::SendInvitationsResponse response;
        response.set_letters(static_cast<std::uint32_t>(prepared->letters.size()));
        response.set_left(static_cast<std::uint32_t>(prepared->left));
        return response;
    };
    auto response = co_await store_.write(caller.request_key(request), std::move(job));
    if (response && !prepared->letters.empty()) {
        const auto executor = co_await asio::this_coro::executor;
        auto sending = send_letters(std::move(prepared->letters));  // named: g++ 12
        tasks_.spawn(executor, "access.mail", std::move(sending));
    }
    co_return response;
}

asio::awaitable<void> SignInService::send_letters(std::vector<OutgoingInvitation> letters) {
    for (auto& outgoing : letters) {
        auto sending = mailer_.send(std::move(outgoing.letter));  // named: g++ 12
        const auto outcome = co_await std::move(sending);
        auto note = [link = outgoing.link, outcome](store::Transaction& tx) -> Result<bool> {
            mailed(tx, link, outcome);
            return true;
        };
        // A refusal means that the list says "interrupted" later; the letter is where it is.
        std::ignore = co_await store_.write("access.mailed", std::move(note));
    }
}

SignInService::Answer<v1::ListInvitationsResponse> SignInService::list_invitations(
    const rpc::Caller&, const v1::ListInvitationsRequest& request
) {
    auto job = [token = request.page_token()](store::Reader& reader) {
        return access::list_invitations(reader, token);
    };
    auto listed = co_await store_.read(std::move(job));
    if (mailer_.is_set_up()) listed.set_mail_from(mailer_.from());
    co_return listed;
}

SignInService::Answer<v1::RevokeInvitationResponse> SignInService::revoke_invitation(
    const rpc::Caller& caller, const v1::RevokeInvitationRequest& request
) {
    auto job = [caller,
                invitation = request.invitation_id()](store::Transaction& tx) -> Result<v1::RevokeInvitationResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(std::move(may.error()));
        return access::revoke_invitation(tx, caller, invitation);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::access
