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

/// Whom a written name names.
struct NamedInText {
    std::vector<Person> people;  ///< active ones
    std::vector<Team> teams;
    std::size_t length = 0;  ///< bytes of the text the name takes; 0: nobody is named

    [[nodiscard]] bool is_certain() const { return people.size() + teams.size() == 1; }
};

/// Reads the name a text starts with: what follows "@" in the shorthand. Names may run over several
/// words ("Noor de Graaf", "van der Berg") or be written as one ("noor.de.graaf", "NoorDeGraaf"); the
/// longest run of words that names someone wins, punctuation after it stays outside. A whole name
/// comes before a given name, a surname or one word of a team's name, which may name several.
/// At most 20 of each.
[[nodiscard]] NamedInText find_by_written_name(store::Reader& reader, std::string_view text);

/// For an unknown name: whom its first word could have meant, by prefix.
[[nodiscard]] NamedInText nearest_names(store::Reader& reader, std::string_view text, std::size_t limit);

/// Writes the forms a name is found by, in place of those there were.
void write_name_parts(
    store::Transaction& tx, const PersonId& person, std::string_view name, std::string_view given_name
);
void write_name_parts(store::Transaction& tx, const TeamId& team, std::string_view name);

}  // namespace koebel::people
