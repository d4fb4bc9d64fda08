#include "search/index.hpp"

#include "search/words.hpp"

namespace koebel::search {
namespace {

constexpr store::Sql kIndex{
    "search.index",
    "INSERT INTO search_word (word, recognition_id, remark_id) SELECT value, $1, $2 FROM json_each($3) WHERE 1"
    " ON CONFLICT DO NOTHING",
    "INSERT INTO search_word (word, recognition_id, remark_id)"
    " SELECT jsonb_array_elements_text(CAST($3 AS jsonb)), $1, $2 ON CONFLICT DO NOTHING"
};
constexpr store::Sql kForgetRemarkWords{
    "search.forget_remark", "DELETE FROM search_word WHERE recognition_id = $1 AND remark_id = $2"
};
constexpr store::Sql kForgetWords{"search.forget", "DELETE FROM search_word WHERE recognition_id = $1"};
constexpr store::Sql kCandidates{
    "search.candidates", "SELECT recognition_id FROM search_word WHERE word >= $1 AND word < $2 LIMIT $3"
};

}  // namespace

void index(store::Transaction& tx, const RecognitionId& recognition, std::string_view remark, std::string_view text) {
    forget_remark(tx, recognition, remark);
    tx.run(kIndex, recognition, remark, words_in(text));
}

void forget_remark(store::Transaction& tx, const RecognitionId& recognition, std::string_view remark) {
    tx.run(kForgetRemarkWords, recognition, remark);
}

void forget(store::Transaction& tx, const RecognitionId& recognition) {
    tx.run(kForgetWords, recognition);
}

store::Query<RecognitionId> candidates(std::string_view word, std::size_t limit) {
    return store::query<RecognitionId>(kCandidates, word, after_all_that_begin_with(word), limit);
}

}  // namespace koebel::search
