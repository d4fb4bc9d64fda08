#include "store/schedule.hpp"

#include "base/log.hpp"

namespace koebel::store {
namespace {

constexpr std::chrono::seconds kLookEvery{1};
constexpr std::chrono::seconds kLongestPause{300};

constexpr Sql kDue{
    "store.due",
    "SELECT key, due_at FROM schedule WHERE due_at <= $1 ORDER BY due_at LIMIT 1000",
};
constexpr Sql kPlanned{"store.planned", "SELECT rule FROM schedule WHERE key = $1 AND due_at = $2"};
constexpr Sql kTick{
    "store.tick_off",
    "INSERT INTO receipt (caller, method, request_id, hash, kind, answer, first_position, last_position, at)"
    " VALUES ('schedule', $1, $2, '', 0, '', 0, 0, $3) ON CONFLICT (caller, method, request_id) DO NOTHING",
};
constexpr Sql kRuleOf{"store.rule_of", "SELECT rule FROM schedule WHERE key = $1"};

}  // namespace

Schedule::Schedule(Store& store, Clock& clock, ZoneOf zone_of)
    : store_(store), clock_(clock), zone_of_(std::move(zone_of)) {}

void Schedule::on(std::string prefix, Handler handler) {
    handlers_.insert_or_assign(std::move(prefix), std::move(handler));
}

void Schedule::repeat(std::string key, const Rule& rule, Handler handler) {
    repeating_.insert_or_assign(key, rule);
    on(std::move(key), std::move(handler));
}

std::size_t Schedule::run_due() {
    if (!is_planned_) plan_repeating();
    std::size_t count = 0;
    const auto now = clock_.now();
    for (const auto& one : due()) {
        const auto* handler = handler_of(one.key);
        if (handler == nullptr) continue;
        if (const auto failed = failures_.find(one.key); failed != failures_.end() && failed->second.again_at > now) {
            continue;
        }
        try {
            if (run(one, *handler)) ++count;
            failures_.erase(one.key);
        } catch (const std::exception& error) {
            auto& failure = failures_[one.key];
            failure.again_at = now + failure.pause;
            log("store").error("schedule {}: {}, again in {} s", one.key, error.what(), failure.pause.count());
            failure.pause = std::min(failure.pause * 2, kLongestPause);
        }
    }
    return count;
}

/// A rule that changed with the software takes effect from now on.
void Schedule::plan_repeating() {
    for (const auto& [key, rule] : repeating_) {
        const auto planned =
            store_.write_now("store.plan", [this, key = key, rule = rule](Transaction& tx) -> Result<bool> {
                if (tx.row<std::string>(kRuleOf, key) == rule.text()) return true;
                tx.schedule(key, rule.next(tx.now(), zone_of_(tx)), rule.text());
                return true;
            });
        if (!planned) throw Fault("store.plan: " + planned.error().message);
    }
    is_planned_ = true;
}

std::vector<Due> Schedule::due() {
    const auto rows = store_.read_now([this](Reader& reader) {
        return reader.rows<std::tuple<std::string, Instant>>(kDue, clock_.now());
    });
    std::vector<Due> all;
    all.reserve(rows.size());
    for (const auto& [key, due_at] : rows) all.push_back({.key = key, .due_at = due_at});
    return all;
}

const Schedule::Handler* Schedule::handler_of(std::string_view key) const {
    // A prefix sorts before what it is a prefix of; of several, the longest sorts last.
    for (auto after = handlers_.upper_bound(key); after != handlers_.begin();) {
        --after;
        if (key.starts_with(after->first)) return &after->second;
    }
    return nullptr;
}

bool Schedule::run(const Due& due, const Handler& handler) {
    const auto job = [this, due, &handler](Transaction& tx) -> Result<bool> {
        const auto planned = tx.row<std::string>(kPlanned, due.key, due.due_at);
        if (!planned) return false;  // another node was quicker, or it was planned anew
        const auto moment = std::to_string(due.due_at.time_since_epoch().count());
        const bool is_first = tx.change(kTick, due.key, moment, tx.now()) == 1;
        const Rule rule(*planned);
        if (rule.repeats()) {
            tx.schedule(due.key, rule.next(tx.now(), zone_of_(tx)), rule.text());
        } else {
            tx.unschedule(due.key);
        }
        if (is_first) handler(tx, due);
        return is_first;
    };
    const auto ran = store_.write_now("schedule." + due.key, job);
    if (!ran) throw Fault(ran.error().message);
    return *ran;
}

void Schedule::start() {
    thread_ = std::thread([this] { loop(); });
}

void Schedule::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Schedule::loop() {
    std::unique_lock lock(mutex_);
    while (!woken_.wait_for(lock, kLookEvery, [this] { return stopping_; })) {
        lock.unlock();
        try {
            run_due();
        } catch (const std::exception& error) {
            log("store").error("schedule: {}", error.what());
        }
        lock.lock();
    }
}

}  // namespace koebel::store
