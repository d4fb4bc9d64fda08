#include "koebeld/demonstration/traffic.hpp"

#include "base/log.hpp"
#include "koebeld/demonstration/composer.hpp"
#include "koebeld/demonstration/demonstration.hpp"
#include "people/organisation.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <random>
#include <string>
#include <utility>

namespace koebel::demonstration {
namespace {

struct Start {
    std::string language;
    Roster roster;
};

std::optional<Start> look_around(store::Reader& reader) {
    auto organisations = std::get<0>(reader.read(people::organisation()));
    if (organisations.empty() || !organisations.front().demonstration) return std::nullopt;
    return Start{.language = organisations.front().language, .roster = Roster::read(reader)};
}

}  // namespace

/// What there is to say, and who says it.
struct Traffic::Afternoon {
    Afternoon(Start start, std::uint64_t seed)
        : words(recognitions(start.language)), composer(words, std::move(start.roster), seed) {}

    const Words words;
    Composer composer;
};

Traffic::Traffic(
    const asio::any_io_executor& executor,
    store::Store& store,
    recognition::Settings settings,
    std::uint64_t seed,
    Pace pace
)
    : store_(store), repository_(settings), seed_(seed), pace_(pace), pause_(executor) {}

Traffic::~Traffic() = default;

asio::awaitable<void> Traffic::run() {
    while (!stopping_) {
        try {
            auto stepping = step();  // named: g++ 12
            if (!co_await std::move(stepping)) {
                log("demonstration").warn("no traffic: this is not the demonstration organisation");
                co_return;
            }
            faults_ = 0;
        } catch (const std::exception& fault) {
            ++faults_;
            log("demonstration").warn("no traffic for the moment: {}", fault.what());
        }
        if (stopping_) co_return;
        pause_.expires_after(next_pause());
        co_await pause_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

asio::awaitable<bool> Traffic::step() {
    if (afternoon_) {
        auto giving = give();
        co_await std::move(giving);
        co_return true;
    }
    auto looking = store_.read(look_around);
    auto start = co_await std::move(looking);
    if (start) afternoon_ = std::make_unique<Afternoon>(*std::move(start), seed_);
    co_return afternoon_ != nullptr;
}

asio::awaitable<void> Traffic::give() {
    auto job = [this, given = afternoon_->composer.next()](store::Transaction& tx) {
        return repository_.seed(tx, {.recognition = given, .given_at = tx.now()});
    };
    auto writing = store_.write("demonstration.traffic", std::move(job));
    const auto given = co_await std::move(writing);
    if (!given) log("demonstration").warn("a recognition was refused: {}", given.error().reason);
}

std::chrono::milliseconds Traffic::next_pause() {
    if (faults_ == 0) return pace_.shortest * static_cast<std::int64_t>(1 + afternoon_->composer.pick(pace_.steps));
    auto longest = pace_.first_retry;
    for (std::size_t i = 1; i < faults_ && longest < pace_.last_retry; ++i) longest *= 2;
    longest = std::min(longest, pace_.last_retry);
    thread_local std::minstd_rand random{std::random_device{}()};
    return std::chrono::milliseconds{
        std::uniform_int_distribution<std::int64_t>{longest.count() / 2, longest.count()}(random)
    };
}

void Traffic::stop() {
    stopping_ = true;
    pause_.cancel();
}

}  // namespace koebel::demonstration
