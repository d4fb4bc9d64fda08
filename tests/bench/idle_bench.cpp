#include "bench/benches.hpp"
#include "bench/sides.hpp"
#include "support/temporary_directory.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <string>
#include <thread>

namespace koebel::bench {

namespace {

constexpr std::uint32_t kWanted = 15'000;
constexpr std::uint32_t kSpare = 300;  // descriptors for everything else
constexpr std::uint32_t kFirst = 200;  // connections before counting begins: what is allocated once
constexpr double kBytesEach = 8'192;
constexpr double kGrowth = 1.03;

std::uint64_t descriptors() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);  // raised by nobody
    return limit.rlim_cur;
}

/// The node has let go of everyone who left.
void await_open(const Node& node, std::size_t connections) {
    const auto until = now_ns() + 30'000'000'000;
    while (node.websockets().open != connections ||
           node.statistics().connections != static_cast<std::int64_t>(connections)) {
        if (now_ns() > until) throw std::runtime_error("bench: connections that do not end");
        std::this_thread::yield();
    }
}

}  // namespace

/// What idle connections hold in memory: the process's growth from a few to all of them, and whether load leaves
/// something behind. The kernel's buffers are not in it.
void idle(Length length) {
    pin_to_core(0);
    const auto limit = descriptors();
    const auto fits = static_cast<std::uint32_t>(std::min<std::uint64_t>(limit, 1'000'000)) - kSpare - kFirst;
    const auto count = std::min(length == Length::kFull ? kWanted : 2'000, fits);
    Load load;
    const test::TemporaryDirectory directory;
    Node node(directory.path());
    NodeSide first(load, node, 0, kFirst);
    first.follow(Node::kFeed);
    for (int i = 0; i < 10; ++i) first.deliver(Node::kFeed, 20);

    const auto before = resident_bytes();
    NodeSide all(load, node, 1, count);
    all.follow(Node::kFeed);
    const auto full = resident_bytes();
    const auto each = static_cast<double>(full - before) / count;
    const std::string details = ",\"connections\":" + std::to_string(count) +
                                ",\"descriptors\":" + std::to_string(limit) +
                                ",\"bytes_each\":" + std::to_string(static_cast<std::uint64_t>(each));
    print({.name = "live.idle_bytes", .value = each / kBytesEach, .at_most = 1, .details = details});

    for (int round = 0; round < 3; ++round) {
        for (int i = 0; i < 5; ++i) all.deliver(Node::kFeed, 20);
        first.await(100);
        all.cut(count);
        await_open(node, kFirst);
        all.reconnect();
        all.follow(Node::kFeed);
    }
    const auto after = resident_bytes();
    const auto growth = static_cast<double>(after) / static_cast<double>(full);
    print({.name = "live.idle_growth", .value = growth, .at_most = kGrowth, .details = details});
}

}  // namespace koebel::bench
