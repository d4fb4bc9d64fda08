#include "simulation/world.hpp"

#include <cstdio>

namespace koebel::simulation {

using namespace std::chrono_literals;

namespace {

constexpr Duration kStorm = 25s;
constexpr Duration kCalm = 90s;  // after it everyone has everything

}  // namespace

World::World(std::uint64_t seed, const Mistakes& mistakes, bool traces)
    : mistakes_(mistakes), traces_(traces), random_(seed) {
    settings_.tick = 500ms;
    settings_.ring_kept = std::chrono::seconds{random_.between(0, 5)};
    settings_.ring_frames = random_.chance(50) ? 4'096 : random_.between(1, 20);
    settings_.byte_budget = random_.chance(50) ? 1UL << 20 : random_.between(2, 40) << 10;
    pace_ = Duration{random_.between(200'000, 1'500'000)};
    rewinds_ = random_.chance(30);
    mangles_ = random_.chance(25);

    topics_ = {"feed", "team:a", "team:b", "team:c"};
    topics_.resize(random_.between(1, topics_.size()));
    const auto nodes = random_.between(1, 2);
    for (std::size_t i = 0; i < nodes; ++i) {
        nodes_.push_back(std::make_unique<Node>(*this, i, random_.between(1, 2)));
        auto& weather = nodes_.back()->weather();
        weather.loses_an_entry = mistakes_.loses_an_entry;
        weather.shows_redacted = mistakes_.shows_redacted;
        weather.believes_anyone = mistakes_.believes_anyone;
        weather.slowest = random_.chance(50) ? Duration{5'000} : Duration{random_.between(10'000, 2'000'000)};
    }
    const auto pages = random_.between(2, 6);
    for (std::size_t i = 0; i < pages; ++i) pages_.push_back(std::make_unique<Page>(*this, i));
}

World::~World() {
    agenda_.clear();
    for (const auto& node : nodes_) node->stop();
    pages_.clear();
}

std::string World::run() {
    plan();
    live_until(agenda_.now() + kStorm);
    if (!wrong_.empty()) return wrong_;
    return calm_down();
}

std::string World::calm_down() {
    is_calm_ = true;
    trace("the storm is over");
    for (const auto& node : nodes_) {
        node->weather().down_until = {};
        node->weather().slowest = 5ms;
        node->release();
        node->start();
    }
    for (const auto& page : pages_) page->calm();
    const auto end = agenda_.now() + kCalm;
    while (wrong_.empty() && agenda_.now() < end) {
        live_until(agenda_.now() + 2s);
        for (const auto& page : pages_) {
            if (page->wants_reload()) page->reload();
        }
        if (std::ranges::all_of(pages_, [](const auto& page) { return page->is_settled(); })) break;
    }
    for (const auto& page : pages_) {
        if (!wrong_.empty()) return wrong_;
        wrong_ = page->unlike_the_record();
    }
    return wrong_;
}

void World::live_until(Time end) {
    while (wrong_.empty()) {
        const bool more = agenda_.step(end);
        settle_threads();
        if (!more) return;
    }
}

void World::settle_threads() {
    for (bool ran = true; ran && wrong_.empty();) {
        ran = false;
        for (const auto& node : nodes_) ran = node->run(16) || ran;
        if (auto wrong = check_budgets(); !wrong.empty()) complain(wrong);
    }
}

void World::meanwhile() {
    if (nested_ > 0 || is_calm_ || !random_.chance(30)) return;
    ++nested_;
    for (auto steps = random_.between(1, 6); steps > 0; --steps) {
        if (random_.chance(50)) (void)agenda_.step(agenda_.now() + 2ms);
        if (random_.chance(30)) commit();
        for (const auto& node : nodes_) (void)node->run(random_.below(8));
    }
    --nested_;
}

std::string World::check_budgets() {
    for (const auto& node : nodes_) {
        if (!node->runs()) continue;
        const auto figures = node->hub().statistics();
        const auto budget = static_cast<std::int64_t>(settings_.byte_budget);
        if (figures.ring_bytes < 0 || figures.ring_bytes > budget / 4 * 3) return "rings beyond their budget";
        if (figures.block_bytes < 0 || figures.block_bytes > budget / 4) return "blocks beyond their budget";
    }
    return {};
}

std::set<std::string> World::rights(const std::string& person) const {
    std::set<std::string> topics;
    for (const auto& topic : topics_) {
        if (record_.may_follow(person, topic)) topics.insert(topic);
    }
    return topics;
}

Node* World::random_node() {
    std::vector<Node*> running;
    for (const auto& node : nodes_) {
        if (node->runs()) running.push_back(node.get());
    }
    return running.empty() ? nullptr : random_.pick(running);
}

Link::Network World::network() {
    return {
        .room = random_.chance(50) ? std::size_t{65'536} : random_.between(40, 3'000),
        .latency = random_.chance(50) ? Duration{2'000} : Duration{random_.between(10'000, 800'000)},
        .stalls = random_.chance(50) ? 0U : 5U,
        .mangles = mangles_ ? 25U : 0U,
        .gathers = random_.chance(50) ? 64 : random_.between(4, 10),
    };
}

Duration World::read_pause(Node& node) {
    return Duration{random_.below(static_cast<std::uint64_t>(node.weather().slowest.count()) + 1'000)};
}

void World::complain(const std::string& what) {
    if (!wrong_.empty()) return;
    wrong_ = what;
    trace("WRONG: {}", what);
}

void World::trace_heard(const std::string& name, const v1::ServerFrame& frame) const {
    if (traces_) write_trace(name + " hears " + frame.ShortDebugString());
}

void World::write_trace(const std::string& line) const {
    const auto at = std::chrono::duration<double>(agenda_.now().time_since_epoch() - 1h).count();
    std::fprintf(stderr, "%10.6f  %s\n", at, line.c_str());
}

}  // namespace koebel::simulation
