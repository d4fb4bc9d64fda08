#include "access/audit_listing.hpp"

#include "base/static_text.hpp"
#include "base/timestamp.hpp"
#include "people/person.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace koebel::access {

namespace {

constexpr std::size_t kUsualPage = 50;
constexpr std::size_t kLargestPage = 500;

// Whom a line is about. Who comes and goes is nobody's business, unless they may do more than others.
constexpr auto kPerson = static_text(
    "CASE WHEN a.what IN ('sign_in', 'sign_out') AND NOT EXISTS"
    " (SELECT 1 FROM person_role g WHERE g.person_id = a.person_id) THEN '' ELSE COALESCE(a.person_id, '') END"
);
// Each condition holds of itself when its argument is empty. $5 and $6: the last line of the page before.
constexpr auto kListAuditText =
    "SELECT a.id, a.at, a.what, " + kPerson +
    ", COALESCE(a.by_person_id, ''), COALESCE(a.screen_id, ''), a.address, a.reason,"
    " COALESCE((SELECT k.name FROM kiosk k WHERE k.id = a.kiosk_id), '') FROM access_audit a"
    " WHERE a.at >= $1 AND a.at < $2 AND a.at <= $5 AND (a.at < $5 OR a.id < $6) AND ($3 = '' OR a.what = $3)"
    " AND ($4 = '' OR a.by_person_id = $4 OR " +
    kPerson + " = $4) ORDER BY a.at DESC, a.id DESC LIMIT $7";
constexpr store::Sql kListAudit{"access.list_audit", kListAuditText};
// From one word to the next by the index, however long the trail is.
constexpr store::Sql kKinds{
    "access.audit_kinds",
    "WITH RECURSIVE kind (what) AS (SELECT MIN(what) FROM access_audit UNION ALL"
    " SELECT (SELECT MIN(a.what) FROM access_audit a WHERE a.what > kind.what) FROM kind WHERE kind.what IS NOT NULL)"
    " SELECT what FROM kind WHERE what IS NOT NULL ORDER BY what"
};

struct Line {
    std::string id;
    Instant at;
    std::string what;
    PersonId person;
    PersonId by;
    std::string screen;
    std::string address;
    std::string reason;
    std::string kiosk;  ///< its name

    static Line from(const store::Row& row) {
        return {
            .id = row.text(0),
            .at = row.get<Instant>(1),
            .what = row.text(2),
            .person = row.get<PersonId>(3),
            .by = row.get<PersonId>(4),
            .screen = row.text(5),
            .address = row.text(6),
            .reason = row.text(7),
            .kiosk = row.text(8),
        };
    }
};

/// A line's place in the order of the trail. As a token: its microseconds, "-", its id.
struct Place {
    Instant at;
    std::string id;
};

std::string token_of(const Line& line) {
    return std::to_string(line.at.time_since_epoch().count()) + "-" + line.id;
}

/// Refuses with kInvalidArgument PAGE_TOKEN_INVALID. Without a token: before everything.
Result<Place> place_of(const std::string& token, Instant until) {
    if (token.empty()) return Place{.at = until, .id = {}};
    std::int64_t at = 0;
    const auto [end, error] = std::from_chars(token.data(), token.data() + token.size(), at);
    if (error != std::errc{} || end == token.data() + token.size() || *end != '-') {
        return refuse(Code::kInvalidArgument, "PAGE_TOKEN_INVALID");
    }
    return Place{.at = Instant{std::chrono::microseconds{at}}, .id = {end + 1, token.data() + token.size()}};
}

/// Whether somebody came or went whose name is left out; the address would name them.
bool is_anonymous(const Line& line) {
    return line.person.empty() && (line.what == "sign_in" || line.what == "sign_out");
}

/// A name and an id; no photo, no job.
v1::PersonCard card(const people::Person& person) {
    v1::PersonCard card;
    card.set_id(person.id.text());
    card.set_name(person.name);
    card.set_given_name(person.given_name);
    card.set_colour(person.colour);
    return card;
}

}  // namespace

Result<v1::ListAuditResponse> list_audit(store::Reader& reader, const v1::ListAuditRequest& request) {
    const auto size = request.page_size() == 0 ? kUsualPage : std::min<std::size_t>(request.page_size(), kLargestPage);
    const auto from = request.has_from() ? to_instant(request.from()) : Instant{};
    const auto until = request.has_until() ? to_instant(request.until()) : reader.now() + std::chrono::hours{24};
    const auto after = place_of(request.page_token(), until);
    if (!after) return std::unexpected(after.error());
    auto lines =
        reader.rows<Line>(kListAudit, from, until, request.what(), request.person_id(), after->at, after->id, size + 1);
    v1::ListAuditResponse response;
    if (lines.size() > size) {
        lines.pop_back();
        response.set_next_page_token(token_of(lines.back()));
    }
    if (request.page_token().empty()) {
        const auto kinds = reader.rows<std::string>(kKinds);
        response.mutable_kinds()->Assign(kinds.begin(), kinds.end());
    }

    std::vector<PersonId> ids;
    for (const auto& line : lines) {
        ids.push_back(line.person);
        ids.push_back(line.by);
    }
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    std::map<PersonId, v1::PersonCard> cards;
    const auto [named] = reader.read(people::people_by_id(ids));
    for (const auto& person : named) cards[person.id] = card(person);

    for (const auto& line : lines) {
        auto* message = response.add_lines();
        *message->mutable_at() = to_timestamp(line.at);
        message->set_what(line.what);
        if (const auto one = cards.find(line.person); one != cards.end()) *message->mutable_person() = one->second;
        if (const auto one = cards.find(line.by); one != cards.end()) *message->mutable_by() = one->second;
        message->set_screen_id(line.screen);
        if (!is_anonymous(line)) message->set_address(line.address);
        const bool has_both = !line.kiosk.empty() && !line.reason.empty();
        message->set_detail(line.kiosk + (has_both ? ": " : "") + line.reason);
    }
    return response;
}

}  // namespace koebel::access
