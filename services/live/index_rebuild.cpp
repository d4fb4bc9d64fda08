#include "live/index_rebuild.hpp"

#include "live/pipeline.hpp"

#include "base/id.hpp"
#include "base/log.hpp"

#include <algorithm>
#include <exception>
#include <utility>

namespace koebel::live {

asio::awaitable<std::optional<IndexRebuild::Report>> IndexRebuild::run(Meanwhile meanwhile) {
    struct Begin {
        store::LogHead head;
        std::vector<std::string> boards;
    };
    co_await commands_.discard_strangers();
    const auto old = co_await commands_.standing();
    auto job = [source = &source_](store::Reader& reader) {
        return Begin{.head = store::log_head(reader), .boards = source->boards(reader)};
    };
    auto reading = store_.read(job);  // named: g++ 12
    const auto from = co_await std::move(reading);
    const Generation generation{.epoch = from.head.epoch, .name = random_hex(8)};
    newest_page_ = from.head.position;
    members_ = 0;

    std::optional<Report> report;
    std::exception_ptr fault;
    try {
        co_await commands_.begin(generation, from.boards);
        for (const auto& board : from.boards) co_await fill(generation.name, board, meanwhile);
        report = co_await build(old, generation, from.head.position, meanwhile);
    } catch (...) {
        fault = std::current_exception();
    }
    if (fault || !report) co_await remove_quietly(generation.name);
    if (fault) std::rethrow_exception(fault);
    if (report && old.generation) co_await remove_quietly(old.generation->name);
    if (report) report->boards = from.boards.size();
    co_return report;
}

asio::awaitable<std::optional<IndexRebuild::Report>> IndexRebuild::build(
    const IndexStanding& old, const Generation& generation, std::uint64_t begin, const Meanwhile& meanwhile
) {
    const auto boards = co_await commands_.boards(generation.name);
    co_await commands_.complete(generation, boards, begin);
    co_await meanwhile();
    const auto applied = co_await catch_up(generation, begin);
    if (!applied) co_return std::nullopt;
    if (!co_await commands_.replace(old, generation, *applied)) co_return std::nullopt;
    co_return Report{.generation = generation, .applied = *applied, .members = members_};
}

asio::awaitable<void> IndexRebuild::fill(
    const std::string& generation, const std::string& board, const Meanwhile& meanwhile
) {
    // While Redis takes one page, SQL is asked for the next.
    auto page = co_await read(board, "");
    while (!page.members.empty()) {
        newest_page_ = std::max(newest_page_, page.position);
        members_ += page.members.size();
        const std::span members{page.members};
        Pipeline<bool> pieces(co_await asio::this_coro::executor);
        for (std::size_t begin = 0; begin < members.size(); begin += limits_.piece) {
            const auto count = std::min(limits_.piece, members.size() - begin);
            pieces.add(commands_.add(generation, board, members.subspan(begin, count)));
        }
        Page next;
        std::exception_ptr fault;
        try {
            if (members.size() == limits_.page) next = co_await read(board, members.back().member);
        } catch (...) {
            fault = std::current_exception();
        }
        (void)co_await pieces.results();  // before the page goes, whatever happened
        if (fault) std::rethrow_exception(fault);
        co_await meanwhile();
        page = std::move(next);
    }
}

asio::awaitable<IndexRebuild::Page> IndexRebuild::read(const std::string& board, const std::string& after) {
    auto job = [source = &source_, board, after, limit = limits_.page](store::Reader& reader) {
        return Page{
            .position = store::log_head(reader).position,
            .members = source->members(reader, board, after, limit),
        };
    };
    auto reading = store_.read(job);  // named: g++ 12
    co_return co_await std::move(reading);
}

asio::awaitable<std::optional<std::uint64_t>> IndexRebuild::catch_up(
    const Generation& generation, std::uint64_t begin
) {
    const IndexTarget target{.generation = generation, .is_building = true};
    auto applied = begin;
    for (;;) {
        auto job = [applied, limit = limits_.page](store::Reader& reader) {
            return index_after(reader, applied, limit);
        };
        auto reading = store_.read(job);  // named: g++ 12
        const auto page = co_await std::move(reading);
        if (page.head.epoch != generation.epoch || page.has_gap || page.is_damaged ||
            page.head.position < newest_page_) {
            log("live").warn("the log changed under a rebuild of the boards");
            co_return std::nullopt;
        }
        if (page.covered > applied) {
            const auto shipped = co_await commands_.ship(target, page, limits_.batch);
            if (shipped.outcome != IndexApplied::Outcome::kDone) co_return std::nullopt;
            applied = shipped.position;
        }
        if (applied >= page.head.position) co_return applied;
    }
}

asio::awaitable<void> IndexRebuild::remove_quietly(const std::string& generation) {
    try {
        co_await commands_.remove(generation);
    } catch (const std::exception& fault) {
        log("live").warn("generation {} is left for later: {}", generation, fault.what());
    }
}

}  // namespace koebel::live
