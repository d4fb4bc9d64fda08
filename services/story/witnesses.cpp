#include "story/witnesses.hpp"

#include "access/rights.hpp"
#include "moderation/locking.hpp"
#include "people/person.hpp"
#include "story/holding.hpp"
#include "story/naming.hpp"
#include "story/rules.hpp"
#include "story/telling.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <utility>

namespace koebel::story {
namespace {

constexpr store::Sql kAsk{
    "story.ask", "INSERT INTO nomination_witness (nomination_id, person_id, ordinal) VALUES ($1, $2, $3)"
};
constexpr store::Sql kSee{
    "story.see", "UPDATE nomination_witness SET reason = $3 WHERE nomination_id = $1 AND person_id = $2"
};
constexpr store::Sql kSeenAnew{
    "story.seen_anew", "UPDATE nomination SET hold = $2, read_at = NULL, version = version + 1 WHERE id = $1"
};

}  // namespace

Result<v1::AskWitnessesResponse> ask(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id, const std::vector<PersonId>& witnesses
) {
    if (witnesses.empty()) return refuse(Code::kInvalidArgument, "NO_WITNESS");
    const auto [rights, locks, rows, nominees, before, people] = tx.read(
        access::rights_query(caller),
        moderation::lock_of(caller.person, tx.now()),
        nomination_for(caller.person, id),
        nominees_of(id),
        witnesses_of({id}),
        people::people_by_id(witnesses)
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (auto may = moderation::require_unlocked(locks); !may) return std::unexpected(std::move(may.error()));
    if (rows.empty() || rows.front().nominator != caller.person) {
        return refuse(Code::kNotFound, "NOMINATION_NOT_FOUND");
    }
    if (rows.front().show_state != v1::SHOW_STATE_COLLECTING) {
        return refuse(Code::kFailedPrecondition, "WINDOW_CLOSED");
    }
    std::vector<PersonId> asked;
    for (const auto& witness : before) asked.push_back(witness.person);
    if (auto may = may_ask(witnesses, caller.person, nominees, asked); !may) return std::unexpected(may.error());
    const auto is_here = [&](const PersonId& person) {
        const auto found = std::ranges::find(people, person, &people::Person::id);
        return found != people.end() && found->active;
    };
    if (!std::ranges::all_of(witnesses, is_here)) return refuse(Code::kNotFound, "WITNESS_NOT_FOUND");

    auto ordinal = std::ssize(asked);
    for (const auto& witness : witnesses) tx.run(kAsk, id, witness, ordinal++);
    const auto position = tell_changed(tx, id, rows.front().show, caller.person);
    tell_asked(tx, id, position, caller.person, witnesses);
    return v1::AskWitnessesResponse{};
}

Result<v1::SeeTooResponse> see_too(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id, const std::string& reason
) {
    const NamedIn named{{reason}};
    auto [rights, locks, rows, nominees, asked, known, held_list] = tx.read(
        access::rights_query(caller),
        moderation::lock_of(caller.person, tx.now()),
        nomination_for(caller.person, id),
        nominees_of(id),
        witnesses_of({id}),
        named.query(),
        moderation::held_list()
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (auto may = moderation::require_unlocked(locks); !may) return std::unexpected(std::move(may.error()));
    const bool was_asked = std::ranges::find(asked, caller.person, &WitnessRow::person) != asked.end();
    if (rows.empty() || !was_asked) return refuse(Code::kNotFound, "NOMINATION_NOT_FOUND");
    const auto& row = rows.front();
    if (row.show_state != v1::SHOW_STATE_COLLECTING) return refuse(Code::kFailedPrecondition, "WINDOW_CLOSED");
    auto may_be_named = may_be_named_in(row, nominees);
    may_be_named.push_back(caller.person);
    const auto [people, pictures] =
        tx.read(people::people_by_id(may_be_named), recognition::pictures_of_nominations({id.text()}));
    if (auto may = may_name(row.words.kind, named.others(known, people)); !may) {
        return std::unexpected(std::move(may.error()));
    }

    std::ranges::find(asked, caller.person, &WitnessRow::person)->reason = reason;
    const auto hold = hold_of(tx, row.hold, all_texts(row.words, pictures, asked), held_list);
    tx.run(kSee, id, caller.person, reason);
    tx.run(kSeenAnew, id, static_cast<int>(hold));
    tell_changed(tx, id, row.show, row.nominator);
    v1::SeeTooResponse response;
    response.set_held(hold != Hold::kNone);
    return response;
}

}  // namespace koebel::story
