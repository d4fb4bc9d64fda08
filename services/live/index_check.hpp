#pragma once

#include "live/index_commands.hpp"
#include "live/index_source.hpp"

#include "store/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace koebel::live {

/// Holds boards in Redis against SQL while both go on changing. Redis is read at the position that it has applied, SQL
/// in a snapshot of its own; whoever has an update between the two positions is left out, for everybody else absolute
/// values have to be equal. Lives in its caller's coroutine.
class IndexCheck {
public:
    /// What one look at a board said.
    struct Finding {
        std::optional<std::string> difference;  ///< in words, with ids
        bool is_settled = true;                 ///< false: too much changed between the two reads; look again
        bool is_replaced = false;               ///< another generation stands there by now
        bool is_rewound = false;                ///< Redis has applied more than SQL has
    };

    /// What goes on meanwhile: called between boards.
    using Meanwhile = std::function<asio::awaitable<void>()>;

    IndexCheck(store::Store& store, const IndexCommands& commands, IndexSource& source)
        : store_(store), commands_(commands), source_(source) {}

    /// The size of each board, and a few random members of it.
    asio::awaitable<Finding> sample(const Generation& generation, std::size_t members, Meanwhile meanwhile) const;

    /// Every member of every board; ends at the first difference.
    asio::awaitable<Finding> compare(const Generation& generation) const;

    /// The boards that belong into Redis.
    asio::awaitable<std::vector<std::string>> boards() const;

private:
    using Look = asio::awaitable<Finding> (IndexCheck::*)(const Generation&, const std::string&, std::size_t) const;

    asio::awaitable<Finding> each(const Generation& generation, Look look, std::size_t members, Meanwhile meanwhile)
        const;
    asio::awaitable<Finding> sample_board(const Generation& generation, const std::string& board, std::size_t members)
        const;
    asio::awaitable<Finding> compare_board(const Generation& generation, const std::string& board, std::size_t page)
        const;
    asio::awaitable<IndexPage> updates_after(std::uint64_t position) const;

    store::Store& store_;
    const IndexCommands& commands_;
    IndexSource& source_;
};

}  // namespace koebel::live
