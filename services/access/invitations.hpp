#pragma once

#include "access/settings.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/sign_in.pb.h>

#include <cstddef>
#include <vector>

namespace koebel::access {

/// What an administrator does about other people's ways in. The caller has been authorised.

/// Refuses as CreateInvitations of the contract says.
[[nodiscard]] Result<v1::CreateInvitationsResponse> create_invitations(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const v1::CreateInvitationsRequest& request,
    const Settings& settings
);

/// Everyone active without a password, a session or an invitation that still works; at most 500, by name.
[[nodiscard]] std::vector<PersonId> people_without_door(store::Reader& reader);
[[nodiscard]] std::size_t count_without_door(store::Reader& reader);

/// Refuses with kNotFound PERSON_NOT_FOUND.
[[nodiscard]] Result<v1::CreateRecoveryLinkResponse> create_recovery_link(
    store::Transaction& tx, const rpc::Caller& caller, const PersonId& person, const Settings& settings
);

[[nodiscard]] v1::ListInvitationsResponse list_invitations(store::Reader& reader, std::string_view page_token);

/// Refuses with kNotFound INVITATION_NOT_FOUND.
[[nodiscard]] Result<v1::RevokeInvitationResponse> revoke_invitation(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view invitation
);

}  // namespace koebel::access
