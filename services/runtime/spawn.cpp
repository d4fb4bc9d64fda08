#include "runtime/spawn.hpp"

#include "base/log.hpp"

#include <boost/asio/co_spawn.hpp>

#include <condition_variable>
#include <mutex>

namespace koebel::runtime {

struct Tasks::State {
    std::mutex mutex;
    std::condition_variable ended;
    std::size_t running = 0;

    void begin() {
        const std::lock_guard lock{mutex};
        ++running;
    }
    void end() {
        const std::lock_guard lock{mutex};
        if (--running == 0) ended.notify_all();
    }
};

Tasks::Tasks() : state_(std::make_shared<State>()) {}

Tasks::~Tasks() = default;

void Tasks::spawn(asio::any_io_executor executor, std::string_view name, asio::awaitable<void> coroutine) {
    // The count goes down when the handler goes, also when a loop ends before the coroutine did.
    struct Ticket {
        explicit Ticket(std::shared_ptr<State> s) : state(std::move(s)) { state->begin(); }
        Ticket(const Ticket&) = delete;
        Ticket& operator=(const Ticket&) = delete;
        ~Ticket() { state->end(); }
        std::shared_ptr<State> state;
    };
    auto ticket = std::make_shared<Ticket>(state_);
    asio::co_spawn(executor, std::move(coroutine), [ticket, name](const std::exception_ptr& fault) {
        if (!fault) return;
        try {
            std::rethrow_exception(fault);
        } catch (const std::exception& e) {
            log("runtime").error("{} ended by an exception: {}", name, e.what());
        }
    });
}

std::size_t Tasks::running() const {
    const std::lock_guard lock{state_->mutex};
    return state_->running;
}

bool Tasks::wait(std::chrono::milliseconds at_most) {
    std::unique_lock lock{state_->mutex};
    return state_->ended.wait_for(lock, at_most, [this] { return state_->running == 0; });
}

}  // namespace koebel::runtime
