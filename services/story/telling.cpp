#include "story/telling.hpp"

#include "inbox/notices.hpp"
#include "people/topics.hpp"
#include "people/visible_to.hpp"

#include <koebel/v1/options.pb.h>

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace koebel::story {
namespace {

constexpr std::string_view kPrefix = "story.told.";
constexpr std::int64_t kAtOnce = 20;         // nominations in a transaction
constexpr std::size_t kNoticesAtOnce = 100;  // or so many who are told: of a team there are more

constexpr auto kCuratorsText =
    "SELECT p.id FROM person p JOIN nomination n ON n.id = $1 WHERE p.active = 1 AND p.id IN (SELECT role_of.person_id"
    " FROM person_role role_of WHERE role_of.role = 3) AND " +
    people::nomination_curated_by("p.id") + " ORDER BY p.id";
constexpr store::Sql kCurators{"story.curators", kCuratorsText};
static_assert(v1::ROLE_CURATOR == 3);

constexpr store::Sql kUntold{
    "story.untold",
    "SELECT n.id, n.nominator_id FROM nomination n JOIN show s ON s.id = n.show_id WHERE n.show_id = $1 AND n.told = 0"
    " AND n.hold = 0 AND s.state = 5 ORDER BY n.id LIMIT $2"
};
static_assert(v1::SHOW_STATE_AIRED == 5);
constexpr store::Sql kWhoIsNominated{
    "story.who_is_nominated",
    "SELECT p.id FROM nomination_person nominee JOIN person p ON p.id = nominee.person_id"
    " WHERE nominee.nomination_id = $1 AND p.active = 1 AND p.id <> $2 ORDER BY p.id"
};
constexpr store::Sql kTold{"story.told", "UPDATE nomination SET told = $2 WHERE id = $1"};

std::string key_of(const show::ShowId& show) {
    return std::string{kPrefix} + show.text();
}

std::uint64_t append_changed(store::Transaction& tx, const PersonId& person, const show::ShowId& show) {
    store::NewEntry entry{.topic = people::topic_of(person), .body = {}};
    entry.body.mutable_nominations_changed()->set_show_id(show.text());
    return tx.append(std::move(entry));
}

/// How many were told.
std::size_t tell_nominees(
    store::Transaction& tx, const NominationId& id, const PersonId& nominator, const show::ShowId& show
) {
    const auto nominees = tx.rows<PersonId>(kWhoIsNominated, id, nominator);
    tx.run(kTold, id, true);
    if (nominees.empty()) return 0;
    const auto position = append_changed(tx, nominator, show);
    inbox::notify(
        tx,
        {.position = position, .kind = v1::INBOX_KIND_NOMINATED, .nomination = id.text(), .actor = nominator},
        nominees
    );
    return nominees.size();
}

}  // namespace

std::uint64_t tell_changed(
    store::Transaction& tx, const NominationId& id, const show::ShowId& show, const PersonId& nominator
) {
    const auto position = append_changed(tx, nominator, show);
    const auto [witnesses] = tx.read(witnesses_of({id}));
    const auto curators = tx.rows<PersonId>(kCurators, id);
    std::set<PersonId> readers{curators.begin(), curators.end()};
    for (const auto& witness : witnesses) readers.insert(witness.person);
    readers.erase(nominator);
    for (const auto& reader : readers) append_changed(tx, reader, show);
    return position;
}

void tell_curators(store::Transaction& tx, const NominationId& id, const show::ShowId& show) {
    for (const auto& curator : tx.rows<PersonId>(kCurators, id)) append_changed(tx, curator, show);
}

void tell_asked(
    store::Transaction& tx,
    const NominationId& id,
    std::uint64_t position,
    const PersonId& nominator,
    const std::vector<PersonId>& witnesses
) {
    inbox::notify(
        tx,
        {.position = position, .kind = v1::INBOX_KIND_WITNESS_ASKED, .nomination = id.text(), .actor = nominator},
        witnesses
    );
}

void follow_show(store::Transaction& tx, const show::Show& show) {
    if (show.state == v1::SHOW_STATE_AIRED) tell_nominees_later(tx, show.id);
}

void tell_nominees_later(store::Transaction& tx, const show::ShowId& show) {
    tx.schedule(key_of(show), tx.now());
}

void forget_told(store::Transaction& tx, const NominationId& id) {
    inbox::forget_notices(tx, id.text(), v1::INBOX_KIND_NOMINATED);
    tx.run(kTold, id, false);
}

void keep_telling(store::Schedule& schedule) {
    schedule.on(std::string{kPrefix}, [](store::Transaction& tx, const store::Due& due) {
        const show::ShowId show{due.key.substr(kPrefix.size())};
        const auto untold = tx.rows<std::tuple<NominationId, PersonId>>(kUntold, show, kAtOnce);
        std::int64_t nominations = 0;
        std::size_t told = 0;
        for (const auto& [id, nominator] : untold) {
            if (told >= kNoticesAtOnce) break;
            told += tell_nominees(tx, id, nominator, show);
            ++nominations;
        }
        // Another moment, because a key at a moment runs once.
        if (nominations == kAtOnce || nominations < std::ssize(untold)) {
            tx.schedule(due.key, std::max(tx.now(), due.due_at + std::chrono::microseconds{1}));
        }
    });
}

}  // namespace koebel::story
