#include "bench/measure.hpp"

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <stdexcept>

namespace koebel::bench {

namespace {

constexpr double kNoisy = 0.1;
constexpr std::size_t kTries = 5;

std::int64_t read(clockid_t clock) {
    timespec time{};
    if (::clock_gettime(clock, &time) != 0) throw std::runtime_error("bench: a thread's clock cannot be read");
    return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

std::int64_t now_ns() {
    return read(CLOCK_MONOTONIC);
}

bool pin_to_core(std::size_t core) {
    cpu_set_t allowed;
    if (::sched_getaffinity(0, sizeof allowed, &allowed) != 0) return false;
    std::size_t seen = 0;
    for (int i = 0; i < CPU_SETSIZE; ++i) {
        if (!CPU_ISSET(i, &allowed) || seen++ != core) continue;
        cpu_set_t one;
        CPU_ZERO(&one);
        CPU_SET(i, &one);
        return ::sched_setaffinity(0, sizeof one, &one) == 0;
    }
    return false;
}

ThreadTime ThreadTime::mine() {
    ThreadTime time;
    if (::pthread_getcpuclockid(::pthread_self(), &time.clock_) != 0)
        throw std::runtime_error("bench: no thread clock");
    return time;
}

std::int64_t ThreadTime::ns() const {
    return read(clock_);
}

std::size_t resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    std::size_t total = 0;
    std::size_t resident = 0;
    statm >> total >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

double percentile(std::vector<double> values, double share) {
    if (values.empty()) return 0;
    std::ranges::sort(values);
    const auto index = static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
    return values[std::clamp<std::size_t>(index, 1, values.size()) - 1];
}

double median(std::vector<double> values) {
    return percentile(std::move(values), 0.5);
}

void print(const Figure& figure) {
    const char* verdict = "inconclusive";
    if (figure.is_conclusive) verdict = figure.value <= figure.at_most ? "ok" : "above";
    std::printf(
        "{\"bench\":\"%s\",\"ratio\":%.3f,\"at_most\":%.3f%s,\"verdict\":\"%s\"}\n",
        figure.name.c_str(),
        figure.value,
        figure.at_most,
        figure.details.c_str(),
        verdict
    );
}

void Comparison::run(const Slice& yardstick, const Slice& ours) {
    double before = yardstick();
    for (std::size_t i = 0; i < wanted() * kTries && !is_conclusive(); ++i) {
        const double our = ours();
        const double after = yardstick();
        const bool counts = std::abs(before - after) < kNoisy * std::max(before, after);
        const double ratio = our / ((before + after) / 2);
        std::printf(
            "{\"run\":\"%s\",\"before\":%.0f,\"ours\":%.0f,\"after\":%.0f,\"ratio\":%.3f,"
            "\"counts\":%s}\n",
            name_.c_str(),
            before,
            our,
            after,
            ratio,
            counts ? "true" : "false"
        );
        if (counts) ++counted_;
        runs_.push_back({.counts = counts, .ratio = ratio, .ours = our, .yardstick = (before + after) / 2});
        before = after;
    }
}

double Comparison::median_of(double Run::* member) const {
    std::vector<double> values;
    for (const auto& run : runs_) {
        if (run.counts || counted_ == 0) values.push_back(run.*member);
    }
    return median(std::move(values));
}

Figure Comparison::figure(double at_most) const {
    const auto whole = [](double value) { return std::to_string(std::lround(value)); };
    return {
        .name = name_,
        .value = median_of(&Run::ratio),
        .at_most = at_most,
        .is_conclusive = is_conclusive(),
        .details = ",\"runs\":" + std::to_string(counted_) + ",\"ours\":" + whole(median_of(&Run::ours)) +
                   ",\"yardstick\":" + whole(median_of(&Run::yardstick)),
    };
}

}  // namespace koebel::bench
