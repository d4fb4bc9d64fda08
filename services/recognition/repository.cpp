#include "recognition/repository.hpp"

#include "access/rights.hpp"
#include "base/timestamp.hpp"
#include "leaderboard/standings.hpp"
#include "moderation/held_words.hpp"
#include "moderation/locking.hpp"
#include "moderation/reviewers.hpp"
#include "people/mentions.hpp"
#include "people/organisation.hpp"
#include "people/team.hpp"
#include "people/value.hpp"
#include "recognition/pictures.hpp"
#include "recognition/projection.hpp"
#include "recognition/quiet_delivery.hpp"
#include "recognition/rules.hpp"
#include "recognition/stopping.hpp"
#include "recognition/writing.hpp"
#include "search/index.hpp"

#include <algorithm>
#include <stdexcept>

namespace koebel::recognition {
namespace {

constexpr store::Sql kInsert{
    "recognition.insert",
    "INSERT INTO recognition (id, position, giver_id, team_id, message, customer_moment, visibility, credits_each,"
    " credits_total, given_at, week, month, quarter, year, off_feed, off_screens, state)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $15, $16)"
};
constexpr store::Sql kInsertRecipient{
    "recognition.insert_recipient",
    "INSERT INTO recognition_recipient (recognition_id, person_id, ordinal, position, withheld, unnamed)"
    " VALUES ($1, $2, $3, $4, $5, $6)"
};
constexpr store::Sql kInsertOff{
    "recognition.insert_off",
    "INSERT INTO recognition_off (recognition_id, person_id, feed, screens) VALUES ($1, $2, 1, 1)"
};
constexpr store::Sql kInsertValue{
    "recognition.insert_value", "INSERT INTO recognition_value (recognition_id, value_id, ordinal) VALUES ($1, $2, $3)"
};
constexpr store::Sql kInsertTeam{
    "recognition.insert_team", "INSERT INTO recognition_team (recognition_id, team_id) VALUES ($1, $2)"
};

/// Everything the rules and the projections need: one round trip.
struct Situation {
    std::vector<access::Rights> rights;
    std::vector<moderation::LockRow> locks;
    std::vector<moderation::ListVersion> held_list;  // of what everyone may see
    people::Organisation organisation;
    people::Person giver;
    std::vector<people::Person> recipients;  // active, in the giver's order
    std::vector<people::Team> teams;         // the team thanked, or the recipients' direct ones, by name
    GiverState state;
    std::vector<PersonId> stopped_by;  // who does not want the giver's private ones
    std::vector<PersonId> quiet;       // who wants it quietly
    std::vector<people::MentionedPerson> mentions;
    leaderboard::Tally tally;
    std::optional<StoredPicture> picture;  // the one that goes along, if it is there
};

/// As boards see it; the teams it touches are those of `teams`.
leaderboard::Thanks to_thanks(const GiveRecognition& command, const std::vector<TeamId>& teams, Instant given_at) {
    if (command.visibility != v1::VISIBILITY_EVERYONE) return {.given_at = given_at};
    return {
        .giver = command.giver,
        .people = command.people,
        .values = command.values,
        .teams = teams,
        .given_at = given_at,
    };
}

/// Whom the words may name. Screens are what it is for.
std::vector<people::MentionedPerson> mentions_of(
    store::Transaction& tx,
    const GiveRecognition& command,
    const people::NamesInWords& message,
    const people::NamesInWords& customer_moment,
    const std::vector<people::KnownName>& known,
    const Situation& situation
) {
    if (command.visibility != v1::VISIBILITY_EVERYONE) return {};
    auto participants = situation.recipients;
    participants.push_back(situation.giver);
    auto found = message.find(people::Field::kMessage, known, participants);
    std::ranges::move(
        customer_moment.find(people::Field::kCustomerMoment, known, participants), std::back_inserter(found)
    );
    return people::meant_by(tx, found, std::move(participants));
}

Situation read_situation(
    store::Transaction& tx, const rpc::Caller& caller, const GiveRecognition& command, Instant given_at
) {
    const auto whole_team = command.team ? std::vector{*command.team} : std::vector<TeamId>{};
    const leaderboard::TallyQueries boards{to_thanks(command, whole_team, given_at)};
    const bool on_screens = command.visibility == v1::VISIBILITY_EVERYONE;
    const people::NamesInWords message{on_screens ? command.message : ""};
    const people::NamesInWords customer_moment{on_screens ? command.customer_moment : ""};
    auto ids = command.people;
    ids.push_back(command.giver);
    auto
        [rights,
         locks,
         held_list,
         organisations,
         people,
         team,
         members,
         direct_teams,
         values,
         allowance,
         periods,
         pairs,
         places,
         team_places,
         on_boards,
         stopped_by,
         quiet,
         known_names,
         pictures] =
            tx.read(
                access::rights_query(caller),
                moderation::lock_of(command.giver, tx.now()),
                moderation::held_list(),
                people::organisation(),
                people::people_by_id(ids),
                people::teams_by_id(whole_team),
                people::members_of(command.team.value_or(TeamId{})),
                people::teams_of_all(command.people),
                people::values_by_id(command.values),
                allowance_row(command.giver),
                boards.periods,
                boards.pairs,
                boards.places,
                boards.team_places,
                boards.on_boards,
                who_stopped(command.giver),
                who_want_it_quietly(command.people, command.team),
                people::names_in({&message, &customer_moment}),
                unused_pictures(command.giver, {PictureId{command.picture ? command.picture->id : ""}})
            );
    if (organisations.empty()) throw std::logic_error("a recognition without an organisation");

    Situation situation{
        .rights = std::move(rights),
        .locks = std::move(locks),
        .held_list = std::move(held_list),
        .organisation = std::move(organisations.front()),
    };
    const auto find = [&](const PersonId& id) {
        return std::ranges::find_if(people, [&](const auto& one) { return one.id == id; });
    };
    if (const auto giver = find(command.giver); giver != people.end()) situation.giver = *giver;
    for (const auto& id : command.people) {
        if (const auto one = find(id); one != people.end() && one->active) situation.recipients.push_back(*one);
    }
    situation.teams = command.team ? std::move(team) : std::move(direct_teams);
    std::ranges::sort(situation.teams, {}, [](const auto& one) { return std::tie(one.name, one.id); });

    auto& state = situation.state;
    for (const auto& one : situation.recipients) state.active_people.push_back(one.id);
    for (const auto& one : members) state.team_members.push_back(one.id);
    for (const auto& one : values) {
        if (!one.retired) state.values.push_back(one.id);
    }
    state.private_recognitions = situation.organisation.private_recognitions;
    state.team_exists = command.team && !situation.teams.empty();
    state.allowance = first_of(allowance);
    state.bucket = {
        .weekly = situation.organisation.allowance_weekly,
        .cap = situation.organisation.allowance_cap,
    };
    situation.stopped_by = std::move(stopped_by);
    situation.quiet = std::move(quiet);
    situation.mentions = mentions_of(tx, command, message, customer_moment, known_names, situation);
    if (command.picture && !pictures.empty()) {
        situation.picture = std::move(pictures.front().picture);
        situation.picture->alternative_text = command.picture->alternative_text;
    }
    situation.tally = {
        .periods = std::move(periods),
        .pairs = std::move(pairs),
        .places = std::move(places),
        .team_places = std::move(team_places),
        .on_boards = std::move(on_boards),
    };
    return situation;
}

/// Counts it on boards, if it counts. The index updates of its first entry.
std::string count_on_boards(
    store::Transaction& tx,
    const GiveRecognition& command,
    const Situation& situation,
    const leaderboard::Periods& periods,
    Instant given_at
) {
    if (command.visibility != v1::VISIBILITY_EVERYONE) return {};
    std::vector<TeamId> teams;
    teams.reserve(situation.teams.size());
    for (const auto& team : situation.teams) teams.push_back(team.id);
    const auto thanks = to_thanks(command, teams, given_at);
    return leaderboard::count(tx, thanks, situation.tally, situation.organisation.zone, periods);
}

Stored to_stored(
    const store::Transaction& tx,
    const RecognitionId& id,
    const GiveRecognition& command,
    const Situation& situation,
    const Decision& decision
) {
    Stored stored{
        .id = id,
        .position = tx.next_position(),
        .giver = situation.giver,
        .recipients = situation.recipients,
        .direct_teams = situation.teams,
        .thanked = static_cast<std::uint32_t>(decision.thanked.size()),
        .message = command.message,
        .customer_moment = command.customer_moment,
        .mentions = situation.mentions,
        .values = command.values,
        .credits_each = decision.credits_each,
        .visibility = command.visibility,
        .language = situation.organisation.language,
        .picture = situation.picture,
    };
    if (command.team) stored.team = situation.teams.front();
    return stored;
}

Hearing hearing_of(const GiveRecognition& command, const Situation& situation, const Decision& decision) {
    return heard_by(command.visibility, decision.thanked, situation.stopped_by, situation.quiet);
}

void write_rows(
    store::Transaction& tx,
    const Stored& stored,
    const Decision& decision,
    const Hearing& hearing,
    const leaderboard::Periods& periods,
    std::string index_updates
) {
    tx.run(
        kInsert,
        stored.id,
        stored.position,
        stored.giver.id,
        stored.team ? std::optional{stored.team->id} : std::nullopt,
        stored.message,
        stored.customer_moment,
        static_cast<int>(stored.visibility),
        stored.credits_each,
        decision.credits_total,
        stored.given_at,
        periods.week,
        periods.month,
        periods.quarter,
        periods.year,
        hearing.off,
        static_cast<int>(stored.state)
    );
    std::int64_t ordinal = 0;
    for (const auto& [person, withheld] : hearing.thanked) {
        const bool unnamed = std::ranges::find(hearing.unnamed, person) != hearing.unnamed.end();
        tx.run(kInsertRecipient, stored.id, person, ordinal++, stored.position, static_cast<int>(withheld), unnamed);
        if (hearing.off) tx.run(kInsertOff, stored.id, person);
    }
    ordinal = 0;
    for (const auto& value : stored.values) tx.run(kInsertValue, stored.id, value, ordinal++);
    for (const auto& team : stored.direct_teams) tx.run(kInsertTeam, stored.id, team.id);
    if (stored.state == State::kHeld) {
        append_words(tx, stored.id, held(stored));
        moderation::tell_reviewers(tx, stored.id, stored.giver.id);
        return;
    }
    for (const auto& [mention, person] : stored.mentions) write_mention(tx, stored.id, mention);
    search::index(tx, stored.id, {}, words_of(stored));
    auto entries = announce(stored, hearing);
    entries.front().index_updates = std::move(index_updates);
    for (auto& entry : entries) append_words(tx, stored.id, std::move(entry));
}

}  // namespace

Result<v1::GiveResponse> Repository::give(
    store::Transaction& tx, const rpc::Caller& caller, const GiveRecognition& command
) const {
    const auto now = tx.now();
    auto situation = read_situation(tx, caller, command, now);
    if (auto allowed = access::require(situation.rights, {v1::ROLE_EMPLOYEE}); !allowed) {
        return std::unexpected(allowed.error());
    }
    if (auto may = moderation::require_unlocked(situation.locks); !may) return std::unexpected(std::move(may.error()));
    const auto periods = leaderboard::periods_of(situation.organisation.zone, now);
    situation.state.week = periods.week;
    const auto decision = decide(command, situation.state, settings_);
    if (!decision) return std::unexpected(decision.error());
    if (command.picture && !situation.picture) return refuse(Code::kNotFound, "PICTURE_NOT_FOUND");

    auto stored = to_stored(tx, RecognitionId{tx.new_id()}, command, situation, *decision);
    stored.given_at = now;
    const auto hearing = hearing_of(command, situation, *decision);
    stored.unnamed = hearing.unnamed;
    // What only some see is nobody else's to look at.
    const bool is_held = command.visibility == v1::VISIBILITY_EVERYONE &&
                         !moderation::words_to_hold(tx, words_of(stored), situation.held_list).empty();
    if (is_held) stored.state = State::kHeld;
    auto counted = is_held ? std::string{} : count_on_boards(tx, command, situation, periods, now);
    write_rows(tx, stored, *decision, hearing, periods, std::move(counted));
    if (command.picture) put_on(tx, PictureId{command.picture->id}, stored.id, command.picture->alternative_text);
    if (decision->credits_total > Credits{0}) write_allowance(tx, command.giver, decision->allowance);

    v1::GiveResponse response;
    response.set_recognition_id(stored.id.text());
    response.set_position(stored.position);
    response.set_credits_each(static_cast<std::uint32_t>(decision->credits_each.count()));
    response.set_allowance_left(static_cast<std::uint32_t>(decision->left.count()));
    *response.mutable_take_back_until() = to_timestamp(now + settings_.take_back);
    response.set_held(is_held);
    return response;
}

Result<RecognitionId> Repository::seed(store::Transaction& tx, const SeedRecognition& seed) const {
    const auto& command = seed.recognition;
    auto situation = read_situation(tx, rpc::Caller{}, command, seed.given_at);
    situation.state.allowance.reset();
    situation.state.bucket.cap = kMaxCreditsEach * static_cast<std::int64_t>(kMaxRecipients);
    const auto decision = decide(command, situation.state, settings_);
    if (!decision) return std::unexpected(decision.error());

    auto stored = to_stored(tx, RecognitionId{tx.new_id()}, command, situation, *decision);
    stored.given_at = seed.given_at;
    const auto periods = leaderboard::periods_of(situation.organisation.zone, seed.given_at);
    const auto hearing = hearing_of(command, situation, *decision);
    stored.unnamed = hearing.unnamed;
    write_rows(
        tx, stored, *decision, hearing, periods, count_on_boards(tx, command, situation, periods, seed.given_at)
    );
    return stored.id;
}

}  // namespace koebel::recognition
