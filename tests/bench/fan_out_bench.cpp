#include "bench/benches.hpp"
#include "bench/sides.hpp"
#include "support/temporary_directory.hpp"

#include <array>
#include <string>

namespace koebel::bench {

namespace {

constexpr std::size_t kBurst = 20;

/// Both sides with as many readers each. Slices run one after the other, so each has the core for itself; an event
/// goes out when every reader has the one before, so nothing is coalesced that should not be.
class FanOut {
public:
    explicit FanOut(Length length)
        : rounds_(length == Length::kFull ? 30 : 10),
          readers_(length == Length::kFull ? 5'000 : 1'000),
          bare_(load_, 0, readers_),
          node_(directory_.path()),
          ours_(load_, node_, 1, readers_) {
        ours_.follow(Node::kFeed);
    }

    // What one delivery costs the server's thread, in nanoseconds.

    double bare() {
        const auto from = bare_.processor_ns();
        for (std::size_t i = 0; i < rounds_; ++i) bare_.deliver();
        return per_delivery(bare_.processor_ns() - from, 1);
    }
    double bare_joined() {
        const auto from = bare_.processor_ns();
        for (std::size_t i = 0; i < rounds_; ++i) bare_.deliver_joined(kBurst);
        return per_delivery(bare_.processor_ns() - from, kBurst);
    }
    double ours(std::size_t burst) {
        const auto from = node_.io_time().ns();
        for (std::size_t i = 0; i < rounds_; ++i) ours_.deliver(kTopics[i % topics_], burst);
        return per_delivery(node_.io_time().ns() - from, burst);
    }

    void follow_three() {
        for (; topics_ < kTopics.size(); ++topics_) ours_.follow(kTopics[topics_]);
    }

    void report(const Comparison& comparison, double at_most) const {
        auto figure = comparison.figure(at_most);
        figure.details +=
            ",\"subscribers\":" + std::to_string(readers_) + ",\"frame_bytes\":" + std::to_string(node_.frame_bytes());
        print(figure);
    }

private:
    static constexpr std::array kTopics{Node::kFeed, Node::kTeam, Node::kWall};

    [[nodiscard]] double per_delivery(std::int64_t ns, std::size_t burst) const {
        return static_cast<double>(ns) / static_cast<double>(rounds_ * burst * readers_);
    }

    const std::size_t rounds_;
    const std::uint32_t readers_;
    Load load_;  // before any thread
    test::TemporaryDirectory directory_;
    BareSide bare_;
    Node node_;
    NodeSide ours_;
    std::size_t topics_ = 1;
};

}  // namespace

void fan_out(Length length) {
    pin_to_core(0);
    FanOut sides(length);
    const auto bare = [&] { return sides.bare(); };
    const auto ours = [&] { return sides.ours(1); };
    const auto ours_burst = [&] { return sides.ours(kBurst); };
    ours();  // warm

    Comparison single("live.single_ratio", length);
    single.run(bare, ours);
    sides.report(single, 1.15);

    Comparison burst("live.burst_ratio", length);
    burst.run(bare, ours_burst);
    sides.report(burst, 0.10);

    Comparison joined("live.burst_joined_ratio", length);
    joined.run([&] { return sides.bare_joined(); }, ours_burst);
    sides.report(joined, 1.3);

    sides.follow_three();
    Comparison three("live.three_topics_ratio", length);
    three.run(bare, ours);
    sides.report(three, 1.25);
}

}  // namespace koebel::bench
