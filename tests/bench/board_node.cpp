#include "bench/board_node.hpp"

#include "leaderboard/period.hpp"
#include "leaderboard/rules.hpp"
#include "people/organisation.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <stdexcept>
#include <thread>

namespace koebel::bench {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kRowsAtOnce = 100'000;

/// The same scores as BoardNode::score: spread over all of the board, with some ties.
constexpr store::Sql kFill{
    "bench.fill",
    "WITH RECURSIVE number(i) AS (SELECT $1 UNION ALL SELECT i + 1 FROM number WHERE i + 1 < $2)"
    " INSERT INTO standing (period, board, member_id, units, reached, present)"
    " SELECT $3, 'received', printf('01900000-0000-7000-8000-%012d', i), 1 + (i * 7919) % 1000003, (i * 31) % 2000000, "
    "1"
    " FROM number",
};

live::RelaySettings sleepy() {
    live::RelaySettings settings;
    settings.poll = 10min;
    settings.check = 10min;
    settings.trusted_for = 10min;
    settings.is_alone = true;
    return settings;
}

}  // namespace

BoardNode::BoardNode(std::size_t people) {
    store::Settings settings;
    settings.data_directory = (directory_.path() / "store").string();
    settings.readers = 2;
    store_ = store::Store::open(settings, clock_, ids_);
    (void)store_->write_now("bench.found", [](store::Transaction& tx) { return people::found(tx, {.name = "Bench"}); });
    const auto organisation = store_->read_now([](store::Reader& reader) {
        return std::get<0>(reader.read(people::organisation())).front();
    });
    keys_.emplace(organisation.installation_id);
    board_ = {
        .ranking = {.kind = v1::BOARD_KIND_RECEIVED},
        .period = leaderboard::periods_of(organisation.zone, clock_.now()).of(v1::PERIOD_KIND_MONTH),
    };
    fill(people);
    redis::Settings redis;
    redis.command = 60s;
    client_.emplace(threads_.context(0), redis_.endpoint(), redis, "bench");
    relay_.emplace(
        live::RelaySurroundings{
            .context = threads_.context(0),
            .store = *store_,
            .client = *client_,
            .boards = index_,
            .installation = [id = organisation.installation_id](store::Reader&) { return id; },
            .node = "bench"
        },
        sleepy()
    );
    client_->on_connected([this] { relay_->reconnected(); });
}

BoardNode::~BoardNode() {
    relay_->stop();
    client_->stop();
    (void)relay_->wait(10s);
    threads_.stop(2s);
}

void BoardNode::start() {
    threads_.start();
    client_->start();
    relay_->start();
    for (int i = 0; i < 600'000 && !relay_->trusted(); ++i) std::this_thread::sleep_for(1ms);
    if (!relay_->trusted()) throw std::runtime_error("the boards did not come to stand in Redis");
}

std::uint64_t BoardNode::head() {
    return store_->read_now([](store::Reader& reader) { return store::log_head(reader).position; });
}

std::string BoardNode::person(std::size_t number) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "01900000-0000-7000-8000-%012zu", number);
    return text.data();
}

std::int64_t BoardNode::score(std::size_t number) {
    const auto i = static_cast<std::int64_t>(number);
    return leaderboard::score_of(1 + i * 7'919 % 1'000'003, i * 31 % 2'000'000);
}

void BoardNode::fill(std::size_t people) {
    for (std::size_t from = 0; from < people; from += kRowsAtOnce) {
        const auto until = std::min(from + kRowsAtOnce, people);
        (void)store_->write_now("bench.fill", [&](store::Transaction& tx) -> Result<int> {
            tx.run(kFill, from, until, board_.period.text());
            return 0;
        });
    }
}

std::uint64_t BoardNode::append(std::size_t entries) {
    std::uint64_t first = 0;
    (void)store_->write_now("bench.append", [&](store::Transaction& tx) -> Result<int> {
        first = tx.next_position();
        for (std::size_t i = 0; i < entries; ++i) {
            // Giver, receiver and receiver for a value, in a week, a month, a quarter and a year.
            std::string updates;
            auto place = appended_++ * 12;
            for (const auto* period : {"w900", "m11000", "q3700", "y1925"}) {
                for (const auto* ranking : {"received", "given", "value:01900000-0000-7000-8000-000000000001"}) {
                    ++place;
                    updates += std::string{updates.empty() ? "[[\"" : ",[\""} + ranking + "/" + period + "\",\"" +
                               person(place % 5'000) + "\",\"" + std::to_string(score(place)) + "\"]";
                }
            }
            v1::EventBody body;
            body.mutable_recognition_withdrawn()->set_recognition_id(person(i));
            tx.append({.topic = "feed", .body = body, .index_updates = updates + "]"});
        }
        return 0;
    });
    return first;
}

}  // namespace koebel::bench
