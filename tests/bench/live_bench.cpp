// The figures of live delivery against a bare epoll loop; see tests/bench/README.md.
//   live_bench [--short] FIGURE...
// Prints JSON lines; a number never makes it fail.
#include "base/log.hpp"
#include "bench/benches.hpp"

#include <array>
#include <csignal>
#include <cstdio>
#include <exception>
#include <string_view>

int main(int argc, char** argv) {
    using namespace koebel;
    struct Bench {
        std::string_view name;
        void (*run)(bench::Length);
    };
    constexpr std::array kBenches{
        Bench{"fan_out", bench::fan_out},
        Bench{"latency", bench::latency},
        Bench{"idle", bench::idle},
        Bench{"stalled", bench::stalled},
        Bench{"restart", bench::restart},
    };
    std::setvbuf(stdout, nullptr, _IOLBF, 0);  // a run that is ended early has still told what it saw
    std::signal(SIGPIPE, SIG_IGN);
    configure_logging(LogFormat::kText, "warning");
    auto length = bench::Length::kFull;
    int ran = 0;
    try {
        for (int i = 1; i < argc; ++i) {
            const std::string_view argument = argv[i];
            if (argument == "--short") length = bench::Length::kShort;
            for (const auto& one : kBenches) {
                if (one.name != argument) continue;
                one.run(length);
                ++ran;
            }
        }
    } catch (const std::exception& fault) {
        std::fprintf(stderr, "%s\n", fault.what());
        return 1;
    }
    if (ran > 0) return 0;
    std::fputs("live_bench [--short] FIGURE...; there are:", stderr);
    for (const auto& one : kBenches) std::fprintf(stderr, " %s", one.name.data());
    std::fputs("\n", stderr);
    return 2;
}
