#pragma once

#include "base/log.hpp"
#include "base/options.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace koebel {

/// One option of koebeld beside the field it sets. The field's value when the row is made is the option's
/// default, so that a default stands once, in its room. A row must not outlive the field.
struct OptionRow {
    OptionSpec spec;
    std::function<void(const Options&)> set;  ///< throws std::invalid_argument for what bounds cannot say
};

/// The numbers an option takes, both ends included.
struct Bounds {
    std::int64_t min;
    std::int64_t max;
};

template <class Number>
    requires std::is_arithmetic_v<Number>
[[nodiscard]] std::int64_t to_integer(Number number) {
    return static_cast<std::int64_t>(number);
}
template <class Rep, class Period>
[[nodiscard]] std::int64_t to_integer(std::chrono::duration<Rep, Period> time) {
    return static_cast<std::int64_t>(time.count());
}

/// A row for a whole number: a count, or a time in the unit of its field.
template <class Number>
[[nodiscard]] OptionRow whole(std::string_view key, Number& field, Bounds bounds, std::string_view description) {
    return {
        .spec =
            {.key = key,
             .kind = OptionSpec::Kind::kInteger,
             .default_value = std::to_string(to_integer(field)),
             .min = bounds.min,
             .max = bounds.max,
             .description = description},
        .set = [key, &field](const Options& options) { field = static_cast<Number>(options.integer(key)); }
    };
}

/// The row with a second spelling of its flag.
[[nodiscard]] OptionRow also_as(std::string_view flag, OptionRow row);

[[nodiscard]] OptionRow toggle(std::string_view key, bool& field, std::string_view description);
[[nodiscard]] OptionRow text(std::string_view key, std::string& field, std::string_view description);
[[nodiscard]] OptionRow secret(std::string_view key, std::string& field, std::string_view description);

/// A row for a list, its items with commas between.
[[nodiscard]] OptionRow list(std::string_view key, std::vector<std::string>& field, std::string_view description);

/// A row for one word of a few. The description names them.
[[nodiscard]] OptionRow word(
    std::string_view key,
    std::string& field,
    std::initializer_list<std::string_view> words,
    std::string_view description
);
[[nodiscard]] OptionRow word(std::string_view key, LogFormat& field, std::string_view description);

}  // namespace koebel
