#include "story/holding.hpp"

#include <algorithm>

namespace koebel::story {

std::vector<std::string> all_texts(
    const Words& words,
    const std::vector<recognition::NominationPictureRow>& pictures,
    const std::vector<WitnessRow>& witnesses
) {
    auto texts = words.texts();
    for (const auto& row : pictures) texts.push_back(row.picture.alternative_text);
    for (const auto& row : witnesses) texts.push_back(row.reason);
    return texts;
}

Hold hold_of(
    store::Reader& reader,
    Hold before,
    const std::vector<std::string>& texts,
    const std::vector<moderation::ListVersion>& list
) {
    if (before == Hold::kByCurator) return before;
    const auto found = moderation::words_to_hold(reader, texts, list);
    return std::ranges::any_of(found, [](const auto& words) { return !words.empty(); }) ? Hold::kByWord : Hold::kNone;
}

}  // namespace koebel::story
