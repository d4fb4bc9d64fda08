#include "bench/benches.hpp"
#include "bench/sides.hpp"
#include "support/temporary_directory.hpp"

#include <string>
#include <vector>

namespace koebel::bench {

namespace {

constexpr double kStalledAtMost = 1.1;
constexpr std::uint32_t kStalled = 20;
constexpr int kSmallBuffer = 16'384;
constexpr std::size_t kFillers = 64;  // events of kFillerWords, in chunks
constexpr std::size_t kMostChunks = 10;
constexpr std::size_t kQuiet = 5;  // deliveries of which the stalled took nothing
constexpr std::size_t kMostTries = 20;
constexpr std::size_t kFillerWords = 60'000;

/// What the others feel when some readers stop reading. The yardstick is the same node with the same readers, all of
/// them reading. The stalled are filled up by a topic of their own; a slice is shorter than `socket.write_stall_ms`,
/// so none is closed. Afterwards they read on, and must have missed nothing.
class Stalled {
public:
    struct Slice {
        double processor = 0;  ///< of the io thread, a delivery, in nanoseconds
        double p99 = 0;        ///< from the commit to the last of the others, in nanoseconds
    };

    explicit Stalled(Length length)
        : events_(length == Length::kFull ? 150 : 30),
          node_(directory_.path()),
          others_(load_, node_, 1, length == Length::kFull ? 1'000 : 500),
          stalled_(load_, node_, 2, kStalled, kSmallBuffer) {
        others_.follow(Node::kFeed);
        stalled_.follow(Node::kFeed);
        stalled_.follow(Node::kFiller);
    }

    Slice all_read() {
        const auto fillers = fill(false);
        stalled_.await(fillers);
        const auto slice = measure(others_.readers() + kStalled);
        stalled_.await(events_);
        return slice;
    }

    Slice some_stall() {
        stalled_.stall(true);
        const auto fillers = fill(true);
        const auto slice = measure(others_.readers());
        stalled_.stall(false);
        stalled_.await(fillers + events_);
        return slice;
    }

private:
    /// Sends more than the kernel keeps for those who do not read, and goes on until they have taken nothing for a
    /// while: what it costs to fill them is not what is measured. With all of them reading, as much. Returns how many
    /// events went to the stalled, or wait for them.
    std::size_t fill(bool until_full) {
        std::size_t events = 0;
        for (std::size_t chunk = 0; chunk < kMostChunks; ++chunk) {
            node_.publish(Node::kFiller, kFillers, kFillerWords);
            events += kFillers;
            for (std::size_t quiet = 0, tries = 0; tries < kMostTries; ++tries, ++events) {
                const auto before = node_.statistics().events_sent;
                others_.deliver(Node::kFeed);
                node_.finish_turn();
                const bool took = node_.statistics().events_sent != before + others_.readers();
                quiet = took && until_full ? 0 : quiet + 1;
                if (quiet == kQuiet) return events + 1;
            }
        }
        throw std::runtime_error("bench: the stalled readers take everything");
    }

    Slice measure(std::uint32_t receivers) {
        std::vector<double> waits;
        const auto from = node_.io_time().ns();
        for (std::size_t i = 0; i < events_; ++i) {
            const auto at = others_.deliver(Node::kFeed).at_ns;
            waits.push_back(static_cast<double>(at - node_.committed_at()));
        }
        const auto spent = static_cast<double>(node_.io_time().ns() - from);
        return {
            .processor = spent / static_cast<double>(events_ * receivers),
            .p99 = percentile(waits, 0.99),
        };
    }

    const std::size_t events_;
    Load load_;  // before any thread
    test::TemporaryDirectory directory_;
    Node node_;
    NodeSide others_;
    NodeSide stalled_;
};

}  // namespace

void stalled(Length length) {
    pin_to_core(0);
    Stalled readers(length);
    readers.some_stall();  // warm

    Comparison processor("live.stalled_processor_ratio", length);
    processor.run([&] { return readers.all_read().processor; }, [&] { return readers.some_stall().processor; });
    print(processor.figure(kStalledAtMost));

    Comparison p99("live.stalled_p99_ratio", length);
    p99.run([&] { return readers.all_read().p99; }, [&] { return readers.some_stall().p99; });
    print(p99.figure(kStalledAtMost));
}

}  // namespace koebel::bench
