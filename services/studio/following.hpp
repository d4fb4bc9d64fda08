#pragma once

#include "base/result.hpp"
#include "show/repository.hpp"
#include "store/transaction.hpp"
#include "story/nomination.hpp"

namespace koebel::studio {

// What follows here from what happens below. Handed over by koebeld.

/// Whether the show may go there: it is ready when its rundown stands. Refuses with
///   kFailedPrecondition  RUNDOWN_EMPTY, CONSENT_PENDING, PICTURE_UNNAMED
[[nodiscard]] Result<void> may_move(store::Transaction& tx, const show::Show& before, v1::ShowState to);

/// The show moved: aired, it told of those who agreed.
void follow_show(store::Transaction& tx, const show::Show& show);

/// The show is about to go: so are its stories and its rundown.
void follow_removed(store::Transaction& tx, const show::ShowId& show);

/// A nomination is about to go, taken back by who wrote it: no story is made of it any more, and nothing keeps its
/// words. A story that nobody touched goes with it; of another the words go that are still the nomination's, and all it
/// said before.
void follow_withdrawn(store::Transaction& tx, const story::NominationRow& nomination);

/// Two people became one.
void merge(store::Transaction& tx, const PersonId& goes, const PersonId& stays);

}  // namespace koebel::studio
