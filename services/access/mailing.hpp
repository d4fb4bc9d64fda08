#pragma once

#include "access/settings.hpp"
#include "base/result.hpp"
#include "mail/letter.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/sign_in.pb.h>

#include <string>
#include <vector>

namespace koebel::access {

/// A letter with a way in, and the link it is about.
struct OutgoingInvitation {
    std::string link;  ///< its handle
    mail::Letter letter;
};

/// Letters that are to be sent once the links are committed.
struct Mailing {
    std::vector<OutgoingInvitation> letters;
    std::size_t left = 0;  ///< people without a door who were not invited
};

/// Makes the links. The caller has been authorised. Refuses as SendInvitations of the contract says, but for
/// MAIL_NOT_SET_UP.
[[nodiscard]] Result<Mailing> prepare_mailing(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const v1::SendInvitationsRequest& request,
    const Settings& settings
);

/// How it went.
void mailed(store::Transaction& tx, const std::string& link, const Result<void>& outcome);

}  // namespace koebel::access
