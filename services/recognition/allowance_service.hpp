#pragma once

#include "rpc/caller.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/allowance.pb.h>

#include <boost/asio/awaitable.hpp>

namespace koebel::recognition {

namespace asio = boost::asio;

/// Answers AllowanceService. Calls come from every io thread; owned by koebeld, outlives the router. Holds nothing
/// between calls.
class AllowanceService {
public:
    explicit AllowanceService(store::Store& store) : store_(store) {}

    void bind(rpc::Router& router);

private:
    template <class T>
    using Answer = asio::awaitable<Result<T>>;

    Answer<v1::GetAllowanceRuleResponse> get_rule(
        const rpc::Caller& caller, const v1::GetAllowanceRuleRequest& request
    );
    Answer<v1::SetAllowanceRuleResponse> set_rule(
        const rpc::Caller& caller, const v1::SetAllowanceRuleRequest& request
    );

    store::Store& store_;
};

}  // namespace koebel::recognition
