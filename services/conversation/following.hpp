#pragma once

#include "conversation/entries.hpp"
#include "conversation/settings.hpp"
#include "people/merge.hpp"
#include "people/person.hpp"
#include "store/transaction.hpp"

namespace koebel::conversation {

// What is said around a recognition follows what happens to it, and to the people.

/// A recognition is taken back: nothing said around it stays. Its words in the log, by topic: to be redacted with the
/// recognition's own.
[[nodiscard]] PositionsByTopic forget_all(store::Transaction& tx, const RecognitionId& recognition);

/// What is already shown follows a change of a person's name, photo or publicity, as far back as the log is kept.
void reproject(
    store::Transaction& tx, const people::Person& before, const people::Person& after, const Settings& settings
);

/// Two people became one: what one said, did and was called is theirs who stays. Of two reactions theirs who stays
/// counts; what one boosted of the other, or both boosted, is a comment from now on.
void merge(store::Transaction& tx, const people::Merge& merge, const Settings& settings);

}  // namespace koebel::conversation
