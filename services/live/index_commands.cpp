#include "live/index_commands.hpp"

#include "live/pipeline.hpp"

#include "redis/scripts.hpp"

#include <algorithm>
#include <unordered_map>

namespace koebel::live {
namespace {

/// An answer that is a list of texts.
std::vector<std::string> texts_of(const redis::Reply& reply) {
    std::vector<std::string> texts;
    texts.reserve(reply.array().size());
    for (const auto& item : reply.array()) texts.push_back(item.is_nil() ? std::string{} : item.text());
    return texts;
}

const std::string& at(const std::vector<std::string>& texts, std::size_t place) {
    static const std::string none;
    return place < texts.size() ? texts[place] : none;
}

IndexStanding standing_of(const std::vector<std::string>& fields) {
    IndexStanding standing;
    if (at(fields, 0).empty() || at(fields, 1).empty() || at(fields, 2).empty()) return standing;
    standing.generation = Generation{.epoch = fields[0], .name = fields[1]};
    standing.applied = redis::to_number(fields[2]);
    return standing;
}

}  // namespace

asio::awaitable<redis::Reply> IndexCommands::command(std::vector<std::string> arguments) const {
    auto asking = client_.command(std::move(arguments));  // named: g++ 12
    auto reply = co_await std::move(asking);
    if (reply.is_error()) throw IndexRefused(reply.error_word());
    co_return reply;
}

asio::awaitable<redis::Reply> IndexCommands::run(
    const redis::Script& script, std::vector<std::string> keys, std::vector<std::string> arguments
) const {
    auto asking = client_.evaluate(script, std::move(keys), std::move(arguments));  // named: g++ 12
    auto reply = co_await std::move(asking);
    if (reply.is_error()) throw IndexRefused(reply.error_word());
    co_return reply;
}

asio::awaitable<IndexStanding> IndexCommands::standing() const {
    std::vector<std::string> words{"HMGET", keys_.standing(), "epoch", "generation", "applied"};
    const auto reply = co_await command(std::move(words));
    co_return standing_of(texts_of(reply));
}

asio::awaitable<IndexStanding> IndexCommands::look(const Generation& generation, std::string& damaged) const {
    std::vector<std::string> keys{keys_.standing(), keys_.sizes(generation.name)};
    std::vector<std::string> arguments{generation.name};
    const auto reply = co_await run(redis::scripts::kLookAtBoards, std::move(keys), std::move(arguments));
    const auto fields = texts_of(reply);
    damaged = at(fields, 3);
    co_return standing_of(fields);
}

asio::awaitable<IndexApplied> IndexCommands::apply(
    const IndexTarget& target, std::uint64_t first, std::uint64_t last, std::span<const IndexUpdate> updates
) const {
    const auto& name = target.generation.name;
    std::vector<std::string> keys{
        target.is_building ? keys_.building(name) : keys_.standing(), keys_.bus(), keys_.sizes(name)
    };
    std::vector<std::string> arguments{
        target.generation.epoch, name, std::to_string(first), std::to_string(last), target.is_building ? "0" : "1"
    };
    arguments.reserve(arguments.size() + 4 * updates.size());
    std::unordered_map<std::string_view, std::string> numbers;  // of the sorted sets among the keys
    for (const auto& update : updates) {
        auto& number = numbers[update.board];
        if (number.empty()) {
            number = std::to_string(numbers.size());
            keys.push_back(keys_.board(name, update.board));
        }
        arguments.push_back(std::to_string(update.position));
        arguments.push_back(number);
        arguments.push_back(update.member);
        arguments.push_back(update.score);
    }
    const auto reply = co_await run(redis::scripts::kApplyUpdates, std::move(keys), std::move(arguments));
    const auto answer = texts_of(reply);
    using Outcome = IndexApplied::Outcome;
    const auto& word = at(answer, 0);
    const auto outcome = word == "EPOCH" ? Outcome::kReplaced : word == "GAP" ? Outcome::kGap : Outcome::kDone;
    co_return IndexApplied{.outcome = outcome, .position = redis::to_number(at(answer, 1))};
}

asio::awaitable<IndexApplied> IndexCommands::ship(const IndexTarget& target, const IndexPage& page, std::size_t batch)
    const {
    Pipeline<IndexApplied> pipeline(co_await asio::this_coro::executor);
    const std::span updates{page.updates};
    std::uint64_t first = page.after + 1;
    for (std::size_t begin = 0; begin < updates.size() || first <= page.covered;) {
        // Whole entries: the next call begins behind a position.
        auto end = std::min(begin + batch, updates.size());
        while (end > begin && end < updates.size() && updates[end].position == updates[end - 1].position) ++end;
        const auto last = end == updates.size() ? page.covered : updates[end - 1].position;
        pipeline.add(apply(target, first, last, updates.subspan(begin, end - begin)));
        first = last + 1;
        begin = end;
    }
    const auto results = co_await pipeline.results();
    // They are applied in order, so the last one tells; unless one found that others have to come first.
    IndexApplied furthest{.position = page.after};
    for (const auto& result : results) {
        if (result.outcome != IndexApplied::Outcome::kDone) co_return result;
        furthest = result;
    }
    co_return furthest;
}

asio::awaitable<std::optional<IndexSample>> IndexCommands::sample(
    const Generation& generation, const std::string& board, std::size_t count
) const {
    std::vector<std::string> keys{keys_.standing(), keys_.board(generation.name, board)};
    std::vector<std::string> arguments{generation.epoch, generation.name, std::to_string(count)};
    const auto reply = co_await run(redis::scripts::kSampleBoard, std::move(keys), std::move(arguments));
    const auto answer = texts_of(reply);
    if (at(answer, 0) != "OK") co_return std::nullopt;
    IndexSample sample{
        .applied = redis::to_number(at(answer, 1)), .size = redis::to_number(at(answer, 2)), .members = {}
    };
    for (std::size_t i = 3; i + 1 < answer.size(); i += 2) sample.members.push_back({answer[i], answer[i + 1]});
    co_return sample;
}

asio::awaitable<std::optional<IndexSample>> IndexCommands::scores(
    const Generation& generation, const std::string& board, const std::vector<std::string>& members
) const {
    std::vector<std::string> keys{keys_.standing(), keys_.board(generation.name, board)};
    std::vector<std::string> arguments{generation.epoch, generation.name};
    arguments.insert(arguments.end(), members.begin(), members.end());
    const auto reply = co_await run(redis::scripts::kScoreMembers, std::move(keys), std::move(arguments));
    const auto answer = texts_of(reply);
    if (at(answer, 0) != "OK") co_return std::nullopt;
    IndexSample sample{
        .applied = redis::to_number(at(answer, 1)), .size = redis::to_number(at(answer, 2)), .members = {}
    };
    for (std::size_t i = 0; i < members.size(); ++i) {
        if (const auto& score = at(answer, i + 3); !score.empty()) sample.members.push_back({members[i], score});
    }
    co_return sample;
}

asio::awaitable<void> IndexCommands::tell(const store::LogHead& head) const {
    std::vector<std::string> words{
        "XADD", keys_.bus(), "MAXLEN", "~", "1000", "*", "epoch", head.epoch, "head", std::to_string(head.position)
    };
    (void)co_await command(std::move(words));
}

}  // namespace koebel::live
