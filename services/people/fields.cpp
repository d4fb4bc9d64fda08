#include "people/fields.hpp"

#include "base/text.hpp"
#include "people/directory.hpp"

#include <algorithm>
#include <array>
#include <chrono>

namespace koebel::people {
namespace {

/// As web/src/text/languages.ts has them.
constexpr std::array<std::string_view, 3> kLanguages{"nl", "en", "pl"};

constexpr std::string_view kDayShape = "0000-00-00";
constexpr std::chrono::year kFirstYearOfWork{1900};

}  // namespace

bool has_controls(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 || byte == 0x7F) return true;
        const auto next = [&](std::size_t ahead) {
            return i + ahead < text.size() ? static_cast<unsigned char>(text[i + ahead]) : 0U;
        };
        if (byte == 0xC2 && next(1) < 0xA0) return true;                                         // U+0080…9F
        if (byte == 0xE2 && next(1) == 0x80 && next(2) >= 0xA8 && next(2) <= 0xAE) return true;  // U+2028…202E
        if (byte == 0xE2 && next(1) == 0x81 && next(2) >= 0xA6 && next(2) <= 0xA9) return true;  // U+2066…2069
    }
    return false;
}

bool is_key_character(char character) {
    const auto byte = static_cast<unsigned char>(character);
    return byte < 0x80 && (std::isalnum(byte) != 0 || std::string_view{"._-@"}.contains(character));
}

bool is_value_key(std::string_view key) {
    return std::ranges::all_of(key, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

bool is_email(std::string_view text) {
    const auto at = text.find('@');
    return at != 0 && at != std::string_view::npos && at + 1 < text.size() && text.size() <= 254 &&
           text.find('@', at + 1) == std::string_view::npos &&
           text.find_first_of(" \t\"<>,;") == std::string_view::npos;
}

bool is_colour(std::string_view text) {
    return std::ranges::find(kColours, text) != kColours.end();
}

bool is_language(std::string_view text) {
    return std::ranges::find(kLanguages, text) != kLanguages.end();
}

bool is_starting_day(std::string_view text, Instant now) {
    const auto is_as_shaped = [](char character, char shape) {
        return shape == '-' ? character == '-' : character >= '0' && character <= '9';
    };
    if (!std::ranges::equal(text, kDayShape, is_as_shaped)) return false;
    const auto number = [&](std::size_t start, std::size_t digits) {
        int value = 0;
        for (const auto digit : text.substr(start, digits)) value = value * 10 + (digit - '0');
        return value;
    };
    const std::chrono::year_month_day day{
        std::chrono::year{number(0, 4)},
        std::chrono::month{static_cast<unsigned>(number(5, 2))},
        std::chrono::day{static_cast<unsigned>(number(8, 2))}
    };
    const std::chrono::year_month_day today{std::chrono::floor<std::chrono::days>(now)};
    return day.ok() && day.year() >= kFirstYearOfWork && day <= today + std::chrono::years{1};
}

Result<std::string> checked_name(std::string_view text, std::size_t longest) {
    const auto name = trimmed(text);
    if (name.empty()) return refuse(Code::kInvalidArgument, "NAME_REQUIRED");
    if (code_points(name) > longest) return refuse(Code::kInvalidArgument, "NAME_TOO_LONG");
    if (has_controls(name)) return refuse(Code::kInvalidArgument, "TEXT_INVALID");
    return std::string{name};
}

Result<std::string> checked_text(std::string_view text, std::size_t longest) {
    const auto plain = trimmed(text);
    if (code_points(plain) > longest) return refuse(Code::kInvalidArgument, "TEXT_TOO_LONG");
    if (has_controls(plain)) return refuse(Code::kInvalidArgument, "TEXT_INVALID");
    return std::string{plain};
}

Result<std::string> checked_key(std::string_view text, std::size_t longest) {
    const auto key = trimmed(text);
    if (key.empty() || key.size() > longest || !std::ranges::all_of(key, is_key_character)) {
        return refuse(Code::kInvalidArgument, "KEY_INVALID");
    }
    return std::string{key};
}

std::string key_of_name(std::string_view name, std::size_t longest, std::string_view otherwise) {
    std::string key;
    for (const auto character : name_form(name)) {
        if (character == ' ' && !key.empty() && key.back() != '-') key += '-';
        if (is_value_key({&character, 1})) key += character;
    }
    key.resize(std::min(key.size(), longest));
    while (key.ends_with('-')) key.pop_back();
    return key.empty() ? std::string{otherwise} : key;
}

std::string numbered_key(std::string_view key, int attempt, std::size_t longest) {
    if (attempt <= 1) return std::string{key};
    const auto number = "-" + std::to_string(attempt);
    return std::string{key.substr(0, longest - number.size())} + number;
}

}  // namespace koebel::people
