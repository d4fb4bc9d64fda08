#pragma once

#include "simulation/node.hpp"
#include "simulation/page.hpp"

#include <spdlog/fmt/fmt.h>

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace koebel::simulation {

/// Mistakes made on purpose: each must be found, or the checks are worth nothing.
struct Mistakes {
    ClientMistake client = ClientMistake::kNone;
    bool loses_an_entry = false;   ///< SQL's pages lack an entry
    bool shows_redacted = false;   ///< catch-up blocks hold what was redacted
    bool believes_anyone = false;  ///< a rewound history is never noticed
    bool ignores_rights = false;   ///< connections do not hear of changed rights
    bool stays_direct = false;     ///< events go on beside a connection whose rights are read again
};

/// A seed's whole world: one record, some nodes, some pages, bad networks, and things that happen to
/// them. Single-threaded; the same seed is the same world, to the last byte.
class World {
public:
    World(std::uint64_t seed, const Mistakes& mistakes, bool traces);
    ~World();

    /// Lives through it. What went wrong first; empty: nothing.
    std::string run();

    [[nodiscard]] Agenda& agenda() { return agenda_; }
    [[nodiscard]] Random& random() { return random_; }
    [[nodiscard]] Record& record() { return record_; }
    [[nodiscard]] const Mistakes& mistakes() const { return mistakes_; }
    [[nodiscard]] const live::Settings& live_settings() const { return settings_; }
    [[nodiscard]] ShardProgress& progress(std::size_t node, std::size_t shard) { return progress_[{node, shard}]; }

    /// The topics a person may follow now.
    [[nodiscard]] std::set<std::string> rights(const std::string& person) const;
    /// A node that runs; null: none does.
    [[nodiscard]] Node* random_node();
    [[nodiscard]] Link::Network network();
    [[nodiscard]] Duration read_pause(Node& node);

    /// What other threads do while one of them waits.
    void meanwhile();
    [[nodiscard]] bool nested() const { return nested_ > 0; }
    void complain(const std::string& what);

    template <class... Args>
    void trace(fmt::format_string<Args...> format, Args&&... args) {
        if (traces_) write_trace(fmt::format(format, std::forward<Args>(args)...));
    }
    void trace_heard(const std::string& name, const v1::ServerFrame& frame) const;

private:
    void settle_threads();
    void live_until(Time end);
    std::string calm_down();
    std::string check_budgets();

    // What happens (events.cpp).
    void plan();
    void again(Duration mean, std::function<void()> what);
    void commit();
    [[nodiscard]] std::vector<Record::Change> some_changes();
    void take_back(std::vector<Record::Change>& changes);
    void change_a_right(std::vector<Record::Change>& changes);
    void break_something();
    void rewind();
    void write_trace(const std::string& line) const;

    const Mistakes mistakes_;
    const bool traces_;
    Random random_;
    Agenda agenda_{random_};
    Record record_;
    live::Settings settings_;
    std::vector<std::string> topics_;
    std::map<std::pair<std::size_t, std::size_t>, ShardProgress> progress_;
    std::vector<std::unique_ptr<Node>> nodes_;
    std::vector<std::unique_ptr<Page>> pages_;
    std::string wrong_;
    int nested_ = 0;
    bool is_calm_ = false;
    std::uint64_t words_ = 0;
    Duration pace_{0};
    bool rewinds_ = false;
    bool mangles_ = false;
};

}  // namespace koebel::simulation
