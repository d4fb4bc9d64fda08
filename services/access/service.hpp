#pragma once

#include "access/sessions.hpp"
#include "access/settings.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/access.pb.h>

#include <boost/asio/awaitable.hpp>

#include <string>

namespace koebel::access {

namespace asio = boost::asio;

/// Answers AccessService: the doors, and the sessions behind them. Calls come from every io thread;
/// owned by koebeld, outlives the router.
class Service {
public:
    Service(store::Store& store, const Settings& settings) : store_(store), settings_(settings) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::GetSessionResponse> get_session(rpc::Call& call, const v1::GetSessionRequest& request);
    Answer<v1::SignInWithLinkResponse> sign_in_with_link(rpc::Call& call, const v1::SignInWithLinkRequest& request);
    Answer<v1::ListDemonstrationPeopleResponse> list_demonstration_people(
        const rpc::Caller& caller, const v1::ListDemonstrationPeopleRequest& request
    );
    Answer<v1::EnterDemonstrationResponse> enter_demonstration(
        rpc::Call& call, const v1::EnterDemonstrationRequest& request
    );
    Answer<v1::SignOutResponse> sign_out(rpc::Call& call, const v1::SignOutRequest& request);
    Answer<v1::ListSessionsResponse> list_sessions(const rpc::Caller& caller, const v1::ListSessionsRequest& request);
    Answer<v1::RevokeSessionResponse> revoke_session(rpc::Call& call, const v1::RevokeSessionRequest& request);
    Answer<v1::ListAuditResponse> list_audit(const rpc::Caller& caller, const v1::ListAuditRequest& request);

    /// Gives the browser another secret when it is time.
    asio::awaitable<void> renew(rpc::Call& call);

    store::Store& store_;
    const Settings settings_;
};

}  // namespace koebel::access
