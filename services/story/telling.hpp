#pragma once

#include "show/show.hpp"
#include "store/schedule.hpp"
#include "store/transaction.hpp"
#include "story/nomination.hpp"

#include <cstdint>
#include <vector>

namespace koebel::story {

/// A nomination is there, changed or about to go: tells the pages of its nominator, of who was asked, and
/// of curators who may read it.
/// The place in the log of the nominator's entry.
std::uint64_t tell_changed(
    store::Transaction& tx, const NominationId& id, const show::ShowId& show, const PersonId& nominator
);

/// It was read, which is curators' business alone.
void tell_curators(store::Transaction& tx, const NominationId& id, const show::ShowId& show);

/// Puts it into the inboxes of those who are asked whether they saw it too.
void tell_asked(
    store::Transaction& tx,
    const NominationId& id,
    std::uint64_t position,
    const PersonId& nominator,
    const std::vector<PersonId>& witnesses
);

/// A show moved: once it was aired, who is nominated is told, a few nominations at a time.
void follow_show(store::Transaction& tx, const show::Show& show);

/// A nomination of an aired show can be read from now on, or not any more.
void tell_nominees_later(store::Transaction& tx, const show::ShowId& show);
void forget_told(store::Transaction& tx, const NominationId& id);

/// Before the schedule starts: tells what was planned by the two above.
void keep_telling(store::Schedule& schedule);

}  // namespace koebel::story
