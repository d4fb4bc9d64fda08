#pragma once

#include "simulation/client_model.hpp"
#include "simulation/link.hpp"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace koebel::simulation {

/// A page of one person: the client's algorithm, its connection, its snapshot; and a list of everything
/// it applied, which is held against the record.
class Page {
public:
    Page(World& world, std::size_t number);
    ~Page();

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const std::string& person() const { return name_; }

    void start();
    [[nodiscard]] bool has_started() const { return model_ != nullptr; }
    /// Forgets everything, as a reload does.
    void reload();
    void cut_link();
    void calm();

    // From its link.
    void hears(const v1::ServerFrame& frame);
    void lost(Link& link);

    /// Why it does not show what the record holds; empty: it does.
    [[nodiscard]] std::string unlike_the_record() const;
    /// Whether it waits for nothing: connected, live everywhere, at every head.
    [[nodiscard]] bool is_settled() const;
    [[nodiscard]] bool wants_reload() const;

private:
    /// What was applied to a topic since the snapshot.
    struct Shown {
        std::uint64_t base = 0;
        std::vector<std::string> ids;
        bool live = false;
    };

    void apply(const v1::Event& event);
    void connect();
    void tick();
    void fetch_snapshot();
    void watch();

    World& world_;
    const std::string name_;
    std::unique_ptr<ClientModel> model_;
    std::unique_ptr<Link> link_;
    std::vector<std::unique_ptr<Link>> gone_;  // until nobody stands in them any more
    std::uint64_t load_ = 0;                   // what was asked for before a reload does not count
    bool fetching_ = false;
    bool calm_ = false;
    Time heard_at_;
    std::string epoch_;
    std::map<std::string, Shown> shown_;
};

}  // namespace koebel::simulation
