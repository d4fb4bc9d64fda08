#include "store/rule.hpp"

#include <charconv>
#include <stdexcept>

namespace koebel::store {
namespace {

/// Takes a word off the front of `text` when it stands there.
bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

/// Takes a number from `min` to `max` off the front; whether there was one.
bool take(std::string_view& text, int& number, int min, int max) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number < min || number > max) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
}

bool take_time(std::string_view& text, std::chrono::minutes& time) {
    int hour = 0;
    int minute = 0;
    if (!take(text, hour, 0, 23) || !take(text, ":") || !take(text, minute, 0, 59)) return false;
    time = std::chrono::hours{hour} + std::chrono::minutes{minute};
    return true;
}

}  // namespace

Rule::Rule(std::string_view text) : text_(text) {
    constexpr int kMinutesADay = 24 * 60;
    auto rest = text;
    int number = 0;
    bool understood = rest.empty();
    if (take(rest, "every ")) {
        understood = take(rest, number, 1, kMinutesADay);
        every_ = std::chrono::minutes{number};
    } else if (take(rest, "daily ")) {
        understood = take_time(rest, time_of_day_);
    } else if (take(rest, "weekly ")) {
        understood = take(rest, number, 1, 7) && take(rest, " ") && take_time(rest, time_of_day_);
        weekday_ = static_cast<unsigned>(number);
    }
    if (!understood || !rest.empty()) throw std::invalid_argument("not a rule of the schedule: " + text_);
}

Instant Rule::next(Instant after, const Zone& zone) const {
    if (every_.count() > 0) {
        const auto since = after.time_since_epoch();
        return Instant{(since / std::chrono::microseconds{every_} + 1) * std::chrono::microseconds{every_}};
    }
    for (auto day = zone.local_day(after);; day += std::chrono::days{1}) {
        if (weekday_ != 0 && std::chrono::weekday{day}.iso_encoding() != weekday_) continue;
        const auto moment = zone.to_instant(day + time_of_day_);
        if (moment > after) return moment;
    }
}

}  // namespace koebel::store
