#include "simulation/stream_check.hpp"

#include <spdlog/fmt/fmt.h>

namespace koebel::simulation {

std::string words_of(const v1::Event& event) {
    return event.body().recognition_withdrawn().recognition_id();
}

std::string StreamCheck::sent(const v1::ServerFrame& frame, const std::string& epoch) {
    if (shard_.epoch != epoch) shard_ = {.epoch = epoch, .newest = {}};
    switch (frame.frame_case()) {
        case v1::ServerFrame::kEvent:
            return event(frame.event(), false);
        case v1::ServerFrame::kBlock:
            for (const auto& one : frame.block().events()) {
                if (auto wrong = event(one, true); !wrong.empty()) return wrong;
            }
            return {};
        case v1::ServerFrame::kSubscribed:
            return announced(frame.subscribed());
        case v1::ServerFrame::kState: {
            auto& newest = states_[frame.state().topic()];
            if (frame.state().version() < newest) return "an older State after a newer one";
            newest = frame.state().version();
            return {};
        }
        default:
            return {};
    }
}

std::string StreamCheck::event(const v1::Event& event, bool in_block) {
    const auto at = [&] { return fmt::format("{} {} {} to {}", event.topic(), event.seq(), event.id(), person_); };
    const auto next = next_.find(event.topic());
    if (next == next_.end()) return fmt::format("an event of a topic that is not followed: {}", at());
    // A block begins where blocks begin: the client drops what it has.
    const bool is_known = in_block && event.seq() < next->second;
    if (!is_known && event.seq() != next->second) return fmt::format("expected seq {}, not {}", next->second, at());
    if (!is_known) ++next->second;
    if (!record_.has(event.topic(), event.seq(), event.id())) return fmt::format("no history has {}", at());
    store::LogEntry entry;
    entry.position = event.position();
    entry.id = event.id();
    entry.topic = event.topic();
    if (!record_.may_see(person_, entry)) return fmt::format("not for these eyes: {}", at());

    // What this shard has let out shows what it has applied: redactions up to there hold.
    const auto words = words_of(event);
    if (!words.empty() && !words.starts_with(event.id() + ":")) return fmt::format("another's words: {}", at());
    if (!words.empty() && record_.is_redacted(event.id(), shard_.newest)) {
        return fmt::format("redacted before: {}", at());
    }
    if (entry.position > shard_.newest.position) shard_.newest = std::move(entry);
    return {};
}

std::string StreamCheck::announced(const v1::Subscribed& word) {
    if (word.status() == v1::Subscribed::STATUS_RESET) {
        ended(word.topic());
        return {};
    }
    if (word.status() != v1::Subscribed::STATUS_LIVE) return {};
    const auto next = next_.find(word.topic());
    if (next == next_.end()) return fmt::format("LIVE on {}, which is not followed", word.topic());
    if (next->second <= word.head()) {
        return fmt::format("LIVE on {} at {} before {} was sent", word.topic(), word.head(), next->second);
    }
    return {};
}

}  // namespace koebel::simulation
