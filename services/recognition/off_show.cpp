#include "recognition/off_show.hpp"

#include "access/rights.hpp"
#include "people/visible_to.hpp"
#include "recognition/projection.hpp"
#include "recognition/stored.hpp"
#include "recognition/writing.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace koebel::recognition {
namespace {

constexpr auto kOneSaidToMeText =
    "SELECT " + kStoredColumns +
    ", r.off_feed, r.off_screens FROM recognition r JOIN recognition_recipient mine ON mine.recognition_id = r.id"
    " WHERE r.id = $2 AND mine.person_id = $1 AND " +
    people::visible_to("$1");
constexpr store::Sql kOneSaidToMe{"recognition.one_said_to_me", kOneSaidToMeText};

constexpr store::Sql kByOthers{
    "recognition.off_by_others",
    "SELECT COALESCE(MAX(feed), 0), COALESCE(MAX(screens), 0) FROM recognition_off WHERE recognition_id = $2"
    " AND person_id <> $1"
};
constexpr store::Sql kWant{
    "recognition.want_off",
    "INSERT INTO recognition_off (recognition_id, person_id, feed, screens) VALUES ($2, $1, $3, $4)"
    " ON CONFLICT (recognition_id, person_id) DO UPDATE SET feed = excluded.feed, screens = excluded.screens"
};
constexpr store::Sql kTakeOff{
    "recognition.take_off", "UPDATE recognition SET off_feed = $2, off_screens = $3 WHERE id = $1"
};

/// Where it is off.
struct Off {
    bool feed = false;
    bool screens = false;

    static Off from(const store::Row& row) { return {row.get<bool>(0), row.get<bool>(1)}; }
};

struct Received {
    StoredRow row;
    Off off;

    static Received from(const store::Row& row) {
        return {StoredRow::from(row), {row.get<bool>(kStoredColumnCount), row.get<bool>(kStoredColumnCount + 1)}};
    }
};

/// One recognition on its way off or back.
class Showing {
public:
    Showing(store::Transaction& tx, const Stored& recognition, const std::vector<PositionRow>& positions)
        : tx_(tx), recognition_(recognition), topics_(all_words_by_topic(tx, recognition.id, positions)) {}

    void off_screens() { withdraw(is_screens); }

    void on_screens() {
        for (auto& entry : for_all_screens(recognition_)) append_words(tx_, recognition_.id, std::move(entry));
    }

    /// `told`: who is thanked and sees it.
    void off_feed(const std::vector<PersonId>& told) {
        withdraw([](std::string_view topic) { return !is_screens(topic) && !is_persons(topic); });
        // A page keeps what names its owner, whatever leaves the feed. To the others it is said where nobody else
        // hears.
        const auto feed = for_colleagues(recognition_);
        std::set<std::string> named{feed.giver().id()};
        for (const auto& card : feed.recipients()) named.insert(card.id());
        if (!named.contains(recognition_.giver.id.text())) keep_for_giver();
        for (const auto& person : told) {
            if (!named.contains(person.text())) keep(person, for_participants(recognition_));
        }
    }

    void in_feed() {
        const auto feed = for_colleagues(recognition_);
        if (recognition_.visibility == v1::VISIBILITY_EVERYONE) {
            append_words(tx_, recognition_.id, changed(feed, std::string{kFeedTopic}, {}));
            if (!recognition_.unnamed.empty()) keep_for_giver();
            return;
        }
        for (const auto& team : recognition_.direct_teams) {
            append_words(tx_, recognition_.id, changed(feed, topic_of(team.id), {}));
        }
    }

private:
    template <class IsMeant>
    void withdraw(IsMeant is_meant) {
        for (const auto& [topic, redacted] : topics_) {
            if (!is_meant(topic)) continue;
            tx_.append(withdrawn(recognition_.id, topic, redacted));
            forget_words(tx_, redacted);
        }
    }

    void keep_for_giver() { keep(recognition_.giver.id, for_who_takes_part(recognition_)); }

    void keep(const PersonId& person, const v1::Recognition& as_seen) {
        append_words(tx_, recognition_.id, changed(as_seen, topic_of(person), {}));
    }

    store::Transaction& tx_;
    const Stored& recognition_;
    std::map<std::string, std::vector<std::uint64_t>> topics_;
};

}  // namespace

Result<v1::TakeOffResponse> take_off(store::Transaction& tx, const rpc::Caller& caller, const TakingOff& wanted) {
    auto [rights, received, by_others, positions, told] = tx.read(
        access::rights_query(caller),
        store::query<Received>(kOneSaidToMe, caller.person, wanted.recognition),
        store::query<Off>(kByOthers, caller.person, wanted.recognition),
        positions_of({wanted.recognition}),
        told_of(wanted.recognition)
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (received.empty()) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    if (received.front().row.visibility == v1::VISIBILITY_ONLY_US) {
        return refuse(Code::kFailedPrecondition, "NOTHING_TO_TAKE_OFF");
    }
    const auto before = received.front().off;
    const Off after{wanted.feed || by_others.front().feed, wanted.screens || by_others.front().screens};
    tx.run(kWant, caller.person, wanted.recognition, wanted.feed, wanted.screens);
    tx.run(kTakeOff, wanted.recognition, after.feed, after.screens);

    v1::TakeOffResponse response;
    response.set_feed(after.feed);
    response.set_screens(after.screens);
    std::vector<StoredRow> rows;
    rows.push_back(std::move(received.front().row));
    const auto recognition = std::move(complete(tx, std::move(rows)).front());
    if (recognition.state == State::kHidden) return response;  // nobody else sees it anyway

    Showing showing{tx, recognition, positions};
    if (after.screens && !before.screens) showing.off_screens();
    if (after.feed && !before.feed) showing.off_feed(told);
    if (!after.screens && before.screens) showing.on_screens();
    if (!after.feed && before.feed) showing.in_feed();
    return response;
}

}  // namespace koebel::recognition
