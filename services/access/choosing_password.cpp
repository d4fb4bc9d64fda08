#include "access/choosing_password.hpp"

#include "access/audit.hpp"
#include "access/password.hpp"
#include "access/renewal.hpp"
#include "access/rights.hpp"
#include "access/sessions.hpp"
#include "access/sign_in_links.hpp"
#include "access/throttle.hpp"
#include "base/result.hpp"
#include "people/rights_changed.hpp"

#include <tuple>

namespace koebel::access {

namespace {

using Session = std::tuple<std::optional<Instant>, bool, Instant, Instant>;

constexpr store::Sql kOwnSession{
    "access.own_session",
    "SELECT password_until, remembered, created_at, ends_at FROM session WHERE id = $1 AND person_id = $2"
};
constexpr store::Sql kPasswordChosen{
    "access.password_chosen", "UPDATE session SET password_until = NULL WHERE person_id = $1"
};
// Its lifetime counts from the beginning, so that switching it on and off wins nobody time.
constexpr store::Sql kRemember{
    "access.remember_session", "UPDATE session SET remembered = $2, ends_at = created_at + $3 WHERE id = $1"
};
constexpr store::Sql kEnds{"access.session_ends", "SELECT ends_at FROM session WHERE id = $1"};

}  // namespace

std::optional<OwnSignIn> own_sign_in(store::Reader& reader, const rpc::Caller& caller) {
    auto [accounts, sessions] = reader.read(
        account_of_person(caller.person), store::query<Session>(kOwnSession, caller.session, caller.person)
    );
    if (accounts.empty() || sessions.empty()) return std::nullopt;
    const auto [until, remembered, signed_in_at, ends_at] = sessions.front();
    return OwnSignIn{
        .account = std::move(accounts.front()),
        .may_choose_without_old = until && *until > reader.now(),
        .remembered = remembered,
        .signed_in_at = signed_in_at,
        .ends_at = ends_at,
    };
}

Choosing claim_choosing(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view password, const Settings& settings
) {
    auto own = own_sign_in(tx, caller);
    if (!own) return {.refusal = refusal(Code::kUnauthenticated, "SESSION_ENDED")};
    if (auto may = check_password_of(password, own->account); !may) return {.refusal = std::move(may.error())};
    Choosing choosing{.account = std::move(own->account), .needs_old = !own->may_choose_without_old};
    if (!choosing.needs_old) return choosing;
    if (choosing.account.hash.empty()) {
        choosing.refusal = refusal(Code::kFailedPrecondition, "PASSWORD_NEEDS_LINK");
        return choosing;
    }
    auto may = may_try(tx, caller.address, settings);
    if (may) may = claim_attempt(tx, attempts_by(caller.person), settings);
    if (!may) choosing.refusal = std::move(may.error());
    return choosing;
}

Chosen finish_choosing(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const Choosing& choosing,
    bool old_is_right,
    std::string_view new_hash,
    const Settings& settings
) {
    const auto own = own_sign_in(tx, caller);
    if (!own) return {.refusal = refusal(Code::kUnauthenticated, "SESSION_ENDED")};
    const bool is_same = own->account.hash == choosing.account.hash;
    if (!is_same || (choosing.needs_old && !old_is_right)) {
        record_failure(tx, caller.address, "PASSWORD_WRONG", settings, caller.person);
        return {.refusal = refusal(Code::kUnauthenticated, "PASSWORD_WRONG")};
    }
    set_password_hash(tx, caller.person, new_hash);
    tx.run(kPasswordChosen, caller.person);
    use_up_links_of(tx, caller.person);
    forget_attempts(tx, attempts_by(caller.person));
    for (const auto& login : {own->account.key, own->account.email}) {
        forget_attempts(tx, attempts_at(login, true, caller.address));
    }
    record(tx, {.what = "password_set", .person = caller.person, .address = caller.address});
    const auto ended = end_other_sessions(tx, caller.person, caller.session);
    renew_sessions_of(tx, {caller.person});  // this one is left
    return {.ended_sessions = ended};
}

Result<Instant> remember_session(
    store::Transaction& tx, const rpc::Caller& caller, bool remember, const Settings& settings
) {
    if (auto may = authorise(tx, caller, {v1::ROLE_EMPLOYEE}); !may) return std::unexpected(may.error());
    const std::chrono::microseconds lifetime = remember ? settings.remembered : settings.session_absolute;
    tx.run(kRemember, caller.session, remember, lifetime.count());
    // Connections and nodes know its end; they ask again.
    people::append_rights_changed(tx, v1::AccessChanged::KIND_PERSON_CHANGED, caller.person.text());
    return tx.row<Instant>(kEnds, caller.session).value();
}

}  // namespace koebel::access
