#include "live/log_cursor.hpp"

#include <gmock/gmock.h>

namespace koebel::live {
namespace {

using testing::ElementsAre;

/// A log that a test may rewrite under the cursor.
class RewrittenLog final : public LogSource {
public:
    void append(const std::string& id) {
        entries_.push_back({.position = entries_.size() + 1, .id = id, .topic = "feed", .seq = entries_.size() + 1});
    }
    void lose_after(std::size_t position) { entries_.resize(position); }
    void forget_through(std::size_t position) { forgotten_ = position; }
    void go_away(bool is_away) { is_away_ = is_away; }
    [[nodiscard]] store::Committed commit_of(std::size_t position) const {
        return std::make_shared<const std::vector<store::LogEntry>>(1, entries_.at(position - 1));
    }

    store::LogHead head() override {
        return {.epoch = epoch_, .position = entries_.size(), .id = entries_.empty() ? "" : entries_.back().id};
    }
    LogPage after(std::uint64_t position, std::size_t limit) override {
        if (is_away_) throw store::Fault("away");
        LogPage page{.head = head(), .id = {}, .entries = {}};
        if (position > 0 && position <= entries_.size()) page.id = entries_[position - 1].id;
        for (auto at = std::max(position, forgotten_); at < entries_.size() && page.entries.size() < limit; ++at) {
            page.entries.push_back(entries_[at]);
        }
        return page;
    }
    std::map<std::uint64_t, store::LogEntry> at(const std::vector<std::uint64_t>&) override { return {}; }
    std::string confirm_history(const store::LogHead& delivered) override {
        const bool stands =
            delivered.position <= entries_.size() && entries_[delivered.position - 1].id == delivered.id;
        if (!stands) epoch_ = "after the rewind";
        return epoch_;
    }
    asio::awaitable<TopicHeads> topic_heads(std::vector<std::string>) override { co_return TopicHeads{}; }
    asio::awaitable<std::shared_ptr<Block>> block(BlockCache::Key) override { co_return nullptr; }
    void on_commit(std::function<void(store::Committed)>) override {}
    Instant last_success() const override { return {}; }

private:
    std::string epoch_ = "first";
    std::vector<store::LogEntry> entries_;
    std::size_t forgotten_ = 0;
    bool is_away_ = false;
};

class Recorder final : public TailListener {
public:
    void entries(std::span<const store::LogEntry> entries, const std::map<std::uint64_t, store::LogEntry>&) override {
        for (const auto& entry : entries) found.push_back(entry.id);
    }
    void rewound(const store::LogHead& head) override {
        found.push_back("rewound to " + std::to_string(head.position));
    }

    std::vector<std::string> found;
};

class LogCursorTest : public testing::Test {
protected:
    LogCursorTest() {
        for (const auto* id : {"a", "b", "c"}) log_.append(id);
        cursor_.step({});
    }

    RewrittenLog log_;
    Recorder listener_;
    Counters counters_;
    LogCursor cursor_{log_, listener_, counters_};
};

TEST_F(LogCursorTest, AHistoryThatWasRewoundAndHasGrownPastTheCursorIsNoticed) {
    log_.lose_after(1);
    for (const auto* id : {"d", "e", "f"}) log_.append(id);

    cursor_.step({});
    log_.append("g");
    cursor_.step({});

    EXPECT_THAT(listener_.found, ElementsAre("a", "b", "c", "rewound to 4", "g"));
}

TEST_F(LogCursorTest, ACommitAtTheCursorsPlaceWithAnotherIdIsAnotherHistory) {
    log_.lose_after(2);
    log_.append("d");

    cursor_.step({log_.commit_of(3)});

    EXPECT_THAT(listener_.found, ElementsAre("a", "b", "c", "rewound to 3"));
}

TEST_F(LogCursorTest, ACommitOfTheHistoryThatWasLostIsNotDelivered) {
    log_.append("lost");
    const auto lost = log_.commit_of(4);
    log_.go_away(true);
    cursor_.step({});
    log_.lose_after(2);
    log_.append("d");
    log_.go_away(false);

    cursor_.step({lost});

    EXPECT_THAT(listener_.found, ElementsAre("a", "b", "c", "rewound to 3"));
}

TEST_F(LogCursorTest, WhoSleptLongerThanTheLogIsKeptBeginsAnew) {
    for (const auto* id : {"d", "e", "f"}) log_.append(id);
    log_.forget_through(4);

    cursor_.step({});

    EXPECT_EQ(listener_.found.back(), "rewound to 6");
}

}  // namespace
}  // namespace koebel::live
