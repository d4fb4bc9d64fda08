#include "people/visible_to.hpp"
#include "recognition/projection.hpp"
#include "recognition/repository.hpp"
#include "recognition/writing.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <utility>

namespace koebel::recognition {
namespace {

constexpr auto kNamingText = "SELECT " + kStoredColumns +
                             " FROM recognition r WHERE r.given_at >= $2 AND r.visibility <> 3 AND " +
                             people::visible_to("$1") +
                             " AND r.state = 0 AND (r.giver_id = $1 OR (r.team_id IS NULL AND r.id IN"
                             " (SELECT named.recognition_id FROM recognition_recipient named"
                             " WHERE named.person_id = $1)) OR r.id IN (SELECT added.recognition_id"
                             " FROM recognition_added added WHERE added.person_id = $1)) ORDER BY r.position";
constexpr store::Sql kNaming{"recognition.naming", kNamingText};

// Also what its recipient took off the feed: screens may show it, and then it is to be found.
constexpr auto kMentioningText =
    "SELECT " + kStoredColumns + " FROM recognition r WHERE r.given_at >= $2 AND " + people::kGivenToEveryone +
    " AND (r.giver_id = $1 OR (r.team_id IS NULL AND r.id IN (SELECT named.recognition_id FROM"
    " recognition_recipient named WHERE named.person_id = $1)) OR r.id IN (SELECT mentioning.recognition_id FROM"
    " recognition_mention mentioning WHERE mentioning.person_id = $1) OR r.id IN (SELECT added.recognition_id"
    " FROM recognition_added added WHERE added.person_id = $1)) ORDER BY r.position";
constexpr store::Sql kMentioning{"recognition.mentioning", kMentioningText};

// Writes travel with the next read, and the store waits for their answers only so long: what reaches far
// back goes in pieces, in the same transaction.
constexpr store::Sql kPace{"recognition.reproject_pace", "SELECT 1"};
constexpr std::size_t kPiece = 100;  // log entries

using CardOf = v1::PersonCard (*)(const people::Person&);

bool differs(const people::Person& before, const people::Person& after, CardOf card_of) {
    return card_of(before).SerializeAsString() != card_of(after).SerializeAsString();
}

/// Recognitions that are written again, in pieces.
class WritingAgain {
public:
    WritingAgain(store::Transaction& tx, std::vector<Stored> recognitions)
        : tx_(tx), recognitions_(std::move(recognitions)) {
        std::vector<RecognitionId> ids;
        ids.reserve(recognitions_.size());
        for (const auto& recognition : recognitions_) ids.push_back(recognition.id);
        auto [rows] = tx_.read(positions_of(ids));
        for (auto& row : rows) positions_[row.recognition].push_back(std::move(row));
    }

    void on_screens() {
        write(
            [](const Stored&, const std::string& topic) { return is_screens(topic) && topic != kLobbyTopic; },
            [&](const Stored& recognition, const std::string& topic, const std::vector<std::uint64_t>& redacted) {
                append_words(tx_, recognition.id, shown_again(recognition, topic, redacted));
            }
        );
    }

    void in_feed_and_teams() {
        write(
            [](const Stored&, const std::string& topic) { return !is_screens(topic) && !is_persons(topic); },
            [&](const Stored& recognition, const std::string& topic, const std::vector<std::uint64_t>& redacted) {
                append_words(tx_, recognition.id, changed(for_colleagues(recognition), topic, redacted));
            }
        );
    }

    /// Whose page names who gets it quietly, whatever the feed said last.
    void with_givers() {
        write(
            [](const Stored& recognition, const std::string& topic) {
                return !recognition.unnamed.empty() && topic == topic_of(recognition.giver.id);
            },
            [&](const Stored& recognition, const std::string& topic, const std::vector<std::uint64_t>& redacted) {
                append_words(tx_, recognition.id, again(recognition, topic, redacted));
            }
        );
    }

private:
    template <class IsMeant, class Write>
    void write(IsMeant is_meant, Write write_one) {
        std::size_t appended = 0;
        for (const auto& recognition : recognitions_) {
            for (const auto& [topic, redacted] : by_topic(positions_[recognition.id])) {
                if (!is_meant(recognition, topic)) continue;
                forget_positions(tx_, redacted);
                write_one(recognition, topic, redacted);
                if (++appended % kPiece == 0) std::ignore = tx_.row<std::int64_t>(kPace);
            }
        }
        if (appended > 0) std::ignore = tx_.row<std::int64_t>(kPace);
    }

    store::Transaction& tx_;
    std::vector<Stored> recognitions_;
    std::map<RecognitionId, std::vector<PositionRow>> positions_;
};

}  // namespace

void Repository::reproject(store::Transaction& tx, const people::Person& before, const people::Person& after) const {
    const auto since = tx.now() - settings_.log_kept;
    // Visitors see the screens: they come first.
    if (differs(before, after, people::card_for_wall)) {
        WritingAgain{tx, complete(tx, tx.rows<StoredRow>(kMentioning, after.id, since))}.on_screens();
    }
    if (differs(before, after, people::card_for_feed)) {
        WritingAgain writing{tx, complete(tx, tx.rows<StoredRow>(kNaming, after.id, since))};
        writing.in_feed_and_teams();
        writing.with_givers();
    }
}

}  // namespace koebel::recognition
