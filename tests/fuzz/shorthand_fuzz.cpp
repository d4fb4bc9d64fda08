// A line of shorthand: whoever is found is somebody, whatever is unresolved stands where it says, and the words that
// remain are words of the line.
#include "base/text.hpp"
#include "fuzz/require.hpp"
#include "recognition/shorthand.hpp"

#include <unicode/utf8.h>

#include <algorithm>

namespace koebel::fuzz {
namespace {

using namespace recognition;

PersonName person(std::string key, std::string name, std::string given_name) {
    return {PersonId{key}, key, std::move(name), std::move(given_name)};
}

const Directory& directory() {
    static const Directory all{
        .people =
            {person("noor-de-graaf", "Noor de Graaf", "Noor"),
             person("jan-bakker", "Jan Bakker", "Jan"),
             person("jan-visser", "Jan Visser", "Jan"),
             person("jan-willem", "Jan Willem van der Berg", "Jan Willem"),
             person("siobhan", "Siobhán D’Arcy", "Siobhán"),
             person("yildiz", "Ayşe Yıldız", "Ayşe"),
             person("nour", "نور الدين", "نور"),
             person("anne-marie", "Anne-Marie 't Hof", "Anne-Marie"),
             person("ten", "10", "10")},
        .teams =
            {{TeamId{"service-noord"}, "service-noord", "Service Noord"},
             {TeamId{"service-zuid"}, "service-zuid", "Service Zuid"},
             {TeamId{"rd"}, "rd", "R&D"}},
        .values =
            {{ValueId{"klant"}, "klant", "De klant voorop", "Customer first"},
             {ValueId{"samen"}, "samen", "Samen", "Together"},
             {ValueId{"1"}, "1", "1", "One"}},
    };
    return all;
}

std::vector<UChar32> points_of(std::string_view text) {
    std::vector<UChar32> points;
    for (std::int32_t i = 0; i < static_cast<std::int32_t>(text.size());) {
        UChar32 c = 0;
        U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), c);
        points.push_back(c);
    }
    return points;
}

/// Whether `part` is what is left of `whole` when some of it is taken out; blanks, which closing a gap moves, aside.
bool is_left_of(std::string_view part, std::string_view whole) {
    const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
    std::size_t at = 0;
    for (const char c : part) {
        if (is_blank(c)) continue;
        at = whole.find(c, at);
        if (at == std::string_view::npos) return false;
        ++at;
    }
    return true;
}

template <class Id, class Names>
void require_known_once(const std::vector<Id>& ids, const Names& names, std::string_view promise) {
    for (auto id = ids.begin(); id != ids.end(); ++id) {
        require(std::ranges::any_of(names, [&](const auto& name) { return name.id == *id; }), promise);
        require(std::find(std::next(id), ids.end(), *id) == ids.end(), "once each");
    }
}

void check(std::string_view line) {
    if (!is_clean_text(line)) return;  // the codec lets nothing else in
    const auto names = written_names(line);
    if (!names) {
        require(names.error().reason == "SHORTHAND_INVALID", "refused with its reason");
        return;
    }
    require(names->size() <= kMaxShorthandNames, "a bounded number of names");
    for (const auto& spellings : *names) require(!spellings.empty(), "each with a way to read it");

    const auto read = read_shorthand(line, directory());
    require_known_once(read.people, directory().people, "somebody");
    require_known_once(read.teams, directory().teams, "a team");
    require_known_once(read.values, directory().values, "a value");
    require(read.people.size() + read.teams.size() <= names->size(), "no more than names were written");
    require(read.credits_each.count() >= 0 && read.credits_each.count() <= 999, "credits of three digits");
    require(is_clean_text(read.message) || read.message.empty(), "words are text");
    require(trimmed(read.message) == read.message, "without blanks around them");
    require(is_left_of(read.message, line), "and all of them were written");

    const auto points = points_of(line);
    for (const auto& open : read.unresolved) {
        const bool name = open.kind == Unresolved::Kind::kName;
        require(open.start < points.size() && points[open.start] == (name ? '@' : '#'), "it starts with its sign");
        require(line.contains(open.written) && !open.written.empty(), "and says what was written");
        require(open.candidates.size() != 1, "one candidate would be certain");
        require(name || open.candidates.size() == 0, "values have no candidates");
    }

    // Nobody is found in an empty directory.
    const auto alone = read_shorthand(line, {});
    require(alone.people.empty() && alone.teams.empty() && alone.values.empty(), "nobody from nowhere");
}

}  // namespace
}  // namespace koebel::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    koebel::fuzz::check({reinterpret_cast<const char*>(data), size});
    return 0;
}
