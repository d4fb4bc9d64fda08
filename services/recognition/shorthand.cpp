#include "recognition/shorthand.hpp"

#include "base/text.hpp"
#include "recognition/shorthand_line.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace koebel::recognition {
namespace {

template <class T>
void add_once(std::vector<T>& all, const T& one) {
    if (std::ranges::find(all, one) == all.end()) all.push_back(one);
}

/// The words that remain: closes the gap a token leaves, and drops what only stood between two names.
class WordsLeft {
public:
    void add(UChar32 c, std::string_view text, bool before_gap) {
        if (open_) {
            if (c == ' ' || c == '\t') return;
            const bool punctuation = c < 0x80 && kPunctuation.contains(static_cast<char>(c));
            const bool at_start = text_.empty() || text_.back() == '\n';
            if (punctuation && at_start && before_gap) return;
            if (punctuation) {
                while (!text_.empty() && (text_.back() == ',' || text_.back() == ';')) text_.pop_back();
                mark_ = std::min(mark_, text_.size());
            } else if (!at_start && c != '\n' && c != ')' && c != ']' && c != '}') {
                text_ += ' ';
            }
            open_ = false;
        }
        text_ += text;
    }

    void take_out_token() {
        const auto between = folded(std::string_view{text_}.substr(mark_));
        if (mark_ > 0 || seen_) {
            if (std::ranges::find(kBetweenNames, between) != kBetweenNames.end()) text_.resize(mark_);
        }
        while (!text_.empty() && (text_.back() == ' ' || text_.back() == '\t')) text_.pop_back();
        mark_ = text_.size();
        seen_ = true;
        open_ = true;
    }

    [[nodiscard]] std::string text() const { return std::string{trimmed(text_)}; }

private:
    static constexpr std::string_view kPunctuation = ".,;:!?";
    static constexpr std::array<std::string_view, 11> kBetweenNames{
        ",", "en", "and", "i", "oraz", "&", "+", ", en", ", and", ", i", ";"
    };

    std::string text_;
    std::size_t mark_ = 0;  // where the last token stood
    bool seen_ = false;
    bool open_ = false;  // a gap that the next character closes
};

/// Reads one line once.
class LineReader {
public:
    LineReader(std::string_view text, const Directory& directory) : line_(text), finder_(directory) {}

    Shorthand read() {
        for (std::size_t i = 0; i < line_.size();) {
            const auto end = read_token(i);
            if (end > i) {
                words_.take_out_token();
                i = end;
            } else {
                words_.add(line_.at(i), line_.slice(i, i + 1), is_before_gap(i + 1));
                ++i;
            }
        }
        result_.message = words_.text();
        return std::move(result_);
    }

private:
    /// Where the token at `i` ends; `i` when the words go on there.
    std::size_t read_token(std::size_t i) {
        if (!has_credits_) {
            if (const auto credits = line_.credits_at(i)) {
                has_credits_ = true;
                result_.credits_each = Credits{credits->count};
                return credits->end;
            }
        }
        if (const auto value = line_.value_at(i)) return read_value(*value, i);
        if (const auto name = line_.name_at(i)) return read_name(*name, i);
        return i;
    }

    std::size_t read_value(const Written& written, std::size_t start) {
        const auto& spelling = written.spellings.front();
        const auto found = finder_.find_value(spelling.text);
        if (found.size() == 1) {
            add_once(result_.values, found.front());
            return spelling.end;
        }
        if (written.has_letter) leave_unresolved(Unresolved::Kind::kValue, written.word, start, {});
        return start;
    }

    std::size_t read_name(const Written& written, std::size_t start) {
        for (const auto& spelling : written.spellings) {
            auto found = finder_.find(spelling.text);
            if (found.size() == 0) continue;
            if (found.size() == 1) {
                for (const auto& person : found.people) add_once(result_.people, person);
                for (const auto& team : found.teams) add_once(result_.teams, team);
            } else {
                leave_unresolved(Unresolved::Kind::kName, spelling.text, start, std::move(found));
            }
            return spelling.end;
        }
        if (written.has_letter) leave_unresolved(Unresolved::Kind::kName, written.word, start, {});
        return start;
    }

    void leave_unresolved(Unresolved::Kind kind, std::string written, std::size_t start, Candidates candidates) {
        result_.unresolved.push_back(
            {.kind = kind,
             .written = std::move(written),
             .start = static_cast<std::uint32_t>(start),
             .candidates = std::move(candidates)}
        );
    }

    /// Whether white space, the end or a token's sign stands at `i`: punctuation before it is no smiley.
    [[nodiscard]] bool is_before_gap(std::size_t i) const {
        const auto c = line_.at(i);
        return c == 0 || c == ' ' || c == '\n' || c == '\t' || c == '@' || c == '#' || c == '+';
    }

    ShorthandLine line_;
    NameFinder finder_;
    Shorthand result_;
    WordsLeft words_;
    bool has_credits_ = false;
};

}  // namespace

Result<std::vector<std::vector<std::string>>> written_names(std::string_view line) {
    if (trimmed(line).empty() || code_points(line) > kMaxShorthand) {
        return refuse(Code::kInvalidArgument, "SHORTHAND_INVALID", "1 to 4000 characters");
    }
    const ShorthandLine points{line};
    std::vector<std::vector<std::string>> names;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const auto written = points.name_at(i);
        if (!written) continue;
        if (names.size() == kMaxShorthandNames) {
            return refuse(Code::kInvalidArgument, "SHORTHAND_INVALID", "at most 25 names");
        }
        auto& spellings = names.emplace_back();
        for (const auto& spelling : written->spellings) spellings.insert(spellings.begin(), spelling.text);
    }
    return names;
}

Shorthand read_shorthand(std::string_view line, const Directory& directory) {
    return LineReader{line, directory}.read();
}

}  // namespace koebel::recognition
