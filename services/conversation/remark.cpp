#include "conversation/remark.hpp"

#include "base/text.hpp"
#include "base/timestamp.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace koebel::conversation {
namespace {

constexpr store::Sql kRemarkMentions{
    "conversation.mentions",
    "SELECT 0, start, length, person_id, remark_id FROM remark_mention WHERE remark_id IN @list($1)"
    " ORDER BY remark_id, start, person_id"
};

// Who gets the recognition quietly among others is on no screen with it.
constexpr store::Sql kUnnamedOn{
    "conversation.unnamed_on",
    "SELECT recognition_id, person_id FROM recognition_recipient WHERE unnamed = 1 AND recognition_id IN @list($1)"
};

struct MentionRow {
    people::Mention mention;
    RemarkId remark;

    static MentionRow from(const store::Row& row) { return {people::Mention::from(row), row.get<RemarkId>(4)}; }
};

/// Whom nobody may name: somebody whose row is gone.
people::Person nobody_left() {
    people::Person person;
    person.publicity = {.feed = false, .screens = v1::SCREEN_PUBLICITY_NO};
    return person;
}

using CardOf = v1::PersonCard (*)(const people::Person&);

v1::Remark to_message(const Remark& remark, CardOf card_of) {
    v1::Remark message;
    message.set_id(remark.id.text());
    message.set_recognition_id(remark.recognition.text());
    message.set_kind(remark.kind);
    *message.mutable_author() = card_of(remark.author);
    message.set_text(remark.text);
    const std::string_view words{remark.text};
    std::map<std::size_t, std::size_t> at_place;
    for (const auto& [mention, person] : remark.mentions) ++at_place[mention.start];
    for (const auto& [mention, person] : remark.mentions) {
        if (!is_called(words, mention) || at_place[mention.start] > 1) continue;
        auto& named = *message.add_mentions();
        named.set_start(static_cast<std::uint32_t>(code_points(words.substr(0, mention.start))));
        named.set_length(static_cast<std::uint32_t>(code_points(words.substr(mention.start, mention.length))));
        *named.mutable_person() = card_of(person);
    }
    message.set_credits_each(static_cast<std::uint32_t>(remark.credits_each.count()));
    *message.mutable_said_at() = to_timestamp(remark.said_at);
    message.set_position(remark.position);
    if (remark.edited_at) *message.mutable_edited_at() = to_timestamp(*remark.edited_at);
    message.set_held(remark.state == State::kHeld);
    return message;
}

}  // namespace

RemarkRow RemarkRow::from(const store::Row& row) {
    return {
        .id = row.get<RemarkId>(0),
        .recognition = row.get<RecognitionId>(1),
        .kind = static_cast<v1::RemarkKind>(row.integer(2)),
        .author = row.get<PersonId>(3),
        .text = row.text(4),
        .credits_each = row.get<Credits>(5),
        .credits_total = row.get<Credits>(6),
        .said_at = row.get<Instant>(7),
        .position = row.get<std::uint64_t>(8),
        .edited_at = row.get<std::optional<Instant>>(9),
        .state = static_cast<State>(row.integer(10)),
    };
}

std::vector<Remark> complete(store::Reader& reader, std::vector<RemarkRow> rows) {
    if (rows.empty()) return {};
    std::vector<RemarkId> ids;
    std::set<RecognitionId> on;
    std::set<PersonId> person_ids;
    ids.reserve(rows.size());
    for (const auto& row : rows) {
        ids.push_back(row.id);
        on.insert(row.recognition);
        person_ids.insert(row.author);
    }
    using Unnamed = std::tuple<RecognitionId, PersonId>;
    const auto [mentions, unnamed] = reader.read(
        store::query<MentionRow>(kRemarkMentions, ids),
        store::query<Unnamed>(kUnnamedOn, std::vector<RecognitionId>{on.begin(), on.end()})
    );
    for (const auto& row : mentions) person_ids.insert(row.mention.person);
    const auto [people] = reader.read(people::people_by_id({person_ids.begin(), person_ids.end()}));
    std::map<PersonId, const people::Person*> by_id;
    for (const auto& person : people) by_id.emplace(person.id, &person);
    const auto person = [&](const PersonId& id) {
        const auto found = by_id.find(id);
        return found == by_id.end() ? nobody_left() : *found->second;
    };

    std::vector<Remark> remarks;
    std::map<RemarkId, std::size_t> place;
    remarks.reserve(rows.size());
    for (auto& row : rows) {
        place[row.id] = remarks.size();
        remarks.push_back({
            .id = row.id,
            .recognition = row.recognition,
            .kind = row.kind,
            .author = person(row.author),
            .text = std::move(row.text),
            .mentions = {},
            .credits_each = row.credits_each,
            .said_at = row.said_at,
            .position = row.position,
            .edited_at = row.edited_at,
            .state = row.state,
        });
    }
    for (const auto& row : mentions) {
        auto& remark = remarks[place[row.remark]];
        auto& named = remark.mentions.emplace_back(row.mention, person(row.mention.person)).person;
        const bool is_unnamed = std::ranges::find(unnamed, Unnamed{remark.recognition, named.id}) != unnamed.end();
        if (is_unnamed) named.publicity.screens = v1::SCREEN_PUBLICITY_NO;
    }
    return remarks;
}

Result<std::string> to_words(v1::RemarkKind kind, std::string_view text) {
    std::string words{trimmed(text)};
    const bool is_comment = kind == v1::REMARK_KIND_COMMENT;
    if (words.empty()) return refuse(Code::kInvalidArgument, is_comment ? "COMMENT_REQUIRED" : "REASON_REQUIRED");
    if (is_comment && code_points(words) > kMaxComment) {
        return refuse(Code::kInvalidArgument, "COMMENT_TOO_LONG", "at most 600 characters");
    }
    if (!is_comment && code_points(words) > kMaxBoost) {
        return refuse(Code::kInvalidArgument, "BOOST_TOO_LONG", "at most 200 characters");
    }
    return words;
}

bool is_called(std::string_view words, const people::Mention& mention) {
    return mention.start < words.size() && words[mention.start] == '@';
}

std::vector<PersonId> called_in(std::string_view words, const std::vector<people::Mention>& mentions) {
    std::map<std::size_t, std::set<PersonId>> places;
    for (const auto& mention : mentions) {
        if (is_called(words, mention)) places[mention.start].insert(mention.person);
    }
    std::set<PersonId> called;
    for (const auto& [start, people] : places) {
        if (people.size() == 1) called.insert(*people.begin());
    }
    return {called.begin(), called.end()};
}

v1::Remark for_colleagues(const Remark& remark) {
    return to_message(remark, people::card_for_feed);
}

v1::Remark for_participants(const Remark& remark) {
    return to_message(remark, people::card_in_full);
}

v1::WallBoost for_wall(const Remark& remark, std::string_view language) {
    v1::WallBoost boost;
    boost.set_id(remark.id.text());
    *boost.mutable_author() = people::card_for_wall(remark.author);
    boost.set_text(people::for_screens(remark.text, people::Field::kMessage, remark.mentions, language));
    return boost;
}

}  // namespace koebel::conversation
