#include "recognition/merging.hpp"

#include "leaderboard/merging.hpp"
#include "recognition/merging_rows.hpp"
#include "recognition/projection.hpp"
#include "recognition/said_to_me.hpp"
#include "recognition/stored.hpp"
#include "recognition/withdrawing.hpp"
#include "recognition/writing.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace koebel::recognition {
namespace {

constexpr auto kMergeHandedOverText =
    "SELECT " + kStoredColumns + " FROM recognition r WHERE r.id IN @list($2) ORDER BY r.position";
constexpr store::Sql kMergedRecognitions{"recognition.handed_over", kMergeHandedOverText};

// Writes travel with the next read, and the store waits for their answers only so long.
constexpr store::Sql kMergePace{"recognition.merge_pace", "SELECT 1"};
constexpr std::size_t kMergePiece = 100;               // log entries
constexpr std::size_t kMergeRecognitionsAtOnce = 200;  // read, with all that belongs to them

using TopicsOfOne = std::map<std::string, std::vector<std::uint64_t>>;

/// Withdraws what one of the two said to the other only. Those with others among the people thanked: by now the giver
/// would thank themselves among them.
std::set<RecognitionId> withdraw_self_thanks(store::Transaction& tx, const people::Merge& merge) {
    std::set<RecognitionId> narrowed;
    const auto [exchanged] = tx.read(exchanged_between(merge));
    for (const auto& one : exchanged) {
        if (one.has_others) {
            narrowed.insert(one.recognition);
            continue;
        }
        const auto [positions] = tx.read(positions_of({one.recognition}));
        withdraw(tx, one.recognition, one.giver, positions);
    }
    return narrowed;
}

/// Writes again what the log holds of recognitions that changed hands.
class WritingForWhoStays {
public:
    WritingForWhoStays(store::Transaction& tx, const people::Merge& merge, std::set<RecognitionId> narrowed)
        : tx_(tx), mine_(topic_of(merge.stays)), gone_(topic_of(merge.goes)), narrowed_(std::move(narrowed)) {}

    void write(const Stored& recognition, TopicsOfOne topics, bool named) {
        write_mine(recognition, topics, named);
        for (const auto& [topic, redacted] : topics) {
            if (topic == kLobbyTopic || (!named && !is_screens(topic))) continue;
            forget_positions(tx_, redacted);
            append(recognition, again(recognition, topic, redacted));
        }
    }

    void done() {
        if (appended_ > 0) std::ignore = tx_.row<std::int64_t>(kMergePace);
    }

private:
    /// On the topic of who stays, instead of that of who goes. Takes both out of `topics`.
    void write_mine(const Stored& recognition, TopicsOfOne& topics, bool named) {
        auto redacted = topics.extract(gone_);
        auto own = topics.extract(mine_);
        if (redacted.empty() && (own.empty() || !named)) return;
        auto positions = redacted.empty() ? std::vector<std::uint64_t>{} : std::move(redacted.mapped());
        if (!own.empty()) std::ranges::copy(own.mapped(), std::back_inserter(positions));
        forget_positions(tx_, positions);
        if (!narrowed_.contains(recognition.id)) {
            append(recognition, changed(for_participants(recognition), mine_, std::move(positions)));
            return;
        }
        // It is said to them no longer; theirs it is as its giver.
        tx_.append(withdrawn(recognition.id, mine_, std::move(positions)));
        keep_pace();
        if (recognition.visibility == v1::VISIBILITY_EVERYONE && recognition.state != State::kHeld) return;
        append(recognition, changed(for_participants(recognition), mine_, {}));
    }

    void append(const Stored& recognition, store::NewEntry entry) {
        append_words(tx_, recognition.id, std::move(entry));
        keep_pace();
    }

    void keep_pace() {
        if (++appended_ % kMergePiece == 0) std::ignore = tx_.row<std::int64_t>(kMergePace);
    }

    store::Transaction& tx_;
    const std::string mine_;
    const std::string gone_;
    const std::set<RecognitionId> narrowed_;
    std::size_t appended_ = 0;
};

void write_again(
    store::Transaction& tx,
    const people::Merge& merge,
    const std::vector<Concerned>& concerned,
    std::set<RecognitionId> narrowed
) {
    WritingForWhoStays writing{tx, merge, std::move(narrowed)};
    std::span<const Concerned> rest{concerned};
    while (!rest.empty()) {
        const auto some = rest.first(std::min(rest.size(), kMergeRecognitionsAtOnce));
        rest = rest.subspan(some.size());
        std::vector<RecognitionId> ids;
        std::set<RecognitionId> named;
        for (const auto& one : some) {
            ids.push_back(one.recognition);
            if (one.named) named.insert(one.recognition);
        }
        auto [rows, positions] =
            tx.read(store::query<StoredRow>(kMergedRecognitions, merge.stays, ids), positions_of(ids));
        std::map<RecognitionId, std::vector<PositionRow>> by_recognition;
        for (auto& row : positions) by_recognition[row.recognition].push_back(std::move(row));
        for (const auto& recognition : complete(tx, std::move(rows))) {
            writing.write(recognition, by_topic(by_recognition[recognition.id]), named.contains(recognition.id));
        }
    }
    writing.done();
}

}  // namespace

void merge(store::Transaction& tx, const people::Merge& merge, const Settings& settings) {
    auto narrowed = withdraw_self_thanks(tx, merge);
    const auto [concerned] = tx.read(concerning(merge, tx.now() - settings.log_kept));
    const leaderboard::MergedStandings standings{tx, merge};
    hand_over_rows(tx, merge);
    standings.make_right(tx);
    write_again(tx, merge, concerned, std::move(narrowed));

    const auto [read] = tx.read(read_position_of(merge.stays));
    const auto read_position = read.empty() ? 0 : read.front();
    tell_read(tx, merge.stays, read_position, unread_after(tx, merge.stays, read_position));
}

void count_merge(store::Reader& reader, const people::Merge& merge, v1::PreviewMergeResponse& preview) {
    count_rows(reader, merge, preview);
    const auto [places] = reader.read(leaderboard::running_places_of(merge.goes));
    preview.set_board_places(places.empty() ? 0 : places.front());
}

}  // namespace koebel::recognition
