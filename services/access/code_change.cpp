#include "access/code_change.hpp"

#include "access/audit.hpp"
#include "access/choosing_password.hpp"
#include "access/code.hpp"
#include "access/codes.hpp"
#include "access/renewal.hpp"
#include "access/sessions.hpp"
#include "access/throttle.hpp"
#include "base/timestamp.hpp"
#include "people/organisation.hpp"
#include "people/person.hpp"

#include <utility>

namespace koebel::access {

namespace {

Error code_session_ended() {
    return refusal(Code::kUnauthenticated, "SESSION_ENDED");
}

/// They have just shown who they are.
bool is_fresh(store::Reader& reader, const OwnSignIn& own, const Settings& settings) {
    return reader.now() < own.signed_in_at + settings.password_without_old;
}

std::optional<Error> claim_code_attempt(store::Transaction& tx, const rpc::Caller& caller, const Settings& settings) {
    auto may = may_try(tx, caller.address, settings);
    if (may) may = claim_attempt(tx, attempts_by(caller.person), settings);
    if (may) return std::nullopt;
    return std::move(may.error());
}

Error counted_as_wrong(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view reason, const Settings& settings
) {
    record_failure(tx, caller.address, reason, settings, caller.person);
    return refusal(Code::kUnauthenticated, reason);
}

/// What came of a code, as it is answered: a wrong one counts, a right one forgets those before it, and one that could
/// not be looked at is as if nobody had tried.
std::optional<Error> told(
    store::Transaction& tx, const rpc::Caller& caller, std::optional<Error> refused, const Settings& settings
) {
    if (refused && refused->code == Code::kUnauthenticated) {
        return counted_as_wrong(tx, caller, refused->reason, settings);
    }
    if (refused) {
        give_back_attempt(tx, attempts_by(caller.person), settings);
    } else {
        forget_attempts(tx, attempts_by(caller.person));
    }
    return refused;
}

/// Password and code, in this order: who has not the one learns nothing of the other.
std::optional<Error> check_code_proof(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const CodeChange& change,
    const CodeProof& proof,
    const Settings& settings
) {
    const auto own = own_sign_in(tx, caller);
    if (!own) return code_session_ended();
    // Another password was chosen meanwhile: what was looked at counts no more.
    if (!proof.password_is_right || own->account.hash != change.account.hash) {
        return counted_as_wrong(tx, caller, "PASSWORD_WRONG", settings);
    }
    const auto code = asked_code_of(tx, caller.person);
    if (!code) return refusal(Code::kFailedPrecondition, "NO_CODE");
    return told(tx, caller, use_code(tx, caller.person, *code, proof.code, caller.address, settings), settings);
}

std::string issuer_of(store::Reader& reader) {
    const auto [organisations] = reader.read(people::organisation());
    return organisations.empty() ? "Koebel" : "Koebel " + organisations.front().name;
}

}  // namespace

CodeChange claim_code_set_up(store::Transaction& tx, const rpc::Caller& caller, const Settings& settings) {
    auto own = own_sign_in(tx, caller);
    if (!own) return {.refusal = code_session_ended()};
    CodeChange change{.account = std::move(own->account), .needs_password = !is_fresh(tx, *own, settings)};
    if (change.account.hash.empty()) {
        change.refusal = refusal(Code::kFailedPrecondition, "CODE_NEEDS_PASSWORD");
    } else if (asked_code_of(tx, caller.person)) {
        change.refusal = refusal(Code::kFailedPrecondition, "HAS_CODE");
    } else if (settings.code_key.empty()) {
        change.refusal = refusal(Code::kFailedPrecondition, "CODE_KEY_MISSING");
    } else if (change.needs_password) {
        change.refusal = claim_code_attempt(tx, caller, settings);
    }
    return change;
}

CodeChanged<v1::SetUpCodeResponse> finish_code_set_up(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const CodeChange& change,
    bool password_is_right,
    const Settings& settings
) {
    const auto own = own_sign_in(tx, caller);
    if (!own) return {.refusal = code_session_ended()};
    if (change.needs_password) {
        if (!password_is_right || own->account.hash != change.account.hash) {
            return {.refusal = counted_as_wrong(tx, caller, "PASSWORD_WRONG", settings)};
        }
        forget_attempts(tx, attempts_by(caller.person));
    }
    if (asked_code_of(tx, caller.person)) return {.refusal = refusal(Code::kFailedPrecondition, "HAS_CODE")};
    const auto secret = new_code_secret();
    offer_code(tx, caller.person, secret, settings);
    CodeChanged<v1::SetUpCodeResponse> offered;
    offered.response.set_url(otpauth_url(secret, issuer_of(tx), login_of(tx, own->account)));
    offered.response.set_secret(base32(secret));
    offered.response.set_minutes(static_cast<std::uint32_t>(settings.code_set_up.count()));
    return offered;
}

CodeChanged<v1::ConfirmCodeResponse> confirm_code(
    store::Transaction& tx, const rpc::Caller& caller, std::string_view code, const Settings& settings
) {
    if (!own_sign_in(tx, caller)) return {.refusal = code_session_ended()};
    const auto [offers] = tx.read(code_of(caller.person));
    if (!offers.empty() && offers.front().confirmed_at) {
        return {.refusal = refusal(Code::kFailedPrecondition, "HAS_CODE")};
    }
    if (offers.empty() || tx.now() >= offers.front().offered_at + settings.code_set_up) {
        return {.refusal = refusal(Code::kFailedPrecondition, "CODE_NOT_OFFERED")};
    }
    if (auto waits = claim_code_attempt(tx, caller, settings)) return {.refusal = std::move(waits)};
    auto looked = confirm_offer(tx, caller.person, offers.front(), code, settings);
    if (auto refused = told(tx, caller, std::move(looked), settings)) return {.refusal = std::move(refused)};
    record(tx, {.what = "code_set", .person = caller.person, .address = caller.address});
    CodeChanged<v1::ConfirmCodeResponse> confirmed;
    for (auto& one : new_recovery_codes(tx, caller.person, settings)) {
        confirmed.response.add_recovery_codes(std::move(one));
    }
    confirmed.response.set_ended_sessions(end_other_sessions(tx, caller.person, caller.session));
    renew_sessions_of(tx, {caller.person});  // this one is left
    return confirmed;
}

CodeChange claim_code_change(store::Transaction& tx, const rpc::Caller& caller, const Settings& settings) {
    auto own = own_sign_in(tx, caller);
    if (!own) return {.refusal = code_session_ended()};
    CodeChange change{.account = std::move(own->account)};
    if (!asked_code_of(tx, caller.person)) {
        change.refusal = refusal(Code::kFailedPrecondition, "NO_CODE");
    } else {
        change.refusal = claim_code_attempt(tx, caller, settings);
    }
    return change;
}

CodeChanged<v1::RemoveCodeResponse> finish_removing_code(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const CodeChange& change,
    const CodeProof& proof,
    const Settings& settings
) {
    if (auto refused = check_code_proof(tx, caller, change, proof, settings)) return {.refusal = std::move(refused)};
    forget_code(tx, caller.person);
    record(tx, {.what = "code_removed", .person = caller.person, .address = caller.address});
    renew_sessions_of(tx, {caller.person});
    return {};
}

CodeChanged<v1::ReplaceRecoveryCodesResponse> finish_replacing_recovery_codes(
    store::Transaction& tx,
    const rpc::Caller& caller,
    const CodeChange& change,
    const CodeProof& proof,
    const Settings& settings
) {
    if (auto refused = check_code_proof(tx, caller, change, proof, settings)) return {.refusal = std::move(refused)};
    CodeChanged<v1::ReplaceRecoveryCodesResponse> replaced;
    for (auto& one : new_recovery_codes(tx, caller.person, settings)) {
        replaced.response.add_recovery_codes(std::move(one));
    }
    record(tx, {.what = "recovery_codes_replaced", .person = caller.person, .address = caller.address});
    return replaced;
}

Result<v1::GetMyCodeResponse> my_code(store::Reader& reader, const rpc::Caller& caller, const Settings& settings) {
    const auto own = own_sign_in(reader, caller);
    if (!own) return refuse(Code::kUnauthenticated, "SESSION_ENDED");
    v1::GetMyCodeResponse response;
    response.set_has_password(!own->account.hash.empty());
    response.set_needs_password(!is_fresh(reader, *own, settings));
    if (const auto code = asked_code_of(reader, caller.person)) {
        response.set_has_code(true);
        *response.mutable_set_up_at() = to_timestamp(*code->confirmed_at);
        response.set_recovery_codes_left(recovery_codes_left(reader, caller.person));
    }
    return response;
}

Result<v1::RemoveCodeOfResponse> remove_code_of(
    store::Transaction& tx, const rpc::Caller& caller, const PersonId& person
) {
    if (person == caller.person) return refuse(Code::kFailedPrecondition, "OWN_CODE");
    const auto [people] = tx.read(people::people_by_id({person}));
    if (people.empty() || !people.front().active) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
    if (!forget_code(tx, person)) return refuse(Code::kFailedPrecondition, "NO_CODE");
    record(tx, {.what = "code_removed", .person = person, .by = caller.person, .address = caller.address});
    end_sessions_of(tx, person);
    return v1::RemoveCodeOfResponse{};
}

}  // namespace koebel::access
