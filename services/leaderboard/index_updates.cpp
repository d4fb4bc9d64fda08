#include "leaderboard/index_updates.hpp"

#include "people/rights_changed.hpp"

#include <algorithm>
#include <span>

namespace koebel::leaderboard {
namespace {

constexpr std::size_t kUpdatesPerEntry = 500;

/// Board names and ids hold nothing that JSON would have to escape.
std::string text_of(std::span<const IndexUpdate> updates) {
    if (updates.empty()) return {};
    std::string text = "[";
    for (const auto& update : updates) {
        if (text.size() > 1) text += ',';
        text += "[\"" + update.board.text() + "\",\"" + update.member + "\",";
        text += update.score ? '"' + std::to_string(*update.score) + '"' : "null";
        text += ']';
    }
    return text += ']';
}

}  // namespace

std::string to_text(const std::vector<IndexUpdate>& updates) {
    return text_of(updates);
}

std::uint64_t append_boards_changed(store::Transaction& tx, const std::vector<IndexUpdate>& updates) {
    std::span<const IndexUpdate> rest{updates};
    std::uint64_t position = 0;
    do {
        const auto piece = rest.first(std::min(rest.size(), kUpdatesPerEntry));
        rest = rest.subspan(piece.size());
        store::NewEntry entry{.topic = std::string{people::kAccessTopic}, .body = {}, .index_updates = text_of(piece)};
        entry.body.mutable_boards_changed();
        position = tx.append(std::move(entry));
    } while (!rest.empty());
    return position;
}

bool is_indexed(const Period& period, const Periods& running) {
    return period.number >= running.of(period.kind).number - kIndexedBefore;
}

}  // namespace koebel::leaderboard
