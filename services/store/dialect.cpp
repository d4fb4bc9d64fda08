#include "store/dialect.hpp"

#include <cctype>
#include <stdexcept>

namespace koebel::store {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// The text of a quoted piece that starts at `from`, with both quotes.
std::string_view quoted(std::string_view text, std::size_t from) {
    const auto end = text.find(text[from], from + 1);
    return text.substr(from, end == std::string_view::npos ? end : end - from + 1);
}

std::string_view digits(std::string_view text, std::size_t from) {
    std::size_t end = from;
    while (end < text.size() && is_digit(text[end])) ++end;
    return text.substr(from, end - from);
}

/// Takes `word` off the end of `text`, any case, with the white space before it; whether it stood there.
bool take_off(std::string& text, std::string_view word) {
    auto end = text.size();
    while (end > 0 && std::isspace(static_cast<unsigned char>(text[end - 1])) != 0) --end;
    if (end < word.size()) return false;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (std::toupper(static_cast<unsigned char>(text[end - word.size() + i])) != word[i]) return false;
    }
    text.resize(end - word.size());
    return true;
}

void append_list_test(std::string& out, std::string_view number, const Sql& sql, Dialect dialect) {
    if (!take_off(out, "IN")) throw std::invalid_argument(std::string{sql.name} + ": @list stands after IN only");
    const bool negated = take_off(out, "NOT");
    if (dialect == Dialect::kSqlite) {
        out += negated ? "NOT IN" : "IN";
        out.append(" (SELECT value FROM json_each(?").append(number).append("))");
        return;
    }
    // An array, not a sub-select: the planner then uses the column's index.
    out += negated ? "<> ALL" : "= ANY";
    out.append("(ARRAY(SELECT jsonb_array_elements_text(CAST($").append(number).append(" AS jsonb))))");
}

}  // namespace

namespace detail {

std::string to_list(const std::vector<std::string>& texts) {
    std::string list = "[";
    for (const auto& text : texts) {
        if (list.size() > 1) list += ',';
        list += '"';
        for (const char c : text) {
            if (c == '"' || c == '\\') {
                list += '\\';
                list += c;
            } else if (static_cast<unsigned char>(c) < 0x20) {
                constexpr std::string_view kHex = "0123456789abcdef";
                list += "\\u00";
                list += kHex[static_cast<unsigned char>(c) >> 4];
                list += kHex[static_cast<unsigned char>(c) & 0x0F];
            } else {
                list += c;
            }
        }
        list += '"';
    }
    return list += ']';
}

}  // namespace detail

std::string to_dialect(const Sql& sql, Dialect dialect) {
    constexpr std::string_view kList = "@list($";
    const auto text = dialect == Dialect::kPostgresql && !sql.postgresql.empty() ? sql.postgresql : sql.text;
    std::string out;
    out.reserve(text.size() + 64);
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '\'' || text[i] == '"') {
            const auto piece = quoted(text, i);
            out += piece;
            i += piece.size();
        } else if (text.substr(i).starts_with(kList)) {
            const auto number = digits(text, i + kList.size());
            const auto end = i + kList.size() + number.size();
            if (number.empty() || end >= text.size() || text[end] != ')') {
                throw std::invalid_argument(std::string{sql.name} + ": malformed @list");
            }
            append_list_test(out, number, sql, dialect);
            i = end + 1;
        } else if (text[i] == '$' && i + 1 < text.size() && is_digit(text[i + 1])) {
            out += dialect == Dialect::kSqlite ? '?' : '$';
            ++i;
        } else {
            out += text[i++];
        }
    }
    return out;
}

}  // namespace koebel::store
