#pragma once

#include "leaderboard/board.hpp"
#include "store/log_entry.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace koebel::leaderboard {

/// What Redis would hold: the index updates of the log, one after the other.
class IndexMirror {
public:
    void apply(const std::vector<store::LogEntry>& log) {
        for (const auto& entry : log) {
            if (entry.position <= applied_) continue;
            applied_ = entry.position;
            if (entry.index_updates.empty()) continue;
            const auto updates = boost::json::parse(entry.index_updates);
            for (const auto& one : updates.as_array()) {
                const auto& update = one.as_array();
                auto& board = boards_[std::string{update.at(0).as_string()}];
                const std::string member{update.at(1).as_string()};
                if (update.at(2).is_null()) {
                    board.erase(member);
                } else {
                    board[member] = std::stoll(std::string{update.at(2).as_string()});
                }
            }
        }
    }

    [[nodiscard]] std::map<std::string, std::int64_t> members(const BoardName& board) const {
        const auto found = boards_.find(board.text());
        return found == boards_.end() ? std::map<std::string, std::int64_t>{} : found->second;
    }

private:
    std::uint64_t applied_ = 0;
    std::map<std::string, std::map<std::string, std::int64_t>> boards_;
};

}  // namespace koebel::leaderboard
