#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::demonstration {

/// Something one colleague can say to another, with its {slots} still open.
struct Phrase {
    std::size_t people = 1;           ///< how many are thanked; 0: the team as a whole
    std::vector<std::string> values;  ///< keys, the first leads
    std::string givers = "*";         ///< a team's key, "service*" for a family of teams, "*" for everyone
    std::string recipients = "*";     ///< likewise
    std::string words;
    std::string customer_moment;  ///< may be empty

    /// Whether it reads differently each time.
    [[nodiscard]] bool has_slots() const { return words.contains('{'); }
    /// Whether it is one of the short ones, which stay as they are.
    [[nodiscard]] bool is_short() const { return givers == "*" && recipients == "*" && people == 1; }
};

/// What can be said, read from recognitions.*.txt. Immutable.
class Words {
public:
    /// Throws std::invalid_argument that names the line: the files are ours, a fault in them is a defect.
    explicit Words(std::string_view text);

    [[nodiscard]] const std::vector<Phrase>& phrases() const { return phrases_; }
    [[nodiscard]] const std::vector<std::string>& tails() const { return list("tails"); }

    /// What may stand in a slot. Throws std::invalid_argument for one that has no list.
    [[nodiscard]] const std::vector<std::string>& list(std::string_view slot) const;

private:
    std::vector<Phrase> phrases_;
    std::map<std::string, std::vector<std::string>, std::less<>> lists_;
};

/// The parts of a line of our files, or its lines: between `at`, trimmed.
[[nodiscard]] std::vector<std::string> split(std::string_view text, char at);

/// The lines of a file that are no comment, each cut into its fields. Throws std::logic_error for a line of another
/// number.
[[nodiscard]] std::vector<std::vector<std::string>> lines_of(std::string_view text, std::size_t fields);

/// Whether a team is one of those a pattern of Phrase names.
[[nodiscard]] bool matches(std::string_view pattern, std::string_view team_key);

}  // namespace koebel::demonstration
