#include "koebeld/doctor/clock.hpp"

#include "base/zone.hpp"

#include <chrono>
#include <cstdio>
#include <string>

namespace koebel::doctor {
namespace {

using namespace std::chrono;

constexpr auto kFirstRelease = sys_days{year{2026} / January / 1};
constexpr auto kFarAway = sys_days{year{2100} / January / 1};
constexpr seconds kApartIsOdd{2};
constexpr seconds kApartIsWrong{60};

std::string as_text(Instant at) {
    const auto day = floor<days>(at);
    const year_month_day date{day};
    const hh_mm_ss time{floor<seconds>(at - day)};
    char text[40];
    (void)std::snprintf(
        text,
        sizeof text,
        "%04d-%02u-%02u %02d:%02d:%02d UTC",
        static_cast<int>(date.year()),
        static_cast<unsigned>(date.month()),
        static_cast<unsigned>(date.day()),
        static_cast<int>(time.hours().count()),
        static_cast<int>(time.minutes().count()),
        static_cast<int>(time.seconds().count())
    );
    return text;
}

}  // namespace

Finding examine_clock(Instant here, std::optional<Instant> database) {
    const std::string remedy = "let the machine keep its time: timedatectl set-ntp true, or chrony";
    if (here < kFirstRelease || here >= kFarAway) {
        return {"clock", Verdict::kProblem, "it says " + as_text(here), remedy};
    }
    if (!database) return {"clock", Verdict::kOk, as_text(here)};
    const auto apart = abs(here - *database);
    const auto words = "it is " + std::to_string(duration_cast<seconds>(apart).count()) + " s away from the database's";
    if (apart > kApartIsWrong) return {"clock", Verdict::kProblem, words, remedy + ", on both machines"};
    if (apart > kApartIsOdd) return {"clock", Verdict::kWarning, words, remedy + ", on both machines"};
    return {"clock", Verdict::kOk, as_text(here) + ", as the database's"};
}

Finding examine_zone(std::string_view zone) {
    const std::string_view asked = zone.empty() ? "Europe/Amsterdam" : zone;
    if (!Zone::is_known(asked)) {
        return {
            "zone",
            Verdict::kProblem,
            "the system does not know the time zone " + std::string{asked},
            "install tzdata, or choose another zone under /admin#organisation"
        };
    }
    if (zone.empty()) return {"zone", Verdict::kOk, "time zones are there; no organisation has chosen one yet"};
    return {"zone", Verdict::kOk, std::string{zone}};
}

}  // namespace koebel::doctor
