#include "koebeld/demonstration/traffic.hpp"

#include "base/log.hpp"
#include "koebeld/demonstration/composer.hpp"
#include "koebeld/demonstration/demonstration.hpp"
#include "people/organisation.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <optional>
#include <string>
#include <utility>

namespace koebel::demonstration {
namespace {

/// Three seconds to a quarter of a minute: a busy afternoon.
constexpr std::size_t kShortestPause = 3;
constexpr std::size_t kPauses = 12;

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

Traffic::Traffic(
    const asio::any_io_executor& executor, store::Store& store, recognition::Settings settings, std::uint64_t seed
)
    : store_(store), repository_(settings), seed_(seed), pause_(executor) {}

asio::awaitable<void> Traffic::run() {
    auto start = co_await store_.read(look_around);
    if (!start) {
        log("demonstration").warn("no traffic: this is not the demonstration organisation");
        co_return;
    }
    const Words words{recognitions(start->language)};
    Composer composer{words, std::move(start->roster), seed_};
    while (!stopping_) {
        pause_.expires_after(std::chrono::seconds{kShortestPause + composer.pick(kPauses)});
        const auto [cancelled] = co_await pause_.async_wait(asio::as_tuple(asio::use_awaitable));
        if (cancelled) continue;

        auto job = [this, given = composer.next()](store::Transaction& tx) {
            return repository_.seed(tx, {.recognition = given, .given_at = tx.now()});
        };
        const auto given = co_await store_.write("demonstration.traffic", std::move(job));
        if (!given) log("demonstration").warn("a recognition was refused: {}", given.error().reason);
    }
}

void Traffic::stop() {
    stopping_ = true;
    pause_.cancel();
}

}  // namespace koebel::demonstration
