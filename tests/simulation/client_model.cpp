#include "simulation/client_model.hpp"

namespace koebel::simulation {

using Verdict = ClientTopic::Verdict;
using Step = ClientTopic::Step;

void ClientModel::follow(const v1::Snapshot& places) {
    for (const auto& place : places.heads()) {
        if (refused_.contains(place.topic())) continue;
        const auto [entry, added] = topics_.try_emplace(place.topic(), places.epoch(), place.seq());
        if (added) ask(entry->first, entry->second);
    }
}

void ClientModel::connected() {
    connected_ = true;
    for (auto& [name, topic] : topics_) ask(name, topic);
}

void ClientModel::disconnected() {
    connected_ = false;
    leaving_.clear();
    refused_.clear();
    for (auto& [name, topic] : topics_) topic.disconnected();
}

void ClientModel::frame(const v1::ServerFrame& frame, Time now) {
    switch (frame.frame_case()) {
        case v1::ServerFrame::kEvent:
            events(frame.event().topic(), frame.event());
            return;
        case v1::ServerFrame::kBlock:
            for (const auto& event : frame.block().events()) events(frame.block().topic(), event);
            return;
        case v1::ServerFrame::kSubscribed:
            subscribed(frame.subscribed(), now);
            return;
        case v1::ServerFrame::kPing: {
            v1::ClientFrame pong;
            pong.mutable_pong()->set_t(frame.ping().t());
            actions_.send(pong);
            if (mistake_ == ClientMistake::kIgnoresHeads) return;
            for (const auto& head : frame.ping().heads()) {
                const auto found = topics_.find(head.topic());
                if (found != topics_.end() && act(head.topic(), found->second.head(head.seq(), now))) return;
            }
            return;
        }
        default:
            return;
    }
}

void ClientModel::tick(Time now) {
    for (auto& [name, topic] : topics_) {
        if (act(name, topic.tick(now))) return;
    }
}

void ClientModel::events(const std::string& topic, const v1::Event& event) {
    const auto found = topics_.find(topic);
    if (found == topics_.end() || leaving_.contains(topic)) return;
    const auto verdict = found->second.event(event.seq());
    if (verdict == Verdict::kApply) return actions_.apply(event);
    if (verdict == Verdict::kDrop && mistake_ == ClientMistake::kAppliesAgain) return actions_.apply(event);
    if (verdict != Verdict::kSubscribe) return;
    if (mistake_ == ClientMistake::kIgnoresGaps) {
        found->second.skip_to(event.seq());
        return actions_.apply(event);
    }
    ask(topic, found->second);
}

void ClientModel::subscribed(const v1::Subscribed& word, Time now) {
    const bool is_reset = word.status() == v1::Subscribed::STATUS_RESET;
    const bool is_ended = word.status() == v1::Subscribed::STATUS_ENDED;
    if (leaving_.contains(word.topic())) {
        if (is_reset || is_ended) left(word.topic());
        return;
    }
    if (is_ended) return ended(word.topic());
    const auto found = topics_.find(word.topic());
    if (found == topics_.end()) return;
    const auto step = found->second.subscribed(word.epoch(), word.head(), is_reset, now);
    if (is_reset) return reset(word.topic());
    if (act(word.topic(), step)) return;
    if (step == Step::kNone && word.status() == v1::Subscribed::STATUS_LIVE && found->second.seq() >= word.head()) {
        actions_.live(word.topic());
    }
}

void ClientModel::ended(const std::string& topic) {
    if (!topics_.contains(topic)) return;
    refused_.insert(topic);
    topics_.erase(topic);
    reset();
}

bool ClientModel::act(const std::string& name, Step step) {
    if (step == Step::kSubscribe) ask(name, topics_.at(name));
    if (step == Step::kReset) reset();
    return step == Step::kReset;
}

void ClientModel::ask(const std::string& name, ClientTopic& topic) {
    if (!connected_ || leaving_.contains(name)) return;
    topic.asked();
    v1::ClientFrame frame;
    frame.mutable_subscribe()->set_topic(name);
    frame.mutable_subscribe()->set_epoch(topic.epoch());
    frame.mutable_subscribe()->set_from(topic.seq());
    actions_.send(frame);
}

void ClientModel::left(const std::string& topic) {
    leaving_.erase(topic);
    const auto found = topics_.find(topic);
    if (found != topics_.end()) ask(found->first, found->second);
}

void ClientModel::reset(const std::string& over) {
    for (const auto& [name, topic] : std::exchange(topics_, {})) {
        if (!connected_ || name == over || !leaving_.insert(name).second) continue;
        v1::ClientFrame frame;
        frame.mutable_unsubscribe()->set_topic(name);
        actions_.send(frame);
    }
    actions_.reset();
}

}  // namespace koebel::simulation
