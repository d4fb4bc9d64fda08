#pragma once

#include "store/transaction.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace koebel::moderation {

/// Which words the organisation's list holds: the same text, the same words, whoever wrote them.
struct ListVersion {
    std::string text;

    static ListVersion from(const store::Row& row) { return {row.text(0)}; }
};

/// The list as it is, one row. Ask it in the write's own transaction, in the same round trip as the rest the rules
/// need.
[[nodiscard]] store::Query<ListVersion> held_list();

/// The words of `text` for which it is to be held, without case and diacritics, each once. A colleague's name holds
/// nothing: not the surname either, which is a word of its own. The words of the list are read where this process does
/// not know that version of it yet; how long it is costs no write anything after that.
[[nodiscard]] std::vector<std::string> words_to_hold(
    store::Reader& reader, std::string_view text, const std::vector<ListVersion>& list
);

/// The same of several texts at once, in their order.
[[nodiscard]] std::vector<std::vector<std::string>> words_to_hold(
    store::Reader& reader, const std::vector<std::string>& texts, const std::vector<ListVersion>& list
);

/// After the list was changed to these words, in the transaction that did so.
void write_list_version(store::Transaction& tx, const std::vector<std::string>& words);

}  // namespace koebel::moderation
