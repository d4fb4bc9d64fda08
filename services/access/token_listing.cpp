#include "access/token_listing.hpp"

#include "access/tokens.hpp"
#include "base/timestamp.hpp"
#include "people/person.hpp"

namespace koebel::access {

namespace {

constexpr std::size_t kTokensPage = 100;

// The ids of tokens grow with time. The organisation's have no person. $1: now; $2: the last of the page before.
constexpr auto kListTokensText =
    "SELECT " + people::kPersonColumns +
    ", t.id, t.name, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.person_id FROM api_token t"
    " JOIN person p ON p.id = COALESCE(t.person_id, t.created_by)" +
    people::kPersonJoins + " WHERE t.expires_at > $1 AND ($2 = '' OR t.id < $2)";
constexpr auto kMyTokensText = kListTokensText + " AND t.person_id = $3 ORDER BY t.id DESC LIMIT 101";
constexpr store::Sql kMine{"access.list_tokens", kMyTokensText};
constexpr auto kAllTokensText = kListTokensText + " ORDER BY t.id DESC LIMIT 101";
constexpr store::Sql kAll{"access.list_all_tokens", kAllTokensText};

struct TokenRow {
    v1::Token message;

    static TokenRow from(const store::Row& row) {
        TokenRow line;
        auto& message = line.message;
        message.set_id(row.text(people::kPersonColumnCount));
        message.set_name(row.text(people::kPersonColumnCount + 1));
        const auto scopes = scopes_of(row.integer(people::kPersonColumnCount + 2));
        for (const auto scope : {v1::SCOPE_READ, v1::SCOPE_GIVE}) {
            if (scopes.has(scope)) message.add_scopes(scope);
        }
        *message.mutable_created_at() = to_timestamp(row.get<Instant>(people::kPersonColumnCount + 3));
        *message.mutable_expires_at() = to_timestamp(row.get<Instant>(people::kPersonColumnCount + 4));
        if (!row.is_null(people::kPersonColumnCount + 5)) {
            *message.mutable_last_used_at() = to_timestamp(row.get<Instant>(people::kPersonColumnCount + 5));
        }
        if (!row.is_null(people::kPersonColumnCount + 6))
            *message.mutable_person() = people::card_in_full(people::Person::from(row));
        return line;
    }
};

v1::ListTokensResponse page_of(std::vector<TokenRow> rows) {
    v1::ListTokensResponse response;
    const bool has_more = rows.size() > kTokensPage;
    if (has_more) rows.pop_back();
    for (auto& row : rows) *response.add_tokens() = std::move(row.message);
    if (has_more) response.set_next_page_token(response.tokens().rbegin()->id());
    return response;
}

}  // namespace

v1::ListTokensResponse tokens_of(store::Reader& reader, const PersonId& person, std::string_view page_token) {
    return page_of(reader.rows<TokenRow>(kMine, reader.now(), page_token, person));
}

v1::ListTokensResponse everybodys_tokens(store::Reader& reader, std::string_view page_token) {
    return page_of(reader.rows<TokenRow>(kAll, reader.now(), page_token));
}

}  // namespace koebel::access
