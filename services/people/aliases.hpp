#pragma once

#include "people/merge.hpp"
#include "store/transaction.hpp"

#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace koebel::people {

// Keys of people who went in a merge. They lead to the one who stays: what a file or a program has always said is no
// second person.

/// From now on the key of who goes leads to who stays, and so do those that led to who goes.
void lead_to(store::Transaction& tx, const std::string& key_of_goes, const Merge& merge);

/// Somebody has another key now. One that led to them before changes places with it: the older one leads to them.
void exchange_key(store::Transaction& tx, const PersonId& person, const std::string& before, const std::string& after);

/// Of these keys those that lead to somebody, with that one's own key.
[[nodiscard]] store::Query<std::tuple<std::string, std::string>> led_by(const std::vector<std::string>& keys);

}  // namespace koebel::people
