#pragma once

#include "store/transaction.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace koebel::moderation {

/// The organisation's list. Read it in the write's own transaction, in the same round trip as the rest the rules need.
[[nodiscard]] store::Query<std::string> held_words();

/// The words of the list for which a text is to be held, as they stand in it, each once. A colleague's name holds
/// nothing: not the surname either, which is a word of its own.
[[nodiscard]] std::vector<std::string> words_to_hold(
    store::Reader& reader, std::string_view text, const std::vector<std::string>& list
);

}  // namespace koebel::moderation
