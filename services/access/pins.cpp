#include "access/pins.hpp"

#include "access/audit.hpp"
#include "access/kiosk_throttle.hpp"
#include "access/throttle.hpp"
#include "base/result.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace koebel::access {

namespace {

constexpr std::size_t kDigits = 6;
constexpr std::size_t kFewestDigits = 3;  // different digits
constexpr std::array<std::string_view, 4> kDigitRows{"012345678901234", "987654321098765", "147258369", "159357"};

constexpr store::Sql kPin{"access.pin_of", "SELECT hash FROM person_pin WHERE person_id = $1"};
constexpr store::Sql kSetPin{
    "access.set_pin",
    "INSERT INTO person_pin (person_id, hash, set_at) VALUES ($1, $2, $3) ON CONFLICT (person_id) DO UPDATE"
    " SET hash = excluded.hash, set_at = excluded.set_at"
};
constexpr store::Sql kForgetPin{"access.forget_pin", "DELETE FROM person_pin WHERE person_id = $1"};
constexpr store::Sql kForgetCard{"access.forget_card", "DELETE FROM person_card WHERE person_id = $1"};
constexpr store::Sql kHasCard{"access.has_card", "SELECT COUNT(*) FROM person_card WHERE person_id = $1"};
constexpr store::Sql kSignedInAt{
    "access.signed_in_at", "SELECT created_at FROM session WHERE id = $1 AND person_id = $2 AND kind = 1"
};

/// "121212", "123123", "112233", "123321": known by a part of it.
bool repeats_itself(std::string_view pin) {
    const bool halves = pin.substr(0, 3) == pin.substr(3);
    const bool pairs = pin.substr(0, 2) == pin.substr(2, 2) && pin.substr(2, 2) == pin.substr(4);
    const bool doubles = pin[0] == pin[1] && pin[2] == pin[3] && pin[4] == pin[5];
    const bool mirror = std::ranges::equal(pin.substr(0, 3), std::string{pin.rbegin(), pin.rbegin() + 3});
    return halves || pairs || doubles || mirror;
}

std::string digits_of(std::string_view text) {
    std::string digits{text};
    std::erase_if(digits, [](char c) { return c < '0' || c > '9'; });
    return digits;
}

/// Somebody's own session, with what they are known by.
struct Own {
    Account account;
    bool is_fresh = false;  ///< they have just shown who they are
};

std::optional<Own> own(store::Reader& reader, const rpc::Caller& caller, const Settings& settings) {
    auto [accounts, signed_in] = reader.read(
        account_of_person(caller.person), store::query<Instant>(kSignedInAt, caller.session, caller.person)
    );
    if (accounts.empty() || signed_in.empty()) return std::nullopt;
    const bool is_fresh = reader.now() < signed_in.front() + settings.password_without_old;
    return Own{.account = std::move(accounts.front()), .is_fresh = is_fresh};
}

}  // namespace

Result<void> check_pin_form(std::string_view pin) {
    const bool is_pin = pin.size() == kDigits && std::ranges::all_of(pin, [](char c) { return c >= '0' && c <= '9'; });
    if (!is_pin) return refuse(Code::kInvalidArgument, "PIN_INVALID", "six digits");
    return {};
}

Result<void> check_pin_of(std::string_view pin, const Account& owner) {
    if (auto form = check_pin_form(pin); !form) return form;
    const bool in_a_row =
        std::ranges::any_of(kDigitRows, [&](std::string_view row) { return row.find(pin) != std::string_view::npos; });
    const bool is_own =
        digits_of(owner.key).find(pin) != std::string::npos || digits_of(owner.email).find(pin) != std::string::npos;
    if (in_a_row || is_own || repeats_itself(pin) || std::set<char>(pin.begin(), pin.end()).size() < kFewestDigits) {
        return refuse(Code::kInvalidArgument, "PIN_TOO_EASY");
    }
    return {};
}

store::Query<std::string> pin_of(const PersonId& person) {
    return store::query<std::string>(kPin, person);
}

void set_pin_hash(store::Transaction& tx, const PersonId& person, std::string_view hash) {
    tx.run(kSetPin, person, hash, tx.now());
}

void forget_pin(store::Transaction& tx, const PersonId& person) {
    tx.run(kForgetPin, person);
}

void forget_pin_and_card(store::Transaction& tx, const PersonId& person) {
    tx.run(kForgetPin, person);
    tx.run(kForgetCard, person);
}

PinChoice claim_pin(store::Transaction& tx, const rpc::Caller& caller, std::string_view pin, const Settings& settings) {
    auto mine = own(tx, caller, settings);
    if (!mine) return {.refusal = refusal(Code::kUnauthenticated, "SESSION_ENDED")};
    if (auto may = check_pin_of(pin, mine->account); !may) return {.refusal = std::move(may.error())};
    PinChoice choice{.account = std::move(mine->account), .needs_password = !mine->is_fresh};
    if (!choice.needs_password) return choice;
    if (choice.account.hash.empty()) {
        choice.refusal = refusal(Code::kFailedPrecondition, "PIN_NEEDS_SIGN_IN");
        return choice;
    }
    auto may = may_try(tx, caller.address, settings);
    if (may) may = claim_attempt(tx, attempts_by(caller.person), settings);
    if (!may) choice.refusal = std::move(may.error());
    return choice;
}

std::optional<Error> finish_pin(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const PinChoice& choice,
    bool password_is_right,
    std::string_view hash,
    const Settings& settings
) {
    const auto mine = own(tx, caller, settings);
    if (!mine) return refusal(Code::kUnauthenticated, "SESSION_ENDED");
    // Another password was chosen meanwhile: what was looked at counts no more.
    const bool is_same = mine->account.hash == choice.account.hash;
    if (choice.needs_password && (!password_is_right || !is_same)) {
        record_failure(tx, caller.address, "PASSWORD_WRONG", settings, caller.person);
        return refusal(Code::kUnauthenticated, "PASSWORD_WRONG");
    }
    set_pin_hash(tx, caller.person, hash);
    if (choice.needs_password) forget_attempts(tx, attempts_by(caller.person));
    forget_attempts_at_kiosks(tx, attempts_as(caller.person));
    record(tx, {.what = "pin_set", .person = caller.person, .address = caller.address});
    return std::nullopt;
}

Result<v1::GetMyCardResponse> my_card(store::Reader& reader, const rpc::Caller& caller, const Settings& settings) {
    const auto mine = own(reader, caller, settings);
    if (!mine) return refuse(Code::kUnauthenticated, "SESSION_ENDED");
    const auto [cards, pins] = reader.read(store::query<std::int64_t>(kHasCard, caller.person), pin_of(caller.person));
    v1::GetMyCardResponse response;
    response.set_has_card(cards.front() != 0);
    response.set_has_pin(!pins.empty());
    response.set_needs_password(!mine->is_fresh);
    response.set_has_password(!mine->account.hash.empty());
    return response;
}

}  // namespace koebel::access
