#include "show/service.hpp"

#include "access/rights.hpp"
#include "show/invitation.hpp"

#include <utility>

namespace koebel::show {

void Service::bind(rpc::Router& router) {
    router.bind("koebel.v1.ShowService/SaveShow", *this, &Service::save);
    router.bind("koebel.v1.ShowService/MoveShow", *this, &Service::move);
    router.bind("koebel.v1.ShowService/RemoveShow", *this, &Service::remove);
    router.bind("koebel.v1.ShowService/ListShows", *this, &Service::list);
    router.bind("koebel.v1.ShowService/GetInvitation", *this, &Service::invite);
}

Service::Answer<v1::SaveShowResponse> Service::save(const rpc::Caller& caller, const v1::SaveShowRequest& request) {
    auto plan = Plan::from_message(request);
    if (!plan) co_return std::unexpected(std::move(plan.error()));
    auto job = [this, caller, plan = *std::move(plan)](store::Transaction& tx) -> Result<v1::SaveShowResponse> {
        if (auto may = access::authorise(tx, caller, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
        return show::save(tx, plan, caller, following_);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::MoveShowResponse> Service::move(const rpc::Caller& caller, const v1::MoveShowRequest& request) {
    auto job = [this, caller, request](store::Transaction& tx) -> Result<v1::MoveShowResponse> {
        if (auto may = access::authorise(tx, caller, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
        return show::move(tx, request, caller, following_);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::RemoveShowResponse> Service::remove(
    const rpc::Caller& caller, const v1::RemoveShowRequest& request
) {
    auto job = [this, caller, request](store::Transaction& tx) -> Result<v1::RemoveShowResponse> {
        if (auto may = access::authorise(tx, caller, {v1::ROLE_CURATOR}); !may) return std::unexpected(may.error());
        return show::remove(tx, request, caller, following_);
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

Service::Answer<v1::ListShowsResponse> Service::list(const rpc::Caller& caller, const v1::ListShowsRequest& request) {
    auto job = [caller, token = request.page_token()](store::Reader& reader) {
        return show::list(reader, caller, token);
    };
    co_return co_await store_.read(std::move(job));
}

Service::Answer<v1::GetInvitationResponse> Service::invite(
    const rpc::Caller& /*caller*/, const v1::GetInvitationRequest& request
) {
    auto job = [request, public_url = public_url_](store::Reader& reader) {
        return invitation(reader, request, public_url);
    };
    co_return co_await store_.read(std::move(job));
}

}  // namespace koebel::show
