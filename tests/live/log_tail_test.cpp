#include "live/fixture.hpp"

namespace koebel::live {
namespace {

/// Keeps what the tail found.
class TailRecorder final : public TailListener {
public:
    void entries(std::span<const store::LogEntry> entries, const std::map<std::uint64_t, store::LogEntry>& redacted)
        override {
        const std::lock_guard lock(mutex_);
        for (const auto& entry : entries) positions_.push_back(entry.position);
        for (const auto& [position, entry] : redacted) redacted_.emplace(position, entry);
        if (std::exchange(fail_once_, false)) {
            positions_.resize(positions_.size() - entries.size());
            throw store::Fault("the listener failed");
        }
        arrived_.notify_all();
    }
    void rewound(const store::LogHead&) override {}

    void fail_once() {
        const std::lock_guard lock(mutex_);
        fail_once_ = true;
    }
    std::vector<std::uint64_t> await(std::uint64_t last) {
        std::unique_lock lock(mutex_);
        const auto there = [&] { return !positions_.empty() && positions_.back() == last; };
        EXPECT_TRUE(arrived_.wait_for(lock, std::chrono::seconds{10}, there));
        return positions_;
    }
    std::map<std::uint64_t, store::LogEntry> redacted() {
        const std::lock_guard lock(mutex_);
        return redacted_;
    }

private:
    std::mutex mutex_;
    std::condition_variable arrived_;
    std::vector<std::uint64_t> positions_;
    std::map<std::uint64_t, store::LogEntry> redacted_;
    bool fail_once_ = false;
};

/// The store, whose commits nobody announces: as another node's are.
class Unannounced final : public LogSource {
public:
    explicit Unannounced(store::Store& store) : store_(store) {}

    store::LogHead head() override { return store_.head(); }
    LogPage after(std::uint64_t position, std::size_t limit) override { return store_.after(position, limit); }
    std::map<std::uint64_t, store::LogEntry> at(const std::vector<std::uint64_t>& positions) override {
        return store_.at(positions);
    }
    std::string confirm_history(const store::LogHead& delivered) override { return store_.confirm_history(delivered); }
    asio::awaitable<TopicHeads> topic_heads(std::vector<std::string> topics) override {
        return store_.topic_heads(std::move(topics));
    }
    asio::awaitable<std::shared_ptr<Block>> block(BlockCache::Key key) override { return store_.block(std::move(key)); }
    void on_commit(std::function<void(store::Committed)>) override {}
    Instant last_success() const override { return store_.last_success(); }

private:
    StoreLog store_;
};

class LogTailTest : public LiveTest {
protected:
    TailRecorder found_;
    Counters counters_;
    StoreLog source_{database_.store()};
};

TEST_P(LogTailTest, DeliversEachEntryOnceFromTheMomentItWasMade) {
    publish("feed", "before");
    LogTail tail(source_, found_, counters_, quick());
    publish("feed", "between making and starting");
    tail.start();

    for (int i = 0; i < 50; ++i) publish("feed", "after");

    std::vector<std::uint64_t> expected;
    for (std::uint64_t position = 2; position <= 52; ++position) expected.push_back(position);
    EXPECT_EQ(found_.await(52), expected);
}

TEST_P(LogTailTest, AFaultDelaysAndLosesNothing) {
    LogTail tail(source_, found_, counters_, quick());
    tail.start();
    publish("feed", "one");
    found_.await(1);

    found_.fail_once();
    publish("feed", "two");
    publish("feed", "three");

    EXPECT_EQ(found_.await(3), (std::vector<std::uint64_t>{1, 2, 3}));
    EXPECT_EQ(counters_.of(Counters::kTailFaults), 1);
}

TEST_P(LogTailTest, IsWokenForWhatAnotherNodeWrote) {
    Unannounced source{database_.store()};
    auto settings = quick();
    settings.poll = std::chrono::minutes{5};
    LogTail tail(source, found_, counters_, settings);
    tail.start();

    publish("feed", "elsewhere");
    tail.wake();

    EXPECT_EQ(found_.await(1), std::vector<std::uint64_t>{1});
}

TEST_P(LogTailTest, BringsTheTombstonesOfWhatAnEntryRedacts) {
    LogTail tail(source_, found_, counters_, quick());
    tail.start();
    const auto position = publish("feed", "unfortunate words");

    withdraw("feed", "r-1", {position});
    found_.await(2);

    const auto redacted = found_.redacted();
    ASSERT_TRUE(redacted.contains(position));
    EXPECT_EQ(redacted.at(position).topic, "feed");
    EXPECT_TRUE(redacted.at(position).payload.empty());
}

INSTANTIATE_TEST_SUITE_P(Databases, LogTailTest, testing::ValuesIn(test::backends()), test::backend_name);

}  // namespace
}  // namespace koebel::live
