#include "recognition/allowance_service.hpp"

#include "access/audit.hpp"
#include "access/rights.hpp"
#include "recognition/allowance_rule.hpp"

#include <string>
#include <utility>

namespace koebel::recognition {

void AllowanceService::bind(rpc::Router& router) {
    router.bind("koebel.v1.AllowanceService/GetAllowanceRule", *this, &AllowanceService::get_rule);
    router.bind("koebel.v1.AllowanceService/SetAllowanceRule", *this, &AllowanceService::set_rule);
}

AllowanceService::Answer<v1::GetAllowanceRuleResponse>
AllowanceService::get_rule(const rpc::Caller& /*caller*/, const v1::GetAllowanceRuleRequest& /*request*/) {
    auto job = [](store::Reader& reader) { return allowance_rule(reader); };
    co_return co_await store_.read(std::move(job));
}

AllowanceService::Answer<v1::SetAllowanceRuleResponse> AllowanceService::set_rule(
    const rpc::Caller& caller, const v1::SetAllowanceRuleRequest& request
) {
    const Bucket wanted{.weekly = Credits{request.weekly()}, .cap = Credits{request.cap()}};
    auto job = [caller, wanted](store::Transaction& tx) -> Result<v1::SetAllowanceRuleResponse> {
        if (auto may = access::authorise(tx, caller, {v1::ROLE_ADMIN}); !may) return std::unexpected(may.error());
        const auto changed = change_allowance_rule(tx, wanted);
        if (!changed) return std::unexpected(changed.error());
        if (*changed) {
            const auto rule = std::to_string(wanted.weekly.count()) + " " + std::to_string(wanted.cap.count());
            access::record(
                tx, {.what = "allowance_changed", .by = caller.person, .address = caller.address, .reason = rule}
            );
        }
        return v1::SetAllowanceRuleResponse{};
    };
    co_return co_await store_.write(caller.request_key(request), std::move(job));
}

}  // namespace koebel::recognition
