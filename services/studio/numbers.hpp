#pragma once

#include <charconv>
#include <set>
#include <string>
#include <string_view>

namespace koebel::studio {

// Sets of an enumeration as they stand in SQL: "1,3".

template <class Enum>
[[nodiscard]] std::string numbers_to_text(const std::set<Enum>& values) {
    std::string text;
    for (const auto value : values) {
        if (!text.empty()) text += ',';
        text += std::to_string(static_cast<int>(value));
    }
    return text;
}

/// What `is_known` does not know is left out: a newer node wrote it.
template <class Enum>
[[nodiscard]] std::set<Enum> numbers_from(std::string_view text, bool (*is_known)(int)) {
    std::set<Enum> values;
    while (!text.empty()) {
        const auto comma = text.find(',');
        const auto number = text.substr(0, comma);
        int value = 0;
        std::from_chars(number.data(), number.data() + number.size(), value);
        if (is_known(value)) values.insert(static_cast<Enum>(value));
        if (comma == std::string_view::npos) break;
        text.remove_prefix(comma + 1);
    }
    return values;
}

}  // namespace koebel::studio
