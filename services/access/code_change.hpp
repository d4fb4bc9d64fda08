#pragma once

#include "access/login.hpp"
#include "access/settings.hpp"
#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/code.pb.h>

#include <optional>
#include <string>
#include <string_view>

namespace koebel::access {

/// A change of one's own code that asks for the password, between its two jobs. A refusal is a value here, as in
/// Attempt: its count is kept.
struct CodeChange {
    std::optional<Error> refusal = {};
    Account account = {};
    bool needs_password = true;
};

/// How one of them ended.
template <class Response>
struct CodeChanged {
    std::optional<Error> refusal = {};
    Response response = {};
};

/// The first job of setting up; the attempt is counted when the password is to be looked at. Refusals: SESSION_ENDED,
/// CODE_NEEDS_PASSWORD, HAS_CODE, CODE_KEY_MISSING, TOO_MANY_ATTEMPTS.
[[nodiscard]] CodeChange claim_code_set_up(store::Transaction& tx, const rpc::Caller& caller, const Settings& settings);

/// The second one offers a secret. Refusals: SESSION_ENDED, PASSWORD_WRONG, HAS_CODE.
[[nodiscard]] CodeChanged<v1::SetUpCodeResponse> finish_code_set_up(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const CodeChange& change,
    bool password_is_right,
    const Settings& settings
);

/// The app has the secret: the code is asked from now on, what came in without it goes. Refusals: SESSION_ENDED,
/// TOO_MANY_ATTEMPTS, HAS_CODE, CODE_NOT_OFFERED, CODE_WRONG, CODE_KEY_MISSING.
[[nodiscard]] CodeChanged<v1::ConfirmCodeResponse> confirm_code(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view code, const Settings& settings
);

/// The first job of what asks for password and code. Refusals: SESSION_ENDED, NO_CODE, TOO_MANY_ATTEMPTS.
[[nodiscard]] CodeChange claim_code_change(store::Transaction& tx, const rpc::Caller& caller, const Settings& settings);

/// What stands in the second one's request, and whether its password was right.
struct CodeProof {
    bool password_is_right = false;
    std::string code;
};

/// The second ones. Refusals: SESSION_ENDED, NO_CODE, PASSWORD_WRONG, CODE_WRONG, CODE_USED, CODE_KEY_MISSING.
[[nodiscard]] CodeChanged<v1::RemoveCodeResponse> finish_removing_code(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const CodeChange& change,
    const CodeProof& proof,
    const Settings& settings
);
[[nodiscard]] CodeChanged<v1::ReplaceRecoveryCodesResponse> finish_replacing_recovery_codes(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const CodeChange& change,
    const CodeProof& proof,
    const Settings& settings
);

/// Refuses with kUnauthenticated SESSION_ENDED.
[[nodiscard]] Result<v1::GetMyCodeResponse> my_code(
    store::Reader& reader, const rpc::Caller& caller, const Settings& settings
);

/// By an administrator, which `caller` is: a colleague's code goes, and their sessions end. Refuses with
///   kNotFound            PERSON_NOT_FOUND
///   kFailedPrecondition  OWN_CODE, NO_CODE
[[nodiscard]] Result<v1::RemoveCodeOfResponse> remove_code_of(
    store::Transaction& tx, const rpc::Caller& caller, const PersonId& person
);

}  // namespace koebel::access
