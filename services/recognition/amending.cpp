#include "recognition/amending.hpp"

#include "access/rights.hpp"
#include "base/timestamp.hpp"
#include "conversation/audience.hpp"
#include "inbox/news.hpp"
#include "moderation/held_words.hpp"
#include "moderation/locking.hpp"
#include "moderation/reviewers.hpp"
#include "people/mentions.hpp"
#include "people/visible_to.hpp"
#include "recognition/command.hpp"
#include "recognition/projection.hpp"
#include "recognition/stored.hpp"
#include "recognition/writing.hpp"
#include "search/index.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace koebel::recognition {
namespace {

constexpr auto kGivenByText = "SELECT " + kStoredColumns +
                              " FROM recognition r WHERE r.id = $2 AND r.giver_id = $1 AND " + people::visible_to("$1");
constexpr store::Sql kGivenBy{"recognition.given_by", kGivenByText};

// Whoever takes part: its giver, who is thanked, and who was added. Where it is off the feed nobody may but its giver,
// who is not told that it is.
constexpr auto kTakenPartInText =
    "SELECT " + kStoredColumns +
    " FROM recognition r WHERE r.id = $2 AND r.state = 0 AND (r.off_feed = 0 OR r.giver_id = $1) AND (r.giver_id = $1 "
    "OR EXISTS (SELECT 1"
    " FROM recognition_recipient mine WHERE mine.recognition_id = r.id AND mine.person_id = $1 AND mine.withheld = 0)"
    " OR EXISTS (SELECT 1 FROM recognition_added added WHERE added.recognition_id = r.id AND added.person_id = $1))"
    " AND " +
    people::visible_to("$1");
constexpr store::Sql kTakenPartIn{"recognition.taken_part_in", kTakenPartInText};

// Who was added may go, also where it is not theirs to see any more.
constexpr auto kNamesOneText =
    "SELECT " + kStoredColumns +
    " FROM recognition r WHERE r.id = $2 AND r.state IN (0, 2) AND (EXISTS (SELECT 1"
    " FROM recognition_added added WHERE added.recognition_id = r.id AND added.person_id = $1)"
    " OR ((r.giver_id = $1 OR EXISTS (SELECT 1 FROM recognition_recipient mine WHERE mine.recognition_id = r.id"
    " AND mine.person_id = $1 AND mine.withheld = 0)) AND " +
    people::visible_to("$1") + "))";
constexpr store::Sql kNamesOne{"recognition.names_one", kNamesOneText};

constexpr store::Sql kKeepEdit{
    "recognition.keep_edit",
    "INSERT INTO recognition_edit (recognition_id, number, message, customer_moment, changed_at)"
    " VALUES ($1, (SELECT COUNT(*) + 1 FROM recognition_edit WHERE recognition_id = $1), $2, $3, $4)"
};
constexpr store::Sql kChangeMessage{
    "recognition.change_words",
    "UPDATE recognition SET message = $2, customer_moment = $3, edited_at = $4 WHERE id = $1"
};
constexpr store::Sql kForgetOldMentions{
    "recognition.forget_old_mentions", "DELETE FROM recognition_mention WHERE recognition_id = $1"
};

constexpr auto kEditsText =
    "SELECT e.message, e.customer_moment, e.changed_at FROM recognition_edit e"
    " JOIN recognition r ON r.id = e.recognition_id WHERE r.id = $2 AND (r.giver_id = $1 OR EXISTS (SELECT 1"
    " FROM recognition_recipient mine WHERE mine.recognition_id = r.id AND mine.person_id = $1)) AND " +
    people::visible_to("$1") + " ORDER BY e.number";
constexpr store::Sql kEdits{"recognition.edits", kEditsText};

constexpr auto kEditsOfMineText =
    "SELECT r.id FROM recognition r WHERE r.id = $2 AND (r.giver_id = $1 OR EXISTS (SELECT 1"
    " FROM recognition_recipient mine WHERE mine.recognition_id = r.id AND mine.person_id = $1)) AND " +
    people::visible_to("$1");
constexpr store::Sql kEditsOfMine{"recognition.mine", kEditsOfMineText};

constexpr store::Sql kThankedOrAdded{
    "recognition.thanked_or_added",
    "SELECT person_id FROM recognition_recipient WHERE recognition_id = $1"
    " UNION SELECT person_id FROM recognition_added WHERE recognition_id = $1"
};
constexpr store::Sql kAdd{
    "recognition.add",
    "INSERT INTO recognition_added (recognition_id, person_id, added_by, added_at, ordinal) VALUES ($1, $2, $3, $4,"
    " (SELECT COALESCE(MAX(ordinal), -1) + 1 FROM recognition_added WHERE recognition_id = $1))"
};
constexpr store::Sql kTakeOffAdded{
    "recognition.take_off_added", "DELETE FROM recognition_added WHERE recognition_id = $1 AND person_id = $2"
};

constexpr auto kRemovableText =
    "SELECT a.person_id FROM recognition_added a JOIN recognition r ON r.id = a.recognition_id WHERE r.id = $2"
    " AND (a.person_id = $1 OR ((r.giver_id = $1 OR a.added_by = $1) AND " +
    people::visible_to("$1") + ")) ORDER BY a.ordinal";
constexpr store::Sql kRemovable{"recognition.removable", kRemovableText};

// A large team has a topic for each of its members: writes travel with the next read.
constexpr store::Sql kPaceOfTelling{"recognition.pace_of_telling", "SELECT 1"};
constexpr std::size_t kPieceToTell = 100;  // log entries

std::unexpected<Error> gone() {
    return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
}

}  // namespace

store::Query<StoredRow> given_by(const PersonId& giver, const RecognitionId& recognition) {
    return store::query<StoredRow>(kGivenBy, giver, recognition);
}

std::uint64_t tell_again(store::Transaction& tx, const Stored& recognition) {
    const auto [positions] = tx.read(positions_of({recognition.id}));
    std::uint64_t first = 0;
    std::size_t told = 0;
    const auto topics = by_topic(positions);
    // Those of persons last: a page that follows both ends with what is its own.
    for (const bool persons : {false, true}) {
        for (const auto& [topic, redacted] : topics) {
            if (topic == kLobbyTopic || is_persons(topic) != persons) continue;
            forget_positions(tx, redacted);
            const auto position = append_words(tx, recognition.id, again(recognition, topic, redacted));
            if (first == 0) first = position;
            if (++told % kPieceToTell == 0) std::ignore = tx.row<std::int64_t>(kPaceOfTelling);
        }
    }
    return first == 0 ? tx.next_position() - 1 : first;
}

Result<v1::EditResponse> edit(
    store::Transaction& tx, const rpc::Caller& caller, const v1::EditRequest& request, const Settings& settings
) {
    const auto words = to_words(request.message(), request.customer_moment());
    if (!words) return std::unexpected(words.error());
    const RecognitionId id{request.recognition_id()};
    auto [rights, locks, rows, held_list] = tx.read(
        access::rights_query(caller),
        moderation::lock_of(caller.person, tx.now()),
        given_by(caller.person, id),
        moderation::held_list()
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (auto may = moderation::require_unlocked(locks); !may) return std::unexpected(std::move(may.error()));
    if (rows.empty()) return gone();
    auto& row = rows.front();
    const bool is_held = row.state == State::kHeld;
    if (!is_held && tx.now() > row.given_at + settings.edit) return refuse(Code::kFailedPrecondition, "EDIT_TOO_LATE");
    v1::EditResponse response;
    response.set_position(tx.next_position() - 1);
    if (row.message == words->message && row.customer_moment == words->customer_moment) return response;
    const auto all_words = words->message + '\n' + words->customer_moment;
    // What everyone reads stays as it is: nobody has to wonder which of two texts stands there.
    if (row.state == State::kLiving && row.visibility == v1::VISIBILITY_EVERYONE &&
        !moderation::words_to_hold(tx, all_words, held_list).empty()) {
        return refuse(Code::kFailedPrecondition, "WORDS_HELD");
    }

    // What nobody has read needs no history, least of all the words it was held for.
    if (!is_held) {
        tx.run(kKeepEdit, id, row.message, row.customer_moment, tx.now());
        row.edited_at = tx.now();
    }
    tx.run(kChangeMessage, id, words->message, words->customer_moment, row.edited_at);
    tx.run(kForgetOldMentions, id);
    row.message = words->message;
    row.customer_moment = words->customer_moment;
    auto recognition = complete_one(tx, std::move(row));
    if (is_held) {
        response.set_position(tell_again(tx, recognition));
        moderation::tell_reviewers(tx, id, caller.person);
        return response;
    }
    search::index(tx, id, {}, words_of(recognition));
    if (recognition.visibility == v1::VISIBILITY_EVERYONE) {
        const auto found = find_names(tx, recognition);
        for (const auto& mention : found) write_mention(tx, id, mention);
        recognition.mentions = people::meant_by(tx, found, {});
    }
    response.set_position(tell_again(tx, recognition));
    return response;
}

Result<v1::ListEditsResponse> list_edits(
    store::Reader& reader, const PersonId& viewer, const RecognitionId& recognition
) {
    const auto [mine, edits] = reader.read(
        store::query<RecognitionId>(kEditsOfMine, viewer, recognition),
        store::query<std::tuple<std::string, std::string, Instant>>(kEdits, viewer, recognition)
    );
    if (mine.empty()) return gone();
    v1::ListEditsResponse response;
    for (const auto& [message, customer_moment, changed_at] : edits) {
        auto& edit = *response.add_edits();
        edit.set_message(message);
        edit.set_customer_moment(customer_moment);
        *edit.mutable_changed_at() = to_timestamp(changed_at);
    }
    return response;
}

Result<v1::AddPeopleResponse> add_people(
    store::Transaction& tx, const rpc::Caller& caller, const v1::AddPeopleRequest& request
) {
    std::vector<PersonId> wanted;
    for (const auto& id : request.person_ids()) wanted.emplace_back(id);
    if (wanted.empty()) return refuse(Code::kInvalidArgument, "NO_RECIPIENT");
    if (wanted.size() > kMaxAdded) return refuse(Code::kResourceExhausted, "TOO_MANY_RECIPIENTS", "at most 20 added");
    const RecognitionId id{request.recognition_id()};
    auto [rights, locks, rows, there, people] = tx.read(
        access::rights_query(caller),
        moderation::lock_of(caller.person, tx.now()),
        store::query<StoredRow>(kTakenPartIn, caller.person, id),
        store::query<PersonId>(kThankedOrAdded, id),
        people::people_by_id(wanted)
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (auto may = moderation::require_unlocked(locks); !may) return std::unexpected(std::move(may.error()));
    if (rows.empty()) return gone();
    if (rows.front().visibility != v1::VISIBILITY_EVERYONE) {
        return refuse(Code::kFailedPrecondition, "NOT_FOR_EVERYONE", "who sees it was chosen");
    }
    std::set<PersonId> taking_part{there.begin(), there.end()};
    taking_part.insert(rows.front().giver);
    for (const auto& person : wanted) {
        const auto found = std::ranges::find(people, person, &people::Person::id);
        if (found == people.end() || !found->active) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
        if (!taking_part.insert(person).second) return refuse(Code::kInvalidArgument, "DUPLICATE_RECIPIENT");
    }
    for (const auto& person : wanted) tx.run(kAdd, id, person, caller.person, tx.now());
    const auto recognition = complete_one(tx, std::move(rows.front()));
    if (recognition.added.size() > kMaxAdded) {
        return refuse(Code::kResourceExhausted, "TOO_MANY_RECIPIENTS", "at most 20 added");
    }
    v1::AddPeopleResponse response;
    response.set_position(tell_again(tx, recognition));
    std::erase(wanted, caller.person);
    wanted = conversation::who_see(tx, id, wanted);
    inbox::tell(
        tx,
        {.position = response.position(), .kind = v1::INBOX_KIND_ADDED, .recognition = id, .actor = caller.person},
        wanted
    );
    return response;
}

Result<v1::RemoveAddedResponse> remove_added(
    store::Transaction& tx, const rpc::Caller& caller, const v1::RemoveAddedRequest& request
) {
    const RecognitionId id{request.recognition_id()};
    const PersonId person{request.person_id()};
    auto [rights, rows, removable] = tx.read(
        access::rights_query(caller),
        store::query<StoredRow>(kNamesOne, caller.person, id),
        removable_by(caller.person, id)
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (rows.empty()) return gone();
    if (std::ranges::find(removable, person) == removable.end()) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    tx.run(kTakeOffAdded, id, person);
    inbox::forget_added(tx, id, person);
    v1::RemoveAddedResponse response;
    response.set_position(tell_again(tx, complete_one(tx, std::move(rows.front()))));
    return response;
}

store::Query<PersonId> removable_by(const PersonId& viewer, const RecognitionId& recognition) {
    return store::query<PersonId>(kRemovable, viewer, recognition);
}

}  // namespace koebel::recognition
