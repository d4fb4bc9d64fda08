#include "live/board_period.hpp"

#include <charconv>
#include <cstdint>
#include <map>
#include <set>

namespace koebel::live {
namespace {

struct Period {
    char kind = ' ';
    std::int64_t number = 0;
};

Period period_of(std::string_view board) {
    const auto slash = board.rfind('/');
    if (slash == std::string_view::npos || slash + 1 >= board.size()) return {};
    Period period{.kind = board[slash + 1]};
    std::from_chars(board.data() + slash + 2, board.data() + board.size(), period.number);
    return period;
}

}  // namespace

std::vector<std::string> outdated(const std::vector<std::string>& listed, const std::vector<std::string>& standing) {
    std::map<char, std::int64_t> oldest;
    for (const auto& board : listed) {
        const auto [kind, number] = period_of(board);
        const auto [known, is_new] = oldest.emplace(kind, number);
        if (!is_new && number < known->second) known->second = number;
    }
    std::vector<std::string> found;
    for (const auto& board : standing) {
        const auto [kind, number] = period_of(board);
        const auto known = oldest.find(kind);
        if (known != oldest.end() && number < known->second) found.push_back(board);
    }
    return found;
}

std::vector<std::string> looked_at(const std::vector<std::string>& listed, const std::vector<std::string>& standing) {
    std::set<std::string> boards(listed.begin(), listed.end());
    boards.insert(standing.begin(), standing.end());
    for (const auto& board : outdated(listed, standing)) boards.erase(board);
    return {boards.begin(), boards.end()};
}

}  // namespace koebel::live
