#include "gateway/http_message.hpp"

#include <algorithm>

namespace koebel::gateway {

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::string_view HttpRequest::path() const {
    const std::string_view whole{target};
    return whole.substr(0, whole.find('?'));
}

std::optional<std::string_view> HttpRequest::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &HttpHeader::name);
    if (found == headers.end()) return std::nullopt;
    return found->value;
}

std::size_t HttpRequest::count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count(headers, name, &HttpHeader::name));
}

std::string HttpRequest::joined(std::string_view name, std::string_view separator) const {
    std::string all;
    for (const auto& [key, value] : headers) {
        if (key != name) continue;
        if (!all.empty()) all += separator;
        all += value;
    }
    return all;
}

bool HttpRequest::lists(std::string_view name, std::string_view token) const {
    const auto all = lower_case(joined(name, ","));
    for (std::string_view rest{all}; !rest.empty();) {
        const auto comma = rest.find(',');
        if (trim(rest.substr(0, comma)) == token) return true;
        rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(comma + 1);
    }
    return false;
}

std::optional<std::string_view> HttpResponse::header(std::string_view name) const {
    const auto found = std::ranges::find(headers, name, &HttpHeader::name);
    if (found == headers.end()) return std::nullopt;
    return found->value;
}

std::string lower_case(std::string_view text) {
    std::string copy{text};
    std::ranges::transform(copy, copy.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    return copy;
}

}  // namespace koebel::gateway
