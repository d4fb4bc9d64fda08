#include "story/nomination.hpp"

#include "base/text.hpp"
#include "base/timestamp.hpp"
#include "moderation/held_words.hpp"
#include "people/person.hpp"
#include "people/team.hpp"
#include "recognition/pictures.hpp"
#include "recognition/projection.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace koebel::story {
namespace {

constexpr std::size_t kExcerpt = 140;  // code points

constexpr auto kForViewerText =
    "SELECT " + kNominationColumns + " FROM nomination n WHERE n.id = $2 AND " + people::nomination_visible_to("$1");
constexpr store::Sql kForViewer{"story.for_viewer", kForViewerText};
constexpr store::Sql kNominees{
    "story.nominees", "SELECT person_id FROM nomination_person WHERE nomination_id = $1 ORDER BY ordinal"
};
constexpr store::Sql kNomineesOfAll{
    "story.nominees_of_all",
    "SELECT nomination_id, person_id FROM nomination_person WHERE nomination_id IN @list($1) AND of_team = 0"
    " ORDER BY nomination_id, ordinal"
};
constexpr store::Sql kWitnesses{
    "story.witnesses",
    "SELECT nomination_id, person_id, reason FROM nomination_witness WHERE nomination_id IN @list($1)"
    " ORDER BY nomination_id, ordinal"
};
constexpr auto kPointedText =
    "SELECT points.nomination_id, r.id, r.message, r.giver_id FROM nomination_recognition points"
    " JOIN recognition r ON r.id = points.recognition_id WHERE points.nomination_id IN @list($2) AND " +
    people::visible_to("$1") + " ORDER BY points.nomination_id, points.ordinal";
constexpr store::Sql kPointed{"story.pointed", kPointedText};

struct NomineeRow {
    NominationId nomination;
    PersonId person;

    static NomineeRow from(const store::Row& row) { return {row.get<NominationId>(0), row.get<PersonId>(1)}; }
};

struct PointedRow {
    NominationId nomination;
    RecognitionId recognition;
    std::string message;
    PersonId giver;

    static PointedRow from(const store::Row& row) {
        return {row.get<NominationId>(0), row.get<RecognitionId>(1), row.text(2), row.get<PersonId>(3)};
    }
};

/// What belongs to some nominations, read at once.
struct Belonging {
    std::vector<NomineeRow> nominees;
    std::vector<WitnessRow> witnesses;
    std::vector<PointedRow> pointed;
    std::vector<recognition::NominationPictureRow> pictures;
    std::vector<people::Person> people;
    std::vector<people::Team> teams;

    [[nodiscard]] const people::Person* person(const PersonId& id) const {
        const auto found = std::ranges::find(people, id, &people::Person::id);
        return found == people.end() ? nullptr : &*found;
    }
    /// Who takes part in a nomination stands there with the whole name: nobody praises without one.
    [[nodiscard]] v1::PersonCard card_of(const PersonId& id) const {
        const auto* one = person(id);
        return one == nullptr ? v1::PersonCard{} : people::card_in_full(*one);
    }
};

Belonging read_belonging(store::Reader& reader, const PersonId& viewer, const std::vector<NominationRow>& rows) {
    std::vector<NominationId> ids;
    std::vector<std::string> texts;
    std::vector<TeamId> teams;
    for (const auto& row : rows) {
        ids.push_back(row.id);
        texts.push_back(row.id.text());
        if (!row.team.empty()) teams.push_back(row.team);
    }
    Belonging all;
    std::tie(all.nominees, all.witnesses, all.pointed, all.pictures) = reader.read(
        store::query<NomineeRow>(kNomineesOfAll, ids),
        witnesses_of(ids),
        store::query<PointedRow>(kPointed, viewer, ids),
        recognition::pictures_of_nominations(texts)
    );
    std::set<PersonId> people;
    for (const auto& row : rows) people.insert(row.nominator);
    for (const auto& row : all.nominees) people.insert(row.person);
    for (const auto& row : all.witnesses) people.insert(row.person);
    for (const auto& row : all.pointed) people.insert(row.giver);
    std::tie(all.people, all.teams) =
        reader.read(people::people_by_id({people.begin(), people.end()}), people::teams_by_id(teams));
    return all;
}

void add_pointed(v1::Nomination& nomination, const NominationRow& row, const Belonging& all) {
    for (const auto& one : all.pointed) {
        if (one.nomination != row.id) continue;
        auto& pointed = *nomination.add_recognitions();
        pointed.set_recognition_id(one.recognition.text());
        pointed.set_excerpt(std::string{first_code_points(one.message, kExcerpt)});
        if (const auto* giver = all.person(one.giver)) *pointed.mutable_giver() = people::card_for_feed(*giver);
    }
}

/// Who is asked in vain is nobody's business but theirs who make it.
void add_witnesses(v1::Nomination& nomination, const NominationRow& row, const Belonging& all, const PersonId& viewer) {
    const bool makes_it = row.viewer_curates || row.nominator == viewer;
    for (const auto& one : all.witnesses) {
        if (one.nomination != row.id) continue;
        if (one.person == viewer) nomination.set_asked(true);
        if (!makes_it && one.reason.empty() && one.person != viewer) continue;
        auto& witness = *nomination.add_witnesses();
        *witness.mutable_person() = all.card_of(one.person);
        witness.set_reason(one.reason);
    }
}

v1::Nomination to_message(const NominationRow& row, const Belonging& all, const PersonId& viewer) {
    v1::Nomination nomination;
    nomination.set_id(row.id.text());
    nomination.set_show_id(row.show.text());
    *nomination.mutable_nominator() = all.card_of(row.nominator);
    for (const auto& one : all.nominees) {
        if (one.nomination == row.id) *nomination.add_people() = all.card_of(one.person);
    }
    const auto team = std::ranges::find(all.teams, row.team, &people::Team::id);
    if (team != all.teams.end()) *nomination.mutable_team() = people::card(*team);
    *nomination.mutable_text() = story::to_message(row.words);
    *nomination.mutable_nominated_at() = to_timestamp(row.nominated_at);
    if (row.edited_at) *nomination.mutable_edited_at() = to_timestamp(*row.edited_at);
    add_pointed(nomination, row, all);
    for (const auto& one : all.pictures) {
        if (one.nomination == row.id.text()) *nomination.add_pictures() = recognition::to_message(one.picture);
    }
    add_witnesses(nomination, row, all, viewer);
    if (row.viewer_curates && row.read_at) *nomination.mutable_read_at() = to_timestamp(*row.read_at);
    const bool makes_it = row.viewer_curates || row.nominator == viewer;
    if (makes_it && row.hold != Hold::kNone) nomination.mutable_hold()->set_reason(row.hold_reason);
    nomination.set_version(row.version);
    nomination.set_own(row.nominator == viewer);
    nomination.set_open(row.show_state == v1::SHOW_STATE_COLLECTING);
    return nomination;
}

/// For which words of the list they are held, for who decides about it.
void add_held_words(
    store::Reader& reader,
    const std::vector<NominationRow>& rows,
    const Belonging& all,
    std::vector<v1::Nomination>& nominations
) {
    const auto is_shown = [](const NominationRow& row) { return row.viewer_curates && row.hold == Hold::kByWord; };
    if (std::ranges::none_of(rows, is_shown)) return;
    const auto [list] = reader.read(moderation::held_list());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!is_shown(rows[i])) continue;
        auto texts = rows[i].words.texts();
        for (const auto& one : all.witnesses) {
            if (one.nomination == rows[i].id) texts.push_back(one.reason);
        }
        for (const auto& one : all.pictures) {
            if (one.nomination == rows[i].id.text()) texts.push_back(one.picture.alternative_text);
        }
        std::set<std::string> words;
        for (const auto& found : moderation::words_to_hold(reader, texts, list)) {
            words.insert(found.begin(), found.end());
        }
        for (const auto& word : words) nominations[i].mutable_hold()->add_words(word);
    }
}

}  // namespace

NominationRow NominationRow::from(const store::Row& row) {
    return {
        .id = row.get<NominationId>(0),
        .show = row.get<show::ShowId>(1),
        .nominator = row.get<PersonId>(2),
        .team = row.get<TeamId>(3),
        .words =
            {.kind = static_cast<v1::NominationKind>(row.integer(4)),
             .value = row.get<ValueId>(5),
             .situation = row.text(6),
             .deed = row.text(7),
             .effect = row.text(8),
             .thanks = row.text(9),
             .words = row.text(10)},
        .nominated_at = row.get<Instant>(11),
        .edited_at = row.get<std::optional<Instant>>(12),
        .read_at = row.get<std::optional<Instant>>(13),
        .hold = static_cast<Hold>(row.integer(14)),
        .hold_reason = row.text(15),
        .version = row.get<std::uint32_t>(16),
        .show_state = static_cast<v1::ShowState>(row.integer(17)),
        .viewer_curates = row.get<bool>(18),
    };
}

WitnessRow WitnessRow::from(const store::Row& row) {
    return {.nomination = row.get<NominationId>(0), .person = row.get<PersonId>(1), .reason = row.text(2)};
}

store::Query<NominationRow> nomination_for(const PersonId& viewer, const NominationId& id) {
    return store::query<NominationRow>(kForViewer, viewer, id);
}

store::Query<PersonId> nominees_of(const NominationId& id) {
    return store::query<PersonId>(kNominees, id);
}

store::Query<WitnessRow> witnesses_of(const std::vector<NominationId>& ids) {
    return store::query<WitnessRow>(kWitnesses, ids);
}

std::vector<v1::Nomination> complete(
    store::Reader& reader, const PersonId& viewer, const std::vector<NominationRow>& rows
) {
    std::vector<v1::Nomination> nominations;
    if (rows.empty()) return nominations;
    const auto all = read_belonging(reader, viewer, rows);
    nominations.reserve(rows.size());
    for (const auto& row : rows) nominations.push_back(to_message(row, all, viewer));
    add_held_words(reader, rows, all, nominations);
    return nominations;
}

}  // namespace koebel::story
