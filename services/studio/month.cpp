#include "studio/month.hpp"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace koebel::studio {

MonthBounds bounds_of(std::string_view month, const Zone& zone) {
    int year = 0;
    unsigned of_year = 0;
    std::from_chars(month.data(), month.data() + 4, year);
    std::from_chars(month.data() + 5, month.data() + 7, of_year);
    const std::chrono::year_month first{std::chrono::year{year}, std::chrono::month{of_year}};
    const auto begins = [&](std::chrono::year_month which) {
        return zone.to_instant(std::chrono::local_days{which / 1});
    };
    return {.from = begins(first), .until = begins(first + std::chrono::months{1})};
}

std::string day_of(Instant at, const Zone& zone) {
    const std::chrono::year_month_day day{zone.local_day(at)};
    return fmt::format(
        "{:04}-{:02}-{:02}",
        static_cast<int>(day.year()),
        static_cast<unsigned>(day.month()),
        static_cast<unsigned>(day.day())
    );
}

}  // namespace koebel::studio
