#include "koebeld/demonstration/words.hpp"

#include "base/text.hpp"

#include <ranges>
#include <stdexcept>

namespace koebel::demonstration {
namespace {

/// "2 eerlijk,leren | planning | service* | words | customer moment", or "1 samen | words".
Phrase to_phrase(std::string_view line) {
    const auto fields = split(line, '|');
    const auto head = split(fields.front(), ' ');
    if (head.size() != 2 || (fields.size() != 2 && fields.size() != 5)) {
        throw std::invalid_argument("demonstration: this line is no phrase: " + std::string{line});
    }
    Phrase phrase{
        .people = head[0] == "team" ? 0 : std::stoul(head[0]),
        .values = split(head[1], ','),
        .words = fields[1],
        .customer_moment = {},
    };
    if (fields.size() == 5) {
        phrase.givers = fields[1];
        phrase.recipients = fields[2];
        phrase.words = fields[3];
        phrase.customer_moment = fields[4];
    }
    return phrase;
}

}  // namespace

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> parts;
    for (const auto part : std::views::split(text, at)) {
        parts.emplace_back(trimmed(std::string_view{part.begin(), part.end()}));
    }
    return parts;
}

Words::Words(std::string_view text) {
    std::string section;
    for (const auto& line : split(text, '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        if (line.starts_with('[') && line.ends_with(']')) {
            section = line.substr(1, line.size() - 2);
        } else if (section == "words" || section == "short") {
            phrases_.push_back(to_phrase(line));
        } else {
            lists_[section].push_back(line);
        }
    }
    if (phrases_.empty()) throw std::invalid_argument("demonstration: there are no phrases");
}

const std::vector<std::string>& Words::list(std::string_view slot) const {
    const auto found = lists_.find(slot);
    if (found == lists_.end()) throw std::invalid_argument("demonstration: no list for {" + std::string{slot} + "}");
    return found->second;
}

std::vector<std::vector<std::string>> lines_of(std::string_view text, std::size_t fields) {
    std::vector<std::vector<std::string>> lines;
    for (const auto& line : split(text, '\n')) {
        if (line.empty() || line.starts_with('#')) continue;
        auto& cut = lines.emplace_back(split(line, '|'));
        if (cut.size() != fields) throw std::logic_error("demonstration: a line has another number of fields: " + line);
    }
    return lines;
}

bool matches(std::string_view pattern, std::string_view team_key) {
    if (!pattern.ends_with('*')) return pattern == team_key;
    return team_key.starts_with(pattern.substr(0, pattern.size() - 1));
}

}  // namespace koebel::demonstration
