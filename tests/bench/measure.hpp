#pragma once

#include <pthread.h>
#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::bench {

/// How much is measured: `kShort` proves in a few seconds that a bench works, `kFull` gives the figure.
enum class Length : std::uint8_t { kShort, kFull };

/// Nanoseconds of the clock that all processes of this machine share.
[[nodiscard]] std::int64_t now_ns();

/// Binds the calling thread, and the threads it starts from now on, to one core. False: there is no such core.
bool pin_to_core(std::size_t core);

/// The processor's time that a thread has used, whatever the machine's other work. Copyable; valid while the thread
/// lives.
class ThreadTime {
public:
    ThreadTime() = default;
    /// Of the calling thread.
    [[nodiscard]] static ThreadTime mine();
    [[nodiscard]] std::int64_t ns() const;

private:
    clockid_t clock_ = 0;
};

/// Bytes of this process that are in memory.
[[nodiscard]] std::size_t resident_bytes();

[[nodiscard]] double median(std::vector<double> values);
/// `share` of the values are at or below it.
[[nodiscard]] double percentile(std::vector<double> values, double share);

/// A figure against its bound.
struct Figure {
    std::string name;
    double value = 0;
    double at_most = 0;
    bool is_conclusive = true;
    std::string details = {};  ///< more members of the JSON line, each with a comma before it
};

/// Prints the figure's line with its verdict: ok, above or inconclusive.
void print(const Figure& figure);

/// Runs slices of the yardstick and of Koebel in turn, so that both meet the same machine; a run whose two slices of
/// the yardstick differ by more than 10 % is not counted and made again, up to five times as often.
class Comparison {
public:
    using Slice = std::function<double()>;  ///< what one slice cost, in any unit

    Comparison(std::string name, Length length) : name_(std::move(name)), length_(length) {}

    void run(const Slice& yardstick, const Slice& ours);

    [[nodiscard]] bool is_conclusive() const { return counted_ == wanted(); }

    /// The medians of the runs that count; of all when none does.
    [[nodiscard]] Figure figure(double at_most) const;

private:
    [[nodiscard]] std::size_t wanted() const { return length_ == Length::kFull ? 7 : 1; }

    struct Run {
        bool counts = false;
        double ratio = 0;
        double ours = 0;
        double yardstick = 0;
    };
    [[nodiscard]] double median_of(double Run::* member) const;

    const std::string name_;
    const Length length_;
    std::vector<Run> runs_;
    std::size_t counted_ = 0;
};

}  // namespace koebel::bench
