#pragma once

#include "moderation/held_words.hpp"
#include "recognition/pictures.hpp"
#include "store/transaction.hpp"
#include "story/nomination.hpp"

#include <string>
#include <vector>

namespace koebel::story {

/// Whatever is written in a nomination: its words, what its pictures show, what was seen.
[[nodiscard]] std::vector<std::string> all_texts(
    const Words& words,
    const std::vector<recognition::NominationPictureRow>& pictures,
    const std::vector<WitnessRow>& witnesses
);

/// Whether a word of the list holds such texts. What a curator decided stands.
[[nodiscard]] Hold hold_of(
    store::Reader& reader,
    Hold before,
    const std::vector<std::string>& texts,
    const std::vector<moderation::ListVersion>& list
);

}  // namespace koebel::story
