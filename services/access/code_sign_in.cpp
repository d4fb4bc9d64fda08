#include "access/code_sign_in.hpp"

#include "access/codes.hpp"

namespace koebel::access {

std::optional<Error> ask_for_code(
    store::Transaction& tx, const Knock& knock, const Claimed& claimed, const Settings& settings
) {
    const auto& person = claimed.account->person;
    const auto code = asked_code_of(tx, person);
    if (!code) return std::nullopt;
    if (knock.code.empty()) {
        give_back_attempt(tx, claimed.attempts);
        return Error{.code = Code::kUnauthenticated, .reason = "CODE_REQUIRED", .message = {}};
    }
    auto refusal = use_code(tx, person, *code, knock.code, knock.address, settings);
    if (refusal && refusal->code == Code::kUnauthenticated) {
        record_failure(tx, knock.address, refusal->reason, settings, person);
    }
    return refusal;
}

}  // namespace koebel::access
