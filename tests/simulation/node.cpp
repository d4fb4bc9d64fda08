#include "simulation/node.hpp"

#include "simulation/link.hpp"
#include "simulation/world.hpp"

namespace koebel::simulation {

using namespace std::chrono_literals;

Node::Node(World& world, std::size_t number, std::size_t shards)
    : world_(world), number_(number), shards_(shards), held_until_(shards) {}

Node::~Node() {
    stop();
}

void Node::start() {
    if (runs()) return;
    threads_ = std::make_unique<runtime::IoThreads>(shards_);
    auto log = std::make_unique<RecordLog>(RecordLog::World{
        .record = world_.record(),
        .agenda = world_.agenda(),
        .random = world_.random(),
        .weather = weather_,
        .meanwhile = [this] { world_.meanwhile(); },
        .touched = [this] { touched_ = true; },
        .complain = [this](const std::string& what) { world_.complain(what); },
    });
    log_ = log.get();
    // It remembers on disk what it committed last, and compares when it starts and when it reconnects.
    if (!log_->is_down()) confirm_committed();
    const auto now = [this] { return world_.agenda().now(); };
    tail_turns_ = true;  // the hub asks SQL where the log stands
    try {
        hub_ = std::make_unique<live::Hub>(std::move(log), *threads_, world_.live_settings(), now);
    } catch (const store::Fault&) {
        tail_turns_ = false;
        log_ = nullptr;
        threads_.reset();
        world_.agenda().after(1s, [this] { start(); });
        return;
    }
    tail_turns_ = false;
    hub_->send_with(Link::send_beside);
    world_.trace("node {} starts at position {}", number_, hub_->tail().start_head().position);
    life_ = std::make_shared<int>();
    poll(life_);
    for (std::size_t shard = 0; shard < shards_; ++shard) beat(life_, shard);
}

void Node::stop() {
    if (!runs()) return;
    world_.trace("node {} is gone", number_);
    life_.reset();
    while (!links_.empty()) links_.back()->cut();
    to_announce_.clear();
    hub_->stop();
    hub_.reset();
    log_ = nullptr;
    threads_.reset();
}

bool Node::commit(const std::vector<Record::Change>& changes) {
    if (!runs() || log_->is_down()) return false;
    if (std::exchange(reconnects_, false)) {
        confirm_committed();
    }

    auto entries = world_.record().append(changes);
    committed_ = world_.record().head();
    log_->succeeded();
    for (const auto& entry : *entries) {
        world_.trace("node {} commits {}: {} {} {}", number_, entry.position, entry.topic, entry.seq, entry.id);
        for (const auto position : entry.redacts) world_.trace("  it redacts {}", position);
    }
    to_announce_.push_back(std::move(entries));
    announce_later();
    return true;
}

void Node::announce_later() {
    world_.agenda().after(Duration{world_.random().below(3'000)}, [this, life = std::weak_ptr(life_)] {
        if (life.expired() || to_announce_.empty()) return;
        log_->announce(to_announce_.front());
        to_announce_.pop_front();
        if (hub_->tail().woken()) turn_tail();
    });
}

void Node::confirm_committed() {
    if (committed_.position > 0 && !weather_.believes_anyone) (void)world_.record().confirm_history(committed_);
}

void Node::turn_tail() {
    if (tail_turns_) return;  // it is a thread; it looks at its inbox again when it has time
    tail_turns_ = true;
    hub_->tail().turn();
    tail_turns_ = false;
    touched_ = true;
    if (!hub_->tail().woken()) return;
    world_.agenda().after(0us, [this, life = std::weak_ptr(life_)] {
        if (!life.expired() && hub_->tail().woken()) turn_tail();
    });
}

void Node::poll(std::weak_ptr<int> life) {
    if (life.expired()) return;
    turn_tail();
    world_.agenda().after(Duration{1s} + Duration{world_.random().below(1'000)}, [this, life] { poll(life); });
}

void Node::beat(std::weak_ptr<int> life, std::size_t shard) {
    if (life.expired()) return;
    const auto held = held_until_[shard];
    const auto now = world_.agenda().now();
    if (held > now) {
        world_.agenda().after(std::chrono::ceil<Duration>(held - now), [this, life, shard] { beat(life, shard); });
        return;
    }
    hub_->shard(shard).beat();
    touched_ = true;
    const auto settings = world_.live_settings();
    world_.agenda().after(Duration{settings.tick} + Duration{world_.random().below(5'000)}, [this, life, shard] {
        beat(life, shard);
    });
}

bool Node::is_held(std::size_t shard) const {
    return held_until_[shard] > world_.agenda().now();
}

bool Node::run(std::size_t turns) {
    if (!touched_ || !runs()) return false;
    std::vector<std::size_t> awake;
    for (std::size_t shard = 0; shard < shards_; ++shard) {
        if (held_until_[shard] <= world_.agenda().now()) awake.push_back(shard);
    }
    bool ran = false;
    while (!awake.empty() && turns-- > 0) {
        const auto place = world_.random().below(awake.size());
        auto& context = threads_->context(awake[place]);
        context.restart();
        if (context.poll_one() > 0) {
            ran = true;
        } else {
            awake.erase(awake.begin() + static_cast<std::ptrdiff_t>(place));
        }
    }
    // Shards give work to each other; one that was held has its turn later.
    if (!ran && std::ranges::none_of(held_until_, [this](auto until) { return until > world_.agenda().now(); })) {
        touched_ = false;
    }
    return ran;
}

}  // namespace koebel::simulation
