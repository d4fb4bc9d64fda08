#pragma once

#include "base/time.hpp"
#include "base/zone.hpp"
#include "store/rule.hpp"
#include "store/store.hpp"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace koebel::store {

/// A plan whose time has come.
struct Due {
    std::string key;
    Instant due_at;  ///< when it was to run; the transaction's now() may be much later
};

/// Runs what Transaction::schedule has planned, by the clock. Any node runs what is due, in one write
/// together with its receipt `key@due_at`: once among all nodes, and once after a long sleep. Owned by the
/// composition root; handlers run on the store's writer's thread.
class Schedule {
public:
    /// Does the work, within the transaction that ticks the plan off. May plan itself anew. Runs again
    /// when it throws.
    using Handler = std::function<void(Transaction&, const Due&)>;
    /// The organisation's zone, read within a job.
    using ZoneOf = std::function<Zone(Reader&)>;

    Schedule(Store& store, Clock& clock, ZoneOf zone_of);
    Schedule(const Schedule&) = delete;
    Schedule& operator=(const Schedule&) = delete;
    ~Schedule() { stop(); }

    /// Before start(): keys that begin with `prefix` are this handler's; the longest prefix wins.
    void on(std::string prefix, Handler handler);

    /// Before start(): the same for one key, which is planned by `rule` if it is not yet.
    void repeat(std::string key, const Rule& rule, Handler handler);

    /// Runs everything that is due now, and returns how much that was. Blocks. What has no handler here is
    /// left to a node that has one.
    std::size_t run_due();

    /// Looks each second, on a thread of its own. Errors are logged; the next try comes later and later.
    void start();
    /// Idempotent; waits for what runs.
    void stop();

private:
    /// A plan that failed, or whose moment this node tries no earlier.
    struct Failure {
        Instant again_at;
        std::chrono::seconds pause{1};
    };

    void plan_repeating();
    [[nodiscard]] std::vector<Due> due();
    [[nodiscard]] const Handler* handler_of(std::string_view key) const;
    bool run(const Due& due, const Handler& handler);
    void loop();

    Store& store_;
    Clock& clock_;
    ZoneOf zone_of_;
    std::map<std::string, Handler, std::less<>> handlers_;
    std::map<std::string, Rule> repeating_;
    bool is_planned_ = false;
    std::map<std::string, Failure> failures_;

    std::mutex mutex_;
    std::condition_variable woken_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace koebel::store
