#include "access/invitations.hpp"

#include "access/audit.hpp"
#include "access/sign_in_links.hpp"
#include "base/timestamp.hpp"
#include "people/person.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace koebel::access {

namespace {

constexpr std::size_t kMostInvitations = 500;  // in one call: a commit holds the writer up
constexpr std::size_t kInvitationsPage = 100;
constexpr std::chrono::minutes kSentWithin{60};  // 500 letters, also to a slow server
constexpr std::uint32_t kLongestHours = 24 * 90;

// Nobody is without a door who has a password, a session, or an invitation that still works. $1: now.
constexpr auto kWithoutDoor = static_text(
    " FROM person p WHERE p.active = 1"
    " AND NOT EXISTS (SELECT 1 FROM person_password s WHERE s.person_id = p.id)"
    " AND NOT EXISTS (SELECT 1 FROM session s WHERE s.person_id = p.id AND s.kind = 1)"
    " AND NOT EXISTS (SELECT 1 FROM sign_in_link l WHERE l.person_id = p.id AND l.purpose = 3 AND l.used_at IS NULL"
    " AND l.expires_at > $1)"
);
constexpr auto kWithoutDoorText = "SELECT p.id" + kWithoutDoor + " ORDER BY p.folded, p.id LIMIT 500";
constexpr store::Sql kListWithoutDoor{"access.without_door", kWithoutDoorText};
constexpr auto kCountWithoutDoorText = "SELECT COUNT(*)" + kWithoutDoor;
constexpr store::Sql kCountWithoutDoor{"access.count_without_door", kCountWithoutDoorText};

constexpr store::Sql kWithPassword{
    "access.with_password", "SELECT person_id FROM person_password WHERE person_id IN @list($1)"
};
constexpr store::Sql kReplaceInvitations{
    "access.replace_invitations",
    "DELETE FROM sign_in_link WHERE purpose = $2 AND used_at IS NULL AND person_id IN @list($1)"
};

// The ids of links grow with time.
constexpr auto kListInvitationsText =
    "SELECT " + people::kPersonColumns +
    ", l.id, l.purpose, l.created_at, l.expires_at, l.used_at, l.mail, l.mailed_at, l.mail_problem FROM sign_in_link l"
    " JOIN person p ON p.id = l.person_id" +
    people::kPersonJoins +
    " WHERE l.purpose IN (3, 4) AND l.expires_at > $1 AND ($2 = '' OR l.id < $2)"
    " ORDER BY l.id DESC LIMIT 101";
constexpr store::Sql kListInvitations{"access.list_invitations", kListInvitationsText};

constexpr store::Sql kPersonOf{
    "access.invited", "SELECT person_id FROM sign_in_link WHERE id = $1 AND purpose IN (3, 4) AND used_at IS NULL"
};
constexpr store::Sql kRevokeInvitation{"access.revoke_invitation", "DELETE FROM sign_in_link WHERE id = $1"};

struct InvitationRow {
    v1::Invitation message;
    bool is_waiting = false;  // to be sent
    Instant created_at;

    static InvitationRow from(const store::Row& row) {
        InvitationRow line;
        auto& message = line.message;
        *message.mutable_person() = people::card_in_full(people::Person::from(row));
        message.set_id(row.text(people::kPersonColumnCount));
        message.set_is_recovery(
            row.integer(people::kPersonColumnCount + 1) == static_cast<std::int64_t>(LinkPurpose::kRecovery)
        );
        *message.mutable_created_at() = to_timestamp(row.get<Instant>(people::kPersonColumnCount + 2));
        *message.mutable_expires_at() = to_timestamp(row.get<Instant>(people::kPersonColumnCount + 3));
        if (!row.is_null(people::kPersonColumnCount + 4))
            *message.mutable_used_at() = to_timestamp(row.get<Instant>(people::kPersonColumnCount + 4));
        const auto mail = row.integer(people::kPersonColumnCount + 5);
        message.set_by_mail(mail != 0);
        if (!row.is_null(people::kPersonColumnCount + 6))
            *message.mutable_mailed_at() = to_timestamp(row.get<Instant>(people::kPersonColumnCount + 6));
        message.set_mail_problem(row.text(people::kPersonColumnCount + 7));
        line.is_waiting = mail == 1;
        line.created_at = row.get<Instant>(people::kPersonColumnCount + 2);
        return line;
    }
};

void make(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const people::Person& person,
    LinkPurpose purpose,
    std::chrono::seconds lifetime,
    const std::string& public_url,
    v1::NewInvitation& made
) {
    const auto link = create_link_for(tx, purpose, person.id, lifetime, caller.person, caller.address);
    made.set_id(link.id);
    *made.mutable_person() = people::card_in_full(person);
    made.set_url(public_url + "/enter#" + link.token);
    *made.mutable_expires_at() = to_timestamp(link.expires_at);
}

/// Those who are there and active, by name.
Result<std::vector<people::Person>> active_people(store::Reader& reader, const std::vector<PersonId>& ids) {
    auto people = std::get<0>(reader.read(people::people_by_id(ids)));
    std::erase_if(people, [](const people::Person& person) { return !person.active; });
    if (people.size() != ids.size()) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    std::ranges::sort(people, {}, [](const people::Person& person) { return std::tie(person.name, person.id); });
    return people;
}

std::vector<PersonId> named_in(const v1::CreateInvitationsRequest& request) {
    std::vector<PersonId> ids(request.person_ids().begin(), request.person_ids().end());
    std::ranges::sort(ids);
    const auto repeated = std::ranges::unique(ids);
    ids.erase(repeated.begin(), repeated.end());
    return ids;
}

}  // namespace

std::vector<PersonId> people_without_door(store::Reader& reader) {
    return reader.rows<PersonId>(kListWithoutDoor, reader.now());
}

std::size_t count_without_door(store::Reader& reader) {
    return static_cast<std::size_t>(reader.row<std::int64_t>(kCountWithoutDoor, reader.now()).value_or(0));
}

Result<v1::CreateInvitationsResponse> create_invitations(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const v1::CreateInvitationsRequest& request,
    const Settings& settings
) {
    if (request.lifetime_hours() > kLongestHours) return refuse(Code::kInvalidArgument, "LIFETIME_INVALID");
    const auto lifetime =
        request.lifetime_hours() == 0 ? settings.invitation_lifetime : std::chrono::hours{request.lifetime_hours()};
    const auto ids = request.everyone_without_door() ? people_without_door(tx) : named_in(request);
    if (ids.size() > kMostInvitations) return refuse(Code::kInvalidArgument, "TOO_MANY_INVITATIONS");
    auto people = active_people(tx, ids);
    if (!people) return std::unexpected(std::move(people.error()));
    if (tx.row<PersonId>(kWithPassword, ids)) return refuse(Code::kFailedPrecondition, "HAS_PASSWORD");

    tx.run(kReplaceInvitations, ids, static_cast<std::int64_t>(LinkPurpose::kInvitation));
    v1::CreateInvitationsResponse response;
    for (const auto& person : *people) {
        make(tx, caller, person, LinkPurpose::kInvitation, lifetime, settings.public_url, *response.add_invitations());
    }
    if (request.everyone_without_door()) {
        response.set_left(static_cast<std::uint32_t>(count_without_door(tx)));
    }
    return response;
}

Result<v1::CreateRecoveryLinkResponse> create_recovery_link(
    store::Transaction& tx, const rpc::Caller& caller, const PersonId& person, const Settings& settings
) {
    auto people = active_people(tx, {person});
    if (!people) return std::unexpected(std::move(people.error()));
    tx.run(kReplaceInvitations, std::vector{person}, static_cast<std::int64_t>(LinkPurpose::kRecovery));
    v1::CreateRecoveryLinkResponse response;
    make(
        tx,
        caller,
        people->front(),
        LinkPurpose::kRecovery,
        settings.recovery_lifetime,
        settings.public_url,
        *response.mutable_link()
    );
    return response;
}

v1::ListInvitationsResponse list_invitations(store::Reader& reader, std::string_view page_token) {
    auto rows = reader.rows<InvitationRow>(kListInvitations, reader.now(), page_token);
    v1::ListInvitationsResponse response;
    const bool has_more = rows.size() > kInvitationsPage;
    if (has_more) rows.pop_back();
    for (auto& row : rows) {
        // Who was to send it has gone away meanwhile.
        if (row.is_waiting && row.created_at + kSentWithin <= reader.now())
            row.message.set_mail_problem("MAIL_INTERRUPTED");
        *response.add_invitations() = std::move(row.message);
    }
    if (has_more) response.set_next_page_token(response.invitations().rbegin()->id());
    return response;
}

Result<v1::RevokeInvitationResponse> revoke_invitation(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view invitation
) {
    const auto person = tx.row<PersonId>(kPersonOf, invitation);
    if (!person) return refuse(Code::kNotFound, "INVITATION_NOT_FOUND");
    tx.run(kRevokeInvitation, invitation);
    record(tx, {.what = "link_revoked", .person = *person, .by = caller.person, .address = caller.address});
    return v1::RevokeInvitationResponse{};
}

}  // namespace koebel::access
