#pragma once

#include "base/id.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/inbox.pb.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace koebel::inbox {

/// Something that concerns people, besides what was said to them: that stands in their inbox without it.
struct News {
    std::uint64_t position = 0;  ///< of the log entry that it came with
    v1::InboxKind kind = v1::INBOX_KIND_UNSPECIFIED;
    RecognitionId recognition;
    std::string remark = {};             ///< its id; empty: it is about none
    std::optional<PersonId> actor = {};  ///< who did it
    std::string note = {};               ///< of something hidden: why
};

/// Puts it into their inboxes, and tells their pages. Who finds several pieces of news at one position finds the first
/// that came.
void tell(store::Transaction& tx, const News& news, const std::vector<PersonId>& people);

/// What is gone leaves every inbox, and pages hear how many are unread then.
void forget_recognition(store::Transaction& tx, const RecognitionId& recognition);
void forget_remark(store::Transaction& tx, const std::string& remark);

/// Somebody is not among those any more who made it possible.
void forget_added(store::Transaction& tx, const RecognitionId& recognition, const PersonId& person);

/// At most so many are counted: the number stands for itself and more.
inline constexpr std::uint32_t kMostUnread = 99;

/// How many are unread of each: what was said to them, news, and notices. Of who is away nothing is.
[[nodiscard]] std::map<PersonId, std::uint32_t> unread_of(store::Reader& reader, const std::vector<PersonId>& people);

/// How far somebody has read; 0: never.
[[nodiscard]] store::Query<std::uint64_t> read_position_of(const PersonId& person);

/// Who goes in a merge was who stays: theirs is the inbox of both, and what is unread is unread.
void hand_over(store::Transaction& tx, const PersonId& stays, const PersonId& goes);

/// Says on their pages how many are unread by now. Nothing was read by it.
void tell_unread_now(store::Transaction& tx, const std::vector<PersonId>& people);

/// Says how many are unread, and up to where everything is read, on the person's pages.
void tell_unread(store::Transaction& tx, const PersonId& person, std::uint32_t unread, std::uint64_t read_position);

}  // namespace koebel::inbox
