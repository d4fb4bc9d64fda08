#include "leaderboard/redis_index.hpp"

#include "base/log.hpp"
#include "leaderboard/rules.hpp"
#include "people/organisation.hpp"

#include <algorithm>
#include <utility>

namespace koebel::leaderboard {
namespace {

constexpr std::chrono::seconds kOfficeKept{10};
constexpr std::int64_t kShownBefore = 1;  // periods before the running one; what is older SQL answers

}  // namespace

RedisIndex::RedisIndex(store::Store& store, const Clock& clock, redis::Client& client, std::function<bool()> trusted)
    : store_(store), clock_(clock), client_(client), trusted_(std::move(trusted)) {}

asio::awaitable<std::optional<Indexed>> RedisIndex::ask(
    Ranking ranking, v1::PeriodKind kind, std::int64_t number, PersonId me
) {
    try {
        auto finding = find(std::move(ranking), kind, number);  // named: g++ 12
        auto found = co_await std::move(finding);
        if (!found) co_return std::nullopt;
        auto reading = read(found->commands, std::move(found->board), std::move(me));
        auto indexed = co_await std::move(reading);
        // It may have been lost while it was read.
        if (!trusted_()) co_return std::nullopt;
        co_return std::optional{std::move(indexed)};
    } catch (const std::exception& fault) {
        log("leaderboard").debug("a board is read from SQL: {}", fault.what());
    }
    co_return std::nullopt;
}

asio::awaitable<std::optional<IndexedPlace>> RedisIndex::place(Ranking ranking, v1::PeriodKind kind, PersonId person) {
    try {
        auto finding = find(std::move(ranking), kind, 0);  // named: g++ 12
        auto found = co_await std::move(finding);
        if (!found) co_return std::nullopt;
        auto asking = found->commands->rank(found->board, person.text());
        auto rank = co_await std::move(asking);
        if (!trusted_()) co_return std::nullopt;
        co_return IndexedPlace{
            .board = std::move(found->board),
            .epoch = std::move(rank.standing.epoch),
            .own = {.place = std::move(rank.place), .position = rank.standing.applied},
        };
    } catch (const std::exception& fault) {
        log("leaderboard").debug("a place is read from SQL: {}", fault.what());
    }
    co_return std::nullopt;
}

asio::awaitable<std::optional<RedisIndex::Standing>> RedisIndex::find(
    Ranking ranking, v1::PeriodKind kind, std::int64_t number
) {
    if (ranking.is_of_teams() || !trusted_()) co_return std::nullopt;
    auto looking = office();  // named: g++ 12
    auto known = co_await std::move(looking);
    if (!known) co_return std::nullopt;
    auto board = board_of(known->zone, std::move(ranking), kind, number);
    if (!board) co_return std::nullopt;
    co_return Standing{.board = *std::move(board), .commands = std::move(known->commands)};
}

asio::awaitable<std::optional<RedisIndex::Office>> RedisIndex::office() {
    {
        const std::lock_guard lock(mutex_);
        if (office_ && Steady::now() < read_again_) co_return office_;
    }
    auto job = [](store::Reader& reader) { return std::get<0>(reader.read(people::organisation())); };
    auto reading = store_.read(std::move(job));  // named: g++ 12
    const auto organisations = co_await std::move(reading);
    if (organisations.empty()) co_return std::nullopt;
    const auto& organisation = organisations.front();

    const std::lock_guard lock(mutex_);
    read_again_ = Steady::now() + kOfficeKept;
    if (office_) {
        office_->zone = organisation.zone;
    } else {
        const live::IndexKeys keys{organisation.installation_id};
        office_ = Office{.zone = organisation.zone, .commands = std::make_shared<BoardCommands>(client_, keys)};
    }
    co_return office_;
}

std::optional<BoardName> RedisIndex::board_of(
    const Zone& zone, Ranking ranking, v1::PeriodKind kind, std::int64_t number
) const {
    const auto running = periods_of(zone, clock_.now()).of(kind);
    const Period period{kind, number == 0 ? running.number : number};
    if (period.number > running.number || period.number < running.number - kShownBefore) return std::nullopt;
    return BoardName{std::move(ranking), period};
}

asio::awaitable<Indexed> RedisIndex::read(std::shared_ptr<BoardCommands> commands, BoardName board, PersonId me) {
    auto asking_top = commands->top(board, kNamed);
    auto top = co_await std::move(asking_top);
    Indexed indexed{
        .board = board,
        .epoch = top.standing.epoch,
        .extract = {.top = std::move(top.places), .size = top.size, .position = top.standing.applied},
    };
    auto& extract = indexed.extract;
    if (me.empty()) co_return indexed;
    const auto own = std::ranges::find(extract.top, me.text(), &Place::member);
    if (own != extract.top.end()) {
        extract.me = *own;
        co_return indexed;
    }
    auto asking_around = commands->around(board, me.text(), kNeighbours);
    auto around = co_await std::move(asking_around);
    extract.position = std::min(extract.position, around.standing.applied);
    if (around.standing.epoch != indexed.epoch) throw redis::Fault("the boards were replaced meanwhile");
    if (around.places.empty()) co_return indexed;
    extract.me = around.places.at(around.mine);
    if (around.place >= kNamed) extract.around = std::move(around.places);
    co_return indexed;
}

}  // namespace koebel::leaderboard
