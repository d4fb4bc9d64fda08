#include "live/bus.hpp"

#include "base/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>

namespace koebel::live {

namespace {

constexpr auto kEntriesAtOnce = "100";

/// A field of a stream's entry, which is {id, {name, value, name, value ...}}.
std::string field(const redis::Reply& entry, std::string_view name) {
    const auto& fields = entry.array().at(1).array();
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) {
        if (fields[i].text() == name) return std::string{fields[i + 1].text()};
    }
    return {};
}

}  // namespace

Bus::Bus(BusSurroundings surroundings, const RelaySettings& settings)
    : with_(std::move(surroundings)), settings_(settings), listening_(with_.context), sending_(with_.context) {}

void Bus::start() {
    heard_at_ = Steady::now();
    tasks_.spawn(with_.context.get_executor(), "live.bus", listen());
    tasks_.spawn(with_.context.get_executor(), "live.canary", send_canaries());
}

void Bus::stop() {
    if (stopping_.exchange(true)) return;
    asio::post(with_.context, [this] {
        listening_.cancel();
        sending_.cancel();
    });
}

BusStatistics Bus::statistics() const {
    return {
        .heads = heads_,
        .canaries = canaries_,
        .reconnects = reconnects_,
        .canary_age = std::chrono::duration<double>(Steady::now() - heard_at_.load()).count(),
    };
}

asio::awaitable<bool> Bus::find_keys() {
    if (keys_) co_return true;
    auto job = [installation = with_.installation](store::Reader& reader) { return installation(reader); };
    auto reading = with_.store.read(job);  // named: g++ 12
    const auto id = co_await std::move(reading);
    if (!id.empty() && !keys_) keys_.emplace(id);
    co_return keys_.has_value();
}

asio::awaitable<void> Bus::listen() {
    while (!stopping_) {
        bool is_listening = false;
        try {
            if (with_.ear.connected() && co_await find_keys()) {
                co_await listen_once();
                is_listening = true;
            }
        } catch (const std::exception& fault) {
            if (!stopping_) log("live").debug("bus: {}", fault.what());
        }
        if (is_listening) continue;
        place_.clear();
        co_await rest(listening_, settings_.canary / 4);
    }
}

asio::awaitable<void> Bus::listen_once() {
    if (place_.empty()) co_await find_place();
    std::vector<std::string> words{
        "XREAD", "BLOCK", std::to_string(settings_.canary.count()), "COUNT", kEntriesAtOnce, "STREAMS"
    };
    words.push_back(keys_->bus());
    words.push_back(place_);
    auto asking = with_.ear.command(std::move(words), settings_.canary + settings_.deaf);  // named: g++ 12
    const auto reply = co_await std::move(asking);
    if (reply.is_error()) throw redis::Fault("XREAD: " + reply.error_word());
    if (reply.is_nil()) co_return;  // nothing was said
    heard(reply.array().at(0).array().at(1));
}

asio::awaitable<void> Bus::find_place() {
    std::vector<std::string> words{"XREVRANGE", keys_->bus(), "+", "-", "COUNT", "1"};
    auto asking = with_.ear.command(std::move(words));  // named: g++ 12
    const auto reply = co_await std::move(asking);
    if (reply.is_error()) throw redis::Fault("XREVRANGE: " + reply.error_word());
    place_ = reply.array().empty() ? "0-0" : std::string{reply.array().at(0).array().at(0).text()};
}

void Bus::heard(const redis::Reply& entries) {
    std::uint64_t newest = 0;
    for (const auto& entry : entries.array()) {
        place_ = entry.array().at(0).text();
        if (field(entry, "canary") == with_.node) {
            ++canaries_;
            heard_at_ = Steady::now();
            // They keep their order: either none is out any more, or waiting begins again with the next one.
            waits_since_.reset();
            if (redis::to_number(field(entry, "n")) < sent_) waits_since_ = Steady::now();
            if (is_deaf_.exchange(false)) log("live").info("bus: hears again");
        }
        if (const auto head = redis::to_number(field(entry, "head")); head > 0) {
            ++heads_;
            newest = std::max(newest, head);
        }
    }
    if (newest > 0 && tell_head_) tell_head_(newest);
}

asio::awaitable<void> Bus::send_canaries() {
    while (!stopping_) {
        const auto next = Steady::now() + settings_.canary;
        try {
            if (with_.mouth.connected() && co_await find_keys()) co_await send_canary();
        } catch (const std::exception& fault) {
            if (!stopping_) log("live").debug("bus: {}", fault.what());
        }
        // The one that is out is judged when its time is up, not a beat later.
        for (auto now = Steady::now(); !stopping_; now = Steady::now()) {
            judge(now);
            if (now >= next) break;
            const auto until = waits_since_ ? std::min(next, *waits_since_ + settings_.deaf) : next;
            co_await rest(sending_, until - now);
        }
    }
}

asio::awaitable<void> Bus::send_canary() {
    const auto at = Steady::now();
    const auto number = sent_ + 1;
    sent_ = number;  // before it is sent: it may come back first
    std::vector<std::string> words{"XADD", keys_->bus(), "MAXLEN", "~", "1000", "*", "canary"};
    words.push_back(with_.node);
    words.emplace_back("n");
    words.push_back(std::to_string(number));
    const auto heard_before = canaries_.load();
    auto asking = with_.mouth.command(std::move(words));  // named: g++ 12
    const auto reply = co_await std::move(asking);
    if (reply.is_error()) throw redis::Fault("XADD: " + reply.error_word());
    const bool is_back = canaries_ > heard_before;
    if (!is_back && !waits_since_) waits_since_ = at;
}

void Bus::judge(Steady::time_point now) {
    if (!with_.mouth.connected()) waits_since_.reset();  // Redis is away: not the bus's fault
    if (!waits_since_ || now - *waits_since_ < settings_.deaf) return;
    if (!is_deaf_.exchange(true)) {
        log("live").warn("bus: a canary did not come back; connecting anew");
    }
    ++reconnects_;
    waits_since_.reset();
    with_.ear.reconnect();
}

asio::awaitable<void> Bus::rest(asio::steady_timer& timer, Steady::duration at_most) {
    if (stopping_) co_return;
    timer.expires_after(at_most);
    co_await timer.async_wait(asio::as_tuple(asio::use_awaitable));
}

}  // namespace koebel::live
