#pragma once

#include "access/set_up_steps.hpp"
#include "access/settings.hpp"
#include "rpc/router.hpp"
#include "runtime/blocking_pool.hpp"
#include "store/store.hpp"

#include <koebel/v1/set_up.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::access {

namespace asio = boost::asio;

/// Answers SetUpService: the first administrator, and how far the guided path is. Calls come from every io thread;
/// owned by koebeld, outlives the router.
class SetUpService {
public:
    /// `hashing`: the threads that hash passwords.
    SetUpService(store::Store& store, const Settings& settings, runtime::BlockingPool& hashing, SetUpFacts facts);

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::CheckSetUpLinkResponse> check_set_up_link(
        const rpc::Caller& caller, const v1::CheckSetUpLinkRequest& request
    );
    Answer<v1::BeginSetUpResponse> begin_set_up(rpc::Call& call, const v1::BeginSetUpRequest& request);
    Answer<v1::GetSetUpResponse> get_set_up(const rpc::Caller& caller, const v1::GetSetUpRequest& request);
    Answer<v1::FinishStepResponse> finish_step(const rpc::Caller& caller, const v1::FinishStepRequest& request);

    store::Store& store_;
    const Settings settings_;
    runtime::BlockingPool& hashing_;
    const SetUpFacts facts_;
};

}  // namespace koebel::access
