#include "leaderboard/period.hpp"

#include <charconv>

namespace koebel::leaderboard {
namespace {

constexpr auto kFirstMonday = std::chrono::local_days{std::chrono::year{1970} / 1 / 5};
constexpr std::array<std::string_view, kPeriodKinds.size()> kWords{"week", "month", "quarter", "year"};

std::size_t place_of(v1::PeriodKind kind) {
    return static_cast<std::size_t>(kind) - 1;
}

std::chrono::local_days first_of_month(std::int64_t months) {
    const std::chrono::year year{static_cast<int>(months / 12)};
    return std::chrono::local_days{year / std::chrono::month{static_cast<unsigned>(months % 12) + 1} / 1};
}

std::chrono::local_days first_day(const Period& period) {
    switch (period.kind) {
        case v1::PERIOD_KIND_WEEK:
            return kFirstMonday + std::chrono::weeks{period.number};
        case v1::PERIOD_KIND_MONTH:
            return first_of_month(period.number);
        case v1::PERIOD_KIND_QUARTER:
            return first_of_month(period.number * 3);
        default:
            return first_of_month(period.number * 12);
    }
}

}  // namespace

std::string Period::text() const {
    return kWords.at(place_of(kind)).front() + std::to_string(number);
}

std::optional<Period> Period::parse(std::string_view text) {
    if (text.size() < 2) return std::nullopt;
    Period period;
    for (const auto kind : kPeriodKinds) {
        if (word_of(kind).front() == text.front()) period.kind = kind;
    }
    const auto* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data() + 1, end, period.number);
    if (period.kind == v1::PERIOD_KIND_UNSPECIFIED || error != std::errc{} || rest != end) return std::nullopt;
    return period;
}

Period Periods::of(v1::PeriodKind kind) const {
    switch (kind) {
        case v1::PERIOD_KIND_WEEK:
            return {kind, week};
        case v1::PERIOD_KIND_MONTH:
            return {kind, month};
        case v1::PERIOD_KIND_QUARTER:
            return {kind, quarter};
        default:
            return {v1::PERIOD_KIND_YEAR, year};
    }
}

std::array<Period, kPeriodKinds.size()> Periods::all() const {
    return {of(v1::PERIOD_KIND_WEEK), of(v1::PERIOD_KIND_MONTH), of(v1::PERIOD_KIND_QUARTER), of(v1::PERIOD_KIND_YEAR)};
}

Periods periods_of(const Zone& zone, Instant at) {
    const std::chrono::year_month_day day{zone.local_day(at)};
    const auto year = static_cast<std::int64_t>(static_cast<int>(day.year()));
    const auto month = static_cast<std::int64_t>(static_cast<unsigned>(day.month())) - 1;
    return {.week = zone.week(at), .month = year * 12 + month, .quarter = year * 4 + month / 3, .year = year};
}

Bounds bounds_of(const Zone& zone, const Period& period) {
    return {
        .from = zone.to_instant(first_day(period)),
        .until = zone.to_instant(first_day({period.kind, period.number + 1})),
    };
}

std::string_view word_of(v1::PeriodKind kind) {
    return kWords.at(place_of(kind));
}

std::optional<v1::PeriodKind> kind_of_word(std::string_view word) {
    for (const auto kind : kPeriodKinds) {
        if (word_of(kind) == word) return kind;
    }
    return std::nullopt;
}

}  // namespace koebel::leaderboard
