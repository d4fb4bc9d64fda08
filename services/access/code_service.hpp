#pragma once

#include "access/code_change.hpp"
#include "access/settings.hpp"
#include "rpc/router.hpp"
#include "runtime/blocking_pool.hpp"
#include "store/store.hpp"

#include <koebel/v1/code.pb.h>

#include <boost/asio/awaitable.hpp>

#include <string>

namespace koebel::access {

namespace asio = boost::asio;

/// Answers CodeService: one's own time-based code, and a colleague's as an administrator. Passwords are looked at where
/// others are. Calls come from every io thread; owned by koebeld, outlives the router.
class CodeService {
public:
    /// `hashing`: SignInService's threads, so that no more is hashed at once than there are.
    CodeService(store::Store& store, const Settings& settings, runtime::BlockingPool& hashing)
        : store_(store), settings_(settings), hashing_(hashing) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::GetMyCodeResponse> get_my_code(const rpc::Caller& caller, const v1::GetMyCodeRequest& request);
    Answer<v1::SetUpCodeResponse> set_up_code(const rpc::Caller& caller, const v1::SetUpCodeRequest& request);
    Answer<v1::ConfirmCodeResponse> confirm_code(const rpc::Caller& caller, const v1::ConfirmCodeRequest& request);
    Answer<v1::RemoveCodeResponse> remove_code(const rpc::Caller& caller, const v1::RemoveCodeRequest& request);
    Answer<v1::ReplaceRecoveryCodesResponse> replace_recovery_codes(
        const rpc::Caller& caller, const v1::ReplaceRecoveryCodesRequest& request
    );
    Answer<v1::GetCodeOfResponse> get_code_of(const rpc::Caller& caller, const v1::GetCodeOfRequest& request);
    Answer<v1::RemoveCodeOfResponse> remove_code_of(const rpc::Caller& caller, const v1::RemoveCodeOfRequest& request);

    /// Claims a change and looks at its password; refuses as the claim does, and with OVERLOADED.
    struct Looked {
        CodeChange change;
        bool password_is_right = false;
    };
    using Claim = CodeChange (*)(store::Transaction&, const rpc::Caller&, const Settings&);
    Answer<Looked> look(rpc::Caller caller, std::string password, Claim claim);

    /// What asks for password and code: looks at the one, then has `finish` look at the other and do it.
    template <class Response>
    using Finish = CodeChanged<
        Response> (*)(store::Transaction&, const rpc::Caller&, const CodeChange&, const CodeProof&, const Settings&);
    template <class Response, class Request>
    Answer<Response> prove(const rpc::Caller& caller, const Request& request, Finish<Response> finish);

    store::Store& store_;
    const Settings settings_;
    runtime::BlockingPool& hashing_;
};

}  // namespace koebel::access
