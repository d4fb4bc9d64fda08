#include "recognition/directory.hpp"

#include "base/text.hpp"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

namespace koebel::recognition {
namespace {

/// How well a name fits; smaller is better.
enum Fit : int { kWhole = 0, kGiven = 1, kPart = 2, kNone = 3 };

/// Words that continue a name but do not end one: "noor de" is "noor" and the sentence's own "de".
constexpr std::array<std::string_view, 34> kParticles{"'s",  "'t",  "aan", "al",   "and", "bin", "da", "de",  "del",
                                                      "den", "der", "des", "di",   "do",  "dos", "du", "e",   "el",
                                                      "en",  "het", "in",  "la",   "le",  "of",  "op", "ten", "ter",
                                                      "the", "van", "von", "voor", "y",   "zu",  "zum"};

bool is_particle(std::string_view word) {
    return std::ranges::find(kParticles, word) != kParticles.end();
}

UChar32 comparable_character(UChar32 c) {
    switch (c) {
        case 0x2018:
        case 0x2019:
        case 0x02BC:
        case 0x02BB:
        case 0x00B4:
        case '`':
            return '\'';
        case 0x2010:
        case 0x2011:
        case 0x2012:
        case 0x2013:
            return '-';
        case '.':
        case '_':
            return ' ';
        default:
            return c;
    }
}

void append(std::string& text, UChar32 c) {
    std::array<char, U8_MAX_LENGTH> bytes{};
    std::int32_t size = 0;
    U8_APPEND_UNSAFE(bytes.data(), size, c);
    text.append(bytes.data(), static_cast<std::size_t>(size));
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

/// Without what people leave out of a hashtag.
std::string squeezed(std::string_view text) {
    auto result = comparable(text);
    std::erase_if(result, [](char c) { return c == ' ' || c == '-' || c == '\''; });
    return result;
}

bool ends_with(const std::vector<std::string>& name, std::span<const std::string> tail) {
    return name.size() > tail.size() && std::equal(tail.rbegin(), tail.rend(), name.rbegin());
}

bool is_part(const std::vector<std::string>& name, const std::vector<std::string>& words) {
    if (words.empty() || is_particle(words.back())) return false;
    if (!std::ranges::search(name, words).empty()) return true;
    return words.size() > 1 && name.front() == words.front() && ends_with(name, std::span{words}.subspan(1));
}

}  // namespace

std::string comparable(std::string_view text) {
    // First the characters, then folding: NFKD would take some of them apart.
    std::string plain;
    plain.reserve(text.size());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < size;) {
        UChar32 c = 0;
        U8_NEXT(text.data(), i, size, c);
        if (c < 0 || u_charType(c) == U_FORMAT_CHAR) continue;
        append(plain, comparable_character(c));
    }
    return folded(trimmed(plain));
}

NameFinder::NameFinder(const Directory& directory) {
    const auto prepare = [](const std::string& key, const std::string& name, const std::string& given_name) {
        Name prepared{
            .key = folded(key),
            .name = comparable(name),
            .as_one_word = squeezed(name),
            .given_name = comparable(given_name)
        };
        prepared.words = words_of(prepared.name);
        if (prepared.words.empty()) prepared.words.emplace_back();
        return prepared;
    };
    for (const auto& person : directory.people) {
        people_.emplace_back(person.id, prepare(person.key, person.name, person.given_name));
    }
    for (const auto& team : directory.teams) teams_.emplace_back(team.id, prepare(team.key, team.name, ""));
    for (const auto& value : directory.values) {
        values_.push_back({value.id, {squeezed(value.key), squeezed(value.name_nl), squeezed(value.name_en)}});
    }
}

int NameFinder::kind_of(
    const Name& name, const std::string& key, const std::vector<std::string>& words, const std::string& phrase
) {
    if (phrase == name.name || (!name.key.empty() && key == name.key)) return kWhole;
    if (words.size() == 1 && phrase == name.as_one_word) return kWhole;
    if (phrase == name.given_name) return kGiven;
    return is_part(name.words, words) ? kPart : kNone;
}

Candidates NameFinder::find(std::string_view written) const {
    const auto phrase = comparable(written);
    if (phrase.empty()) return {};
    const auto key = folded(written);
    const auto words = words_of(phrase);

    Candidates found;
    int best = kNone;
    const auto offer = [&](int kind, auto add) {
        if (kind == kNone || kind > best) return;
        if (kind < best) found = {};
        best = kind;
        add();
    };
    for (const auto& [id, name] : people_) {
        offer(kind_of(name, key, words, phrase), [&] { found.people.push_back(id); });
    }
    for (const auto& [id, name] : teams_) {
        offer(kind_of(name, key, words, phrase), [&] { found.teams.push_back(id); });
    }
    return found;
}

std::vector<ValueId> NameFinder::find_value(std::string_view written) const {
    const auto word = squeezed(written);
    std::vector<ValueId> found;
    if (word.empty()) return found;
    for (const auto& value : values_) {
        if (std::ranges::find(value.words, word) != value.words.end()) found.push_back(value.id);
    }
    return found;
}

}  // namespace koebel::recognition
