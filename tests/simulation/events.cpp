#include "simulation/world.hpp"

namespace koebel::simulation {

using namespace std::chrono_literals;

void World::plan() {
    // A past that pages read in blocks, and some of which retention has taken.
    const auto past = random_.chance(50) ? 0 : random_.below(150);
    for (std::uint64_t i = 0; i < past; ++i) (void)record_.append(some_changes());
    for (const auto& page : pages_) {
        for (const auto& topic : topics_) {
            std::vector<Record::Change> grant;
            change_a_right(grant);
            grant.front().person = page->person();
            grant.front().right = topic;
            grant.front().allowed = true;
            if (random_.chance(70)) (void)record_.append(grant);
        }
    }
    if (random_.chance(30)) record_.forget_up_to(random_.below(record_.head().position + 1));

    for (const auto& node : nodes_) node->start();
    for (const auto& page : pages_) {
        agenda_.after(Duration{random_.below(3'000'000)}, [&page] { page->start(); });
    }
    again(pace_, [this] { commit(); });
    again(5s, [this] { break_something(); });
    if (rewinds_) again(15s, [this] { rewind(); });
}

void World::again(Duration mean, std::function<void()> what) {
    const Duration pause{random_.below(2 * static_cast<std::uint64_t>(mean.count()))};
    agenda_.after(pause, [this, mean, what = std::move(what)] {
        if (is_calm_) return;
        what();
        again(mean, what);
    });
}

void World::commit() {
    if (auto* node = random_node()) (void)node->commit(some_changes());
}

std::vector<Record::Change> World::some_changes() {
    std::vector<Record::Change> changes;
    for (auto count = random_.chance(80) ? 1 : random_.between(2, 12); count > 0; --count) {
        if (random_.chance(8)) {
            change_a_right(changes);
        } else if (random_.chance(12)) {
            take_back(changes);
        } else if (random_.chance(3)) {
            changes.push_back({.topic = random_.pick(topics_), .type = "of_a_newer_node", .payload = R"({"newer":{}})"}
            );
        } else {
            const auto id = record_.next_id(changes.size());
            const std::string words(random_.chance(90) ? random_.below(40) : random_.below(900), 'x');
            changes.push_back({
                .topic = random_.pick(topics_),
                .type = "recognition_withdrawn",
                .payload = R"({"recognitionWithdrawn":{"recognitionId":")" + id + ":" + words + R"("}})",
            });
        }
    }
    return changes;
}

void World::take_back(std::vector<Record::Change>& changes) {
    const auto kept = record_.kept_from();
    const auto newest = record_.head().position;
    std::vector<std::uint64_t> gone;
    if (newest >= kept && newest > 0) {
        const auto recent = newest - kept + 1 > 70 && random_.chance(70) ? newest - 20 : kept;
        for (auto count = random_.between(1, 3); count > 0; --count) gone.push_back(random_.between(recent, newest));
    }
    std::erase_if(gone, [this](auto position) { return record_.now().entries[position - 1].topic == "access"; });
    const auto topic = gone.empty() ? random_.pick(topics_) : record_.now().entries[gone.front() - 1].topic;
    changes.push_back({.topic = topic, .type = "bell_rang", .payload = R"({"bellRang":{}})", .redacts = gone});
}

void World::change_a_right(std::vector<Record::Change>& changes) {
    const auto& person = random_.pick(pages_)->person();
    changes.push_back({
        .topic = "access",
        .type = "access_changed",
        .payload = R"({"accessChanged":{"kind":"KIND_PERSON_CHANGED","subjectId":")" + person + R"("}})",
        .person = person,
        .right = random_.pick(topics_),
        .allowed = random_.chance(60),
    });
}

void World::break_something() {
    if (nested()) return;
    auto& node = *random_.pick(nodes_);
    switch (random_.below(7)) {
        case 0:
        case 1:
            random_.pick(pages_)->cut_link();
            return;
        case 2: {
            const auto until = agenda_.now() + Duration{random_.below(random_.chance(20) ? 14'000'000 : 3'000'000)};
            node.weather().down_until = until;
            trace("SQL is away for node {}", node.number());
            return;
        }
        case 3:
            node.hold(random_.below(node.shards()), agenda_.now() + Duration{random_.below(1'500'000)});
            return;
        case 4: {
            if (!random_.chance(40)) return;
            node.stop();
            agenda_.after(Duration{random_.below(3'000'000)}, [&node] { node.start(); });
            return;
        }
        case 5:
            if (random_.chance(50)) record_.forget_up_to(random_.below(record_.head().position + 1));
            return;
        default: {
            auto& page = *random_.pick(pages_);
            if (random_.chance(30) && page.has_started()) page.reload();
        }
    }
}

void World::rewind() {
    if (nested()) return;
    const auto head = record_.head().position;
    const auto lost = std::min<std::uint64_t>(random_.between(1, 12), head);
    record_.lose_after(std::max<std::uint64_t>(head - lost, record_.kept_from() - 1));
    trace("history is rewound from {} to {}", head, record_.head().position);
    for (const auto& node : nodes_) {
        node->lose_connection();
        if (random_.chance(70)) node->weather().down_until = agenda_.now() + Duration{random_.below(2'500'000)};
    }
}

}  // namespace koebel::simulation
