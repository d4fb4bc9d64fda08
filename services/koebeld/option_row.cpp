#include "koebeld/option_row.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace koebel {
namespace {

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> items;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find(',', begin), text.size());
        const auto first = text.find_first_not_of(' ', begin);
        const auto last = text.find_last_not_of(' ', end - 1);
        if (first < end && end > begin) items.push_back(text.substr(first, last - first + 1));
        begin = end + 1;
    }
    return items;
}

std::string joined(const std::vector<std::string>& items) {
    std::string text;
    for (const auto& item : items) text += (text.empty() ? "" : ",") + item;
    return text;
}

}  // namespace

OptionRow also_as(std::string_view flag, OptionRow row) {
    row.spec.flag = flag;
    return row;
}

OptionRow toggle(std::string_view key, bool& field, std::string_view description) {
    return {
        .spec =
            {.key = key,
             .kind = OptionSpec::Kind::kSwitch,
             .default_value = field ? "true" : "false",
             .description = description},
        .set = [key, &field](const Options& options) { field = options.is_on(key); }
    };
}

OptionRow text(std::string_view key, std::string& field, std::string_view description) {
    return {
        .spec = {.key = key, .default_value = field, .description = description},
        .set = [key, &field](const Options& options) { field = options.text(key); }
    };
}

OptionRow secret(std::string_view key, std::string& field, std::string_view description) {
    auto row = text(key, field, description);
    row.spec.secret = true;
    return row;
}

OptionRow list(std::string_view key, std::vector<std::string>& field, std::string_view description) {
    return {
        .spec = {.key = key, .default_value = joined(field), .description = description},
        .set = [key, &field](const Options& options) { field = split(options.text(key)); }
    };
}

OptionRow word(
    std::string_view key,
    std::string& field,
    std::initializer_list<std::string_view> words,
    std::string_view description
) {
    auto row = text(key, field, description);
    row.set = [key, &field, words = std::vector(words), description](const Options& options) {
        const auto& given = options.text(key);
        if (std::ranges::find(words, given) == words.end()) {
            throw std::invalid_argument(std::string{key} + " takes " + std::string{description});
        }
        field = given;
    };
    return row;
}

OptionRow word(std::string_view key, LogFormat& field, std::string_view description) {
    return {
        .spec = {.key = key, .default_value = field == LogFormat::kJson ? "json" : "text", .description = description},
        .set =
            [key, &field](const Options& options) {
                const auto& given = options.text(key);
                if (given != "text" && given != "json") {
                    throw std::invalid_argument(std::string{key} + " takes text or json.");
                }
                field = given == "json" ? LogFormat::kJson : LogFormat::kText;
            }
    };
}

}  // namespace koebel
