#include "live/relay.hpp"

#include "base/log.hpp"
#include "live/board_period.hpp"
#include "store/history.hpp"

#include <algorithm>
#include <utility>

namespace koebel::live {

namespace {

constexpr std::chrono::minutes kAbandonedAfter{15};
constexpr int kLongestRebuildPause = 30;  // polls
// Keys of a shared Redis that are looked at after one comparison, ours or not; the next one goes on there.
constexpr int kSweepSteps = 20;
constexpr std::size_t kSweptAtOnce = 500;

/// Refusals that say something about a key, not about the server.
bool is_about_keys(const std::string& refusal) {
    return refusal.find("WRONGTYPE") != std::string::npos || refusal.find("ARGUMENT") != std::string::npos;
}

}  // namespace

asio::awaitable<bool> Relay::turn() {
    if (!with_.client.connected()) {
        detach("it is not connected");
        lease_.let_lapse();
        refuse_orders("Redis is not connected");
        co_return false;
    }
    if (reconnected_.exchange(false)) detach("a new connection");
    if (!commands_ && !co_await find_keys()) {
        refuse_orders("there is no organisation yet");
        co_return false;
    }
    const bool holds_lease = co_await lease_.hold();
    counters_.set(RelayCounters::kHoldsLease, holds_lease ? 1 : 0);
    bool is_more = false;
    std::string refusal;
    try {
        if (!generation_) co_await attach();
        const bool may_take_over = !holds_lease && is_overdue();
        if (generation_ && (Steady::now() >= next_look_ || may_take_over)) co_await look();
        if (generation_) is_more = co_await ship(holds_lease);
    } catch (const IndexRefused& refused) {
        refusal = refused.what();
    }
    if (is_about_keys(refusal)) damaged(std::exchange(refusal, {}));
    if (!refusal.empty()) throw IndexRefused(refusal);
    co_await repair(holds_lease);
    if (generation_ && damage_.empty() && Steady::now() >= next_check_) co_await check();
    co_await carry_out_orders();
    co_return is_more;
}

asio::awaitable<bool> Relay::find_keys() {
    auto job = [installation = with_.installation](store::Reader& reader) { return installation(reader); };
    auto reading = with_.store.read(job);  // named: g++ 12
    const auto id = co_await std::move(reading);
    if (id.empty()) co_return false;
    commands_.emplace(with_.client, IndexKeys{id});
    co_return true;
}

asio::awaitable<void> Relay::attach() {
    // Redis first: what it has applied then cannot be ahead of what SQL says later, unless SQL was rewound.
    const auto standing = co_await commands_->standing();
    auto job = [applied = standing.applied](store::Reader& reader) { return index_after(reader, applied, 1); };
    auto reading = with_.store.read(job);  // named: g++ 12
    const auto page = co_await std::move(reading);
    if (!standing.generation) co_return damaged("there are none");
    if (standing.generation->epoch != page.head.epoch) co_return damaged("they are of another history");
    attached(*standing.generation, standing.applied);
    if (page.head.position < standing.applied) co_return co_await rewound();
    if (page.has_gap) damaged("the log does not reach back to them");
}

asio::awaitable<void> Relay::look() {
    std::string damage;
    const auto standing = co_await commands_->look(*generation_, damage);
    next_look_ = Steady::now() + settings_.poll;
    if (standing.generation != generation_) {
        detach("other boards stand there");
        co_return co_await attach();
    }
    applied_ = standing.applied;
    if (!damage.empty()) damaged("a board is not as it was left: " + damage);
}

asio::awaitable<bool> Relay::ship(bool holds_lease) {
    while (!stopping_ && generation_) {
        const auto asked = Steady::now();
        auto job = [after = applied_, limit = settings_.page](store::Reader& reader) {
            return index_after(reader, after, limit);
        };
        auto reading = with_.store.read(job);  // named: g++ 12
        const auto page = co_await std::move(reading);
        if (page.head.epoch != generation_->epoch) {
            detach("history was rewound");
            co_return true;
        }
        if (page.head.position < applied_) {
            co_await rewound();
            co_return true;
        }
        if (page.has_gap) damaged("the log does not reach back to what is missing");
        if (page.is_damaged) damaged("updates in the log could not be read");
        seen(page.head.position, asked);
        if (page.covered <= applied_) co_return false;
        if (!holds_lease && !is_overdue()) {
            co_await announce(page.head);
            co_return false;
        }

        const IndexTarget target{.generation = *generation_};
        const auto shipped = co_await commands_->ship(target, page, settings_.batch);
        counters_.add(RelayCounters::kPages);
        if (shipped.outcome == IndexApplied::Outcome::kReplaced) {
            detach("other boards stand there");
            co_return true;
        }
        if (shipped.outcome == IndexApplied::Outcome::kGap) counters_.add(RelayCounters::kGaps);
        if (shipped.outcome == IndexApplied::Outcome::kDone) {
            counters_.add(RelayCounters::kUpdates, static_cast<std::int64_t>(page.updates.size()));
        }
        applied_ = shipped.position;
        seen(page.head.position, asked);
        if (applied_ >= page.head.position) co_return false;
    }
    co_return false;
}

asio::awaitable<void> Relay::announce(const store::LogHead& head) {
    if (committed_here_ <= announced_) co_return;
    co_await commands_->tell(head);
    announced_ = head.position;
}

asio::awaitable<void> Relay::rewound() {
    log("live").warn("Redis has applied position {}, which SQL does not have: history was rewound", applied_);
    const store::LogHead missing{.epoch = generation_->epoch, .position = applied_, .id = {}};
    auto job = [missing](store::Transaction& tx) -> Result<std::string> { return store::confirm_history(tx, missing); };
    auto writing = with_.store.write("live.redis_is_ahead", job);  // named: g++ 12
    const auto epoch = co_await std::move(writing);
    if (!epoch) throw store::Fault("live.redis_is_ahead: " + std::string{epoch.error().reason});
    detach("history was rewound");
}

asio::awaitable<void> Relay::check() {
    if (!co_await with_.client.still_evicts_nothing()) co_return detach("Redis may evict boards now");
    const IndexCheck comparing{with_.store, *commands_, with_.boards};
    const auto generation = *generation_;
    const auto finding = co_await comparing.sample(generation, settings_.sample, [this] { return meanwhile(); });
    if (finding.is_replaced || generation_ != generation) co_return detach("other boards stand there");
    if (finding.is_rewound) co_return co_await rewound();
    counters_.add(RelayCounters::kChecks);
    if (finding.difference) co_return damaged(*finding.difference);
    is_checked_ = true;
    next_check_ = Steady::now() + settings_.check;
    rebuild_pause_ = {};
    judge();
    if (lease_.is_held()) co_await tidy();
}

asio::awaitable<void> Relay::tidy() {
    co_await commands_->discard_strangers();
    const IndexCheck comparing{with_.store, *commands_, with_.boards};
    const auto name = generation_->name;
    const auto old = outdated(co_await comparing.boards(), co_await commands_->boards(name));
    if (!old.empty()) co_await commands_->drop(name, old);
    const auto abandoned = co_await commands_->abandoned(kAbandonedAfter);
    for (const auto& generation : abandoned) co_await commands_->remove(generation);
    for (int step = 0; step < kSweepSteps; ++step) {
        sweep_ = co_await commands_->unlink_strays(std::move(sweep_), kSweptAtOnce);
        if (sweep_ == "0") break;
    }
}

asio::awaitable<void> Relay::repair(bool holds_lease) {
    const auto now = Steady::now();
    if (damage_.empty() || now < next_rebuild_) co_return;
    if (!holds_lease && now - damaged_since_ < settings_.others_rebuild) co_return;
    // The next one only after a while, unless a comparison says that this one was good.
    rebuild_pause_ =
        std::clamp<Steady::duration>(2 * rebuild_pause_, settings_.poll, kLongestRebuildPause * settings_.poll);
    next_rebuild_ = now + rebuild_pause_;
    (void)co_await rebuild_now();
}

asio::awaitable<std::optional<IndexRebuild::Report>> Relay::rebuild_now() {
    const IndexRebuild::Limits limits{.page = settings_.page, .batch = settings_.batch};
    IndexRebuild rebuild{with_.store, *commands_, with_.boards, limits};
    log("live").info("relay: rebuilds the boards");
    auto report = co_await rebuild.run([this] { return meanwhile(); });
    if (!report) {
        detach("a rebuild was overtaken");
        co_return std::nullopt;
    }
    counters_.add(RelayCounters::kRebuilds);
    log("live").info(
        "relay: {} boards with {} members rebuilt up to position {}", report->boards, report->members, report->applied
    );
    attached(report->generation, report->applied);
    seen(report->applied, Steady::now());
    co_await check();  // until then SQL answers
    co_return report;
}

asio::awaitable<void> Relay::meanwhile() {
    if (stopping_ || reconnected_) throw redis::Fault("interrupted");
    const bool holds_lease = co_await lease_.hold();
    std::string refusal;
    try {
        if (generation_) (void)co_await ship(holds_lease);
    } catch (const IndexRefused& refused) {
        refusal = refused.what();
    }
    // What stands is beyond repair, which is why something better is being built.
    if (!refusal.empty() && damage_.empty()) damaged(refusal);
}

asio::awaitable<void> Relay::carry_out_orders() {
    while (!orders_.empty() && !stopping_) {
        const auto order = orders_.front();
        auto report = co_await rebuild_now();  // a fault refuses all orders
        if (!report) co_return;                // overtaken: again in the next turn
        order->outcome = *report;
        order->done.cancel();
        if (!orders_.empty() && orders_.front() == order) orders_.pop_front();
    }
}

}  // namespace koebel::live
