#pragma once

#include "conversation/audience.hpp"
#include "conversation/remark.hpp"
#include "inbox/news.hpp"
#include "people/organisation.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::conversation {

// What saying, changing, holding and removing a remark share.

/// Who takes part, for names in the words.
[[nodiscard]] std::vector<people::Person> participants_of(store::Reader& reader, const Audience& audience);

/// Whom the words of a remark may name, with their rows written; those of other words were forgotten before.
/// Refuses with kInvalidArgument TOO_MANY_MENTIONS, before anything is written.
[[nodiscard]] Result<std::vector<people::Mention>> write_mentions(
    store::Transaction& tx,
    const RemarkRow& row,
    const people::NamesInWords& names,
    const std::vector<people::KnownName>& known,
    const std::vector<people::Person>& participants
);

/// Nobody is named in it any more.
void forget_mentions(store::Transaction& tx, const RemarkId& id);

/// Who commented before, and who muted the thread: read beside the rest that saying needs.
struct ConcernedQueries {
    explicit ConcernedQueries(const RecognitionId& recognition);

    store::Query<PersonId> commenters;
    store::Query<PersonId> muting;
};
struct Concerned {
    std::vector<PersonId> commenters;
    std::vector<PersonId> muting;
};

/// Puts what was said into the inboxes of whom it concerns, each once, for the first reason that holds.
void tell_inboxes(
    store::Transaction& tx,
    const RemarkRow& row,
    const Audience& audience,
    const std::vector<people::Mention>& mentions,
    const Concerned& concerned
);

/// With what belongs to the row.
[[nodiscard]] Remark read_back(store::Reader& reader, RemarkRow row);

/// Out of the log, off every topic and out of every inbox, after its row changed; of one that was held off its author's
/// topic alone. The position of the first entry.
std::uint64_t withdraw_now(store::Transaction& tx, const RemarkRow& row);

/// The organisation's language.
[[nodiscard]] std::string language_of(const std::vector<people::Organisation>& organisations);

}  // namespace koebel::conversation
