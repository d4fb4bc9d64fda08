#pragma once

#include "base/time.hpp"
#include "people/person.hpp"
#include "screen/settings.hpp"
#include "store/transaction.hpp"

#include <vector>

namespace koebel::screen {

/// Somebody who joined.
struct Newcomer {
    people::Person person;
    Instant joined_at;
};

/// Colleagues who joined within Settings::newcomer and may be shown on screens, newest first, at most twelve; of these
/// teams, if there are any. Whoever came while the organisation began (its first week) is none; and where more than
/// thirty came at once, a list was imported, and nobody is.
[[nodiscard]] std::vector<Newcomer> newcomers(
    store::Reader& reader, const std::vector<TeamId>& teams, const Settings& settings
);

}  // namespace koebel::screen
