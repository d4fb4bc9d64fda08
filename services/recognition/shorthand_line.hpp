#pragma once

#include <unicode/umachine.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace koebel::recognition {

/// One way to read what stands after a sign.
struct Spelling {
    std::string text;     ///< without sign and quotes
    std::size_t end = 0;  ///< where the token ends, in code points
};

/// A token's spellings, the longest first. Never empty.
struct Written {
    std::vector<Spelling> spellings;
    bool has_letter = false;  ///< of what must be a name; "@10" may be a word
    std::string word;         ///< as far as the next white space: what is said to be unknown
};

/// A number of credits in a line.
struct WrittenCredits {
    int count = 0;
    std::size_t end = 0;
};

/// A line of shorthand as code points: finds tokens by the grammar in shorthand.hpp, knows no names.
class ShorthandLine {
public:
    /// `line` is valid UTF-8.
    explicit ShorthandLine(std::string_view line);

    [[nodiscard]] std::size_t size() const { return points_.size(); }

    /// 0 past either end.
    [[nodiscard]] UChar32 at(std::size_t index) const;

    /// The text of [begin, end).
    [[nodiscard]] std::string_view slice(std::size_t begin, std::size_t end) const;

    /// A token that starts at `index`, if one does.
    [[nodiscard]] std::optional<Written> name_at(std::size_t index) const;
    [[nodiscard]] std::optional<Written> value_at(std::size_t index) const;
    [[nodiscard]] std::optional<WrittenCredits> credits_at(std::size_t index) const;

private:
    using Range = std::pair<std::size_t, std::size_t>;

    [[nodiscard]] bool token_may_start(std::size_t index) const;
    [[nodiscard]] std::optional<Range> quoted(std::size_t index) const;
    [[nodiscard]] std::vector<Range> pieces(std::size_t index) const;
    [[nodiscard]] std::size_t next_piece(Range piece) const;
    [[nodiscard]] std::size_t skip_spaces(std::size_t index) const;
    [[nodiscard]] bool has_letter(Range range) const;

    std::string text_;
    std::vector<UChar32> points_;
    std::vector<std::size_t> offsets_;  // of each point, and of the end
};

}  // namespace koebel::recognition
