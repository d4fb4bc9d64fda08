#include "e2e/checker.hpp"

#include "live/frame.hpp"

namespace koebel::e2e {

LogByTopic by_topic(const std::vector<store::LogEntry>& log) {
    LogByTopic topics;
    for (const auto& entry : log) topics[entry.topic].push_back(entry);
    return topics;
}

std::vector<std::string> differences(const LogByTopic& log, const std::map<std::string, Followed>& followed) {
    std::vector<std::string> found;
    for (const auto& [topic, state] : followed) {
        std::vector<const store::LogEntry*> expected;
        if (const auto entries = log.find(topic); entries != log.end()) {
            for (const auto& entry : entries->second) {
                if (entry.seq > state.from) expected.push_back(&entry);
            }
        }
        if (expected.size() != state.applied.size()) {
            found.push_back(
                topic + ": " + std::to_string(state.applied.size()) + " applied, " + std::to_string(expected.size()) +
                " in the log"
            );
        }
        for (std::size_t i = 0; i < std::min(expected.size(), state.applied.size()); ++i) {
            const auto& entry = *expected[i];
            const auto& event = state.applied[i];
            const auto place = topic + " seq " + std::to_string(entry.seq);
            const auto truth = seen(live::to_event(entry));
            if (event.seq != truth.seq) found.push_back(place + ": seq " + std::to_string(event.seq));
            if (event.identity != truth.identity) found.push_back(place + ": another type or id");
            if (truth.contents != 0 && event.contents != truth.contents) found.push_back(place + ": other contents");
        }
    }
    return found;
}

}  // namespace koebel::e2e
