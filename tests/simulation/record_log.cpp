#include "simulation/record_log.hpp"

#include "live/settings.hpp"

namespace koebel::simulation {

RecordLog::~RecordLog() {
    // A coroutine and what it waits for hold each other.
    for (const auto& waiting : std::exchange(waiting_, {})) std::exchange(waiting->resume, {});
}

void RecordLog::check() const {
    if (is_down()) throw store::Fault("SQL is away");
}

store::LogHead RecordLog::head() {
    check();
    auto head = world_.record.head();
    succeeded();
    world_.meanwhile();
    return head;
}

live::LogPage RecordLog::after(std::uint64_t position, std::size_t limit) {
    check();
    const auto here = position == 0 ? std::vector<store::LogEntry>{} : world_.record.after(position - 1, 1);
    live::LogPage page{
        .head = world_.record.head(),
        .id = !here.empty() && here.front().position == position ? here.front().id : std::string{},
        .entries = world_.record.after(position, limit),
    };
    succeeded();
    if (world_.weather.loses_an_entry && page.entries.size() > 1) page.entries.erase(page.entries.begin() + 1);
    world_.meanwhile();
    return page;
}

std::map<std::uint64_t, store::LogEntry> RecordLog::at(const std::vector<std::uint64_t>& positions) {
    check();
    std::map<std::uint64_t, store::LogEntry> found;
    for (const auto position : positions) {
        for (auto& entry : world_.record.after(position - 1, 1)) {
            if (entry.position == position) found.emplace(position, std::move(entry));
        }
    }
    succeeded();
    world_.meanwhile();
    return found;
}

std::string RecordLog::confirm_history(const store::LogHead& delivered) {
    check();
    if (world_.weather.believes_anyone) return delivered.epoch;
    auto epoch = world_.record.confirm_history(delivered);
    succeeded();
    world_.meanwhile();
    return epoch;
}

asio::awaitable<live::TopicHeads> RecordLog::topic_heads(std::vector<std::string> topics) {
    live::TopicHeads heads;
    auto reading =
        later([&] { heads = {.snapshot = world_.record.snapshot(topics), .position = world_.record.head().position}; });
    co_await std::move(reading);
    co_return heads;
}

asio::awaitable<std::shared_ptr<live::Block>> RecordLog::block(live::BlockCache::Key key) {
    if (!blocks_being_read_.insert(key).second) world_.complain("two reads of one block at a time");
    std::shared_ptr<live::Block> block;
    auto reading = later([&] {
        const auto before = key.number * live::kBlockEvents;
        auto entries = world_.record.topic_after(key.topic, before, live::kBlockEvents);
        if (world_.weather.shows_redacted) {
            for (auto& entry : entries) {
                if (!entry.payload.empty()) continue;
                entry.payload = R"({"recognitionWithdrawn":{"recognitionId":")" + entry.id + R"(:words"}})";
            }
        }
        block = live::make_block(std::move(entries), key.number);
    });
    std::exception_ptr fault;
    try {
        co_await std::move(reading);
    } catch (...) {
        fault = std::current_exception();
    }
    blocks_being_read_.erase(key);
    if (fault) std::rethrow_exception(fault);
    co_return block;
}

asio::awaitable<void> RecordLog::later(std::function<void()> read) {
    const auto executor = co_await asio::this_coro::executor;
    auto waiting = std::make_shared<Waiting>();
    waiting->read = std::move(read);
    auto initiate = [this, executor, waiting](auto handler) {
        auto shared = std::make_shared<decltype(handler)>(std::move(handler));
        waiting->resume = [executor, shared] { asio::post(executor, [shared] { std::move (*shared)(); }); };
        waiting_.insert(waiting);
        begin(waiting);
    };
    co_await asio::async_initiate<decltype(asio::use_awaitable), void()>(std::move(initiate), asio::use_awaitable);
    if (waiting->fault) std::rethrow_exception(waiting->fault);
}

void RecordLog::begin(const std::shared_ptr<Waiting>& waiting) {
    const auto pause = [this] {
        const auto slowest = world_.weather.slowest.count();
        return Duration{world_.random.below(static_cast<std::uint64_t>(slowest) + 1'000)};
    };
    // Weak: a node that goes takes its coroutines with it.
    const std::weak_ptr<Waiting> weak = waiting;
    world_.agenda.after(pause(), [this, weak, pause] {
        const auto held = weak.lock();
        if (!held) return;
        if (is_down()) {
            held->fault = std::make_exception_ptr(store::Fault("SQL is away"));
        } else {
            held->read();
            succeeded();
        }
        world_.agenda.after(pause(), [this, weak] {
            const auto there = weak.lock();
            if (!there) return;
            waiting_.erase(there);
            std::exchange(there->resume, {})();
            world_.touched();
        });
    });
}

}  // namespace koebel::simulation
