#include "live/relay.hpp"

#include "base/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace koebel::live {

namespace {

constexpr std::chrono::milliseconds kWatchTrust{50};

}  // namespace

Relay::Relay(RelaySurroundings surroundings, const RelaySettings& settings)
    : with_(std::move(surroundings)),
      settings_(settings),
      lease_(with_.store, with_.node, settings.lease, settings.is_alone),
      resting_(with_.context),
      watching_(with_.context) {}

void Relay::start() {
    trusted_at_ = Steady::now();
    tasks_.spawn(with_.context.get_executor(), "live.relay", loop());
    tasks_.spawn(with_.context.get_executor(), "live.relay_trust", watch_trust());
}

void Relay::stop() {
    if (stopping_.exchange(true)) return;
    is_good_ = false;
    asio::post(with_.context, [this] {
        resting_.cancel();
        watching_.cancel();
        refuse_orders("this node goes away");
    });
}

void Relay::wake(std::uint64_t committed_here) {
    auto known = committed_here_.load();
    while (known < committed_here && !committed_here_.compare_exchange_weak(known, committed_here)) {
    }
    if (woken_.exchange(true)) return;
    asio::post(with_.context, [this] { resting_.cancel(); });
}

void Relay::reconnected() {
    reconnected_ = true;
    wake();
}

bool Relay::trusted() const {
    return is_good_ && !reconnected_ && with_.client.connected() &&
           Steady::now() - up_to_date_.load() <= settings_.trusted_for;
}

std::optional<std::string> Relay::why_not() const {
    if (trusted()) return std::nullopt;
    if (!with_.client.connected()) {
        const auto fault = with_.client.fault();
        return "not connected" + (fault.empty() ? "" : " (" + fault + ")") + "; boards are answered from SQL";
    }
    if (!is_good_ || reconnected_) return "its boards are not known to be right; they are answered from SQL";
    return "its boards are behind; they are answered from SQL";
}

asio::awaitable<void> Relay::loop() {
    while (!stopping_) {
        bool is_more = false;
        std::string why;
        try {
            is_more = co_await turn();
        } catch (const IndexRefused& refusal) {
            why = refusal.what();
        } catch (const std::exception& fault) {
            why = fault.what();
            generation_.reset();  // whoever answers next may be another server
        }
        if (stopping_) break;
        if (!why.empty()) failed(why);
        if (why.empty() && !failure_.empty()) log("live").info("relay: goes on after: {}", std::exchange(failure_, {}));
        judge();
        if (!is_more) co_await rest(settings_.poll, why.empty());
    }
    lease_.let_lapse();
}

void Relay::failed(const std::string& why) {
    counters_.add(RelayCounters::kFaults);
    refuse_orders(why);
    if (failure_ == why) return;  // said once
    failure_ = why;
    log("live").warn("relay: {}; trying again", why);
}

asio::awaitable<void> Relay::rest(Steady::duration at_most, bool may_be_woken) {
    const auto until = Steady::now() + at_most;
    do {
        if (may_be_woken && woken_.exchange(false)) co_return;
        resting_.expires_at(until);
        co_await resting_.async_wait(asio::as_tuple(asio::use_awaitable));
    } while (!stopping_ && Steady::now() < until);
    woken_ = false;
}

void Relay::attached(const Generation& generation, std::uint64_t applied) {
    if (damaged_generation_ != generation) damage_.clear();
    generation_ = generation;
    applied_ = applied;
    is_checked_ = false;
    mark_.reset();
    next_look_ = Steady::now() + settings_.poll;
    next_check_ = Steady::now();
}

void Relay::detach(const std::string& why) {
    if (generation_) log("live").info("relay: looks at Redis anew: {}", why);
    generation_.reset();
    is_checked_ = false;
    judge();
}

void Relay::damaged(const std::string& why) {
    is_good_ = false;
    if (!damage_.empty()) return;
    damage_ = why;
    damaged_generation_ = generation_;
    damaged_since_ = Steady::now();
    counters_.add(RelayCounters::kMismatches);
    log("live").warn("relay: the boards in Redis have to be rebuilt: {}", why);
}

void Relay::seen(std::uint64_t head, Steady::time_point when) {
    counters_.set(RelayCounters::kApplied, static_cast<std::int64_t>(applied_));
    counters_.set(RelayCounters::kLag, static_cast<std::int64_t>(head - std::min(head, applied_)));
    if (applied_ >= head) {
        up_to_date_ = when;
        mark_.reset();
        return;
    }
    // The log grows on while Redis catches up: what counts is when it had what it has now.
    if (mark_ && applied_ < mark_->head) return;
    if (mark_) up_to_date_ = mark_->when;
    mark_ = Mark{.head = head, .when = when};
}

bool Relay::is_overdue() const {
    return mark_ && Steady::now() - mark_->when >= settings_.lag;
}

void Relay::judge() {
    is_good_ = generation_ && is_checked_ && damage_.empty() && !stopping_;
}

asio::awaitable<void> Relay::watch_trust() {
    while (!stopping_) {
        const auto now = Steady::now();
        const bool is_trusted = trusted();
        counters_.set(RelayCounters::kIsTrusted, is_trusted ? 1 : 0);
        if (is_trusted || !commands_) trusted_at_ = now;  // where nothing was founded, nobody misses anything
        const bool is_told = told_trust_.value_or(true);
        const bool is_bad = !is_trusted && commands_ && now - trusted_at_ >= settings_.notice;
        if ((is_told && is_bad) || (!is_told && is_trusted)) {
            told_trust_ = is_trusted;
            log("live").info("boards are answered from {}", is_trusted ? "Redis again" : "SQL");
            if (tell_trust_) tell_trust_(is_trusted);
        }
        watching_.expires_after(kWatchTrust);
        co_await watching_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

asio::awaitable<Result<IndexRebuild::Report>> Relay::rebuild() {
    auto placing = asio::co_spawn(with_.context, place_order(), asio::use_awaitable);  // named: g++ 12
    co_return co_await std::move(placing);
}

asio::awaitable<Result<IndexRebuild::Report>> Relay::place_order() {
    const auto order = std::make_shared<Order>(with_.context);
    orders_.push_back(order);
    wake();
    while (!order->outcome && !stopping_) co_await order->done.async_wait(asio::as_tuple(asio::use_awaitable));
    if (!order->outcome) co_return refuse(Code::kUnavailable, "REDIS_UNAVAILABLE", "this node goes away");
    co_return *std::move(order->outcome);
}

void Relay::refuse_orders(const std::string& why) {
    for (const auto& order : std::exchange(orders_, {})) {
        order->outcome = refuse(Code::kUnavailable, "REDIS_UNAVAILABLE", why);
        order->done.cancel();
    }
}

asio::awaitable<Result<std::optional<std::string>>> Relay::compare() {
    auto comparing = asio::co_spawn(with_.context, compare_now(), asio::use_awaitable);  // named: g++ 12
    co_return co_await std::move(comparing);
}

asio::awaitable<Result<std::optional<std::string>>> Relay::compare_now() {
    if (!commands_ || !generation_ || !with_.client.connected()) {
        co_return refuse(Code::kUnavailable, "REDIS_UNAVAILABLE", "there are no boards in Redis now");
    }
    const auto generation = *generation_;
    const IndexCheck check{with_.store, *commands_, with_.boards};
    const auto finding = co_await check.compare(generation);
    if (finding.difference) co_return finding.difference;
    if (finding.is_replaced || finding.is_rewound) {
        co_return refuse(Code::kAborted, "BOARDS_REPLACED", "the boards were replaced meanwhile: ask again");
    }
    co_return std::optional<std::string>{};
}

}  // namespace koebel::live
