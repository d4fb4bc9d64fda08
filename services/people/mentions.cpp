#include "people/mentions.hpp"

#include "people/directory.hpp"
#include "people/punctuation.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace koebel::people {
namespace {

constexpr std::size_t kMostWords = 7;  // of a name: "Annemarijn-Charlotte van Oosterwijk-Bloem" has five

// Who was merged away is still called so by colleagues, and means who stayed.
constexpr store::Sql kKnownNames{
    "people.known_names",
    "SELECT n.part, 1, p.id, called.name FROM person_name_part n JOIN person called ON called.id = n.person_id"
    " JOIN person p ON p.id = COALESCE(called.merged_into, called.id)"
    " WHERE n.part IN @list($1) AND n.kind = 1 AND p.active = 1"
    " UNION ALL SELECT n.part, 0, p.id, called.name FROM person_name_part n"
    " JOIN person called ON called.id = n.person_id JOIN person p ON p.id = COALESCE(called.merged_into, called.id)"
    " WHERE n.part IN @list($2) AND n.kind IN (2, 4) AND p.active = 1"
};

/// What stands between the words of one name.
bool is_joint(UChar32 c) {
    const bool hyphen = c == '-' || c == 0x2010 || c == 0x2011 || c == 0x2013;
    return hyphen || c == '.' || c == '_' || (c != '\n' && c != '\r' && u_isUWhiteSpace(c) != 0);
}

/// As name_form sees it: what it drops is part of the word, what it makes a space of is not.
bool is_of_word(UChar32 c) {
    if (is_apostrophe(c)) return true;
    if (is_joint(c) || u_isUWhiteSpace(c) != 0 || c == 0x2014) return false;
    return u_isalnum(c) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
}

std::string joined(const std::string& form, const std::string& word) {
    return form.empty() ? word : form + ' ' + word;
}

/// Without an apostrophe at the end.
std::size_t before_apostrophe(std::string_view words, std::size_t end) {
    auto start = static_cast<std::int32_t>(end);
    UChar32 c = 0;
    U8_PREV(words.data(), 0, start, c);
    return is_apostrophe(c) ? static_cast<std::size_t>(start) : end;
}

/// Whether a sentence begins there.
bool begins_sentence(std::string_view words, std::size_t at) {
    auto i = static_cast<std::int32_t>(at);
    UChar32 c = 0;
    while (i > 0) {
        U8_PREV(words.data(), 0, i, c);
        if (c == '\n') return true;
        if (u_isUWhiteSpace(c) == 0 && !is_quote(c)) return c == '.' || c == '!' || c == '?';
    }
    return true;
}

std::string colleague(std::string_view language, bool capital) {
    if (language == "en") return capital ? "A colleague" : "a colleague";
    if (language == "pl") return capital ? "Ktoś z nas" : "ktoś z nas";
    return capital ? "Een collega" : "een collega";
}

}  // namespace

Mention Mention::from(const store::Row& row) {
    return {
        .field = static_cast<Field>(row.integer(0)),
        .start = row.get<std::size_t>(1),
        .length = row.get<std::size_t>(2),
        .person = row.get<PersonId>(3),
    };
}

KnownName KnownName::from(const store::Row& row) {
    return {.form = row.text(0), .whole = row.get<bool>(1), .person = row.get<PersonId>(2), .name = row.text(3)};
}

NamesInWords::NamesInWords(std::string_view words) : words_(words) {
    const auto size = static_cast<std::int32_t>(words_.size());
    std::size_t at_sign = words_.size();  // of the "@" that waits for its word; none: past the end
    bool goes_on = false;
    bool inside = false;
    for (std::int32_t i = 0; i < size;) {
        const auto here = static_cast<std::size_t>(i);
        UChar32 c = 0;
        U8_NEXT(words_.data(), i, size, c);
        if (is_of_word(c)) {
            if (!inside) {
                cut_.push_back({
                    .start = here,
                    .before = std::min(at_sign, here),
                    .goes_on = goes_on && !cut_.empty(),
                    .is_capital = u_isUUppercase(c) != 0,
                });
                goes_on = true;
                at_sign = words_.size();
            }
            cut_.back().end = static_cast<std::size_t>(i);
            inside = true;
            continue;
        }
        inside = false;
        if (c == '@') {
            at_sign = here;
        } else if (!is_quote(c)) {
            at_sign = words_.size();
        }
        if (!is_joint(c)) goes_on = false;
    }
    for (auto& word : cut_) word.form = name_form(std::string_view{words_}.substr(word.start, word.end - word.start));
    std::erase_if(cut_, [](const auto& word) { return word.form.empty(); });
}

std::vector<NamesInWords::Phrase> NamesInWords::phrases_at(std::size_t i) const {
    std::vector<Phrase> phrases;
    std::string form;
    for (auto n = i; n < cut_.size() && phrases.size() < kMostWords; ++n) {
        const auto& word = cut_[n];
        if (n > i && !word.goes_on) break;
        form = joined(form, word.form);
        auto& phrase = phrases.emplace_back(Phrase{.form = form, .end = word.end});
        if (word.form.size() > 1 && word.form.ends_with('s') && words_[word.end - 1] == 's') {
            phrase.possessor = form.substr(0, form.size() - 1);
            phrase.possessor_end = before_apostrophe(words_, word.end - 1);
        }
    }
    return phrases;
}

std::vector<std::string> NamesInWords::forms() const {
    std::set<std::string> forms;
    for (std::size_t i = 0; i < cut_.size(); ++i) {
        const auto& word = cut_[i];
        const bool alone = word.is_capital || word.before < word.start;
        const auto phrases = phrases_at(i);
        for (std::size_t n = alone ? 0 : 1; n < phrases.size(); ++n) {
            forms.insert(phrases[n].form);
            if (!phrases[n].possessor.empty()) forms.insert(phrases[n].possessor);
        }
    }
    return {forms.begin(), forms.end()};
}

std::vector<std::string> NamesInWords::handles() const {
    std::set<std::string> forms;
    for (std::size_t i = 0; i < cut_.size(); ++i) {
        if (cut_[i].before == cut_[i].start) continue;
        for (const auto& phrase : phrases_at(i)) {
            forms.insert(phrase.form);
            if (!phrase.possessor.empty()) forms.insert(phrase.possessor);
        }
    }
    return {forms.begin(), forms.end()};
}

std::vector<Mention> NamesInWords::find(
    Field field, const std::vector<KnownName>& known, const std::vector<Person>& participants
) const {
    std::multimap<std::string, const KnownName*> by_form;
    for (const auto& name : known) by_form.emplace(name.form, &name);

    const auto people_called = [&](const std::string& form, const Word& first, std::size_t end, bool one_word) {
        std::set<PersonId> people;
        const bool handle = first.before < first.start;
        const auto written = std::string_view{words_}.substr(first.start, end - first.start);
        for (auto [it, last] = by_form.equal_range(form); it != last; ++it) {
            const auto& name = *it->second;
            const bool fits = name.whole ? !one_word || handle || written == name.name : handle;
            if (fits) people.insert(name.person);
        }
        std::set<PersonId> taking_part;
        for (const auto& person : participants) {
            if (people.contains(person.id) || name_form(person.given_name) == form) {
                taking_part.insert(person.id);
            }
        }
        return taking_part.empty() ? people : taking_part;
    };

    std::vector<Mention> mentions;
    for (std::size_t i = 0; i < cut_.size();) {
        const auto phrases = phrases_at(i);
        auto next = i + 1;
        for (auto n = phrases.size(); n > 0 && next == i + 1; --n) {
            const auto& phrase = phrases[n - 1];
            auto end = phrase.end;
            auto people = people_called(phrase.form, cut_[i], end, n == 1);
            if (people.empty() && !phrase.possessor.empty()) {
                end = phrase.possessor_end;
                people = people_called(phrase.possessor, cut_[i], end, n == 1);
            }
            const auto start = cut_[i].before;
            for (const auto& person : people) mentions.push_back({field, start, end - start, person});
            if (!people.empty()) next = i + n;
        }
        i = next;
    }
    return mentions;
}

store::Query<KnownName> names_in(const std::vector<const NamesInWords*>& words) {
    std::vector<std::string> forms;
    std::vector<std::string> handles;
    for (const auto* one : words) {
        std::ranges::move(one->forms(), std::back_inserter(forms));
        std::ranges::move(one->handles(), std::back_inserter(handles));
    }
    return store::query<KnownName>(kKnownNames, forms, handles);
}

std::vector<MentionedPerson> meant_by(
    store::Reader& reader, const std::vector<Mention>& found, std::vector<Person> participants
) {
    std::set<PersonId> others;
    for (const auto& one : found) {
        if (std::ranges::find(participants, one.person, &Person::id) == participants.end()) others.insert(one.person);
    }
    auto people = std::move(participants);
    if (!others.empty()) {
        auto [read] = reader.read(people_by_id({others.begin(), others.end()}));
        std::ranges::move(read, std::back_inserter(people));
    }
    std::vector<MentionedPerson> mentions;
    for (const auto& one : found) {
        const auto person = std::ranges::find(people, one.person, &Person::id);
        if (person != people.end()) mentions.push_back({one, *person});
    }
    return mentions;
}

std::string as_allowed(
    const std::string& words,
    Field field,
    const std::vector<MentionedPerson>& mentions,
    const std::function<std::string(const Person&)>& allowed,
    std::string_view language
) {
    // By place; of several people at one place the one who wants to be seen least: nobody, the first name, the whole.
    struct Said {
        std::size_t end = 0;
        int openness = 2;
        std::string given_name;
    };
    std::map<std::size_t, Said> places;
    for (const auto& [mention, person] : mentions) {
        const bool inside = mention.start <= words.size() && mention.length <= words.size() - mention.start;
        if (mention.field != field || !inside) continue;
        const auto name = allowed(person);
        const auto openness = name.empty() ? 0 : name == person.name ? 2 : 1;
        auto& said = places[mention.start];
        said.end = mention.start + mention.length;
        if (openness < said.openness) {
            said.openness = openness;
            said.given_name = name;
        }
    }
    std::string result;
    std::size_t at = 0;
    for (const auto& [start, said] : places) {
        if (start < at) continue;
        result.append(words, at, start - at);
        if (said.openness == 0) result += colleague(language, begins_sentence(words, start));
        if (said.openness == 1) result += said.given_name;
        if (said.openness == 2) result.append(words, start, said.end - start);
        at = said.end;
    }
    return result.append(words, at);
}

std::string for_screens(
    const std::string& words, Field field, const std::vector<MentionedPerson>& mentions, std::string_view language
) {
    const auto on_the_wall = [](const Person& person) { return card_for_wall(person).name(); };
    return as_allowed(words, field, mentions, on_the_wall, language);
}

}  // namespace koebel::people
