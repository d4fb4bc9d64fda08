#include "e2e/fault_plan.hpp"

#include <algorithm>
#include <random>

namespace koebel::e2e {

namespace {

using namespace std::chrono_literals;

constexpr std::chrono::milliseconds kShortest = 200ms;
constexpr std::chrono::milliseconds kShort = 4'000ms;
constexpr std::chrono::milliseconds kPatience = 10'500ms;  // a Ping and its Pong's deadline, mostly

/// std::uniform_int_distribution differs between libraries; this does not.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : random_(seed) {}

    std::uint64_t below(std::uint64_t bound) { return random_() % bound; }
    std::chrono::milliseconds between(std::chrono::milliseconds from, std::chrono::milliseconds to) {
        return from + std::chrono::milliseconds{
                          static_cast<std::int64_t>(below(static_cast<std::uint64_t>((to - from).count())))
                      };
    }

private:
    std::mt19937_64 random_;
};

bool overlaps(
    const std::vector<Fault>& faults, std::size_t host, std::chrono::milliseconds begin, std::chrono::milliseconds end
) {
    return awake(faults, host, begin, end) < end - begin;
}

}  // namespace

std::vector<Fault> plan_faults(std::uint64_t seed, const Load& load) {
    Chance chance(seed);
    std::vector<Fault> faults;
    const std::chrono::milliseconds length = load.length;
    for (int i = 0; i < load.stops; ++i) {
        const auto lasts = i % 4 == 3 ? std::min(chance.between(kPatience, kPatience + kShort), length / 2)
                                      : chance.between(kShortest, kShort);
        for (int tries = 0; tries < 8; ++tries) {
            const auto host = static_cast<std::size_t>(chance.below(load.hosts));
            const auto at = chance.between(0ms, length - lasts);
            if (overlaps(faults, host, at - 1ms, at + lasts + 1ms)) continue;  // nor may two touch
            faults.push_back({.at = at, .kind = Fault::Kind::kStop, .host = host});
            faults.push_back({.at = at + lasts, .kind = Fault::Kind::kContinue, .host = host});
            std::ranges::stable_sort(faults, {}, &Fault::at);
            break;
        }
    }
    const auto part = length / std::max(load.kills, 1);
    for (int i = 0; i < load.kills; ++i) {
        const auto at = i * part + chance.between(part / 4, part);
        faults.push_back({.at = at, .kind = Fault::Kind::kKill});
    }
    std::ranges::stable_sort(faults, {}, &Fault::at);
    return faults;
}

std::chrono::milliseconds awake(
    const std::vector<Fault>& faults, std::size_t host, std::chrono::milliseconds begin, std::chrono::milliseconds end
) {
    auto ran = 0ms;
    auto from = begin;
    bool stopped = false;
    for (const auto& fault : faults) {
        if (fault.kind == Fault::Kind::kKill || fault.host != host) continue;
        const auto at = std::clamp(fault.at, begin, end);
        if (fault.kind == Fault::Kind::kStop) ran += at - from;
        from = at;
        stopped = fault.kind == Fault::Kind::kStop;
    }
    return stopped ? ran : ran + (end - from);
}

}  // namespace koebel::e2e
