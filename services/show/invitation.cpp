#include "show/invitation.hpp"

#include "people/organisation.hpp"
#include "show/repository.hpp"

#include <libical/ical.h>
#include <unicode/smpdtfmt.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace koebel::show {
namespace {

struct FreeComponent {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, FreeComponent>;

struct FreeText {
    void operator()(char* text) const { icalmemory_free_buffer(text); }
};

/// What is said around the month, in the languages pages speak.
struct Words {
    std::string_view language;
    std::string_view watch;
    std::string_view nominate;
};
constexpr std::array kWords{
    Words{"nl", "Kijk mee op afstand: ", "Voordragen en terugkijken: "},
    Words{"en", "Watch from afar: ", "Nominate and look back: "},
    Words{"pl", "Oglądaj na odległość: ", "Zgłoszenia i poprzednie odcinki: "},
};

/// libical reads zones into memory of its own, which its callers share.
std::mutex& libical() {
    static std::mutex mutex;
    return mutex;
}

icaltimetype to_time(std::chrono::seconds since_epoch) {
    const std::chrono::sys_seconds at{since_epoch};
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(at)};
    const std::chrono::hh_mm_ss time{at - std::chrono::floor<std::chrono::days>(at)};
    auto written = icaltime_null_time();
    written.year = static_cast<int>(day.year());
    written.month = static_cast<int>(static_cast<unsigned>(day.month()));
    written.day = static_cast<int>(static_cast<unsigned>(day.day()));
    written.hour = static_cast<int>(time.hours().count());
    written.minute = static_cast<int>(time.minutes().count());
    written.second = static_cast<int>(time.seconds().count());
    return written;
}

/// "20261203T140000Z".
icaltimetype in_utc(Instant at) {
    auto written = to_time(std::chrono::floor<std::chrono::seconds>(at.time_since_epoch()));
    written.zone = icaltimezone_get_utc_timezone();
    return written;
}

/// Its rules around a moment, under its own name; null: libical does not know it.
Component rules_of(const Zone& zone, Instant at) {
    auto* const known = icaltimezone_get_builtin_timezone(zone.name().c_str());
    if (known == nullptr) return nullptr;
    Component rules{icalcomponent_new_clone(icaltimezone_get_component(known))};
    icalproperty_set_tzid(icalcomponent_get_first_property(rules.get(), ICAL_TZID_PROPERTY), zone.name().c_str());
    constexpr std::chrono::days kYear{366};
    icaltimezone_truncate_vtimezone(rules.get(), in_utc(at - kYear), in_utc(at + kYear), 0);
    return rules;
}

/// "20261203T150000", which says less without the zone's name beside it.
icaltimetype on_the_wall(Instant at, const Zone& zone) {
    return to_time(zone.local(at).time_since_epoch());
}

icalproperty* of_zone(icalproperty* time, const Zone& zone) {
    icalproperty_add_parameter(time, icalparameter_new_tzid(zone.name().c_str()));
    return time;
}

/// "december 2026".
std::string month_in_words(const std::string& month, const std::string& language) {
    UErrorCode status = U_ZERO_ERROR;
    icu::SimpleDateFormat format{"LLLL y", icu::Locale{language.c_str()}, status};
    format.setTimeZone(*icu::TimeZone::getGMT());
    const std::chrono::year_month_day first{
        std::chrono::year{std::stoi(month.substr(0, 4))},
        std::chrono::month{static_cast<unsigned>(std::stoi(month.substr(5)))},
        std::chrono::day{1}
    };
    if (U_FAILURE(status) != 0) throw std::runtime_error("ICU has no months");
    icu::UnicodeString written;
    const std::chrono::milliseconds since = std::chrono::sys_days{first}.time_since_epoch();
    format.format(static_cast<UDate>(since.count()), written);
    std::string text;
    written.toUTF8String(text);
    return text;
}

}  // namespace

std::string to_calendar(const Show& show, const Entry& entry, const Zone& zone, Instant now) {
    const std::scoped_lock lock{libical()};
    const Component calendar{icalcomponent_new_vcalendar()};
    icalcomponent_add_property(calendar.get(), icalproperty_new_version("2.0"));
    icalcomponent_add_property(calendar.get(), icalproperty_new_prodid("-//Koebel//Goed Nieuws Show//NL"));
    icalcomponent_add_property(calendar.get(), icalproperty_new_method(ICAL_METHOD_PUBLISH));
    auto rules = rules_of(zone, show.times.airs_at);
    const bool has_zone = rules != nullptr;
    // What is added is the calendar's from then on.
    if (has_zone) icalcomponent_add_component(calendar.get(), rules.release());
    auto* const event = icalcomponent_new_vevent();
    icalcomponent_add_component(calendar.get(), event);
    icalcomponent_add_property(event, icalproperty_new_uid(entry.uid.c_str()));
    icalcomponent_add_property(event, icalproperty_new_dtstamp(in_utc(now)));
    const auto begins = show.times.airs_at;
    const auto ends = begins + show.length;
    if (has_zone) {
        icalcomponent_add_property(event, of_zone(icalproperty_new_dtstart(on_the_wall(begins, zone)), zone));
        icalcomponent_add_property(event, of_zone(icalproperty_new_dtend(on_the_wall(ends, zone)), zone));
    } else {
        icalcomponent_add_property(event, icalproperty_new_dtstart(in_utc(begins)));
        icalcomponent_add_property(event, icalproperty_new_dtend(in_utc(ends)));
    }
    icalcomponent_add_property(event, icalproperty_new_summary(entry.summary.c_str()));
    icalcomponent_add_property(event, icalproperty_new_description(entry.description.c_str()));
    icalcomponent_add_property(event, icalproperty_new_url(entry.url.c_str()));
    const std::unique_ptr<char, FreeText> text{icalcomponent_as_ical_string_r(calendar.get())};
    return text.get();
}

Result<v1::GetInvitationResponse> invitation(
    store::Reader& reader, const v1::GetInvitationRequest& request, std::string_view public_url
) {
    const auto [shows, organisations] = reader.read(show_by_id(ShowId{request.show_id()}), people::organisation());
    if (shows.empty() || organisations.empty()) return refuse(Code::kNotFound, "SHOW_NOT_FOUND");
    const auto& show = shows.front();
    const auto& language = request.language().empty() ? organisations.front().language : request.language();
    const auto words = std::ranges::find(kWords, language, &Words::language);
    if (words == kWords.end()) return refuse(Code::kInvalidArgument, "LANGUAGE_UNKNOWN");

    const auto here = std::string{public_url} + "/#shows";
    Entry entry{
        .summary = "Goed Nieuws Show · " + month_in_words(show.month, language),
        .description = std::string{words->nominate} + here,
        .url = show.stream_url.empty() ? here : show.stream_url,
        .uid = "show-" + show.id.text() + "@koebel",
    };
    if (!show.stream_url.empty()) {
        entry.description = std::string{words->watch} + show.stream_url + '\n' + entry.description;
    }
    v1::GetInvitationResponse response;
    response.set_file_name("goed-nieuws-show-" + show.month + ".ics");
    response.set_calendar(to_calendar(show, entry, organisations.front().zone, reader.now()));
    return response;
}

}  // namespace koebel::show
