#include "story/nominating.hpp"

#include "access/rights.hpp"
#include "inbox/notices.hpp"
#include "moderation/held_words.hpp"
#include "moderation/locking.hpp"
#include "people/person.hpp"
#include "people/team.hpp"
#include "people/value.hpp"
#include "people/visible_to.hpp"
#include "recognition/pictures.hpp"
#include "show/repository.hpp"
#include "story/holding.hpp"
#include "story/naming.hpp"
#include "story/telling.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace koebel::story {
namespace {

constexpr store::Sql kInsert{
    "story.insert",
    "INSERT INTO nomination (id, show_id, nominator_id, team_id, kind, value_id, situation, deed, effect, thanks,"
    " words, nominated_at, hold) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"
};
constexpr store::Sql kInsertPerson{
    "story.insert_person",
    "INSERT INTO nomination_person (nomination_id, person_id, ordinal, of_team) VALUES ($1, $2, $3, $4)"
};
constexpr store::Sql kInsertRecognition{
    "story.insert_recognition",
    "INSERT INTO nomination_recognition (nomination_id, recognition_id, ordinal) VALUES ($1, $2, $3)"
};
constexpr store::Sql kInsertWitness{
    "story.insert_witness", "INSERT INTO nomination_witness (nomination_id, person_id, ordinal) VALUES ($1, $2, $3)"
};
constexpr store::Sql kMadeBefore{
    "story.made_before", "SELECT COUNT(*) FROM nomination WHERE nominator_id = $1 AND show_id = $2"
};
// Off the screens it may be: everyone reads it all the same.
constexpr auto kPointedToText =
    "SELECT r.id, CASE WHEN r.state = 0 AND r.visibility = 1 AND r.off_feed = 0 THEN 1 ELSE 0 END"
    " FROM recognition r WHERE r.id IN @list($2) AND " +
    people::visible_to("$1");
constexpr store::Sql kPointedTo{"story.pointed_to", kPointedToText};
constexpr store::Sql kChangeWords{
    "story.change_words",
    "UPDATE nomination SET value_id = $2, situation = $3, deed = $4, effect = $5, thanks = $6, words = $7,"
    " edited_at = $8, hold = $9, read_at = NULL, version = version + 1 WHERE id = $1"
};

constexpr store::Sql kSeed{"story.seed", "UPDATE nomination SET read_at = $2, told = 1 WHERE id = $1"};
constexpr store::Sql kSeedSeen{
    "story.seed_seen", "UPDATE nomination_witness SET reason = $3 WHERE nomination_id = $1 AND person_id = $2"
};

constexpr store::Sql kForgetPeople{"story.forget_people", "DELETE FROM nomination_person WHERE nomination_id = $1"};
constexpr store::Sql kForgetRecognitions{
    "story.forget_recognitions", "DELETE FROM nomination_recognition WHERE nomination_id = $1"
};
constexpr store::Sql kForgetWitnesses{
    "story.forget_witnesses", "DELETE FROM nomination_witness WHERE nomination_id = $1"
};
constexpr store::Sql kForget{"story.forget", "DELETE FROM nomination WHERE id = $1"};

struct PointedToRow {
    Pointed pointed;

    static PointedToRow from(const store::Row& row) {
        return {{.id = row.get<RecognitionId>(0), .for_everyone = row.get<bool>(1)}};
    }
};

bool can_be_said(const std::vector<people::Value>& values) {
    return !values.empty() && !values.front().retired;
}

/// `members`: of the team, where one is nominated.
void insert(
    store::Transaction& tx,
    const NominationId& id,
    const Nominating& nominating,
    const std::vector<PersonId>& members,
    Hold hold,
    Instant at
) {
    const auto& words = nominating.words;
    tx.run(
        kInsert,
        id,
        nominating.show,
        nominating.nominator,
        unless_empty(nominating.team),
        static_cast<int>(words.kind),
        words.value,
        words.situation,
        words.deed,
        words.effect,
        words.thanks,
        words.words,
        at,
        static_cast<int>(hold)
    );
    std::int64_t ordinal = 0;
    for (const auto& person : nominating.people) tx.run(kInsertPerson, id, person, ordinal++, false);
    for (const auto& member : members) tx.run(kInsertPerson, id, member, ordinal++, true);
    ordinal = 0;
    for (const auto& recognition : nominating.recognitions) tx.run(kInsertRecognition, id, recognition, ordinal++);
    ordinal = 0;
    for (const auto& witness : nominating.witnesses) tx.run(kInsertWitness, id, witness, ordinal++);
    ordinal = 0;
    for (const auto& picture : nominating.pictures) {
        recognition::put_on_nomination(tx, id.text(), ordinal++, picture);
    }
}

std::vector<PersonId> nominees_and_witnesses(const Nominating& nominating) {
    auto people = nominating.people;
    people.push_back(nominating.nominator);
    std::ranges::copy(nominating.witnesses, std::back_inserter(people));
    return people;
}

}  // namespace

Result<v1::NominateResponse> nominate(
    store::Transaction& tx, const rpc::Caller& caller, const Nominating& nominating, const Settings& settings
) {
    const NamedIn named{nominating.texts()};
    std::vector<recognition::PictureId> chosen;
    chosen.reserve(nominating.pictures.size());
    for (const auto& picture : nominating.pictures) chosen.emplace_back(picture.id);
    auto [rights, locks, shows, people, teams, members, values, pointed, pictures, made_before, known, held_list] =
        tx.read(
            access::rights_query(caller),
            moderation::lock_of(caller.person, tx.now()),
            show::show_by_id(nominating.show),
            people::people_by_id(nominees_and_witnesses(nominating)),
            people::living_teams({nominating.team}),
            people::members_of(nominating.team),
            people::values_by_id({nominating.words.value}),
            store::query<PointedToRow>(kPointedTo, caller.person, nominating.recognitions),
            recognition::unused_pictures(caller.person, chosen),
            store::query<std::int64_t>(kMadeBefore, caller.person, nominating.show),
            named.query(),
            moderation::held_list()
        );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (auto may = moderation::require_unlocked(locks); !may) return std::unexpected(std::move(may.error()));

    NominatingState state{
        .show = shows.empty() ? std::nullopt : std::optional{shows.front()},
        .team_exists = !teams.empty(),
        .value_can_be_said = can_be_said(values),
        .made_before = made_before.front(),
    };
    // Of a team that learnt something nobody is the one who did it.
    std::vector<people::Person> may_be_named;
    if (nominating.words.kind != v1::NOMINATION_KIND_LESSON_LEARNT) may_be_named = members;
    for (const auto& person : people) {
        if (person.active) state.active_people.push_back(person.id);
        const bool is_witness = std::ranges::find(nominating.witnesses, person.id) != nominating.witnesses.end();
        if (!is_witness) may_be_named.push_back(person);
    }
    for (const auto& member : members) state.team_members.push_back(member.id);
    for (const auto& row : pointed) state.recognitions.push_back(row.pointed);
    state.pictures_found = pictures.size();
    state.names_others = named.others(known, may_be_named);
    if (auto decided = decide(nominating, state, settings); !decided)
        return std::unexpected(std::move(decided.error()));

    const NominationId id{tx.new_id()};
    const auto hold = hold_of(tx, Hold::kNone, nominating.texts(), held_list);
    insert(tx, id, nominating, state.team_members, hold, tx.now());
    const auto position = tell_changed(tx, id, nominating.show, caller.person);
    tell_asked(tx, id, position, caller.person, nominating.witnesses);
    v1::NominateResponse response;
    response.set_nomination_id(id.text());
    response.set_held(hold != Hold::kNone);
    return response;
}

Result<v1::EditNominationResponse> edit(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id, Words words
) {
    const NamedIn named{words.texts()};
    const auto [rights, locks, rows, nominees, values, known, held_list] = tx.read(
        access::rights_query(caller),
        moderation::lock_of(caller.person, tx.now()),
        nomination_for(caller.person, id),
        nominees_of(id),
        people::values_by_id({words.value}),
        named.query(),
        moderation::held_list()
    );
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (auto may = moderation::require_unlocked(locks); !may) return std::unexpected(std::move(may.error()));
    if (rows.empty() || rows.front().nominator != caller.person) {
        return refuse(Code::kNotFound, "NOMINATION_NOT_FOUND");
    }
    const auto& before = rows.front();
    if (before.show_state != v1::SHOW_STATE_COLLECTING) return refuse(Code::kFailedPrecondition, "WINDOW_CLOSED");
    if (!can_be_said(values) && words.value != before.words.value) return refuse(Code::kNotFound, "VALUE_NOT_FOUND");
    words.kind = before.words.kind;
    auto may_be_named = may_be_named_in(before, nominees);
    const auto [people, pictures, witnesses] = tx.read(
        people::people_by_id(may_be_named), recognition::pictures_of_nominations({id.text()}), witnesses_of({id})
    );
    if (auto may = may_name(words.kind, named.others(known, people)); !may) {
        return std::unexpected(std::move(may.error()));
    }

    const auto hold = hold_of(tx, before.hold, all_texts(words, pictures, witnesses), held_list);
    tx.run(
        kChangeWords,
        id,
        words.value,
        words.situation,
        words.deed,
        words.effect,
        words.thanks,
        words.words,
        tx.now(),
        static_cast<int>(hold)
    );
    tell_changed(tx, id, before.show, caller.person);
    v1::EditNominationResponse response;
    response.set_held(hold != Hold::kNone);
    return response;
}

Result<v1::WithdrawNominationResponse> withdraw(
    store::Transaction& tx, const rpc::Caller& caller, const NominationId& id, const Following& following
) {
    const auto [rights, rows] = tx.read(access::rights_query(caller), nomination_for(caller.person, id));
    if (auto may = access::require(rights, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    if (rows.empty() || rows.front().nominator != caller.person) {
        return refuse(Code::kNotFound, "NOMINATION_NOT_FOUND");
    }
    if (rows.front().show_state == v1::SHOW_STATE_AIRED) return refuse(Code::kFailedPrecondition, "SHOW_AIRED");
    // While it is there, it says whom to tell.
    tell_changed(tx, id, rows.front().show, caller.person);
    if (following.withdrawn) following.withdrawn(tx, rows.front());
    forget_nomination(tx, id);
    return v1::WithdrawNominationResponse{};
}

void seed(store::Transaction& tx, const Seed& seed) {
    const NominationId id{tx.new_id()};
    std::vector<PersonId> ids;
    const auto [members] = tx.read(people::members_of(seed.nominating.team));
    for (const auto& member : members) ids.push_back(member.id);
    insert(tx, id, seed.nominating, ids, Hold::kNone, seed.at);
    tx.run(kSeed, id, seed.read_at);
    for (std::size_t i = 0; i < seed.seen.size(); ++i) {
        tx.run(kSeedSeen, id, seed.nominating.witnesses.at(i), seed.seen[i]);
    }
}

void forget_nomination(store::Transaction& tx, const NominationId& id) {
    inbox::forget_notices(tx, id.text());
    recognition::forget_pictures_of_nomination(tx, id.text());
    tx.run(kForgetPeople, id);
    tx.run(kForgetRecognitions, id);
    tx.run(kForgetWitnesses, id);
    tx.run(kForget, id);
}

}  // namespace koebel::story
