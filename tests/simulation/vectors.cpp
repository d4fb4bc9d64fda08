#include "simulation/vectors.hpp"

#include "simulation/client_model.hpp"
#include "simulation/random.hpp"

#include <spdlog/fmt/fmt.h>

#include <algorithm>
#include <set>
#include <vector>

namespace koebel::simulation {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t kSteps = 9;
constexpr std::size_t kWorthACase = 7;     // sequences nobody showed before
constexpr std::size_t kFruitless = 2'000;  // conversations that showed too little: enough

struct Step {
    std::string input;  ///< as JSON members
    std::string kind;   ///< what it is, for coverage
    std::vector<std::string> actions;
};

std::string hex(const v1::ServerFrame& frame) {
    std::string text;
    for (const char octet : frame.SerializeAsString()) text += fmt::format("{:02x}", static_cast<unsigned char>(octet));
    return text;
}

std::string quoted(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += fmt::format("{}\"{}\"", text.empty() ? "" : ", ", word);
    return "[" + text + "]";
}

/// A client and a server that says whatever comes to its mind.
class Conversation {
public:
    explicit Conversation(Random& random) : random_(random) {
        follow();
        record(R"("connected": true)", "connected", [this] {
            connected_ = true;
            model_.connected();
        });
    }

    void go_on() {
        now_ += std::chrono::milliseconds{random_.below(3) == 0 ? random_.between(500, 2'500) : random_.below(50)};
        if (!connected_ && random_.chance(60)) {
            record(R"("connected": true)", "connected", [this] {
                connected_ = true;
                model_.connected();
            });
            return;
        }
        if (model_.topics().empty() && random_.chance(70)) return follow();
        if (connected_ && random_.chance(5)) {
            record(R"("disconnected": true)", "disconnected", [this] {
                connected_ = false;
                model_.disconnected();
            });
            return;
        }
        if (!connected_ || random_.chance(15)) {
            record(R"("tick": true)", "tick", [this] { model_.tick(now_); });
            return;
        }
        v1::ServerFrame frame;
        const auto kind = say(frame);
        record(fmt::format(R"("frame": "{}")", hex(frame)), kind, [&] { model_.frame(frame, now_); });
    }

    [[nodiscard]] const std::vector<Step>& steps() const { return steps_; }

private:
    void follow() {
        v1::Snapshot places;
        places.set_epoch(random_.chance(80) ? "e1" : "e2");
        std::string heads;
        for (const auto* name : {"feed", "team:a"}) {
            if (name != std::string_view{"feed"} && random_.chance(60)) continue;
            auto& head = *places.add_heads();
            head.set_topic(name);
            head.set_seq(random_.below(5));
            heads += fmt::format(R"({}["{}", {}])", heads.empty() ? "" : ", ", name, head.seq());
        }
        record(fmt::format(R"("follow": {{ "epoch": "{}", "seqs": [{}] }})", places.epoch(), heads), "follow", [&] {
            model_.follow(places);
        });
    }

    std::string topic() {
        if (model_.topics().empty() || random_.chance(5)) return random_.chance(50) ? "feed" : "team:a";
        auto entry = model_.topics().begin();
        std::advance(entry, static_cast<std::ptrdiff_t>(random_.below(model_.topics().size())));
        return entry->first;
    }

    /// A seq near where the client is.
    std::uint64_t near(const std::string& name) {
        const auto found = model_.topics().find(name);
        const std::uint64_t seq = found == model_.topics().end() ? 2 : found->second.seq();
        if (random_.chance(60)) return seq + 1;
        return random_.chance(50) ? seq + random_.between(2, 4) : std::max<std::uint64_t>(seq, 1);
    }

    void fill(v1::Event& event, const std::string& name, std::uint64_t seq) {
        event.set_topic(name);
        event.set_seq(seq);
        event.set_id("id-" + std::to_string(seq));
        event.set_type("bell_rang");
        event.mutable_body()->mutable_bell_rang();
    }

    std::string say(v1::ServerFrame& frame) {
        const auto name = topic();
        switch (random_.below(7)) {
            case 0:
            case 1:
            case 2:
                fill(*frame.mutable_event(), name, near(name));
                return "event";
            case 3: {
                frame.mutable_block()->set_topic(name);
                const auto first = near(name);
                const auto end = first + random_.between(1, 3);
                for (auto seq = first; seq < end; ++seq) {
                    fill(*frame.mutable_block()->add_events(), name, seq);
                }
                return "block";
            }
            case 4:
            case 5: {
                auto& word = *frame.mutable_subscribed();
                word.set_topic(name);
                const auto found = model_.topics().find(name);
                const bool is_known = found != model_.topics().end();
                word.set_epoch(is_known && random_.chance(90) ? found->second.epoch() : "e3");
                word.set_head(random_.chance(50) ? near(name) : near(name) - 1);
                const auto dice = random_.below(10);
                word.set_status(
                    dice < 4   ? v1::Subscribed::STATUS_LIVE
                    : dice < 7 ? v1::Subscribed::STATUS_CATCHING_UP
                    : dice < 8 ? v1::Subscribed::STATUS_RESET
                               : v1::Subscribed::STATUS_ENDED
                );
                return v1::Subscribed::Status_Name(word.status());
            }
            default: {
                auto& ping = *frame.mutable_ping();
                ping.set_t(1);
                for (const auto& [followed, place] : model_.topics()) {
                    auto& head = *ping.add_heads();
                    head.set_topic(followed);
                    head.set_seq(random_.chance(50) ? near(followed) : place.seq());
                }
                return "ping";
            }
        }
    }

    template <class Act>
    void record(std::string input, std::string kind, Act act) {
        const auto at = std::chrono::duration_cast<std::chrono::milliseconds>(now_.time_since_epoch()).count();
        steps_.push_back({.input = fmt::format(R"("at": {}, {})", at, input), .kind = std::move(kind), .actions = {}});
        act();
    }

    void did(std::string action) { steps_.back().actions.push_back(std::move(action)); }

    Random& random_;
    ClientModel::Time now_{};
    bool connected_ = false;
    std::vector<Step> steps_;
    ClientModel model_{{
        .send =
            [this](const v1::ClientFrame& frame) {
                if (frame.has_unsubscribe()) did("unsubscribe " + frame.unsubscribe().topic());
                if (!frame.has_subscribe()) return;
                const auto& wish = frame.subscribe();
                did(fmt::format("subscribe {} {} {}", wish.topic(), wish.epoch(), wish.from()));
            },
        .apply = [this](const v1::Event& event
                 ) { did(fmt::format("apply {} {} {}", event.topic(), event.seq(), event.id())); },
        .live = [this](const std::string& topic) { did("live " + topic); },
        .reset = [this] { did("reset"); },
    }};
};

/// What a conversation showed: single situations, and which followed which.
struct Shown {
    std::set<std::string> situations;
    std::set<std::string> sequences;
};

Shown shown(const std::vector<Step>& steps) {
    Shown all;
    std::string before;
    for (const auto& step : steps) {
        auto now = step.kind + ":";
        for (const auto& action : step.actions) now += " " + action.substr(0, action.find(' '));
        all.situations.insert(now);
        all.sequences.insert(before + " > " + now);
        before = std::move(now);
    }
    return all;
}

std::size_t news(const std::set<std::string>& shown, const std::set<std::string>& known) {
    return static_cast<std::size_t>(std::ranges::count_if(shown, [&](const auto& one) { return !known.contains(one); })
    );
}

}  // namespace

std::string make_vectors() {
    Random random(3);
    Shown known;
    std::string cases;
    for (std::size_t fruitless = 0; fruitless < kFruitless; ++fruitless) {
        Conversation talk(random);
        while (talk.steps().size() < kSteps) talk.go_on();
        auto here = shown(talk.steps());
        if (news(here.situations, known.situations) == 0 && news(here.sequences, known.sequences) < kWorthACase)
            continue;
        known.situations.merge(here.situations);
        known.sequences.merge(here.sequences);
        fruitless = 0;
        std::string steps;
        for (const auto& step : talk.steps()) {
            steps += fmt::format(
                "{}      {{ {}, \"does\": {} }}", steps.empty() ? "" : ",\n", step.input, quoted(step.actions)
            );
        }
        cases += fmt::format("{}    [\n{}\n    ]", cases.empty() ? "" : ",\n", steps);
    }
    return "{\n  \"cases\": [\n" + cases + "\n  ]\n}\n";
}

}  // namespace koebel::simulation
