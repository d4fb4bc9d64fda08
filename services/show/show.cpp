#include "show/show.hpp"

#include "base/timestamp.hpp"

#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace koebel::show {
namespace {

constexpr std::size_t kMonthLength = std::string_view{"2026-12"}.size();

/// Months since year 0; none for what is not a month.
std::optional<std::int64_t> to_months(std::string_view text) {
    if (text.size() != kMonthLength || text[4] != '-') return std::nullopt;
    std::int64_t year = 0;
    std::int64_t month = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i == 4) continue;
        if (std::isdigit(static_cast<unsigned char>(text[i])) == 0) return std::nullopt;
        auto& number = i < 4 ? year : month;
        number = number * 10 + (text[i] - '0');
    }
    if (month < 1 || month > 12) return std::nullopt;
    return year * 12 + month - 1;
}

/// Links go to other people's browsers: nothing but https, and nobody's password in it.
bool is_stream(std::string_view text) {
    const auto url = boost::urls::parse_uri(text);
    return text.size() <= kStreamUrl && url && url->scheme() == "https" && !url->host().empty() && !url->has_userinfo();
}

std::int64_t month_of(Instant at, const Zone& zone) {
    const std::chrono::year_month_day day{zone.local_day(at)};
    return std::int64_t{static_cast<int>(day.year())} * 12 + static_cast<unsigned>(day.month()) - 1;
}

Result<void> require_near(const Plan& plan, Instant now, const Zone& zone) {
    const auto away = to_months(plan.month).value_or(0) - month_of(now, zone);
    if (away < -kFurthest.count() || away > kFurthest.count()) return refuse(Code::kInvalidArgument, "MONTH_INVALID");
    if (plan.times.airs_at > now + kLatest) return refuse(Code::kInvalidArgument, "SHOW_TIMES_INVALID");
    return {};
}

/// The ways a curator may go; where a window decides, the clock goes them too.
constexpr std::array<std::pair<v1::ShowState, v1::ShowState>, 5> kWays{{
    {v1::SHOW_STATE_PLANNED, v1::SHOW_STATE_COLLECTING},
    {v1::SHOW_STATE_COLLECTING, v1::SHOW_STATE_CURATING},
    {v1::SHOW_STATE_CURATING, v1::SHOW_STATE_READY},
    {v1::SHOW_STATE_READY, v1::SHOW_STATE_CURATING},
    {v1::SHOW_STATE_READY, v1::SHOW_STATE_AIRED},
}};

}  // namespace

Show Show::from(const store::Row& row) {
    return {
        .id = row.get<ShowId>(0),
        .month = row.text(1),
        .state = static_cast<v1::ShowState>(row.integer(2)),
        .times = {.opens_at = row.get<Instant>(3), .closes_at = row.get<Instant>(4), .airs_at = row.get<Instant>(5)},
        .length = std::chrono::minutes{row.integer(6)},
        .stream_url = row.text(7),
    };
}

Result<Plan> Plan::from_message(const v1::SaveShowRequest& request) {
    if (!to_months(request.month())) return refuse(Code::kInvalidArgument, "MONTH_INVALID");
    for (const auto* at : {&request.opens_at(), &request.closes_at(), &request.airs_at()}) {
        if (at->seconds() <= 0 || !is_valid(*at)) return refuse(Code::kInvalidArgument, "SHOW_TIMES_INVALID");
    }
    Plan plan{
        .id = ShowId{request.show_id()},
        .month = request.month(),
        .times =
            {.opens_at = to_instant(request.opens_at()),
             .closes_at = to_instant(request.closes_at()),
             .airs_at = to_instant(request.airs_at())}
    };
    const auto& times = plan.times;
    if (times.opens_at >= times.closes_at || times.closes_at > times.airs_at) {
        return refuse(Code::kInvalidArgument, "SHOW_TIMES_INVALID");
    }
    if (request.minutes() != 0) plan.length = std::chrono::minutes{request.minutes()};
    plan.seen_in = request.state();
    if (plan.length && (*plan.length < kShortest || *plan.length > kLongest))
        return refuse(Code::kInvalidArgument, "SHOW_LENGTH_INVALID");
    if (!request.stream_url().empty() && !is_stream(request.stream_url())) {
        return refuse(Code::kInvalidArgument, "STREAM_URL_INVALID");
    }
    plan.stream_url = request.stream_url();
    return plan;
}

bool is_month(std::string_view text) {
    return to_months(text).has_value();
}

Result<Show> planned(const Plan& plan, Instant now, const Zone& zone) {
    if (auto near = require_near(plan, now, zone); !near) return std::unexpected(near.error());
    if (plan.times.closes_at <= now) return refuse(Code::kInvalidArgument, "SHOW_TIMES_INVALID", "its window is over");
    Show show{
        .id = plan.id,
        .month = plan.month,
        .state = v1::SHOW_STATE_PLANNED,
        .times = plan.times,
        .length = plan.length.value_or(kUsual),
        .stream_url = plan.stream_url,
    };
    // Nothing was taken before it was planned.
    show.times.opens_at = std::max(show.times.opens_at, now);
    return at_this_moment(show, now);
}

Result<Show> changed(const Show& before, const Plan& plan, Instant now, const Zone& zone) {
    if (before.state == v1::SHOW_STATE_AIRED) return refuse(Code::kFailedPrecondition, "SHOW_AIRED");
    if (plan.seen_in != v1::SHOW_STATE_UNSPECIFIED && plan.seen_in != before.state) {
        return refuse(Code::kFailedPrecondition, "SHOW_MOVED");
    }
    if (before.state == v1::SHOW_STATE_PLANNED) {
        auto anew = plan;
        anew.length = plan.length.value_or(before.length);
        return planned(anew, now, zone);
    }
    if (plan.times.opens_at != before.times.opens_at) return refuse(Code::kFailedPrecondition, "WINDOW_OPENED");
    const bool window_stays = plan.times.closes_at == before.times.closes_at;
    if (before.state == v1::SHOW_STATE_READY && !window_stays) return refuse(Code::kFailedPrecondition, "SHOW_READY");
    if (auto near = require_near(plan, now, zone); !near) return std::unexpected(near.error());
    if (!window_stays && plan.times.closes_at <= now) return refuse(Code::kInvalidArgument, "SHOW_TIMES_INVALID");

    auto after = before;
    after.month = plan.month;
    after.times = plan.times;
    after.length = plan.length.value_or(before.length);
    after.stream_url = plan.stream_url;
    if (!window_stays) after.state = v1::SHOW_STATE_COLLECTING;
    return after;
}

Result<Show> moved(const Show& before, v1::ShowState to, Instant now) {
    if (to == v1::SHOW_STATE_UNSPECIFIED || !v1::ShowState_IsValid(to)) {
        return refuse(Code::kInvalidArgument, "SHOW_STATE_INVALID");
    }
    if (std::ranges::find(kWays, std::pair{before.state, to}) == kWays.end()) {
        auto error = refusal(Code::kFailedPrecondition, "SHOW_STATE_FORBIDDEN");
        error.details.push_back(v1::ShowState_Name(before.state));
        return std::unexpected(std::move(error));
    }
    if (to == v1::SHOW_STATE_AIRED && now < before.times.airs_at) {
        return refuse(Code::kFailedPrecondition, "SHOW_TOO_EARLY");
    }
    auto after = before;
    after.state = to;
    if (to == v1::SHOW_STATE_COLLECTING) after.times.opens_at = now;
    if (before.state == v1::SHOW_STATE_COLLECTING) after.times.closes_at = std::min(now, before.times.closes_at);
    return after;
}

Show at_this_moment(const Show& before, Instant now) {
    auto after = before;
    if (after.state == v1::SHOW_STATE_PLANNED && after.times.opens_at <= now) {
        after.state = v1::SHOW_STATE_COLLECTING;
    }
    if (after.state == v1::SHOW_STATE_COLLECTING && after.times.closes_at <= now) {
        after.state = v1::SHOW_STATE_CURATING;
    }
    return after;
}

v1::Show to_message(const Show& show) {
    v1::Show message;
    message.set_id(show.id.text());
    message.set_month(show.month);
    message.set_state(show.state);
    *message.mutable_opens_at() = to_timestamp(show.times.opens_at);
    *message.mutable_closes_at() = to_timestamp(show.times.closes_at);
    *message.mutable_airs_at() = to_timestamp(show.times.airs_at);
    message.set_minutes(static_cast<std::uint32_t>(show.length.count()));
    message.set_stream_url(show.stream_url);
    return message;
}

v1::Show for_screens(const Show& show) {
    auto message = to_message(show);
    message.clear_stream_url();
    return message;
}

}  // namespace koebel::show
