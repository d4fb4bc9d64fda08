#pragma once

#include "game/settings.hpp"
#include "game/shown.hpp"
#include "rpc/router.hpp"
#include "store/store.hpp"

#include <koebel/v1/goal.pb.h>

namespace koebel::game {

namespace asio = boost::asio;

/// Answers the calls of GoalService. Immutable after construction, but for what `shown` remembers; called from every io
/// thread.
class Service {
public:
    Service(store::Store& store, Shown& shown, Settings settings) : store_(store), shown_(shown), settings_(settings) {}

    void bind(rpc::Router& router);

    template <class Response>
    using Answer = asio::awaitable<Result<Response>>;

    Answer<v1::SaveGoalResponse> save(const rpc::Caller& caller, const v1::SaveGoalRequest& request);
    Answer<v1::PreviewGoalResponse> preview(const rpc::Caller& caller, const v1::PreviewGoalRequest& request);
    Answer<v1::RemoveGoalResponse> remove(const rpc::Caller& caller, const v1::RemoveGoalRequest& request);
    Answer<v1::ListGoalsResponse> list(const rpc::Caller& caller, const v1::ListGoalsRequest& request);
    Answer<v1::ListAllGoalsResponse> list_all(const rpc::Caller& caller, const v1::ListAllGoalsRequest& request);

private:
    store::Store& store_;
    Shown& shown_;
    const Settings settings_;
};

}  // namespace koebel::game
