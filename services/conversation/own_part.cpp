#include "conversation/own_part.hpp"

#include "access/rights.hpp"
#include "conversation/audience.hpp"
#include "people/topics.hpp"

#include <utility>

namespace koebel::conversation {
namespace {

constexpr store::Sql kOwnParts{
    "conversation.own_parts",
    "SELECT recognition_id, MAX(reaction), MAX(boosted), MAX(muted) FROM ("
    "SELECT recognition_id, kind AS reaction, 0 AS boosted, 0 AS muted FROM reaction"
    " WHERE person_id = $1 AND recognition_id IN @list($2)"
    " UNION ALL SELECT recognition_id, 0, 1, 0 FROM remark"
    " WHERE author_id = $1 AND kind = 2 AND state IN (0, 3) AND recognition_id IN @list($2)"
    " UNION ALL SELECT recognition_id, 0, 0, 1 FROM muted_thread"
    " WHERE person_id = $1 AND recognition_id IN @list($2)"
    ") part GROUP BY recognition_id"
};
constexpr store::Sql kMute{
    "conversation.mute",
    "INSERT INTO muted_thread (person_id, recognition_id) VALUES ($1, $2)"
    " ON CONFLICT (person_id, recognition_id) DO NOTHING"
};
constexpr store::Sql kMuteNoLonger{
    "conversation.mute_no_longer", "DELETE FROM muted_thread WHERE person_id = $1 AND recognition_id = $2"
};

}  // namespace

OwnPart OwnPart::from(const store::Row& row) {
    return {
        .recognition = row.get<RecognitionId>(0),
        .reaction = static_cast<v1::ReactionKind>(row.integer(1)),
        .boosted = row.get<bool>(2),
        .muted = row.get<bool>(3),
    };
}

store::Query<OwnPart> own_parts_query(const PersonId& person, const std::vector<RecognitionId>& recognitions) {
    return store::query<OwnPart>(kOwnParts, person, recognitions);
}

v1::OwnPart to_message(const OwnPart& part) {
    v1::OwnPart message;
    message.set_recognition_id(part.recognition.text());
    message.set_reaction(part.reaction);
    message.set_boosted(part.boosted);
    message.set_muted(part.muted);
    return message;
}

void tell_own_part(store::Transaction& tx, const PersonId& person, const OwnPart& part) {
    store::NewEntry entry{.topic = people::topic_of(person)};
    *entry.body.mutable_own_part_changed()->mutable_part() = to_message(part);
    tx.append(std::move(entry));
}

void tell_own_part(store::Transaction& tx, const PersonId& person, const RecognitionId& recognition) {
    const auto [parts] = tx.read(own_parts_query(person, {recognition}));
    tell_own_part(tx, person, parts.empty() ? OwnPart{.recognition = recognition} : parts.front());
}

Result<v1::MuteThreadResponse> mute(
    store::Transaction& tx, const rpc::Caller& caller, const v1::MuteThreadRequest& request
) {
    const RecognitionId recognition{request.recognition_id()};
    const AudienceQueries queries{caller.person, recognition};
    auto [rights, row, parts] =
        tx.read(access::rights_query(caller), queries.row, own_parts_query(caller.person, {recognition}));
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (row.empty()) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
    auto part = parts.empty() ? OwnPart{.recognition = recognition} : parts.front();
    if (part.muted == request.muted()) return v1::MuteThreadResponse{};
    part.muted = request.muted();
    tx.run(part.muted ? kMute : kMuteNoLonger, caller.person, recognition);
    tell_own_part(tx, caller.person, part);
    return v1::MuteThreadResponse{};
}

}  // namespace koebel::conversation
