#include "screen/hours.hpp"

namespace koebel::screen {

namespace {

constexpr std::chrono::minutes kWholeDay = std::chrono::days{1};
constexpr std::uint32_t kLastWeekday = 7;

bool begins_on(std::uint32_t weekdays, std::chrono::local_days day) {
    return weekdays == 0 || (weekdays >> std::chrono::weekday{day}.iso_encoding() & 1U) != 0;
}

}  // namespace

Result<Hours> Hours::from_message(const v1::WakingHours& message) {
    Hours hours{
        .from = std::chrono::minutes{message.from_minute()}, .until = std::chrono::minutes{message.until_minute()}
    };
    if (hours.from >= kWholeDay || hours.until >= kWholeDay || hours.from == hours.until) {
        return refuse(Code::kInvalidArgument, "HOURS_INVALID");
    }
    for (const auto day : message.weekdays()) {
        if (day < 1 || day > kLastWeekday) return refuse(Code::kInvalidArgument, "HOURS_INVALID");
        hours.weekdays |= 1U << day;
    }
    return hours;
}

v1::WakingHours Hours::to_message() const {
    v1::WakingHours message;
    message.set_from_minute(static_cast<std::uint32_t>(from.count()));
    message.set_until_minute(static_cast<std::uint32_t>(until.count()));
    for (std::uint32_t day = 1; day <= kLastWeekday; ++day) {
        if ((weekdays >> day & 1U) != 0) message.add_weekdays(day);
    }
    return message;
}

bool Hours::contain(const Zone& zone, Instant at) const {
    const auto local = zone.local(at);
    const auto today = std::chrono::floor<std::chrono::days>(local);
    const auto time = local - today;
    if (from < until) return begins_on(weekdays, today) && from <= time && time < until;
    // Over midnight: begun today, or yesterday.
    if (time >= from) return begins_on(weekdays, today);
    return time < until && begins_on(weekdays, today - std::chrono::days{1});
}

}  // namespace koebel::screen
