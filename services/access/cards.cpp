#include "access/cards.hpp"

#include "access/audit.hpp"
#include "access/pins.hpp"
#include "access/secret.hpp"
#include "base/timestamp.hpp"
#include "people/person.hpp"
#include "people/team.hpp"

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

namespace koebel::access {

namespace {

constexpr std::size_t kMostCards = 500;  // in one call: a commit holds the writer up
constexpr std::size_t kCardsPage = 100;

constexpr store::Sql kFindCard{
    "access.find_card",
    "SELECT c.person_id, COALESCE(k.hash, ''), CASE WHEN c.first_used_at IS NULL THEN 0 ELSE 1 END FROM person_card c"
    " JOIN person p ON p.id = c.person_id LEFT JOIN person_pin k ON k.person_id = c.person_id"
    " WHERE c.secret_hash = $1 AND p.active = 1"
};
constexpr store::Sql kCardUsed{
    "access.card_used", "UPDATE person_card SET first_used_at = $2 WHERE person_id = $1 AND first_used_at IS NULL"
};
constexpr store::Sql kReplaceCard{
    "access.replace_card",
    "INSERT INTO person_card (person_id, secret_hash, made_at, made_by) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (person_id) DO UPDATE SET secret_hash = excluded.secret_hash, made_at = excluded.made_at,"
    " made_by = excluded.made_by, first_used_at = NULL"
};
constexpr store::Sql kRevokeCard{"access.revoke_card", "DELETE FROM person_card WHERE person_id = $1"};

constexpr auto kWithout = static_text(
    " FROM person p WHERE p.active = 1 AND COALESCE(p.email, '') = ''"
    " AND NOT EXISTS (SELECT 1 FROM person_card c WHERE c.person_id = p.id)"
);
constexpr auto kWithoutCardText = "SELECT p.id" + kWithout + " ORDER BY p.folded, p.id LIMIT 500";
constexpr store::Sql kWithoutCard{"access.without_card", kWithoutCardText};
constexpr auto kCountWithoutCardText = "SELECT COUNT(*)" + kWithout;
constexpr store::Sql kCountWithoutCard{"access.count_without_card", kCountWithoutCardText};

// A page begins after the person that stands in the token.
constexpr auto kListCardsText =
    "SELECT " + people::kPersonColumns +
    ", c.made_at, c.first_used_at, CASE WHEN k.hash IS NULL THEN 0 ELSE 1 END FROM person_card c"
    " JOIN person p ON p.id = c.person_id LEFT JOIN person_pin k ON k.person_id = c.person_id" +
    people::kPersonJoins +
    " WHERE p.active = 1 AND ($1 = '' OR p.folded > (SELECT o.folded FROM person o WHERE o.id = $1)"
    " OR (p.folded = (SELECT o.folded FROM person o WHERE o.id = $1) AND p.id > $1))"
    " ORDER BY p.folded, p.id LIMIT 101";
constexpr store::Sql kListCards{"access.list_cards", kListCardsText};

struct HeldRow {
    v1::HeldCard message;

    static HeldRow from(const store::Row& row) {
        HeldRow line;
        auto& message = line.message;
        *message.mutable_person() = people::card_in_full(people::Person::from(row));
        *message.mutable_made_at() = to_timestamp(row.get<Instant>(people::kPersonColumnCount));
        if (!row.is_null(people::kPersonColumnCount + 1)) {
            *message.mutable_first_used_at() = to_timestamp(row.get<Instant>(people::kPersonColumnCount + 1));
        }
        message.set_has_pin(row.get<bool>(people::kPersonColumnCount + 2));
        return line;
    }
};

std::vector<PersonId> named_in(const v1::CreateCardsRequest& request) {
    std::vector<PersonId> ids(request.person_ids().begin(), request.person_ids().end());
    std::ranges::sort(ids);
    const auto repeated = std::ranges::unique(ids);
    ids.erase(repeated.begin(), repeated.end());
    return ids;
}

}  // namespace

Card Card::from(const store::Row& row) {
    return {.person = row.get<PersonId>(0), .pin_hash = row.text(1), .was_used = row.get<bool>(2)};
}

std::optional<Card> find_card(store::Reader& reader, std::string_view bits) {
    return reader.row<Card>(kFindCard, hash_of(bits));
}

void card_was_used(store::Transaction& tx, const PersonId& person) {
    tx.run(kCardUsed, person, tx.now());
}

Result<v1::CreateCardsResponse> create_cards(
    store::Transaction& tx, const rpc::Caller& caller, const v1::CreateCardsRequest& request, const Settings& settings
) {
    const auto ids = request.everyone_without_email() ? tx.rows<PersonId>(kWithoutCard) : named_in(request);
    if (ids.size() > kMostCards) return refuse(Code::kInvalidArgument, "TOO_MANY_CARDS");
    auto people = std::get<0>(tx.read(people::people_by_id(ids)));
    std::erase_if(people, [](const people::Person& person) { return !person.active; });
    if (people.size() != ids.size()) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    std::ranges::sort(people, {}, [](const people::Person& person) { return std::tie(person.name, person.id); });
    auto teams = people::main_team_names(tx, people);

    v1::CreateCardsResponse response;
    for (const auto& person : people) {
        const auto bits = new_card_bits();
        tx.run(kReplaceCard, person.id, hash_of(bits), tx.now(), caller.person);
        AuditEntry entry{.what = "card_created", .person = person.id, .by = caller.person, .address = caller.address};
        record(tx, entry);
        if (request.forget_pins()) {
            forget_pin(tx, person.id);
            entry.what = "pin_forgotten";
            record(tx, entry);
        }
        auto& card = *response.add_cards();
        *card.mutable_person() = people::card_in_full(person);
        card.set_team_name(teams[person.id]);
        card.set_url(settings.public_url + "/card#" + bits);
    }
    if (request.everyone_without_email()) {
        response.set_left(static_cast<std::uint32_t>(tx.row<std::int64_t>(kCountWithoutCard).value_or(0)));
    }
    return response;
}

v1::ListCardsResponse list_cards(store::Reader& reader, std::string_view page_token) {
    auto rows = reader.rows<HeldRow>(kListCards, page_token);
    v1::ListCardsResponse response;
    const bool has_more = rows.size() > kCardsPage;
    if (has_more) rows.pop_back();
    for (auto& row : rows) *response.add_cards() = std::move(row.message);
    if (has_more) response.set_next_page_token(response.cards().rbegin()->person().id());
    return response;
}

Result<v1::RevokeCardResponse> revoke_card(store::Transaction& tx, const rpc::Caller& caller, const PersonId& person) {
    if (tx.change(kRevokeCard, person) == 0) return refuse(Code::kNotFound, "CARD_NOT_FOUND");
    record(tx, {.what = "card_revoked", .person = person, .by = caller.person, .address = caller.address});
    return v1::RevokeCardResponse{};
}

}  // namespace koebel::access
