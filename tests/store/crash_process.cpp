// A process that writes until it is killed, and prints a line for each write that was acknowledged:
// "<position> <topic> <word>". crash_process DIRECTORY CONNECTION_STRING SEED
#include "store/events.hpp"
#include "store/store.hpp"

#include <unistd.h>
#include <cstdio>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace koebel::store {
namespace {

struct Acknowledged {
    std::uint64_t position;
    std::string topic;
    std::string word;
};

/// One write of one to four entries; some refuse and some throw after they have appended.
void write_something(Store& store, std::minstd_rand& random, const std::string& word) {
    const auto entries = 1 + random() % 4;
    const auto fate = random() % 10;
    const auto first_topic = random() % 3;
    const auto job = [=](Transaction& tx) -> Result<std::vector<Acknowledged>> {
        std::vector<Acknowledged> all;
        for (std::uint64_t i = 0; i < entries; ++i) {
            const auto topic = "topic" + std::to_string((first_topic + i) % 3);
            all.push_back({tx.append(entry(topic, word)), topic, word});
        }
        if (fate == 0) return refuse(Code::kAborted, "UNLUCKY");
        if (fate == 1) throw std::runtime_error("unlucky");
        return all;
    };
    std::string lines;
    try {
        const auto written = store.write_now("test.crash", job);
        if (!written) return;
        for (const auto& one : *written) {
            lines += std::to_string(one.position) + " " + one.topic + " " + one.word + "\n";
        }
    } catch (const std::runtime_error&) {
        return;
    }
    // One system call, so that lines of several threads do not mix.
    if (::write(STDOUT_FILENO, lines.data(), lines.size()) < 0) ::_exit(2);
}

int run(const std::string& directory, const std::string& connection_string, const std::string& seed) {
    SystemClock clock;
    RandomIdSource ids;
    Settings settings;
    settings.data_directory = directory;
    settings.postgresql = connection_string;
    const auto store = Store::open(settings, clock, ids);

    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
        threads.emplace_back([&, i] {
            std::minstd_rand random(static_cast<unsigned>(std::stoul(seed) * 10 + static_cast<unsigned long>(i)));
            for (int n = 0;; ++n) {
                write_something(*store, random, seed + "-" + std::to_string(i) + "-" + std::to_string(n));
            }
        });
    }
    return 0;
}

}  // namespace
}  // namespace koebel::store

int main(int argc, char** argv) {
    if (argc != 4) return 2;
    try {
        return koebel::store::run(argv[1], argv[2], argv[3]);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
