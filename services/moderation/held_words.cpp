#include "moderation/held_words.hpp"

#include "moderation/matching.hpp"

#include <algorithm>

namespace koebel::moderation {
namespace {

constexpr store::Sql kHeldWords{"moderation.held_words", "SELECT word FROM held_word ORDER BY word"};
constexpr store::Sql kNamesAmong{
    "moderation.names_among",
    "SELECT DISTINCT n.part FROM person_name_part n JOIN person p ON p.id = n.person_id WHERE n.part IN @list($1)"
    " AND p.active = 1"
};

}  // namespace

store::Query<std::string> held_words() {
    return store::query<std::string>(kHeldWords);
}

std::vector<std::string> words_to_hold(
    store::Reader& reader, std::string_view text, const std::vector<std::string>& list
) {
    std::vector<std::string> written;
    for (auto& match : held_in(text, list)) written.push_back(std::move(match.written));
    if (written.empty()) return written;
    std::ranges::sort(written);
    const auto repeated = std::ranges::unique(written);
    written.erase(repeated.begin(), repeated.end());
    const auto names = reader.rows<std::string>(kNamesAmong, written);
    std::erase_if(written, [&](const auto& one) { return std::ranges::find(names, one) != names.end(); });
    return written;
}

}  // namespace koebel::moderation
