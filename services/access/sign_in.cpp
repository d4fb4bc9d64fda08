#include "access/sign_in.hpp"

#include "access/audit.hpp"
#include "access/codes.hpp"
#include "access/login.hpp"
#include "access/pins.hpp"
#include "access/sign_in_links.hpp"
#include "access/throttle.hpp"
#include "access/tokens.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"

#include <boost/asio/ip/address.hpp>

#include <algorithm>
#include <utility>

namespace koebel::access {

namespace {

namespace ip = boost::asio::ip;

Attempt refused(Error error) {
    return Attempt{.refusal = std::move(error)};
}

Attempt failed(store::Transaction& tx, const Knock& knock, Error error, const Settings& settings) {
    record_failure(tx, knock.address, error.reason, settings);
    return refused(std::move(error));
}

bool is_active(store::Reader& reader, const PersonId& person) {
    const auto [people] = reader.read(people::people_by_id({person}));
    return !people.empty() && people.front().active;
}

constexpr Code kUnauthenticated = Code::kUnauthenticated;

bool is_private(const ip::address_v4& address) {
    const auto bytes = address.to_bytes();
    return bytes[0] == 10 || (bytes[0] == 172 && (bytes[1] & 0xF0) == 16) || (bytes[0] == 192 && bytes[1] == 168) ||
           (bytes[0] == 169 && bytes[1] == 254);
}

}  // namespace

Attempt enter(
    store::Transaction& tx,
    const Knock& knock,
    const PersonId& person,
    const Settings& settings,
    std::optional<Instant> password_until
) {
    if (!knock.session.empty()) end_session(tx, knock.session);
    record(tx, {.what = "sign_in", .person = person, .address = knock.address});
    auto session = open_session(
        tx,
        {.person = person,
         .screen = {},
         .device = knock.device,
         .lifetime = knock.remember ? settings.remembered : settings.session_absolute,
         .remembered = knock.remember,
         .password_until = password_until}
    );
    // The cookie outlasts either, so that a session can be remembered later without a new one.
    session.lifetime = std::max(settings.remembered, settings.session_absolute);
    return Attempt{.refusal = std::nullopt, .person = person, .session = std::move(session)};
}

Attempt sign_in_with_link(store::Transaction& tx, const Knock& knock, const Settings& settings) {
    if (auto may = may_try(tx, knock.address, settings); !may) return refused(std::move(may.error()));
    const auto link = find_personal_link(tx, knock.token);
    if (!link || !is_active(tx, link->person) || !use_up(tx, *link)) {
        return failed(tx, knock, {.code = kUnauthenticated, .reason = "LINK_INVALID", .message = {}}, settings);
    }
    // Whoever made the link may be somebody else: that it was used does not go unnoticed.
    if (link->purpose != LinkPurpose::kSignIn) end_sessions_of(tx, link->person);
    if (link->purpose == LinkPurpose::kRecovery) {
        end_tokens_of(tx, link->person);
        forget_password(tx, link->person);
        forget_pin_and_card(tx, link->person);
        if (forget_code(tx, link->person)) {
            record(
                tx, {.what = "code_removed", .person = link->person, .address = knock.address, .reason = "RECOVERED"}
            );
        }
        use_up_links_of(tx, link->person);
        record(tx, {.what = "recovered", .person = link->person, .address = knock.address});
    }
    auto attempt = enter(tx, knock, link->person, settings, tx.now() + settings.password_without_old);
    attempt.may_choose_password = link->purpose != LinkPurpose::kSignIn;
    return attempt;
}

Attempt enter_demonstration(
    store::Transaction& tx, const Knock& knock, const PersonId& person, const Settings& settings
) {
    if (auto may = may_choose(tx, knock.address, knock.token, settings); !may) {
        if (may.error().reason != "LINK_INVALID") return refused(std::move(may.error()));
        return failed(tx, knock, std::move(may.error()), settings);
    }
    if (!is_active(tx, person)) {
        return refused({.code = Code::kNotFound, .reason = "PERSON_NOT_FOUND", .message = {}});
    }
    return enter(tx, knock, person, settings);
}

Result<void> may_choose(
    store::Reader& reader, std::string_view address, std::string_view token, const Settings& settings
) {
    if (auto may = may_try(reader, address, settings); !may) return may;
    if (!is_near(address, settings.demonstration_lan)) {
        return refuse(kUnauthenticated, "LINK_INVALID", "the demonstration is not open to this address");
    }
    const auto [organisations] = reader.read(people::organisation());
    if (organisations.empty() || !organisations.front().demonstration) {
        return refuse(Code::kFailedPrecondition, "NOT_A_DEMONSTRATION");
    }
    if (!find_link(reader, token, LinkPurpose::kDemonstration)) return refuse(kUnauthenticated, "LINK_INVALID");
    return {};
}

bool is_near(std::string_view address, bool lan) {
    boost::system::error_code unreadable;
    auto parsed = ip::make_address(std::string{address}, unreadable);
    if (unreadable) return false;
    if (parsed.is_v6() && parsed.to_v6().is_v4_mapped()) parsed = ip::make_address_v4(ip::v4_mapped, parsed.to_v6());
    if (parsed.is_loopback()) return true;
    if (!lan) return false;
    if (parsed.is_v4()) return is_private(parsed.to_v4());
    const auto v6 = parsed.to_v6();
    return v6.is_link_local() || (v6.to_bytes()[0] & 0xFE) == 0xFC;  // fe80::/10, fc00::/7
}

}  // namespace koebel::access
