#pragma once

#include "live/index_commands.hpp"
#include "live/index_source.hpp"

#include "store/store.hpp"

#include <boost/asio/awaitable.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace koebel::live {

/// Fills a new generation of boards from SQL, beside the one that is read, and puts it in its place. Lives in its
/// relay's coroutine.
///
/// SQL cannot be held still for as long as a million members take (a snapshot ends after five seconds), so each page is
/// a snapshot of its own, at a position of its own. That the result is exact all the same:
///  1. h is read before the first page. Every page is then read at a position of at least h; let m be the greatest.
///  2. Every change of a place is an entry of the log with the absolute value, written in the same transaction. So what
///  a
///     page told of a member is true at the page's position p, and if it is not true any more at some later position,
///     then an update of that member stands between the two.
///  3. After the pages, all updates from h + 1 on are applied, in order, until a position q that is at least m. For a
///     member with an update in (h, q], its newest one is applied last, whatever page or older update wrote
///     before: its value at q. For a member without one, the page's value is that of h, and of q. Somebody whom no page
///     told of, because he came when his page had been read, has an update after h; somebody who left has one too.
///  4. So at q, and only from there on, the generation equals SQL at q: then it is switched in with applied = q.
///  Updates
///     in (h, m] that a page had seen already are applied again: absolute values, no harm.
/// It is not switched in when the history changed, when retention took entries after h, or when another generation
/// stands there than when it began; then its keys are unlinked.
class IndexRebuild {
public:
    struct Limits {
        std::size_t page = 5'000;   ///< members read from SQL at once
        std::size_t piece = 500;    ///< members in one command
        std::size_t batch = 1'000;  ///< updates in one call of the script
    };
    struct Report {
        Generation generation;  ///< the one that stands now
        std::uint64_t applied = 0;
        std::size_t boards = 0;
        std::uint64_t members = 0;
    };
    /// What goes on meanwhile: called between pages.
    using Meanwhile = std::function<asio::awaitable<void>()>;

    IndexRebuild(store::Store& store, const IndexCommands& commands, IndexSource& source, Limits limits)
        : store_(store), commands_(commands), source_(source), limits_(limits) {}

    /// Nothing: it was not switched in, because somebody else was quicker or the history changed; look again. Throws
    /// what Redis and SQL throw, after it has tried to remove its keys.
    asio::awaitable<std::optional<Report>> run(Meanwhile meanwhile);

private:
    struct Page {
        std::uint64_t position = 0;
        std::vector<IndexMember> members;
    };

    asio::awaitable<std::optional<Report>> build(
        const IndexStanding& old, const Generation& generation, std::uint64_t begin, const Meanwhile& meanwhile
    );
    asio::awaitable<void> fill(const std::string& generation, const std::string& board, const Meanwhile& meanwhile);
    asio::awaitable<Page> read(const std::string& board, const std::string& after);
    /// Applies what the log has after `begin`, until everything the pages saw is covered and no more waits; how far.
    /// Nothing: the history changed, or entries are gone.
    asio::awaitable<std::optional<std::uint64_t>> catch_up(const Generation& generation, std::uint64_t begin);
    asio::awaitable<void> remove_quietly(const std::string& generation);

    store::Store& store_;
    const IndexCommands& commands_;
    IndexSource& source_;
    const Limits limits_;
    std::uint64_t newest_page_ = 0;
    std::uint64_t members_ = 0;
};

}  // namespace koebel::live
