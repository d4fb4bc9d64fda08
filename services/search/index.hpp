#pragma once

#include "base/id.hpp"
#include "base/static_text.hpp"
#include "store/transaction.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::search {

// Where words stand: in a recognition, and in remarks on it. A row for each word, so that what is taken back is gone
// from the file: an index of SQLite's FTS5 before 3.42, or PostgreSQL's parser, keep words longer, and part them
// differently.

/// The words of a recognition (no remark), or of a remark, are these from now on.
void index(store::Transaction& tx, const RecognitionId& recognition, std::string_view remark, std::string_view text);

/// A remark is gone.
void forget_remark(store::Transaction& tx, const RecognitionId& recognition, std::string_view remark);

/// A recognition is gone, with all remarks.
void forget(store::Transaction& tx, const RecognitionId& recognition);

/// Whether a word from `from` up to before `until` stands in the recognition of row `r`, as a condition of a statement
/// that asks people::visible_to besides. Looked up row by row: without the OFFSET, PostgreSQL would rather read all
/// there are of such words into a hash, however few rows are asked for.
template <std::size_t From, std::size_t Until>
[[nodiscard]] constexpr auto stands_in(const char (&from)[From], const char (&until)[Until]) {
    return "EXISTS (SELECT 1 FROM search_word found WHERE found.recognition_id = r.id AND found.word >= " +
           static_text(from) + " AND found.word < " + static_text(until) + " LIMIT 1 OFFSET 0)";
}

/// At most `limit` recognitions in which such a word stands, in no order: to look among these only. Some may not be for
/// everyone.
[[nodiscard]] store::Query<RecognitionId> candidates(std::string_view word, std::size_t limit);

}  // namespace koebel::search
