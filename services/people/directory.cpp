#include "people/directory.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <set>
#include <utility>

namespace koebel::people {

namespace {

enum Kind : std::int64_t { kWhole = 1, kGiven = 2, kLater = 3, kCompact = 4 };

constexpr std::string_view kAfterAll = "\xF4\x8F\xBF\xBF";  // U+10FFFF: the end of a prefix's range

constexpr auto kFindPeopleText = "SELECT " + kPersonColumns +
                                 " FROM person_name_part n JOIN person p ON p.id = n.person_id" + kPersonJoins +
                                 " WHERE n.part >= $1 AND n.part < $2 AND n.kind <> 2 AND p.active = 1"
                                 " AND EXISTS (SELECT 1 FROM person_name_part o WHERE o.person_id = n.person_id"
                                 " AND o.part >= $3 AND o.part < $4)"
                                 " ORDER BY n.part, n.person_id LIMIT $5";
constexpr store::Sql kFindPeople{"people.find_people", kFindPeopleText};

constexpr auto kFindTeamsText = "SELECT " + kTeamColumns +
                                " FROM team_name_part n JOIN team t ON t.id = n.team_id"
                                " WHERE n.part >= $1 AND n.part < $2"
                                " AND EXISTS (SELECT 1 FROM team_name_part o WHERE o.team_id = n.team_id"
                                " AND o.part >= $3 AND o.part < $4)"
                                " ORDER BY n.part, n.team_id LIMIT $5";
constexpr store::Sql kFindTeams{"people.find_teams", kFindTeamsText};

constexpr store::Sql kForgetPerson{"people.forget_name", "DELETE FROM person_name_part WHERE person_id = $1"};
constexpr store::Sql kAddPersonPart{
    "people.add_name_part", "INSERT INTO person_name_part (part, person_id, kind) VALUES ($1, $2, $3)"
};
constexpr store::Sql kForgetTeam{"people.forget_team_name", "DELETE FROM team_name_part WHERE team_id = $1"};
constexpr store::Sql kAddTeamPart{
    "people.add_team_name_part", "INSERT INTO team_name_part (part, team_id, kind) VALUES ($1, $2, $3)"
};

std::vector<std::string> words_of(std::string_view form) {
    std::vector<std::string> words;
    while (!form.empty()) {
        const auto end = std::min(form.find(' '), form.size());
        if (end > 0) words.emplace_back(form.substr(0, end));
        form.remove_prefix(std::min(end + 1, form.size()));
    }
    return words;
}

std::string compact(std::string_view form) {
    std::string text{form};
    std::erase(text, ' ');
    return text;
}

bool each_begins_a_word(const std::vector<std::string>& typed, std::string_view name) {
    const auto words = words_of(name_form(name));
    return std::ranges::all_of(typed, [&](const auto& beginning) {
        return std::ranges::any_of(words, [&](const auto& word) { return word.starts_with(beginning); });
    });
}

template <class One>
std::vector<One> find(store::Reader& reader, const store::Sql& sql, std::string_view typed, std::size_t limit) {
    const auto form = name_form(typed);
    const auto words = words_of(form);
    if (words.empty() || limit == 0) return {};

    std::vector<One> found;
    std::set<std::string> seen;
    const auto take = [&](const std::string& first, const std::string& other, auto&& fits) {
        const auto rows = reader.rows<One>(
            sql, first, first + std::string{kAfterAll}, other, other + std::string{kAfterAll}, limit * 4 + 40
        );
        for (const auto& row : rows) {
            if (found.size() == limit) return;
            if (fits(row.name) && seen.insert(row.id.text()).second) found.push_back(row);
        }
    };
    // As one phrase first: it is the likeliest and the narrowest range.
    take(form, form, [](const auto&) { return true; });
    if (words.size() > 1 && found.size() < limit) {
        take(words.front(), words.back(), [&](const auto& name) { return each_begins_a_word(words, name); });
    }
    return found;
}

std::set<std::pair<std::string, std::int64_t>> parts_of(std::string_view name) {
    const auto form = name_form(name);
    std::set<std::pair<std::string, std::int64_t>> parts;
    if (form.empty()) return parts;
    parts.emplace(form, kWhole);
    if (const auto joined = compact(form); joined != form) parts.emplace(joined, kCompact);
    for (auto space = form.find(' '); space != std::string::npos; space = form.find(' ', space + 1)) {
        parts.emplace(form.substr(space + 1), kLater);
    }
    return parts;
}

}  // namespace

std::string name_form(std::string_view text) {
    const auto plain = folded(text);
    std::string form;
    form.reserve(plain.size());
    const auto space = [&] {
        if (!form.empty() && form.back() != ' ') form += ' ';
    };
    for (std::size_t i = 0; i < plain.size(); ++i) {
        const auto byte = static_cast<unsigned char>(plain[i]);
        const auto rest = std::string_view{plain}.substr(i);
        if (rest.starts_with("\u2018") || rest.starts_with("\u2019")) {
            i += 2;
        } else if (rest.starts_with("\u02BC")) {
            i += 1;
        } else if (rest.starts_with("\u2010") || rest.starts_with("\u2011") || rest.starts_with("\u2013") ||
                   rest.starts_with("\u2014")) {
            i += 2;
            space();
        } else if (byte == '\'' || byte == '`') {
            continue;
        } else if (byte < 0x80 && std::isalnum(byte) == 0) {
            space();
        } else {
            form += plain[i];
        }
    }
    if (!form.empty() && form.back() == ' ') form.pop_back();
    return form;
}

std::vector<Person> find_people(store::Reader& reader, std::string_view typed, std::size_t limit) {
    return find<Person>(reader, kFindPeople, typed, limit);
}

std::vector<Team> find_teams(store::Reader& reader, std::string_view typed, std::size_t limit) {
    return find<Team>(reader, kFindTeams, typed, limit);
}

void write_name_parts(
    store::Transaction& tx, const PersonId& person, std::string_view name, std::string_view given_name
) {
    auto parts = parts_of(name);
    if (const auto given = name_form(given_name); !given.empty()) {
        parts.emplace(given, kGiven);
        parts.emplace(compact(given), kGiven);
        // Pickers look past kGiven, so that all who are called Noor come in the order of their whole names.
        if (!name_form(name).starts_with(given)) parts.emplace(given, kLater);
    }
    tx.run(kForgetPerson, person);
    for (const auto& [part, kind] : parts) tx.run(kAddPersonPart, part, person, kind);
}

void write_name_parts(store::Transaction& tx, const TeamId& team, std::string_view name) {
    auto parts = parts_of(name);
    const auto words = words_of(name_form(name));
    if (words.size() > 1) {
        for (const auto& word : words) parts.emplace(word, kLater);  // "@noord" for "Service Noord"
    }
    tx.run(kForgetTeam, team);
    for (const auto& [part, kind] : parts) tx.run(kAddTeamPart, part, team, kind);
}

}  // namespace koebel::people
