#pragma once

#include "base/id.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace koebel::recognition {

struct PersonName {
    PersonId id;
    std::string key;
    std::string name;
    std::string given_name;
};

struct TeamName {
    TeamId id;
    std::string key;
    std::string name;
};

struct ValueName {
    ValueId id;
    std::string key;
    std::string name_nl;
    std::string name_en;
};

/// The names a line of shorthand can mean: active people and teams that share a first word with what
/// was written (or all of them), and every value.
struct Directory {
    std::vector<PersonName> people;
    std::vector<TeamName> teams;
    std::vector<ValueName> values;
};

/// Whom a written name can mean, all of one kind of match.
struct Candidates {
    std::vector<PersonId> people;
    std::vector<TeamId> teams;

    [[nodiscard]] std::size_t size() const { return people.size() + teams.size(); }
};

/// Names are compared in this form: folded (no case, no diacritics), one apostrophe and one hyphen for
/// all of their kinds, full stops and low lines as spaces, no marks of direction.
[[nodiscard]] std::string comparable(std::string_view text);

/// Finds names. Pure; immutable once made. Three kinds of match, the better one hides the others:
///   1. the whole name, also written as one word ("NoorDeGraaf"), or the key;
///   2. the given name;
///   3. a part: words that follow each other in the name ("de Graaf", "Service Noord"), or the first
///      word and then the last ones ("Noor Graaf"), but never words that end in a particle ("Noor de").
class NameFinder {
public:
    explicit NameFinder(const Directory& directory);

    /// `written` as it stands in the line, without "@" and quotes.
    [[nodiscard]] Candidates find(std::string_view written) const;

    /// Values by key or name in either language; spaces, hyphens and apostrophes do not count.
    [[nodiscard]] std::vector<ValueId> find_value(std::string_view written) const;

private:
    struct Name {
        std::string key;
        std::string name;
        std::string as_one_word;
        std::string given_name;  // empty for a team
        std::vector<std::string> words;
    };
    struct ValueEntry {
        ValueId id;
        std::vector<std::string> words;
    };
    [[nodiscard]] static int kind_of(
        const Name& name, const std::string& key, const std::vector<std::string>& words, const std::string& phrase
    );

    std::vector<std::pair<PersonId, Name>> people_;
    std::vector<std::pair<TeamId, Name>> teams_;
    std::vector<ValueEntry> values_;
};

}  // namespace koebel::recognition
