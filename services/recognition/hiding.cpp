#include "recognition/hiding.hpp"

#include "inbox/news.hpp"
#include "leaderboard/standings.hpp"
#include "recognition/projection.hpp"
#include "recognition/writing.hpp"

#include <algorithm>
#include <utility>

namespace koebel::recognition {
namespace {

constexpr store::Sql kHide{"recognition.hide", "UPDATE recognition SET state = 2, changed_at = $2 WHERE id = $1"};
constexpr store::Sql kHiding{
    "recognition.hiding",
    "INSERT INTO recognition_hiding (recognition_id, curator_id, reason, hidden_at) VALUES ($1, $2, $3, $4)"
};
constexpr store::Sql kWithhold{
    "recognition.withhold", "UPDATE recognition_recipient SET withheld = 1 WHERE recognition_id = $1"
};

}  // namespace

void write_hidden(store::Transaction& tx, const RecognitionId& id, const Hiding& hiding) {
    tx.run(kHide, id, tx.now());
    tx.run(kHiding, id, hiding.curator, hiding.reason, tx.now());
}

void withhold(store::Transaction& tx, const RecognitionId& id) {
    tx.run(kWithhold, id);
}

void tell_hidden(store::Transaction& tx, const Hidden& hidden) {
    inbox::tell(
        tx,
        {.position = hidden.position,
         .kind = v1::INBOX_KIND_HIDDEN,
         .recognition = hidden.recognition,
         .note = hidden.why},
        {hidden.giver}
    );
}

std::uint64_t hide(store::Transaction& tx, Stored recognition, const Hiding& hiding) {
    const auto [positions, told] = tx.read(positions_of({recognition.id}), told_of(recognition.id));
    recognition.state = State::kHidden;

    const auto counted = leaderboard::counted(tx, recognition.id);
    write_hidden(tx, recognition.id, hiding);
    auto index_updates = counted ? leaderboard::discount(tx, *counted) : std::string{};
    std::uint64_t first = 0;
    for (const auto& [topic, redacted] : all_words_by_topic(tx, recognition.id, positions)) {
        if (is_persons(topic)) continue;
        const auto position = tx.append(carrying(index_updates, withdrawn(recognition.id, topic, redacted)));
        if (first == 0) first = position;
        forget_words(tx, redacted);
    }
    // The giver and the people thanked keep the words, and see that others do not.
    auto participants = told;
    participants.push_back(recognition.giver.id);
    for (const auto& person : participants) {
        auto entry = carrying(index_updates, changed(for_participants(recognition), topic_of(person), {}));
        const auto position = append_words(tx, recognition.id, std::move(entry));
        if (first == 0) first = position;
    }
    return first;
}

std::uint64_t hide_from_thanked(store::Transaction& tx, Stored recognition, const Hiding& hiding) {
    const auto [positions] = tx.read(positions_of({recognition.id}));
    recognition.state = State::kHidden;
    write_hidden(tx, recognition.id, hiding);
    withhold(tx, recognition.id);
    const auto givers = topic_of(recognition.giver.id);
    std::uint64_t first = 0;
    for (const auto& [topic, redacted] : all_words_by_topic(tx, recognition.id, positions)) {
        if (topic == givers) continue;
        const auto position = tx.append(withdrawn(recognition.id, topic, redacted));
        if (first == 0) first = position;
        forget_words(tx, redacted);
    }
    const auto position = append_words(tx, recognition.id, changed(for_participants(recognition), givers, {}));
    return first == 0 ? position : first;
}

}  // namespace koebel::recognition
