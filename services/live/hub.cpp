#include "live/hub.hpp"

#include "base/log.hpp"

#include <google/protobuf/util/json_util.h>

namespace koebel::live {

namespace {

constexpr std::string_view kAccessTopic = "access";

std::optional<v1::AccessChanged> access_change(const store::LogEntry& entry) {
    if (entry.topic != kAccessTopic) return std::nullopt;
    const auto event = to_event(entry);
    if (!event.body().has_access_changed()) return std::nullopt;
    return event.body().access_changed();
}

}  // namespace

Hub::Hub(store::Store& store, runtime::IoThreads& threads, const Settings& settings)
    : Hub(std::make_unique<StoreLog>(store), threads, settings, &std::chrono::steady_clock::now) {}

Hub::Hub(std::unique_ptr<LogSource> source, runtime::IoThreads& threads, const Settings& settings, SteadyNow now)
    : node_(std::move(source), settings, std::move(now)), tail_(*node_.source, *this, node_.counters, settings) {
    for (std::size_t i = 0; i < threads.size(); ++i) {
        shards_.push_back(std::make_unique<Shard>(
            node_, threads.context(i), tail_.start_head(), settings.byte_budget / 4 * 3 / threads.size()
        ));
    }
}

Hub::~Hub() {
    stop();
}

void Hub::start() {
    for (const auto& shard : shards_) shard->start();
    tail_.start();
}

void Hub::stop() {
    for (const auto& shard : shards_) shard->stop();
    tail_.stop();
}

void Hub::set_state(const std::string& topic, v1::State state) {
    const auto version = ++node_.state_version;
    state.set_topic(topic);
    state.set_version(version);
    v1::ServerFrame message;
    *message.mutable_state() = std::move(state);
    const PushedState pushed{.frame = encode(message), .version = version};
    // First for those who come, then to those who are here: nobody is missed between.
    node_.states.keep(topic, pushed);
    if (!node_.interest.has(topic)) return node_.states.forget(topic);
    for (const auto& shard : shards_) shard->post_state(topic, pushed);
}

void Hub::wake(std::uint64_t position) {
    if (static_cast<std::int64_t>(position) > node_.counters.of(Counters::kPosition)) tail_.wake();
}

void Hub::entries(std::span<const store::LogEntry> entries, const std::map<std::uint64_t, store::LogEntry>& redacted) {
    auto batch = std::make_shared<std::vector<Delivery>>();
    batch->reserve(entries.size());
    for (const auto& entry : entries) {
        if (observer_) observer_(entry);
        Delivery delivery{.position = entry.position, .topic = entry.topic, .seq = entry.seq};
        if (node_.interest.has(entry.topic)) delivery.frame = event_frame(entry);
        delivery.access = access_change(entry);
        for (const auto position : entry.redacts) {
            const auto found = redacted.find(position);
            if (found == redacted.end()) {
                // SQL holds it no more, but a ring or a block may.
                node_.blocks.clear();
                delivery.forgotten.push_back(position);
                continue;
            }
            auto gone = found->second;
            gone.payload.clear();
            node_.blocks.redact(gone.topic, gone.seq);
            delivery.tombstones.push_back({.topic = gone.topic, .seq = gone.seq, .frame = event_frame(gone)});
        }
        batch->push_back(std::move(delivery));
    }
    for (const auto& shard : shards_) shard->post(batch);
}

void Hub::rewound(const store::LogHead& head) {
    node_.blocks.clear();
    node_.states.forget_all();
    if (rewound_) rewound_();
    for (const auto& shard : shards_) shard->post_rewound(head);
}

}  // namespace koebel::live
