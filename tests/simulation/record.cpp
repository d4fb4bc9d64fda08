#include "simulation/record.hpp"

namespace koebel::simulation {

Record::Record() {
    timelines_.push_back(std::make_unique<Timeline>());
    timelines_.back()->epoch = "epoch-1";
}

store::LogHead Record::head() const {
    const auto& entries = now().entries;
    if (entries.empty()) return {.epoch = now().epoch, .position = 0, .id = {}};
    return {.epoch = now().epoch, .position = entries.size(), .id = entries.back().id};
}

std::vector<store::LogEntry> Record::after(std::uint64_t position, std::size_t limit) const {
    std::vector<store::LogEntry> found;
    for (auto at = std::max(position + 1, kept_from_); at <= now().entries.size() && found.size() < limit; ++at) {
        found.push_back(now().entries[at - 1]);
    }
    return found;
}

std::vector<store::LogEntry> Record::topic_after(const std::string& topic, std::uint64_t seq, std::size_t limit) const {
    std::vector<store::LogEntry> found;
    const auto positions = now().topics.find(topic);
    if (positions == now().topics.end()) return found;
    for (auto at = seq + 1; at <= positions->second.size() && found.size() < limit; ++at) {
        const auto position = positions->second[at - 1];
        if (position >= kept_from_) found.push_back(now().entries[position - 1]);
    }
    return found;
}

v1::Snapshot Record::snapshot(const std::vector<std::string>& topics) const {
    v1::Snapshot snapshot;
    snapshot.set_epoch(now().epoch);
    for (const auto& topic : topics) {
        auto& head = *snapshot.add_heads();
        head.set_topic(topic);
        head.set_seq(topic_head(topic));
    }
    return snapshot;
}

bool Record::may_follow(const std::string& person, const std::string& topic) const {
    if (topic == "feed") return true;
    const auto rights = now().rights.find({person, topic});
    return rights != now().rights.end() && !rights->second.empty() && rights->second.back().allowed;
}

std::string Record::confirm_history(const store::LogHead& delivered) {
    auto& timeline = *timelines_.back();
    if (delivered.epoch != timeline.epoch || delivered.position == 0) return timeline.epoch;
    const bool there = delivered.position <= timeline.entries.size();
    const bool stands =
        there && (delivered.position < kept_from_ || timeline.entries[delivered.position - 1].id == delivered.id);
    if (!stands) timeline.epoch = "epoch-" + std::to_string(++epochs_);
    return timeline.epoch;
}

store::Committed Record::append(const std::vector<Change>& changes) {
    auto& timeline = *timelines_.back();
    const auto first = timeline.entries.size();
    for (const auto& change : changes) {
        auto& positions = timeline.topics[change.topic];
        const auto position = timeline.entries.size() + 1;
        positions.push_back(position);
        timeline.entries.push_back({
            .position = position,
            .id = "id-" + std::to_string(++ids_),
            .topic = change.topic,
            .seq = positions.size(),
            .type = change.type,
            .payload = change.payload,
            .redacts = change.redacts,
            .index_updates = {},
            .at = {},
        });
        for (const auto redacted : change.redacts) {
            timeline.entries[redacted - 1].payload.clear();
            timeline.redacted.emplace(timeline.entries[redacted - 1].id, position);
        }
        if (!change.right.empty()) {
            timeline.rights[{change.person, change.right}].push_back({.position = position, .allowed = change.allowed});
        }
    }
    const auto begin = timeline.entries.begin() + static_cast<std::ptrdiff_t>(first);
    return std::make_shared<const std::vector<store::LogEntry>>(begin, timeline.entries.end());
}

void Record::lose_after(std::uint64_t position) {
    // What a lost entry redacted stays redacted: the words are not made up again.
    auto left = std::make_unique<Timeline>(now());
    left->begins_after = std::min<std::uint64_t>(position, left->entries.size());
    left->entries.resize(std::min<std::size_t>(position, left->entries.size()));
    for (auto& [topic, positions] : left->topics) {
        std::erase_if(positions, [position](auto at) { return at > position; });
    }
    for (auto& [whose, rights] : left->rights) {
        std::erase_if(rights, [position](const auto& right) { return right.position > position; });
    }
    std::erase_if(left->redacted, [position](const auto& entry) { return entry.second > position; });
    timelines_.push_back(std::move(left));
}

void Record::forget_up_to(std::uint64_t position) {
    if (now().entries.empty()) return;
    kept_from_ = std::max(kept_from_, std::min<std::uint64_t>(position + 1, now().entries.size()));
}

std::uint64_t Record::topic_head(const std::string& topic) const {
    const auto found = now().topics.find(topic);
    return found == now().topics.end() ? 0 : found->second.size();
}

bool Record::has(const std::string& topic, std::uint64_t seq, const std::string& id) const {
    return std::ranges::any_of(timelines_, [&](const auto& timeline) {
        const auto found = timeline->topics.find(topic);
        if (found == timeline->topics.end() || seq == 0 || seq > found->second.size()) return false;
        return timeline->entries[found->second[seq - 1] - 1].id == id;
    });
}

bool Record::is_redacted(const std::string& id, const store::LogEntry& applied) const {
    return std::ranges::any_of(timelines_, [&](const auto& timeline) {
        const auto& entries = timeline->entries;
        if (applied.position == 0 || applied.position > entries.size()) return false;
        if (entries[applied.position - 1].id != applied.id) return false;
        const auto found = timeline->redacted.find(id);
        return found != timeline->redacted.end() && found->second <= applied.position;
    });
}

bool Record::may_see(const std::string& person, const store::LogEntry& event) const {
    if (event.topic == "feed") return true;
    return std::ranges::any_of(timelines_, [&](const auto& timeline) {
        const auto& entries = timeline->entries;
        const bool has = event.position <= entries.size() && entries[event.position - 1].id == event.id;
        if (!has && event.position <= timeline->begins_after) return false;
        if (!has && timeline->begins_after == 0) return false;
        const auto from = has ? event.position : timeline->begins_after;
        const auto rights = timeline->rights.find({person, event.topic});
        if (rights == timeline->rights.end()) return false;
        bool allowed = false;  // as it stood at the event
        for (const auto& right : rights->second) {
            if (right.position <= from) allowed = right.allowed;
            if (right.position > from && right.allowed) return true;
        }
        return allowed;
    });
}

}  // namespace koebel::simulation
