#pragma once

#include "simulation/random.hpp"

#include <chrono>
#include <functional>
#include <map>

namespace koebel::simulation {

using Steady = std::chrono::steady_clock;
using Time = Steady::time_point;
using Duration = std::chrono::microseconds;

/// Virtual time: what is going to happen, and when. What happens at the same moment happens in an order
/// of the seed's choosing.
class Agenda {
public:
    explicit Agenda(Random& random) : random_(random) {}

    [[nodiscard]] Time now() const { return now_; }

    void after(Duration delay, std::function<void()> action) {
        ++added_;
        pending_.emplace(Key{now_ + delay, random_.next(), added_}, std::move(action));
    }

    /// Lets the next thing happen; false when nothing is left before `end`, which is then the time.
    bool step(Time end) {
        if (pending_.empty() || pending_.begin()->first.at > end) {
            now_ = end;
            return false;
        }
        auto next = pending_.extract(pending_.begin());
        now_ = next.key().at;
        next.mapped()();
        return true;
    }

    void clear() { pending_.clear(); }

private:
    struct Key {
        Time at;
        std::uint64_t tie;
        std::uint64_t number;
        friend auto operator<=>(const Key&, const Key&) = default;
    };

    Random& random_;
    Time now_{std::chrono::hours{1}};
    std::uint64_t added_ = 0;
    std::map<Key, std::function<void()>> pending_;
};

}  // namespace koebel::simulation
