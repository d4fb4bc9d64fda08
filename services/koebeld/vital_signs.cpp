#include "koebeld/vital_signs.hpp"

#include "base/log.hpp"
#include "store/statistics.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace koebel {
namespace {

using Steady = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kBeat{250};
constexpr int kSignsPerPeriod = 4;  // of the manager's patience

}  // namespace

VitalSigns::VitalSigns(
    const Overload& bounds,
    runtime::IoThreads& threads,
    store::Store& store,
    ServiceManager& manager,
    asio::io_context& main
)
    : bounds_(bounds), store_(store), manager_(manager), main_(main), timer_(main) {
    for (std::size_t i = 0; i < threads.size(); ++i) {
        threads_.add("io thread " + std::to_string(i), [&context = threads.context(i)](std::function<void()> answered) {
            asio::post(context, std::move(answered));
        });
    }
    sql_.add("the writer", [this](std::function<void()> answered) {
        tasks_.spawn(main_.get_executor(), "koebeld.ask_writer", ask_writer(std::move(answered)));
    });
    sql_.add("the readers", [this](std::function<void()> answered) {
        tasks_.spawn(main_.get_executor(), "koebeld.ask_readers", ask_readers(std::move(answered)));
    });
}

void VitalSigns::start(std::function<bool()> is_ready, std::string status) {
    is_ready_ = std::move(is_ready);
    status_ = std::move(status);
    next_sign_ = Steady::now();
    tasks_.spawn(main_.get_executor(), "koebeld.vital_signs", beat());
}

void VitalSigns::stop() {
    stopped_ = true;
    timer_.cancel();
}

bool VitalSigns::overloaded() const {
    const auto& waiting = store_.statistics();
    const auto longest = std::max(waiting.write_queue.load(), waiting.read_queue.load());
    return longest >= bounds_.store_queue || threads_.slowest() >= bounds_.lag;
}

asio::awaitable<void> VitalSigns::beat() {
    while (!stopped_) {
        const auto now = Steady::now();
        threads_.beat(now);
        if (!told_ready_ && is_ready_()) {
            told_ready_ = true;
            manager_.ready(status_);
        }
        if (manager_.watchdog() > std::chrono::microseconds::zero()) tell_manager(now);
        timer_.expires_after(kBeat);
        co_await timer_.async_wait(asio::as_tuple(asio::use_awaitable));
    }
}

void VitalSigns::tell_manager(Steady::time_point now) {
    const auto patience = manager_.watchdog() / 2;
    auto silent = threads_.silent(patience, now);
    if (!silent) silent = sql_.silent(patience, now);
    if (silent.value_or("") != silent_) {
        silent_ = silent.value_or("");
        if (silent) log("koebeld").error("no answer from {}: no more signs of life until it does", silent_);
        manager_.status(silent ? "No answer from " + silent_ : status_);
    }
    if (now < next_sign_) return;
    next_sign_ = now + manager_.watchdog() / kSignsPerPeriod;
    sql_.beat(now);
    if (!silent) manager_.alive();
}

asio::awaitable<void> VitalSigns::ask_writer(std::function<void()> answered) {
    try {
        auto nothing = [](store::Transaction&) -> Result<bool> { return true; };
        (void)co_await store_.write("koebeld.ask_writer", nothing);
    } catch (const std::exception& e) {
        log("koebeld").debug("the writer: {}", e.what());  // an answer all the same
    }
    answered();
}

asio::awaitable<void> VitalSigns::ask_readers(std::function<void()> answered) {
    try {
        auto nothing = [](store::Reader&) { return true; };
        (void)co_await store_.read(nothing);
    } catch (const std::exception& e) {
        log("koebeld").debug("the readers: {}", e.what());
    }
    answered();
}

}  // namespace koebel
