#include "access/doors.hpp"

#include <tuple>

namespace koebel::access {

namespace {

// Links: to sign in, invitations, recoveries.
constexpr store::Sql kDoorsOf{
    "access.doors_of",
    "SELECT (SELECT COUNT(*) FROM session s WHERE s.person_id = $1 AND s.ends_at > $2),"
    " (SELECT COUNT(*) FROM person_password w WHERE w.person_id = $1),"
    " (SELECT COUNT(*) FROM person_pin n WHERE n.person_id = $1),"
    " (SELECT COUNT(*) FROM person_card c WHERE c.person_id = $1),"
    " (SELECT COUNT(*) FROM api_token t WHERE t.person_id = $1 AND t.expires_at > $2),"
    " (SELECT COUNT(*) FROM sign_in_link l WHERE l.person_id = $1 AND l.used_at IS NULL AND l.expires_at > $2)"
};

}  // namespace

v1::PreviewMergeResponse::Doors doors_of(store::Reader& reader, const PersonId& person) {
    using Row = std::tuple<std::uint32_t, bool, bool, bool, std::uint32_t, std::uint32_t>;
    const auto [sessions, password, pin, card, tokens, links] = reader.row<Row>(kDoorsOf, person, reader.now()).value();
    v1::PreviewMergeResponse::Doors doors;
    doors.set_sessions(sessions);
    doors.set_password(password);
    doors.set_pin(pin);
    doors.set_card(card);
    doors.set_tokens(tokens);
    doors.set_links(links);
    return doors;
}

}  // namespace koebel::access
