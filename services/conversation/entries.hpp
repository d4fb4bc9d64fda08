#pragma once

#include "conversation/audience.hpp"
#include "conversation/remark.hpp"
#include "store/transaction.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::conversation {

// The log entries of remarks, and which of them carry words.

/// Living ones on a recognition.
struct Counts {
    std::uint32_t comments = 0;
    std::uint32_t boosts = 0;

    static Counts from(const store::Row& row);
};
[[nodiscard]] store::Query<Counts> counts_of(const RecognitionId& recognition);

using PositionsByTopic = std::map<std::string, std::vector<std::uint64_t>>;

/// Where a remark's words stand in the log, by topic.
[[nodiscard]] PositionsByTopic positions_of(store::Reader& reader, const RemarkId& remark);

/// The same of several, and the counts of several.
[[nodiscard]] std::map<RemarkId, PositionsByTopic> positions_of_all(
    store::Reader& reader, const std::vector<RemarkId>& remarks
);
[[nodiscard]] std::map<RecognitionId, Counts> counts_of_all(
    store::Reader& reader, const std::vector<RecognitionId>& recognitions
);

/// Where words of any remark on a recognition stand: they go along when it leaves a topic.
[[nodiscard]] PositionsByTopic positions_on(store::Reader& reader, const RecognitionId& recognition);

/// Whether screens hear of a comment, too, how many there are: not when the number is the same.
enum class Where : std::uint8_t { kEverywhere, kWhereWordsAre };

/// Says a remark to its audience, or says it anew: what stood on any topic before loses its words. The position of the
/// first entry. Screens are shown boosts, and hear of comments how many there are.
std::uint64_t announce(
    store::Transaction& tx,
    const Remark& remark,
    const Audience& audience,
    const Counts& counts,
    std::string_view language,
    PositionsByTopic before = {},
    Where where = Where::kEverywhere
);

/// It is gone from `topics`, and from all that have its words. The position of the first entry.
std::uint64_t withdraw(
    store::Transaction& tx,
    const RemarkId& remark,
    const RecognitionId& recognition,
    std::vector<std::string> topics,
    const Counts& counts,
    PositionsByTopic before
);

/// Appends an entry that carries a remark's words.
std::uint64_t append_words(
    store::Transaction& tx, const RemarkId& remark, const RecognitionId& recognition, store::NewEntry entry
);

/// Forgets positions that were redacted.
void forget_positions(store::Transaction& tx, const std::vector<std::uint64_t>& positions);

}  // namespace koebel::conversation
