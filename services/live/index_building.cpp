#include "live/index_commands.hpp"

#include "redis/scripts.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace koebel::live {
namespace {

constexpr std::size_t kUnlinkedAtOnce = 50;

}  // namespace

asio::awaitable<std::int64_t> IndexCommands::server_time() const {
    std::vector<std::string> words{"TIME"};
    const auto reply = co_await command(std::move(words));
    co_return std::stoll(reply.array().at(0).text());
}

asio::awaitable<void> IndexCommands::discard_strangers() const {
    const std::vector<std::pair<std::string, std::string_view>> ours{
        {keys_.standing(), "hash"}, {keys_.generations(), "hash"}, {keys_.bus(), "stream"}
    };
    for (const auto& [key, type] : ours) {
        std::vector<std::string> ask{"TYPE", key};
        const auto found = co_await command(std::move(ask));
        if (found.text() == type || found.text() == "none") continue;
        std::vector<std::string> unlink{"UNLINK", key};
        (void)co_await command(std::move(unlink));
    }
}

asio::awaitable<void> IndexCommands::begin(const Generation& generation, const std::vector<std::string>& boards) const {
    const auto now = co_await server_time();
    std::vector<std::string> words{"HSET", keys_.generations(), generation.name, std::to_string(now)};
    (void)co_await command(std::move(words));
    std::vector<std::string> sizes{"HSET", keys_.sizes(generation.name), "", "0"};
    for (const auto& board : boards) {
        sizes.push_back(keys_.board(generation.name, board));
        sizes.emplace_back("0");
    }
    (void)co_await command(std::move(sizes));
}

asio::awaitable<bool> IndexCommands::add(
    const std::string& generation, const std::string& board, std::span<const IndexMember> members
) const {
    std::vector<std::string> words{"ZADD", keys_.board(generation, board)};
    words.reserve(2 + 2 * members.size());
    for (const auto& [member, score] : members) {
        words.push_back(score);
        words.push_back(member);
    }
    (void)co_await command(std::move(words));
    co_return true;
}

asio::awaitable<void> IndexCommands::complete(
    const Generation& generation, const std::vector<std::string>& boards, std::uint64_t applied
) const {
    for (const auto& board : boards) {
        const auto key = keys_.board(generation.name, board);
        std::vector<std::string> count{"ZCARD", key};
        const auto size = co_await command(std::move(count));
        std::vector<std::string> note{"HSET", keys_.sizes(generation.name), key, std::to_string(size.integer())};
        (void)co_await command(std::move(note));
    }
    std::vector<std::string> words{
        "HSET",
        keys_.building(generation.name),
        "epoch",
        generation.epoch,
        "generation",
        generation.name,
        "applied",
        std::to_string(applied)
    };
    (void)co_await command(std::move(words));
}

asio::awaitable<bool> IndexCommands::replace(const IndexStanding& old, const Generation& built, std::uint64_t applied)
    const {
    std::vector<std::string> keys{keys_.standing(), keys_.building(built.name), keys_.sizes(built.name), keys_.bus()};
    const auto before = old.generation.value_or(Generation{});
    std::vector<std::string> arguments{before.epoch, before.name, built.epoch, built.name, std::to_string(applied)};
    const auto reply = co_await run(redis::scripts::kSwitchGeneration, std::move(keys), std::move(arguments));
    co_return reply.array().at(0).text() == "OK";
}

asio::awaitable<std::vector<std::string>> IndexCommands::boards(const std::string& generation) const {
    std::vector<std::string> words{"HKEYS", keys_.sizes(generation)};
    const auto reply = co_await command(std::move(words));
    std::vector<std::string> boards;
    for (const auto& key : reply.array()) {
        if (!key.text().empty()) boards.push_back(keys_.board_of(generation, key.text()));
    }
    co_return boards;
}

asio::awaitable<void> IndexCommands::drop(const std::string& generation, const std::vector<std::string>& boards) const {
    for (std::size_t begin = 0; begin < boards.size(); begin += kUnlinkedAtOnce) {
        const auto end = std::min(begin + kUnlinkedAtOnce, boards.size());
        std::vector<std::string> keys{keys_.sizes(generation)};
        for (auto i = begin; i < end; ++i) keys.push_back(keys_.board(generation, boards[i]));
        std::vector<std::string> none;
        (void)co_await run(redis::scripts::kUnlinkBoards, std::move(keys), std::move(none));
    }
}

asio::awaitable<void> IndexCommands::remove(const std::string& generation) const {
    const auto all = co_await boards(generation);
    co_await drop(generation, all);
    std::vector<std::string> rest{"UNLINK", keys_.sizes(generation), keys_.building(generation)};
    (void)co_await command(std::move(rest));
    std::vector<std::string> forget{"HDEL", keys_.generations(), generation};
    (void)co_await command(std::move(forget));
}

asio::awaitable<std::vector<std::string>> IndexCommands::abandoned(std::chrono::seconds age) const {
    const auto now = co_await server_time();
    std::vector<std::string> words{"HGETALL", keys_.generations()};
    const auto reply = co_await command(std::move(words));
    // Read after the list: a generation that was put in its place meanwhile is not among them.
    const auto stands = co_await standing();
    std::vector<std::string> found;
    const auto& fields = reply.array();
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
        const auto& name = fields[i].text();
        if (stands.generation && stands.generation->name == name) continue;
        if (now - std::stoll(fields[i + 1].text()) >= age.count()) found.push_back(name);
    }
    co_return found;
}

asio::awaitable<std::string> IndexCommands::unlink_strays(std::string cursor, std::size_t count) const {
    std::vector<std::string> scan{
        "SCAN", std::move(cursor), "MATCH", keys_.all_generations() + "*", "COUNT", std::to_string(count)
    };
    const auto page = co_await command(std::move(scan));
    auto rest = page.array().at(0).text();
    if (page.array().at(1).array().empty()) co_return rest;
    // Read after the keys: a generation is noted before its first key is written, and until its last one is gone.
    std::vector<std::string> list{"HKEYS", keys_.generations()};
    const auto noted = co_await command(std::move(list));
    const auto stands = co_await standing();
    std::set<std::string_view> known;
    for (const auto& name : noted.array()) known.insert(name.text());
    if (stands.generation) known.insert(stands.generation->name);
    std::vector<std::string> unlink{"UNLINK"};
    for (const auto& key : page.array().at(1).array()) {
        if (!known.contains(keys_.generation_of(key.text()))) unlink.push_back(key.text());
    }
    if (unlink.size() > 1) (void)co_await command(std::move(unlink));
    co_return rest;
}

}  // namespace koebel::live
