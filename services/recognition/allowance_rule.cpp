#include "recognition/allowance_rule.hpp"

#include "people/organisation.hpp"

namespace koebel::recognition {
namespace {

// left_now of every row: min(cap, left + weekly · weeks since). $1 weekly, $2 cap, $3 this week.
constexpr store::Sql kSettle{
    "recognition.settle_allowances",
    "UPDATE allowance SET credits_left = CASE WHEN credits_left + $1 * ($3 - week) > $2 THEN $2"
    " ELSE credits_left + $1 * ($3 - week) END, week = $3 WHERE week < $3"
};
constexpr store::Sql kChange{
    "recognition.change_allowance_rule",
    "UPDATE organisation SET allowance_weekly = $1, allowance_cap = $2 WHERE id = 1"
};

}  // namespace

v1::GetAllowanceRuleResponse allowance_rule(store::Reader& reader) {
    const auto [organisations] = reader.read(people::organisation());
    v1::GetAllowanceRuleResponse response;
    if (organisations.empty()) return response;
    response.set_weekly(static_cast<std::uint32_t>(organisations.front().allowance_weekly.count()));
    response.set_cap(static_cast<std::uint32_t>(organisations.front().allowance_cap.count()));
    return response;
}

Result<bool> change_allowance_rule(store::Transaction& tx, const Bucket& wanted) {
    if (wanted.weekly > wanted.cap || wanted.cap > Credits{kMostCap}) {
        return refuse(Code::kInvalidArgument, "ALLOWANCE_INVALID");
    }
    const auto [organisations] = tx.read(people::organisation());
    if (organisations.empty()) return false;
    const auto& before = organisations.front();
    if (before.allowance_weekly == wanted.weekly && before.allowance_cap == wanted.cap) return false;
    tx.run(kSettle, before.allowance_weekly, before.allowance_cap, before.zone.week(tx.now()));
    tx.run(kChange, wanted.weekly, wanted.cap);
    return true;
}

}  // namespace koebel::recognition
