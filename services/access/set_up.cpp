#include "access/set_up.hpp"

#include "access/audit.hpp"
#include "access/login.hpp"
#include "access/password.hpp"
#include "access/set_up_steps.hpp"
#include "access/sign_in_links.hpp"
#include "access/throttle.hpp"
#include "base/result.hpp"
#include "base/timestamp.hpp"
#include "people/organisation.hpp"
#include "people/person_record.hpp"
#include "people/person_saving.hpp"

#include <utility>

namespace koebel::access {

namespace {

constexpr store::Sql kAdministered{
    "access.administered",
    "SELECT COUNT(*) FROM organisation o WHERE o.demonstration = 1 OR EXISTS (SELECT 1 FROM person_role given"
    " JOIN person p ON p.id = given.person_id WHERE given.role = 5 AND p.active = 1)"
};
static_assert(v1::ROLE_ADMIN == 5);

Error set_up_done() {
    return refusal(Code::kFailedPrecondition, "SET_UP_DONE");
}

/// The living link with that token, or why not; a wrong one is counted.
Result<SignInLink> find_counted(
    store::Transaction& tx, std::string_view address, std::string_view token, const Settings& settings
) {
    if (is_set_up(tx)) return std::unexpected(set_up_done());
    if (auto may = may_try(tx, address, settings); !may) return std::unexpected(std::move(may.error()));
    auto link = find_link(tx, token, LinkPurpose::kSetUp);
    if (link) return *std::move(link);
    record_failure(tx, address, "LINK_INVALID", settings);
    return std::unexpected(refusal(Code::kUnauthenticated, "LINK_INVALID"));
}

Result<void> write_organisation(store::Transaction& tx, const v1::BeginSetUpRequest& request) {
    const auto founded = people::found(
        tx, {.name = request.organisation_name(), .time_zone = request.time_zone(), .language = request.language()}
    );
    if (!founded) return std::unexpected(founded.error());
    // Somebody may have founded it from a terminal; and this one looks at the name's length.
    v1::SetOrganisationRequest organisation;
    organisation.set_name(request.organisation_name());
    organisation.set_time_zone(request.time_zone());
    organisation.set_language(request.language());
    return people::change_organisation(tx, organisation);
}

Result<PersonId> write_administrator(store::Transaction& tx, const v1::BeginSetUpRequest& request) {
    v1::SavePersonRequest person;
    person.set_name(request.name());
    person.set_email(request.email());
    person.add_roles(v1::ROLE_ADMIN);
    if (request.is_leader()) person.add_roles(v1::ROLE_LEADER);
    const auto saved = people::save_person(tx, person);
    if (!saved) return std::unexpected(saved.error());
    return saved->person;
}

}  // namespace

bool is_set_up(store::Reader& reader) {
    return reader.row<std::int64_t>(kAdministered).value_or(0) > 0;
}

Result<std::string> make_set_up_link(store::Transaction& tx, const Settings& settings) {
    if (is_set_up(tx)) return std::unexpected(set_up_done());
    return create_set_up_link(tx, settings.set_up_lifetime);
}

SetUpLook look_at_set_up_link(
    store::Transaction& tx, std::string_view address, std::string_view token, const Settings& settings
) {
    const auto link = find_counted(tx, address, token, settings);
    if (!link) return {.refusal = link.error()};
    SetUpLook look;
    *look.response.mutable_expires_at() = to_timestamp(link->expires_at);
    const auto [organisations] = tx.read(people::organisation());
    if (organisations.empty()) return look;
    look.response.set_organisation_name(organisations.front().name);
    look.response.set_time_zone(organisations.front().zone.name());
    look.response.set_language(organisations.front().language);
    return look;
}

Result<void> check_administrators_password(const v1::BeginSetUpRequest& request) {
    if (auto may = check_password(request.password()); !may) return may;
    const Account owner{
        .person = {},
        .name = request.name(),
        .given_name = people::given_name_in(request.name()),
        .email = request.email(),
        .key = {},
        .hash = {},
    };
    return check_password_of(request.password(), owner);
}

Result<BegunSetUp> begin_set_up(
    store::Transaction& tx,
    const Knock& knock,
    const v1::BeginSetUpRequest& request,
    std::string_view password_hash,
    const Settings& settings
) {
    const auto link = find_counted(tx, knock.address, knock.token, settings);
    if (!link) return BegunSetUp{.attempt = {.refusal = link.error()}};
    (void)use_up(tx, *link);  // it was living a moment ago, and nobody else writes

    if (auto written = write_organisation(tx, request); !written) return std::unexpected(written.error());
    const auto person = write_administrator(tx, request);
    if (!person) return std::unexpected(person.error());
    set_password_hash(tx, *person, password_hash);
    begin_steps(tx, *person);
    record(tx, {.what = "set_up_begun", .person = *person, .address = knock.address});

    const auto [accounts] = tx.read(account_of_person(*person));
    return BegunSetUp{.attempt = enter(tx, knock, *person, settings), .login = login_of(tx, accounts.at(0))};
}

}  // namespace koebel::access
