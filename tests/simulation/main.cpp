#include "base/log.hpp"
#include "simulation/vectors.hpp"
#include "simulation/world.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace {

using namespace koebel;

struct Wish {
    std::uint64_t from = 1;
    std::uint64_t seeds = 10'000;
    bool traces = false;
    bool vectors = false;
};

/// --seed N [--trace], or --seeds N [--from M]; without either KOEBEL_SIMULATION_SEEDS.
bool read(int argc, char** argv, Wish& wish) {
    if (const char* seeds = std::getenv("KOEBEL_SIMULATION_SEEDS")) wish.seeds = std::strtoull(seeds, nullptr, 10);
    for (int i = 1; i < argc; ++i) {
        const std::string_view word = argv[i];
        const auto number = [&] { return i + 1 < argc ? std::strtoull(argv[++i], nullptr, 10) : 0; };
        if (word == "--vectors") {
            wish.vectors = true;
        } else if (word == "--trace") {
            wish.traces = true;
        } else if (word == "--seed") {
            wish.from = number();
            wish.seeds = 1;
        } else if (word == "--seeds") {
            wish.seeds = number();
        } else if (word == "--from") {
            wish.from = number();
        } else {
            return false;
        }
    }
    return wish.seeds > 0;
}

}  // namespace

int main(int argc, char** argv) {
    Wish wish;
    if (!read(argc, argv, wish)) {
        std::fprintf(stderr, "usage: simulation [--seed N [--trace]] [--seeds N [--from M]] [--vectors]\n");
        return 2;
    }
    if (wish.vectors) {
        std::fputs(simulation::make_vectors().c_str(), stdout);
        return 0;
    }
    configure_logging(LogFormat::kText, wish.traces ? "debug" : "off");
    const auto begun = std::chrono::steady_clock::now();
    int failed = 0;
    for (auto seed = wish.from; seed < wish.from + wish.seeds; ++seed) {
        simulation::World world(seed, {}, wish.traces);
        const auto wrong = world.run();
        if (wrong.empty()) continue;
        std::printf("seed %llu: %s\n", static_cast<unsigned long long>(seed), wrong.c_str());
        if (++failed == 10) break;
    }
    const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - begun;
    std::printf(
        "%llu seeds from %llu, %d failed, %.1f s\n",
        static_cast<unsigned long long>(wish.seeds),
        static_cast<unsigned long long>(wish.from),
        failed,
        taken.count()
    );
    if (failed > 0) std::printf("replay: %s --seed N --trace\n", argv[0]);
    return failed == 0 ? 0 : 1;
}
