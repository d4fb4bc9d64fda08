#pragma once

#include "base/id.hpp"
#include "people/person.hpp"
#include "store/transaction.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::people {

/// Which of the texts of what was said; one that has a single text has a message. The numbers stand in SQL.
enum class Field : std::uint8_t { kMessage = 0, kCustomerMoment = 1 };

/// A place in words that may name somebody. A name that several share is several of these.
struct Mention {
    Field field = Field::kMessage;
    std::size_t start = 0;   ///< bytes
    std::size_t length = 0;  ///< bytes
    PersonId person;

    static Mention from(const store::Row& row);
    friend bool operator==(const Mention&, const Mention&) = default;
};

/// A name of an active person, as the directory finds it; also that of who was merged into them.
struct KnownName {
    std::string form;    ///< as name_form makes it
    bool whole = false;  ///< the whole name with its spaces; otherwise the given name, or the whole as one word
    PersonId person;
    std::string name;

    static KnownName from(const store::Row& row);
};

/// Words, cut where names could begin and end. Pure. A name is found
///   anywhere        by the whole of it, in any case, also as a possessive ("Noor de Graafs", "Noor de Graaf's"); a
///                   name of one word only as it is written ("Roos", not "roos")
///   behind an "@"   also by the given name or as one word ("@Noor", "@NoorDeGraaf")
/// and for who gives or is thanked, the given name alone. The longest one hides what is inside it.
class NamesInWords {
public:
    explicit NamesInWords(std::string_view words);

    /// What has to be looked up: the forms whole names could have, and those that stand behind an "@".
    [[nodiscard]] std::vector<std::string> forms() const;
    [[nodiscard]] std::vector<std::string> handles() const;

    /// Who is named where, in the order of the words. Of several who share a name those who take part are meant.
    [[nodiscard]] std::vector<Mention> find(
        Field field, const std::vector<KnownName>& known, const std::vector<Person>& participants
    ) const;

private:
    struct Word {
        std::size_t start = 0;
        std::size_t end = 0;
        std::string form;
        std::size_t before = 0;   ///< where an "@" stands before it; equal to `start`: none
        bool goes_on = false;     ///< nothing but a space, a hyphen or a full stop lies between it and the one before
        bool is_capital = false;  ///< begins with a capital letter
    };
    /// So many words from the i-th on, as a name and as a possessive.
    struct Phrase {
        std::string form;
        std::string possessor;  ///< without the "s"; empty: it ends in none
        std::size_t end = 0;
        std::size_t possessor_end = 0;
    };
    [[nodiscard]] std::vector<Phrase> phrases_at(std::size_t i) const;

    std::string words_;
    std::vector<Word> cut_;
};

/// The names of active people that some words may hold, with those they had before a merge.
[[nodiscard]] store::Query<KnownName> names_in(const std::vector<const NamesInWords*>& words);

/// A mention with whom it means.
struct MentionedPerson {
    Mention mention;
    Person person;
};

/// With whom they mean; who is not among the participants is read.
[[nodiscard]] std::vector<MentionedPerson> meant_by(
    store::Reader& reader, const std::vector<Mention>& found, std::vector<Person> participants
);

/// The words with names as `allowed` gives them: empty, and it is "een collega" or "a colleague"; the whole name, and
/// it stands as it is written. Of several who share a name the one of whom least is allowed decides.
[[nodiscard]] std::string as_allowed(
    const std::string& words,
    Field field,
    const std::vector<MentionedPerson>& mentions,
    const std::function<std::string(const Person&)>& allowed,
    std::string_view language
);

/// The words as screens may say them: who is not on screens is "een collega" or "a colleague", who is there with the
/// first name stands with that. Of several who share a name the one who wants to be seen least decides.
[[nodiscard]] std::string for_screens(
    const std::string& words, Field field, const std::vector<MentionedPerson>& mentions, std::string_view language
);

}  // namespace koebel::people
