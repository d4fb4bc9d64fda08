#include "fuzz/strict_request.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace koebel::fuzz {
namespace {

bool is_blank(char c) {
    return c == ' ' || c == '\t';
}

bool is_token(std::string_view text) {
    static constexpr std::string_view kSigns = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return std::isalnum(static_cast<unsigned char>(c)) != 0 || kSigns.contains(c);
    });
}

/// RFC 9110 5.5: visible characters, blanks, and bytes above ASCII.
bool is_value(std::string_view text) {
    return std::ranges::all_of(text, [](char c) {
        return is_blank(c) || (static_cast<unsigned char>(c) > ' ' && c != '\x7f');
    });
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// Takes lines, each ended by CR LF and with neither in it, off the front.
class Lines {
public:
    explicit Lines(std::string_view bytes) : all_(bytes), rest_(bytes) {}

    std::optional<std::string_view> next() {
        const auto end = rest_.find("\r\n");
        if (end == std::string_view::npos) return std::nullopt;
        const auto line = rest_.substr(0, end);
        if (line.find_first_of(std::string_view{"\r\n\0", 3}) != std::string_view::npos) return std::nullopt;
        rest_.remove_prefix(end + 2);
        return line;
    }
    std::optional<std::string_view> bytes(std::size_t count) {
        if (rest_.size() < count) return std::nullopt;
        const auto taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }
    [[nodiscard]] std::size_t taken() const { return all_.size() - rest_.size(); }

private:
    std::string_view all_;
    std::string_view rest_;
};

template <int Base>
std::optional<std::size_t> number(std::string_view text) {
    std::size_t value = 0;
    const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), value, Base);
    if (text.empty() || failed != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<std::string> read_chunks(Lines& lines) {
    std::string body;
    for (;;) {
        const auto line = lines.next();
        if (!line) return std::nullopt;
        const auto size = number<16>(without_runs(line->substr(0, line->find(';'))));
        if (!size) return std::nullopt;
        if (*size == 0) break;
        const auto chunk = lines.bytes(*size);
        const auto end = chunk ? lines.bytes(2) : std::nullopt;
        if (end != "\r\n") return std::nullopt;
        body += *chunk;
    }
    return lines.next() == "" ? std::optional{body} : std::nullopt;  // a trailer is none of ours
}

bool read_first_line(std::string_view line, StrictRequest& request) {
    const auto first = line.find(' ');
    const auto last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return false;
    request.method = line.substr(0, first);
    request.target = line.substr(first + 1, last - first - 1);
    const auto version = line.substr(last + 1);
    if (!is_token(request.method) || request.target.empty() || request.target.contains(' ')) return false;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return false;
    request.version = version.ends_with('1') ? 11 : 10;
    return true;
}

bool read_headers(Lines& lines, StrictRequest& request) {
    for (;;) {
        const auto line = lines.next();
        if (!line) return false;
        if (line->empty()) return true;
        if (!is_value(*line)) return false;
        if (is_blank(line->front())) {  // a line that goes on (5.2): as one space
            if (request.headers.empty()) return false;
            auto& value = request.headers.back().second;
            value = without_runs(value + " " + std::string{*line});
            continue;
        }
        const auto colon = line->find(':');
        if (colon == std::string_view::npos || !is_token(line->substr(0, colon))) return false;
        request.headers.emplace_back(lower(line->substr(0, colon)), without_runs(line->substr(colon + 1)));
    }
}

}  // namespace

std::string without_runs(std::string_view text) {
    std::string result;
    for (const char c : text) {
        if (!is_blank(c)) {
            result += c;
        } else if (!result.empty() && result.back() != ' ') {
            result += ' ';
        }
    }
    if (result.ends_with(' ')) result.pop_back();
    return result;
}

std::vector<std::string> StrictRequest::all(std::string_view name) const {
    std::vector<std::string> values;
    for (const auto& [other, value] : headers) {
        if (other == name) values.push_back(value);
    }
    return values;
}

std::optional<StrictRequest> read_strictly(std::string_view bytes) {
    StrictRequest request;
    Lines lines{bytes};
    auto first = lines.next();
    while (first == "") first = lines.next();  // 2.2
    if (!first || !read_first_line(*first, request) || !read_headers(lines, request)) return std::nullopt;

    const auto codings = request.all("transfer-encoding");
    const auto lengths = request.all("content-length");
    if (codings.size() + lengths.size() > 1) return std::nullopt;
    if (!codings.empty()) {
        if (lower(codings.front()) != "chunked") return std::nullopt;
        auto body = read_chunks(lines);
        if (!body) return std::nullopt;
        request.body = *std::move(body);
    }
    if (!lengths.empty()) {
        const auto length = number<10>(lengths.front());
        const auto body = length ? lines.bytes(*length) : std::nullopt;
        if (!body) return std::nullopt;
        request.body = *body;
    }
    request.size = lines.taken();
    return request;
}

}  // namespace koebel::fuzz
