#include "access/code_service.hpp"

#include "access/codes.hpp"
#include "access/password_sign_in.hpp"
#include "access/rights.hpp"
#include "people/person.hpp"

#include <optional>
#include <utility>

namespace koebel::access {

namespace {

/// What the job made: an answer, or a refusal whose count was kept.
template <class Response>
Result<Response> answer_of(Result<CodeChanged<Response>> changed) {
    if (!changed) return std::unexpected(std::move(changed.error()));
    if (changed->refusal) return std::unexpected(*std::move(changed->refusal));
    return std::move(changed->response);
}

}  // namespace

void CodeService::bind(rpc::Router& router) {
    router.bind("koebel.v1.CodeService/GetMyCode", *this, &CodeService::get_my_code);
    router.bind("koebel.v1.CodeService/SetUpCode", *this, &CodeService::set_up_code);
    router.bind("koebel.v1.CodeService/ConfirmCode", *this, &CodeService::confirm_code);
    router.bind("koebel.v1.CodeService/RemoveCode", *this, &CodeService::remove_code);
    router.bind("koebel.v1.CodeService/ReplaceRecoveryCodes", *this, &CodeService::replace_recovery_codes);
    router.bind("koebel.v1.CodeService/GetCodeOf", *this, &CodeService::get_code_of);
    router.bind("koebel.v1.CodeService/RemoveCodeOf", *this, &CodeService::remove_code_of);
}

CodeService::Answer<CodeService::Looked> CodeService::look(rpc::Caller caller, std::string password, Claim claim) {
    auto claiming = [caller = std::move(caller), claim, settings = settings_](store::Transaction& tx
                    ) -> Result<CodeChange> { return claim(tx, caller, settings); };
    auto change = co_await store_.write("access.claim_code_change", std::move(claiming));
    if (!change) co_return std::unexpected(std::move(change.error()));
    if (change->refusal) co_return std::unexpected(*std::move(change->refusal));
    Looked looked{.change = *std::move(change)};
    if (!looked.change.needs_password) co_return looked;

    auto work = [account = looked.change.account, password = std::move(password), settings = settings_] {
        return look_at_password(account, password, settings).is_right;
    };
    std::optional<bool> is_right;
    try {
        auto looking = hashing_.run(std::move(work));  // named: g++ 12
        is_right = co_await std::move(looking);
    } catch (const runtime::PoolFull&) {
        is_right.reset();  // told below
    }
    if (!is_right) co_return std::unexpected(rpc::overloaded());
    looked.password_is_right = *is_right;
    co_return looked;
}

CodeService::Answer<v1::GetMyCodeResponse>
CodeService::get_my_code(const rpc::Caller& caller, const v1::GetMyCodeRequest&) {
    auto job = [caller, settings = settings_](store::Reader& reader) { return my_code(reader, caller, settings); };
    co_return co_await store_.read(std::move(job));
}

CodeService::Answer<v1::SetUpCodeResponse> CodeService::set_up_code(
    const rpc::Caller& caller, const v1::SetUpCodeRequest& request
) {
    auto looking = look(caller, request.password(), claim_code_set_up);  // named: g++ 12
    auto looked = co_await std::move(looking);
    if (!looked) co_return std::unexpected(std::move(looked.error()));
    auto job = [caller, looked = *std::move(looked), settings = settings_](store::Transaction& tx
               ) -> Result<CodeChanged<v1::SetUpCodeResponse>> {
        return finish_code_set_up(tx, caller, looked.change, looked.password_is_right, settings);
    };
    auto changed = co_await store_.write("access.set_up_code", std::move(job));
    co_return answer_of(std::move(changed));
}

CodeService::Answer<v1::ConfirmCodeResponse> CodeService::confirm_code(
    const rpc::Caller& caller, const v1::ConfirmCodeRequest& request
) {
    auto job = [caller, code = request.code(), settings = settings_](store::Transaction& tx
               ) -> Result<CodeChanged<v1::ConfirmCodeResponse>> {
        return access::confirm_code(tx, caller, code, settings);
    };
    auto changed = co_await store_.write("access.confirm_code", std::move(job));
    co_return answer_of(std::move(changed));
}

template <class Response, class Request>
CodeService::Answer<Response> CodeService::prove(
    const rpc::Caller& caller, const Request& request, Finish<Response> finish
) {
    auto looking = look(caller, request.password(), claim_code_change);  // named: g++ 12
    auto looked = co_await std::move(looking);
    if (!looked) co_return std::unexpected(std::move(looked.error()));
    CodeProof proof{.password_is_right = looked->password_is_right, .code = request.code()};
    auto job = [caller, finish, change = std::move(looked->change), proof = std::move(proof), settings = settings_](
                   store::Transaction& tx
               ) -> Result<CodeChanged<Response>> { return finish(tx, caller, change, proof, settings); };
    auto changed = co_await store_.write("access.change_code", std::move(job));
    co_return answer_of(std::move(changed));
}

CodeService::Answer<v1::RemoveCodeResponse> CodeService::remove_code(
    const rpc::Caller& caller, const v1::RemoveCodeRequest& request
) {
    return prove<v1::RemoveCodeResponse>(caller, request, finish_removing_code);
}

CodeService::Answer<v1::ReplaceRecoveryCodesResponse> CodeService::replace_recovery_codes(
    const rpc::Caller& caller, const v1::ReplaceRecoveryCodesRequest& request
) {
    return prove<v1::ReplaceRecoveryCodesResponse>(caller, request, finish_replacing_recovery_codes);
}

CodeService::Answer<v1::GetCodeOfResponse> CodeService::get_code_of(
    const rpc::Caller&, const v1::GetCodeOfRequest& request
) {
    auto job = [person = PersonId{request.person_id()}](store::Reader& reader) -> Result<v1::GetCodeOfResponse> {
        const auto [people] = reader.read(people::people_by_id({person}));
        if (people.empty()) return refuse(Code::kNotFound, "PERSON_NOT_FOUND");
        v1::GetCodeOfResponse response;
        response.set_has_code(asked_code_of(reader, person).has_value());
        return response;
    };
    co_return co_await store_.read(std::move(job));
}

CodeService::Answer<v1::RemoveCodeOfResponse> CodeService::remove_code_of(
    const rpc::Caller& caller, const v1::RemoveCodeOfRequest& request
) {
    auto job = [caller,
                person = PersonId{request.person_id()}](store::Transaction& tx) -> Result<v1::RemoveCodeOfResponse> {
        if (auto may = authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(std::move(may.error()));
        return access::remove_code_of(tx, caller, person);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::access
