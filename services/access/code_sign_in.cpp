#include "access/code_sign_in.hpp"

#include "access/code.hpp"
#include "access/codes.hpp"

namespace koebel::access {

namespace {

/// Looks at what was typed. Six digits count for the person, whichever login and address they come from; a recovery
/// code is too long to guess, and lets in whom somebody else's guesses keep waiting.
std::optional<Error> look_at_code(
    store::Transaction& tx, const Knock& knock, const PersonId& person, const StoredCode& code, const Settings& settings
) {
    if (code_digits_in(knock.code).empty()) return use_code(tx, person, code, knock.code, knock.address, settings);
    const auto guesses = attempts_at_code_of(person);
    if (auto may = claim_attempt(tx, guesses, settings); !may) return std::move(may.error());
    auto refused = use_code(tx, person, code, knock.code, knock.address, settings);
    if (!refused) forget_attempts(tx, guesses);
    if (refused && refused->code != Code::kUnauthenticated) give_back_attempt(tx, guesses, settings);
    return refused;
}

}  // namespace

std::optional<Error> ask_for_code(
    store::Transaction& tx, const Knock& knock, const Claimed& claimed, const Settings& settings
) {
    const auto& person = claimed.account->person;
    const auto code = asked_code_of(tx, person);
    if (!code) return std::nullopt;
    if (knock.code.empty()) {
        give_back_attempt(tx, claimed.attempts, settings);
        return refusal(Code::kUnauthenticated, "CODE_REQUIRED");
    }
    auto refused = look_at_code(tx, knock, person, *code, settings);
    if (!refused) return std::nullopt;
    if (refused->code == Code::kUnauthenticated) {
        record_failure(tx, knock.address, refused->reason, settings, person);
    } else {
        give_back_attempt(tx, claimed.attempts, settings);  // nothing was looked at
    }
    return refused;
}

}  // namespace koebel::access
