#include "live/index_check.hpp"

#include "live/board_period.hpp"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace koebel::live {
namespace {

constexpr int kTries = 10;
constexpr std::size_t kPage = 500;               // members in one command
constexpr std::size_t kUpdatesBetween = 10'000;  // more than these between two reads: look again

/// What SQL has of a board, and where it was read.
struct Truth {
    std::uint64_t position = 0;
    std::uint64_t size = 0;
    std::vector<IndexMember> members;
    IndexPage since;  ///< the updates since Redis was read
};

using Scores = std::unordered_map<std::string, std::string>;

Scores by_member(const std::vector<IndexMember>& members) {
    Scores scores;
    for (const auto& [member, score] : members) scores.emplace(member, score);
    return scores;
}

std::string score_in(const Scores& scores, const std::string& member) {
    const auto found = scores.find(member);
    return found == scores.end() ? std::string{} : found->second;
}

std::string or_absent(const std::string& score) {
    return score.empty() ? "absent" : score;
}

/// Who of a board has an update in this page up to a position.
std::set<std::string> touched(const IndexPage& page, const std::string& board, std::uint64_t until) {
    std::set<std::string> members;
    for (const auto& update : page.updates) {
        if (update.board == board && update.position <= until) members.insert(update.member);
    }
    return members;
}

IndexCheck::Finding compare_members(
    const std::string& board,
    const std::vector<std::string>& members,
    const Scores& in_redis,
    const Scores& in_sql,
    const std::set<std::string>& changing
) {
    IndexCheck::Finding finding;
    for (const auto& member : members) {
        if (changing.contains(member)) continue;
        const auto ours = score_in(in_redis, member);
        const auto truth = score_in(in_sql, member);
        if (ours == truth) continue;
        finding.difference = "board " + board + ", member " + member + ": " + or_absent(ours) + " in Redis, " +
                             or_absent(truth) + " in SQL";
        break;
    }
    return finding;
}

IndexCheck::Finding compare_sizes(
    const std::string& board, std::uint64_t in_redis, std::uint64_t in_sql, bool changing
) {
    IndexCheck::Finding finding;
    finding.is_settled = !changing;
    if (!changing && in_redis != in_sql) {
        finding.difference = "board " + board + ": " + std::to_string(in_redis) + " members in Redis, " +
                             std::to_string(in_sql) + " in SQL";
    }
    return finding;
}

bool ends_the_check(const IndexCheck::Finding& finding) {
    return finding.difference || finding.is_replaced || finding.is_rewound;
}

}  // namespace

asio::awaitable<std::vector<std::string>> IndexCheck::boards() const {
    auto job = [source = &source_](store::Reader& reader) { return source->boards(reader); };
    auto reading = store_.read(job);  // named: g++ 12
    co_return co_await std::move(reading);
}

asio::awaitable<IndexPage> IndexCheck::updates_after(std::uint64_t position) const {
    auto job = [position](store::Reader& reader) { return index_after(reader, position, kUpdatesBetween); };
    auto reading = store_.read(job);  // named: g++ 12
    co_return co_await std::move(reading);
}

asio::awaitable<IndexCheck::Finding> IndexCheck::sample(
    const Generation& generation, std::size_t members, Meanwhile meanwhile
) const {
    return each(generation, &IndexCheck::sample_board, members, std::move(meanwhile));
}

asio::awaitable<IndexCheck::Finding> IndexCheck::compare(const Generation& generation) const {
    return each(generation, &IndexCheck::compare_board, kPage, {});
}

asio::awaitable<IndexCheck::Finding> IndexCheck::each(
    const Generation& generation, Look look, std::size_t members, Meanwhile meanwhile
) const {
    const auto listed = co_await boards();
    const auto standing = co_await commands_.boards(generation.name);
    Finding outcome;
    for (const auto& board : looked_at(listed, standing)) {
        Finding finding;
        for (int tries = 0; tries < kTries; ++tries) {
            finding = co_await (this->*look)(generation, board, members);
            if (ends_the_check(finding)) co_return finding;
            if (finding.is_settled) break;
        }
        outcome.is_settled = outcome.is_settled && finding.is_settled;
        if (meanwhile) co_await meanwhile();
    }
    co_return outcome;
}

asio::awaitable<IndexCheck::Finding> IndexCheck::sample_board(
    const Generation& generation, const std::string& board, std::size_t members
) const {
    const auto seen = co_await commands_.sample(generation, board, members);
    if (!seen) co_return Finding{.is_settled = false, .is_replaced = true};
    std::vector<std::string> names;
    for (const auto& one : seen->members) names.push_back(one.member);

    auto job = [source = &source_, board, names, after = seen->applied](store::Reader& reader) {
        Truth truth{.since = index_after(reader, after, kUpdatesBetween)};
        truth.position = truth.since.head.position;
        truth.size = source->size(reader, board);
        truth.members = source->scores(reader, board, names);
        return truth;
    };
    auto reading = store_.read(job);  // named: g++ 12
    const auto truth = co_await std::move(reading);
    if (truth.since.head.epoch != generation.epoch) co_return Finding{.is_settled = false, .is_replaced = true};
    if (truth.position < seen->applied) co_return Finding{.is_settled = false, .is_rewound = true};
    if (truth.since.covered < truth.position || truth.since.has_gap) co_return Finding{.is_settled = false};

    const auto changing = touched(truth.since, board, truth.position);
    const auto members_differ =
        compare_members(board, names, by_member(seen->members), by_member(truth.members), changing);
    if (members_differ.difference) co_return members_differ;
    co_return compare_sizes(board, seen->size, truth.size, !changing.empty());
}

asio::awaitable<IndexCheck::Finding> IndexCheck::compare_board(
    const Generation& generation, const std::string& board, std::size_t page
) const {
    std::string after;
    Finding sizes;
    for (;;) {
        auto job = [source = &source_, board, after, page](store::Reader& reader) {
            Truth truth{.position = store::log_head(reader).position};
            truth.size = source->size(reader, board);
            truth.members = source->members(reader, board, after, page);
            return truth;
        };
        auto reading = store_.read(job);  // named: g++ 12
        const auto truth = co_await std::move(reading);
        std::vector<std::string> names;
        for (const auto& one : truth.members) names.push_back(one.member);
        const auto seen = co_await commands_.scores(generation, board, names);
        if (!seen) co_return Finding{.is_settled = false, .is_replaced = true};

        // Either may be ahead of the other by now.
        const auto [from, until] = std::minmax(truth.position, seen->applied);
        const auto between = co_await updates_after(from);
        if (between.head.position < seen->applied) co_return Finding{.is_settled = false, .is_rewound = true};
        if (between.covered < until || between.has_gap) co_return Finding{.is_settled = false};
        const auto changing = touched(between, board, until);
        const auto members =
            compare_members(board, names, by_member(seen->members), by_member(truth.members), changing);
        if (members.difference) co_return members;
        sizes = compare_sizes(board, seen->size, truth.size, !changing.empty());
        if (sizes.difference) co_return sizes;
        if (truth.members.size() < page) co_return sizes;
        after = truth.members.back().member;
    }
}

}  // namespace koebel::live
