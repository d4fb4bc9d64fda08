// Boards in Redis against the bare commands; see tests/bench/README.md.
//   boards_bench [--short] FIGURE...    one or more of: relay rebuild rank
// Prints JSON lines; a number never makes it fail.
#include "base/log.hpp"
#include "bench/board_node.hpp"
#include "bench/measure.hpp"
#include "live/index_log.hpp"
#include "redis/codec.hpp"
#include "redis/scripts.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <exception>
#include <functional>
#include <map>
#include <stdexcept>
#include <thread>

namespace koebel::bench {
namespace {

using namespace std::chrono_literals;

constexpr double kHalfTheRate = 2.0;  // what one costs, against the bare one
constexpr std::size_t kUnderWay = 10;
constexpr std::size_t kPiece = 500;  // members, or updates, in one command; the relay's own

double elapsed_ns(const std::function<void()>& work) {
    const auto from = now_ns();
    work();
    return static_cast<double>(now_ns() - from);
}

/// Calls of apply_updates.lua with the updates of these entries, cut as the relay cuts them, on keys of their own.
std::vector<std::string> encoded_calls(const std::vector<live::IndexUpdate>& updates, const live::IndexKeys& keys) {
    std::vector<std::string> calls;
    for (std::size_t begin = 0; begin < updates.size();) {
        auto end = std::min(begin + kPiece, updates.size());
        while (end < updates.size() && updates[end].position == updates[end - 1].position) ++end;
        std::vector<std::string> sets;
        std::vector<std::string> arguments{
            "e", "g", std::to_string(updates[begin].position), std::to_string(updates[end - 1].position), "1"
        };
        std::map<std::string, std::string> numbers;
        for (auto i = begin; i < end; ++i) {
            auto& number = numbers[updates[i].board];
            if (number.empty()) {
                number = std::to_string(numbers.size());
                sets.push_back(keys.board("g", updates[i].board));
            }
            arguments.insert(
                arguments.end(), {std::to_string(updates[i].position), number, updates[i].member, updates[i].score}
            );
        }
        std::vector<std::string> words{
            "EVALSHA",
            std::string{redis::scripts::kApplyUpdates.sha1},
            std::to_string(3 + sets.size()),
            keys.standing(),
            keys.bus(),
            keys.sizes("g")
        };
        words.insert(words.end(), sets.begin(), sets.end());
        words.insert(words.end(), arguments.begin(), arguments.end());
        calls.push_back(redis::encode(words));
        begin = end;
    }
    return calls;
}

/// Events a second through the relay, from the log in SQL into Redis, against the script alone with the same arguments.
void relay(Length length) {
    const std::size_t entries = length == Length::kFull ? 20'000 : 2'000;
    BoardNode node{1'000};
    node.start();
    BareRedis bare{node.endpoint()};
    const live::IndexKeys keys{"bare"};
    bare.ask({"SCRIPT", "LOAD", std::string{redis::scripts::kApplyUpdates.source}});

    const auto from = node.append(entries);
    std::vector<live::IndexUpdate> updates;
    for (auto after = from - 1; after < from + entries - 1;) {
        const auto page =
            node.store().read_now([after](store::Reader& reader) { return live::index_after(reader, after, 10'000); });
        updates.insert(updates.end(), page.updates.begin(), page.updates.end());
        after = page.covered;
    }
    const auto calls = encoded_calls(updates, keys);
    const auto await_applied = [&](std::uint64_t head) {
        const auto too_late = std::chrono::steady_clock::now() + 60s;
        while (static_cast<std::uint64_t>(node.relay().statistics().applied) < head) {
            if (std::chrono::steady_clock::now() > too_late) throw std::runtime_error("the relay stands still");
            std::this_thread::sleep_for(100us);
        }
    };
    node.relay().wake();
    await_applied(node.head());

    Comparison comparison{"boards.relay", length};
    comparison.run(
        [&] {
            bare.ask({"HSET", keys.standing(), "epoch", "e", "generation", "g", "applied", std::to_string(from - 1)});
            return elapsed_ns([&] { bare.pipeline(calls, kUnderWay); }) / static_cast<double>(entries);
        },
        [&] {
            node.append(entries);
            const auto head = node.head();
            return elapsed_ns([&] {
                       node.relay().wake();
                       await_applied(head);
                   }) /
                   static_cast<double>(entries);
        }
    );
    auto figure = comparison.figure(kHalfTheRate);
    figure.details += ",\"updates_per_event\":12";
    print(figure);
}

/// Somebody asks for ranks all the time, and keeps count.
class Asker {
public:
    Asker(BoardNode& node, std::size_t people) : node_(node), people_(people), thread_([this] { ask(); }) {}
    ~Asker() {
        stopping_ = true;
        thread_.join();
    }
    std::atomic<std::int64_t> answered{0};
    std::atomic<std::int64_t> unanswered{0};
    std::atomic<std::int64_t> slowest_ns{0};

private:
    void ask() {
        leaderboard::BoardCommands commands{node_.client(), node_.keys()};
        for (std::size_t i = 0; !stopping_; ++i) {
            const auto from = now_ns();
            try {
                const auto rank = asio::co_spawn(
                                      node_.callers(),
                                      commands.rank(node_.board(), BoardNode::person(i * 7'919 % people_)),
                                      asio::use_future
                )
                                      .get();
                ++(rank.place && node_.relay().trusted() ? answered : unanswered);
            } catch (const redis::Fault&) {
                ++unanswered;
            }
            slowest_ns = std::max(slowest_ns.load(), now_ns() - from);
            std::this_thread::sleep_for(1ms);
        }
    }

    BoardNode& node_;
    const std::size_t people_;
    std::atomic<bool> stopping_{false};
    std::thread thread_;
};

/// A rebuild of a million places, from SQL, against ZADD alone; while somebody asks.
void rebuild(Length length) {
    const std::size_t people = length == Length::kFull ? 1'000'000 : 20'000;
    BoardNode node{people};
    node.start();
    BareRedis bare{node.endpoint()};
    std::vector<std::string> commands;
    for (std::size_t begin = 0; begin < people; begin += kPiece) {
        std::vector<std::string> words{"ZADD", "bare"};
        for (auto i = begin; i < std::min(begin + kPiece, people); ++i) {
            words.push_back(std::to_string(BoardNode::score(i)));
            words.push_back(BoardNode::person(i));
        }
        commands.push_back(redis::encode(words));
    }

    Comparison comparison{"boards.rebuild", length};
    std::string reads;
    {
        Asker asker{node, people};
        std::int64_t answered = 0;
        comparison.run(
            [&] {
                bare.ask({"UNLINK", "bare"});
                return elapsed_ns([&] { bare.pipeline(commands, kUnderWay); }) / static_cast<double>(people);
            },
            [&] {
                const auto before = asker.answered.load();
                const auto cost = elapsed_ns([&] {
                    const auto report = asio::co_spawn(node.callers(), node.relay().rebuild(), asio::use_future).get();
                    if (!report || report->members != people) throw std::runtime_error("it was not rebuilt");
                });
                answered += asker.answered - before;
                return cost / static_cast<double>(people);
            }
        );
        reads = ",\"reads_meanwhile\":" + std::to_string(answered) +
                ",\"reads_left_to_sql\":" + std::to_string(asker.unanswered) +
                ",\"slowest_read_us\":" + std::to_string(asker.slowest_ns / 1'000);
    }
    auto figure = comparison.figure(kHalfTheRate);
    figure.details += reads;
    print(figure);
}

/// One's own rank, and the places around it, among a million; one caller, one after the other.
void rank(Length length) {
    const std::size_t people = length == Length::kFull ? 1'000'000 : 20'000;
    const std::size_t times = length == Length::kFull ? 20'000 : 2'000;
    BoardNode node{people};
    node.start();
    BareRedis bare{node.endpoint()};
    leaderboard::BoardCommands commands{node.client(), node.keys()};
    const auto somebody = [people](std::size_t i) { return BoardNode::person(i * 7'919 % people); };
    const auto standing = bare.ask({"HMGET", node.keys().standing(), "epoch", "generation"});
    const auto& epoch = standing.array().at(0).text();
    const auto& generation = standing.array().at(1).text();
    const auto key = node.keys().board(generation, node.board().text());
    bare.ask({"SCRIPT", "LOAD", std::string{redis::scripts::kBoardAround.source}});

    const auto per_call = [&](const std::function<void(std::size_t)>& call) {
        return elapsed_ns([&] {
                   for (std::size_t i = 0; i < times; ++i) call(i);
               }) /
               static_cast<double>(times);
    };
    const auto ours = [&](auto ask) {
        return [&node, &per_call, ask] {
            double cost = 0;
            auto all = [&]() -> asio::awaitable<void> {
                const auto from = now_ns();
                co_await ask();
                cost = static_cast<double>(now_ns() - from);
            };
            asio::co_spawn(node.callers(), all(), asio::use_future).get();
            return cost;
        };
    };

    Comparison ranks{"boards.rank", length};
    auto ask_ranks = [&]() -> asio::awaitable<void> {
        for (std::size_t i = 0; i < times; ++i) {
            const auto rank = co_await commands.rank(node.board(), somebody(i));
            if (!rank.place) throw std::runtime_error("somebody has no place");
        }
    };
    ranks.run(
        [&] {
            return per_call([&](std::size_t i) {
                (void)bare.ask({"ZRANK", key, somebody(i)});
                (void)bare.ask({"ZSCORE", key, somebody(i)});
            });
        },
        [&] { return ours(ask_ranks)() / static_cast<double>(times); }
    );
    print(ranks.figure(2.0));

    Comparison around{"boards.around", length};
    auto ask_around = [&]() -> asio::awaitable<void> {
        for (std::size_t i = 0; i < times; ++i) {
            const auto places = co_await commands.around(node.board(), somebody(i), 2);
            if (places.places.empty()) throw std::runtime_error("somebody has no place");
        }
    };
    around.run(
        [&] {
            return per_call([&](std::size_t i) {
                (void)bare.ask(
                    {"EVALSHA",
                     std::string{redis::scripts::kBoardAround.sha1},
                     "2",
                     node.keys().standing(),
                     key,
                     epoch,
                     generation,
                     somebody(i),
                     "2"}
                );
            });
        },
        [&] { return ours(ask_around)() / static_cast<double>(times); }
    );
    print(around.figure(2.0));
}

}  // namespace
}  // namespace koebel::bench

int main(int argc, char** argv) {
    using namespace koebel;
    struct Bench {
        std::string_view name;
        void (*run)(bench::Length);
    };
    constexpr std::array kBenches{
        Bench{"relay", bench::relay}, Bench{"rebuild", bench::rebuild}, Bench{"rank", bench::rank}
    };
    std::setvbuf(stdout, nullptr, _IOLBF, 0);  // a run that is ended early has still told what it saw
    std::signal(SIGPIPE, SIG_IGN);
    configure_logging(LogFormat::kText, "error");
    auto length = bench::Length::kFull;
    int ran = 0;
    try {
        for (int i = 1; i < argc; ++i) {
            const std::string_view argument = argv[i];
            if (argument == "--short") length = bench::Length::kShort;
            for (const auto& one : kBenches) {
                if (one.name != argument) continue;
                one.run(length);
                ++ran;
            }
        }
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "%s\n", fault.what());
        return 1;
    }
    if (ran > 0) return 0;
    std::fputs("boards_bench [--short] FIGURE...; there are: relay rebuild rank\n", stderr);
    return 2;
}
