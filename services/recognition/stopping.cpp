#include "recognition/stopping.hpp"

#include "access/rights.hpp"
#include "people/person.hpp"
#include "people/visible_to.hpp"

#include <algorithm>

namespace koebel::recognition {
namespace {

constexpr store::Sql kWhoStopped{"recognition.who_stopped", "SELECT person_id FROM private_stop WHERE giver_id = $1"};

constexpr auto kGiverText =
    "SELECT r.giver_id FROM recognition r JOIN recognition_recipient mine ON mine.recognition_id = r.id"
    " WHERE r.id = $2 AND mine.person_id = $1 AND " +
    people::visible_to("$1");
constexpr store::Sql kGiver{"recognition.giver_of_mine", kGiverText};

constexpr store::Sql kStop{
    "recognition.stop_private",
    "INSERT INTO private_stop (person_id, giver_id, stopped_at) VALUES ($1, $2, $3) ON CONFLICT (person_id, giver_id)"
    " DO NOTHING"
};
// What has not arrived yet never does.
constexpr store::Sql kStopWaiting{
    "recognition.stop_waiting",
    "UPDATE recognition_recipient SET withheld = 1 WHERE withheld = 2 AND person_id = $1 AND EXISTS (SELECT 1"
    " FROM recognition r WHERE r.id = recognition_recipient.recognition_id AND r.giver_id = $2 AND r.visibility = 3)"
};
constexpr store::Sql kLetIn{
    "recognition.let_private_in", "DELETE FROM private_stop WHERE person_id = $1 AND giver_id = $2"
};

constexpr auto kStoppedText = "SELECT " + people::kPersonColumns +
                              " FROM private_stop stopped JOIN person p ON p.id = stopped.giver_id" +
                              people::kPersonJoins + " WHERE stopped.person_id = $1 ORDER BY p.folded, p.id";
constexpr store::Sql kStopped{"recognition.stopped", kStoppedText};

/// Whose are to be stopped.
Result<PersonId> whom(store::Transaction& tx, const PersonId& caller, const v1::StopPrivateFromRequest& request) {
    if (request.has_recognition_id()) {
        const auto giver = tx.row<PersonId>(kGiver, caller, request.recognition_id());
        if (!giver) return refuse(Code::kNotFound, "RECOGNITION_NOT_FOUND");
        return *giver;
    }
    PersonId person{request.person_id()};
    if (person.empty() || person == caller) return refuse(Code::kInvalidArgument, "STOP_INVALID");
    if (std::get<0>(tx.read(people::people_by_id({person}))).empty()) {
        return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    }
    return person;
}

}  // namespace

store::Query<PersonId> who_stopped(const PersonId& giver) {
    return store::query<PersonId>(kWhoStopped, giver);
}

bool is_withheld(v1::Visibility visibility, const PersonId& thanked, const std::vector<PersonId>& stopped_by) {
    return visibility == v1::VISIBILITY_ONLY_US && std::ranges::find(stopped_by, thanked) != stopped_by.end();
}

Result<v1::StopPrivateFromResponse> stop_private_from(
    store::Transaction& tx, const rpc::Caller& caller, const v1::StopPrivateFromRequest& request
) {
    if (auto may = access::authorise(tx, caller, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    const auto giver = whom(tx, caller.person, request);
    if (!giver) return std::unexpected(giver.error());
    if (request.stopped()) {
        tx.run(kStop, caller.person, *giver, tx.now());
        tx.run(kStopWaiting, caller.person, *giver);
    } else {
        tx.run(kLetIn, caller.person, *giver);
    }
    return v1::StopPrivateFromResponse{};
}

v1::ListStoppedResponse list_stopped(store::Reader& reader, const PersonId& person) {
    v1::ListStoppedResponse response;
    for (const auto& one : reader.rows<people::Person>(kStopped, person)) {
        *response.add_people() = people::card_in_full(one);
    }
    return response;
}

}  // namespace koebel::recognition
