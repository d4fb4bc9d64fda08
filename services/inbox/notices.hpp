#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/inbox.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace koebel::inbox {

/// Something that concerns people and is about a nomination. Who may read that is asked where it is read: what they may
/// not see any more is forgotten here by who decides it.
struct Notice {
    std::uint64_t position = 0;  ///< of the log entry that it came with
    v1::InboxKind kind = v1::INBOX_KIND_UNSPECIFIED;
    std::string nomination;              ///< its id
    std::optional<PersonId> actor = {};  ///< who did it; none: a curator
    std::string note = {};               ///< of something held: why
};

/// Puts it into their inboxes, and tells their pages.
void notify(store::Transaction& tx, const Notice& notice, const std::vector<PersonId>& people);

/// What was told of a nomination leaves every inbox: all of it, or what is of one kind.
void forget_notices(store::Transaction& tx, const std::string& nomination);
void forget_notices(store::Transaction& tx, const std::string& nomination, v1::InboxKind kind);

/// The same of one person's.
void forget_notice_of(
    store::Transaction& tx, const std::string& nomination, v1::InboxKind kind, const PersonId& person
);

}  // namespace koebel::inbox
