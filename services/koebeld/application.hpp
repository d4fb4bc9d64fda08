#pragma once

#include "base/id.hpp"
#include "base/time.hpp"
#include "koebeld/settings.hpp"

#include <chrono>
#include <memory>

namespace koebel {

/// The composition root: everything that runs, made in the order in which it depends and ended in
/// reverse. Lives on the main thread.
class Application {
public:
    /// Opens the store, makes the rooms and hands each what it needs. Throws with the remedy.
    explicit Application(const Settings& settings);
    Application(const Application&) = delete;
    Application& operator=(const Application&) = delete;
    ~Application();

    /// Serves until SIGTERM or SIGINT, then goes away in order: not ready, nothing new accepted, clients
    /// sent away in waves, what was accepted answered, the store drained. A second signal ends at once.
    void run();

private:
    struct Parts;
    void shut_down();
    std::unique_ptr<Parts> parts_;
};

}  // namespace koebel
