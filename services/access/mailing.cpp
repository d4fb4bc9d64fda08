#include "access/mailing.hpp"

#include "access/invitation_letter.hpp"
#include "access/invitations.hpp"
#include "base/timestamp.hpp"
#include "people/organisation.hpp"

#include <map>
#include <utility>

namespace koebel::access {

namespace {

constexpr store::Sql kAddresses{
    "access.addresses",
    "SELECT id, email, language FROM person WHERE id IN @list($1) AND COALESCE(email, '') <> '' ORDER BY id"
};
constexpr store::Sql kToBeSent{"access.to_be_mailed", "UPDATE sign_in_link SET mail = 1 WHERE id IN @list($1)"};
constexpr store::Sql kSent{"access.mailed", "UPDATE sign_in_link SET mail = 2, mailed_at = $2 WHERE id = $1"};
constexpr store::Sql kNotSent{"access.not_mailed", "UPDATE sign_in_link SET mail = 3, mail_problem = $2 WHERE id = $1"};

struct Addressee {
    PersonId person;
    std::string email;
    std::string language;

    static Addressee from(const store::Row& row) {
        return {.person = row.get<PersonId>(0), .email = row.text(1), .language = row.text(2)};
    }
};

}  // namespace

Result<Mailing> prepare_mailing(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const v1::SendInvitationsRequest& request,
    const Settings& settings
) {
    const bool is_everyone = request.everyone_without_door();
    const std::vector<PersonId> named(request.person_ids().begin(), request.person_ids().end());
    std::map<std::string, Addressee> addressees;
    for (auto& one : tx.rows<Addressee>(kAddresses, is_everyone ? people_without_door(tx) : named)) {
        addressees.emplace(one.person.text(), std::move(one));
    }
    v1::CreateInvitationsRequest wanted;
    wanted.set_lifetime_hours(request.lifetime_hours());
    if (is_everyone) {
        for (const auto& [id, one] : addressees) wanted.add_person_ids(id);
    } else {
        wanted.mutable_person_ids()->CopyFrom(request.person_ids());
    }
    const auto made = create_invitations(tx, caller, wanted, settings);
    if (!made) return std::unexpected(made.error());

    const auto organisation = std::get<0>(tx.read(people::organisation()));
    Mailing mailing;
    std::vector<std::string> links;
    for (const auto& invitation : made->invitations()) {
        const auto addressee = addressees.find(invitation.person().id());
        if (addressee == addressees.end()) return refuse(Code::kFailedPrecondition, "EMAIL_MISSING");
        const auto& [id, one] = *addressee;
        const auto expires = to_instant(invitation.expires_at());
        const InvitationWords words{
            .language = one.language.empty() && !organisation.empty() ? organisation.front().language : one.language,
            .given_name = invitation.person().given_name(),
            .organisation = organisation.empty() ? std::string{} : organisation.front().name,
            .url = invitation.url(),
            .lifetime = std::chrono::round<std::chrono::hours>(expires - tx.now()),
        };
        mailing.letters.push_back({.link = invitation.id(), .letter = invitation_letter(one.email, words)});
        links.push_back(invitation.id());
    }
    tx.run(kToBeSent, links);
    mailing.left = count_without_door(tx);
    return mailing;
}

void mailed(store::Transaction& tx, const std::string& link, const Result<void>& outcome) {
    if (outcome) {
        tx.run(kSent, link, tx.now());
    } else {
        tx.run(kNotSent, link, outcome.error().reason);
    }
}

}  // namespace koebel::access
