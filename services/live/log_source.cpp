#include "live/log_source.hpp"

#include "live/settings.hpp"

namespace koebel::live {

std::shared_ptr<Block> make_block(std::vector<store::LogEntry> entries, std::uint64_t number) {
    const auto end = (number + 1) * kBlockEvents;
    std::erase_if(entries, [end](const auto& entry) { return entry.seq > end; });
    auto block = std::make_shared<Block>();
    if (entries.empty()) return block;
    block->first_seq = entries.front().seq;
    block->last_seq = entries.back().seq;
    block->last_position = entries.back().position;
    block->frame = block_frame(entries);
    return block;
}

store::LogHead StoreLog::head() {
    return store_.read_now([](store::Reader& reader) { return store::log_head(reader); });
}

LogPage StoreLog::after(std::uint64_t position, std::size_t limit) {
    return store_.read_now([position, limit](store::Reader& reader) {
        LogPage page{.head = store::log_head(reader), .id = {}, .entries = {}};
        if (position > 0) {
            const auto here = store::log_after(reader, position - 1, 1);
            if (!here.empty() && here.front().position == position) page.id = here.front().id;
        }
        page.entries = store::log_after(reader, position, limit);
        return page;
    });
}

std::map<std::uint64_t, store::LogEntry> StoreLog::at(const std::vector<std::uint64_t>& positions) {
    return store_.read_now([&positions](store::Reader& reader) {
        std::map<std::uint64_t, store::LogEntry> found;
        for (const auto position : positions) {
            for (auto& entry : store::log_after(reader, position - 1, 1)) {
                if (entry.position == position) found.emplace(position, std::move(entry));
            }
        }
        return found;
    });
}

std::string StoreLog::confirm_history(const store::LogHead& delivered) {
    return store_.confirm_history(delivered);
}

asio::awaitable<TopicHeads> StoreLog::topic_heads(std::vector<std::string> topics) {
    auto job = [topics = std::move(topics)](store::Reader& reader) {
        return TopicHeads{.snapshot = store::snapshot(reader, topics), .position = store::log_head(reader).position};
    };
    auto reading = store_.read(std::move(job));  // named: g++ 12
    co_return co_await std::move(reading);
}

asio::awaitable<std::shared_ptr<Block>> StoreLog::block(BlockCache::Key key) {
    // Encoded on the reader's thread.
    auto job = [key = std::move(key)](store::Reader& reader) {
        return make_block(store::topic_after(reader, key.topic, key.number * kBlockEvents, kBlockEvents), key.number);
    };
    auto reading = store_.read(std::move(job));  // named: g++ 12
    co_return co_await std::move(reading);
}

void StoreLog::on_commit(std::function<void(store::Committed)> listener) {
    store_.on_commit(std::move(listener));
}

}  // namespace koebel::live
