#include "simulation/page.hpp"

#include "simulation/world.hpp"

namespace koebel::simulation {

using namespace std::chrono_literals;

namespace {

constexpr Duration kSilence = 27s;

}  // namespace

Page::Page(World& world, std::size_t number) : world_(world), name_("person-" + std::to_string(number)) {}

Page::~Page() = default;

void Page::start() {
    model_ = std::make_unique<ClientModel>(
        ClientModel::Actions{
            .send =
                [this](const v1::ClientFrame& frame) {
                    if (link_) link_->send(frame);
                },
            .apply = [this](const v1::Event& event) { apply(event); },
            .live = [this](const std::string& topic) { shown_[topic].live = true; },
            .reset = [this] { fetch_snapshot(); },
        },
        world_.mistakes().client
    );
    fetch_snapshot();
    connect();
    world_.agenda().after(1s, [this, load = load_] {
        if (load == load_) tick();
    });
}

void Page::reload() {
    world_.trace("{} is loaded again", name_);
    ++load_;
    cut_link();
    model_.reset();
    shown_.clear();
    fetching_ = false;
    start();
}

void Page::cut_link() {
    if (link_) link_->cut();
}

void Page::calm() {
    calm_ = true;
    if (link_) link_->calm();
}

void Page::connect() {
    gone_.clear();
    if (link_) return;
    auto* node = world_.random_node();
    if (node == nullptr || world_.nested()) {
        world_.agenda().after(Duration{world_.random().below(2'000'000)}, [this, load = load_] {
            if (load == load_) connect();
        });
        return;
    }
    const auto shard = world_.random().below(node->shards());
    world_.trace("{} connects to node {}, shard {}", name_, node->number(), shard);
    link_ = std::make_unique<Link>(world_, *node, shard, *this, world_.network());
    if (calm_) link_->calm();
    heard_at_ = world_.agenda().now();
    node->touched();
}

void Page::lost(Link& link) {
    if (link_.get() != &link) return;
    world_.trace("{} has lost its connection", name_);
    gone_.push_back(std::move(link_));
    if (model_) model_->disconnected();
    for (auto& [topic, shown] : shown_) shown.live = false;
    world_.agenda().after(Duration{world_.random().below(4'000'000)}, [this, load = load_] {
        if (load == load_) connect();
    });
}

void Page::tick() {
    const auto now = world_.agenda().now();
    if (link_ && now - heard_at_ > kSilence) link_->cut();
    if (link_) model_->tick(now);
    if (link_ && world_.random().chance(10)) watch();
    world_.agenda().after(1s, [this, load = load_] {
        if (load == load_) tick();
    });
}

void Page::watch() {
    v1::ClientFrame frame;
    frame.mutable_signal()->set_topic("feed");
    frame.mutable_signal()->mutable_watching()->set_visible(world_.random().chance(80));
    link_->send(frame);
}

void Page::hears(const v1::ServerFrame& frame) {
    heard_at_ = world_.agenda().now();
    world_.trace_heard(name_, frame);
    if (frame.has_welcome()) return model_->connected();
    model_->frame(frame, heard_at_);
}

void Page::apply(const v1::Event& event) {
    auto& shown = shown_[event.topic()];
    if (event.seq() != shown.base + shown.ids.size() + 1) {
        world_.complain(name_ + " applies " + event.topic() + " " + std::to_string(event.seq()) + " out of order");
    }
    shown.ids.push_back(event.id());
}

void Page::fetch_snapshot() {
    if (std::exchange(fetching_, true)) return;
    shown_.clear();
    world_.agenda().after(Duration{world_.random().below(500'000)}, [this, load = load_] {
        if (load != load_) return;
        fetching_ = false;
        auto* node = world_.random_node();
        if (node == nullptr || node->log().is_down()) return fetch_snapshot();
        fetching_ = true;
        const auto rights = world_.rights(name_);
        const auto snapshot = world_.record().snapshot({rights.begin(), rights.end()});
        world_.agenda().after(world_.read_pause(*node), [this, load, snapshot] {
            if (load != load_) return;
            fetching_ = false;
            epoch_ = snapshot.epoch();
            shown_.clear();
            for (const auto& head : snapshot.heads()) {
                shown_[head.topic()].base = head.seq();
                world_.trace("{} has a snapshot: {} {} {}", name_, epoch_, head.topic(), head.seq());
            }
            model_->follow(snapshot);
        });
    });
}

std::string Page::unlike_the_record() const {
    if (fetching_ || !link_) return name_ + " is still on its way";
    const auto rights = world_.rights(name_);
    for (const auto& topic : rights) {
        const auto followed = model_->topics().find(topic);
        const auto shown = shown_.find(topic);
        if (followed == model_->topics().end() || shown == shown_.end()) return name_ + " does not follow " + topic;
        if (followed->second.epoch() != world_.record().now().epoch) return name_ + " lives in another epoch";
        const auto head = world_.record().topic_head(topic);
        if (followed->second.seq() != head) {
            return name_ + " is at " + topic + " " + std::to_string(followed->second.seq()) + " of " +
                   std::to_string(head);
        }
        if (!shown->second.live) return name_ + " is not live on " + topic;
        for (std::size_t i = 0; i < shown->second.ids.size(); ++i) {
            const auto seq = shown->second.base + i + 1;
            const auto position = world_.record().now().topics.at(topic).at(seq - 1);
            if (world_.record().now().entries[position - 1].id == shown->second.ids[i]) continue;
            return name_ + " shows another event at " + topic + " " + std::to_string(seq);
        }
    }
    for (const auto& [topic, place] : model_->topics()) {
        if (!rights.contains(topic)) return name_ + " still follows " + topic;
    }
    return {};
}

bool Page::is_settled() const {
    return unlike_the_record().empty();
}

bool Page::wants_reload() const {
    if (model_->was_refused()) return true;
    if (fetching_) return false;
    return std::ranges::any_of(world_.rights(name_), [this](const auto& topic) {
        return !model_->topics().contains(topic);
    });
}

}  // namespace koebel::simulation
