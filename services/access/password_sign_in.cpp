#include "access/password_sign_in.hpp"

#include "access/code_sign_in.hpp"
#include "access/password.hpp"

namespace koebel::access {

namespace {

// Longer texts are nobody's password, and cost no more than one.
constexpr std::size_t kLongestBytes = 1'024;

}  // namespace

Claimed claim_sign_in(
    store::Transaction& tx, std::string_view address, std::string_view login, const Settings& settings
) {
    Claimed claimed{.refusal = std::nullopt, .account = find_account(tx, login)};
    claimed.attempts = attempts_at(login, claimed.account.has_value(), address);
    auto may = may_try(tx, address, settings);
    if (may) may = claim_attempt(tx, claimed.attempts, settings);
    if (!may) claimed.refusal = std::move(may.error());
    return claimed;
}

Looked look_at_password(const std::optional<Account>& account, std::string_view password, const Settings& settings) {
    if (!account || account->hash.empty() || password.size() > kLongestBytes) {
        std::ignore = hash_password(password.substr(0, kLongestBytes), settings);
        return {};
    }
    Looked looked{.is_right = is_password(password, account->hash)};
    if (looked.is_right && is_outdated(account->hash, settings)) looked.new_hash = hash_password(password, settings);
    return looked;
}

Attempt finish_sign_in(
    store::Transaction& tx, const Knock& knock, const Claimed& claimed, const Looked& looked, const Settings& settings
) {
    // Those that were looked at while the address used up its attempts learn nothing.
    if (auto may = may_try(tx, knock.address, settings); !may) return Attempt{.refusal = std::move(may.error())};
    // Somebody who left, or chose another password, meanwhile is not let in.
    bool is_right = looked.is_right;
    if (is_right) {
        const auto [now] = tx.read(account_of_person(claimed.account->person));
        is_right = !now.empty() && now.front().hash == claimed.account->hash;
    }
    if (!is_right) {
        const auto person = claimed.account ? claimed.account->person : PersonId{};
        record_failure(tx, knock.address, "PASSWORD_WRONG", settings, person);
        return Attempt{.refusal = Error{.code = Code::kUnauthenticated, .reason = "PASSWORD_WRONG", .message = {}}};
    }
    if (auto refusal = ask_for_code(tx, knock, claimed, settings)) return Attempt{.refusal = std::move(refusal)};
    forget_attempts(tx, claimed.attempts);
    if (!looked.new_hash.empty()) set_password_hash(tx, claimed.account->person, looked.new_hash);
    return enter(tx, knock, claimed.account->person, settings);
}

}  // namespace koebel::access
