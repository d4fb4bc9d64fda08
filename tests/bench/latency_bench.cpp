#include "bench/benches.hpp"
#include "bench/sides.hpp"
#include "support/temporary_directory.hpp"

#include <string>
#include <vector>

namespace koebel::bench {

namespace {

constexpr double kLatencyAtMost = 1.5;

/// From the moment an event is there until the last reader has it. On the node it is there when its commit is durable
/// (the store's own word, before the log tail wakes); in the bare loop when its thread is woken. The end is taken by
/// the readers' process; the clock is the machine's.
class Latency {
public:
    explicit Latency(Length length)
        : events_(length == Length::kFull ? 300 : 60),
          readers_(length == Length::kFull ? 1'000 : 500),
          bare_(load_, 0, readers_),
          node_(directory_.path()),
          ours_(load_, node_, 1, readers_) {
        ours_.follow(Node::kFeed);
    }

    std::vector<double> bare() {
        std::vector<double> waits;
        for (std::size_t i = 0; i < events_; ++i) {
            const auto from = now_ns();
            waits.push_back(static_cast<double>(bare_.deliver().at_ns - from));
        }
        return waits;
    }

    std::vector<double> ours() {
        std::vector<double> waits;
        for (std::size_t i = 0; i < events_; ++i) {
            const auto at = ours_.deliver(Node::kFeed).at_ns;
            waits.push_back(static_cast<double>(at - node_.committed_at()));
        }
        return waits;
    }

    void compare(const std::string& name, double share, Length length) {
        Comparison comparison(name, length);
        comparison.run([&] { return percentile(bare(), share); }, [&] { return percentile(ours(), share); });
        auto figure = comparison.figure(kLatencyAtMost);
        figure.details += ",\"subscribers\":" + std::to_string(readers_);
        print(figure);
    }

private:
    const std::size_t events_;
    const std::uint32_t readers_;
    Load load_;  // before any thread
    test::TemporaryDirectory directory_;
    BareSide bare_;
    Node node_;
    NodeSide ours_;
};

}  // namespace

void latency(Length length) {
    pin_to_core(0);
    Latency sides(length);
    sides.ours();  // warm
    sides.compare("live.last_of_1000_p50", 0.5, length);
    sides.compare("live.last_of_1000_p99", 0.99, length);
}

}  // namespace koebel::bench
