#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/inbox.pb.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace koebel::inbox {

/// Something that concerns people and is about a nomination, or about what somebody is asked for the stage. Who may
/// read a nomination is asked where it is read; what they may not see any more is forgotten here by who decides it.
struct Notice {
    std::uint64_t position = 0;  ///< of the log entry that it came with
    v1::InboxKind kind = v1::INBOX_KIND_UNSPECIFIED;
    std::string nomination = {};         ///< its id; empty: it is about the stage
    std::optional<PersonId> actor = {};  ///< who did it; none: a curator
    std::string note = {};               ///< of something held: why
    std::string stage_subject = {};      ///< the story or segment somebody is asked about; empty: a nomination
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

/// What was asked or answered for the stage about a subject leaves every inbox; or one person's question.
void forget_stage_notices(store::Transaction& tx, const std::string& subject);
void forget_stage_question(store::Transaction& tx, const std::string& subject, const PersonId& person);
/// That somebody said no leaves the inboxes of who asked.
void forget_stage_refusal(store::Transaction& tx, const std::string& subject, const PersonId& actor);

}  // namespace koebel::inbox
