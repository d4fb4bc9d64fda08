#include "runtime/due_loop.hpp"

#include "base/log.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <utility>

namespace koebel::runtime {
namespace {

constexpr std::chrono::seconds kAgainAfterFault{5};
constexpr std::chrono::seconds kStopWait{5};

}  // namespace

DueLoop::DueLoop(const asio::any_io_executor& executor, std::string_view name, Step step)
    : name_(name), step_(std::move(step)), pause_(std::make_shared<asio::steady_timer>(executor)) {}

void DueLoop::start() {
    tasks_.spawn(pause_->get_executor(), name_, run());
}

void DueLoop::wake() {
    woken_ = true;
    asio::post(pause_->get_executor(), [pause = pause_] { pause->cancel(); });
}

void DueLoop::stop() {
    if (stopping_.exchange(true)) return;
    wake();
    if (!tasks_.wait(kStopWait)) log("runtime").warn("{} was still at work", name_);
}

asio::awaitable<void> DueLoop::run() {
    while (!stopping_) {
        woken_ = false;
        auto step = take_step();  // named: g++ 12
        const auto next = co_await std::move(step);
        if (stopping_) co_return;
        if (woken_) continue;
        // A wake-up from here on is posted, and so runs once this waits.
        pause_->expires_at(next);
        (void)co_await pause_->async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

asio::awaitable<DueLoop::Steady::time_point> DueLoop::take_step() {
    try {
        auto step = step_();  // named: g++ 12
        co_return co_await std::move(step);
    } catch (const std::exception& fault) {
        log("runtime").warn("{}: {}; trying again", name_, fault.what());
    }
    co_return Steady::now() + kAgainAfterFault;
}

}  // namespace koebel::runtime
