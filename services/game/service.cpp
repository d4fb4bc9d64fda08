#include "game/service.hpp"

#include "access/rights.hpp"
#include "game/publisher.hpp"
#include "game/repository.hpp"

#include <string>
#include <utility>
#include <vector>

namespace koebel::game {

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.GoalService/SaveGoal", *this, &Service::save);
    router.bind("koebel.v1.GoalService/PreviewGoal", *this, &Service::preview);
    router.bind("koebel.v1.GoalService/RemoveGoal", *this, &Service::remove);
    router.bind("koebel.v1.GoalService/ListGoals", *this, &Service::list);
    router.bind("koebel.v1.GoalService/ListAllGoals", *this, &Service::list_all);
}

Service::Answer<v1::SaveGoalResponse> Service::save(const rpc::Caller& caller, const v1::SaveGoalRequest& request) {
    auto plan = Plan::from_message(request);
    if (!plan) co_return std::unexpected(std::move(plan.error()));
    auto job = [caller, plan = *std::move(plan), settings = settings_](store::Transaction& tx
               ) -> Result<v1::SaveGoalResponse> {
        if (auto may = access::authorise(tx, caller, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
        return save_goal(tx, plan, caller, settings);
    };
    auto saved = co_await store_.write(caller.request_key(request), std::move(job));
    shown_.forget();
    co_return saved;
}

Service::Answer<v1::PreviewGoalResponse> Service::preview(
    const rpc::Caller& /*caller*/, const v1::PreviewGoalRequest& request
) {
    auto measure = Measure::from_message(request.goal());
    if (!measure) co_return std::unexpected(std::move(measure.error()));
    auto job = [measure = *std::move(measure)](store::Reader& reader) { return preview_goal(reader, measure); };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::RemoveGoalResponse> Service::remove(
    const rpc::Caller& caller, const v1::RemoveGoalRequest& request
) {
    auto job = [caller, id = GoalId{request.goal_id()}](store::Transaction& tx) -> Result<v1::RemoveGoalResponse> {
        if (auto may = access::authorise(tx, caller, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
        if (auto removed = remove_goal(tx, id, caller); !removed) return std::unexpected(removed.error());
        return v1::RemoveGoalResponse{};
    };
    auto removed = co_await store_.write(caller.request_key(request), std::move(job));
    shown_.forget();
    co_return removed;
}

Service::Answer<v1::ListGoalsResponse> Service::list(const rpc::Caller& /*caller*/, const v1::ListGoalsRequest&) {
    co_return co_await store_.read([this](store::Reader& reader) -> Result<v1::ListGoalsResponse> {
        v1::ListGoalsResponse response;
        *response.mutable_goals() = shown_.recent(reader);
        *response.mutable_snapshot() = store::snapshot(reader, std::vector{std::string{kGoalsTopic}});
        return response;
    });
}

Service::Answer<v1::ListAllGoalsResponse> Service::list_all(
    const rpc::Caller& /*caller*/, const v1::ListAllGoalsRequest& request
) {
    auto job = [token = request.page_token(), settings = settings_](store::Reader& reader) {
        return list_all_goals(reader, token, settings);
    };
    co_return co_await store_.read(std::move(job));
}

}  // namespace koebel::game
