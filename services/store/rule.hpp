#pragma once

#include "base/time.hpp"
#include "base/zone.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace koebel::store {

/// How a plan repeats, by the organisation's calendar. Kept as text:
///   ""                once
///   "every 15"        each 15 minutes of the UTC day
///   "daily 08:00"     at that local time
///   "weekly 1 08:00"  the same, on that day of the week, 1 is Monday
class Rule {
public:
    /// Throws std::invalid_argument for any other text.
    explicit Rule(std::string_view text);

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool repeats() const { return !text_.empty(); }

    /// The first moment after `after` that the rule names; what was missed meanwhile is not made up for.
    /// Only for a rule that repeats.
    [[nodiscard]] Instant next(Instant after, const Zone& zone) const;

private:
    std::string text_;
    std::chrono::minutes every_{0};
    std::chrono::minutes time_of_day_{0};
    unsigned weekday_ = 0;  // ISO; 0: any day
};

}  // namespace koebel::store
