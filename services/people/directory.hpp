#pragma once

#include "people/person.hpp"
#include "people/team.hpp"
#include "store/transaction.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::people {

/// A name as names are found: folded, apostrophes gone, hyphens, dots and underscores as spaces.
/// "Noor de Graaf" → "noor de graaf", "O’Brien" → "obrien", "noor.de.graaf" → "noor de graaf".
[[nodiscard]] std::string name_form(std::string_view text);

/// Active people of whose names each word typed begins a word, in the order of the part that was found.
/// "graa", "noor gr", "van der b". At most `limit`; nothing for a query without letters.
[[nodiscard]] std::vector<Person> find_people(store::Reader& reader, std::string_view typed, std::size_t limit);

/// Teams in the same way; those without active members too.
[[nodiscard]] std::vector<Team> find_teams(store::Reader& reader, std::string_view typed, std::size_t limit);

/// Writes the forms a name is found by, in place of those there were.
void write_name_parts(
    store::Transaction& tx, const PersonId& person, std::string_view name, std::string_view given_name
);
void write_name_parts(store::Transaction& tx, const TeamId& team, std::string_view name);

}  // namespace koebel::people
