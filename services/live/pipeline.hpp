#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <exception>
#include <memory>
#include <utility>
#include <vector>

namespace koebel::live {

namespace asio = boost::asio;

/// Several things under way at once for one coroutine: each begins when it is added, in order; all are waited for
/// together. Lives on its executor's one thread. It may be destroyed early: what is under way ends by itself, so
/// everything that was added owns what it needs.
template <class T>
class Pipeline {
public:
    explicit Pipeline(const asio::any_io_executor& executor) : state_(std::make_shared<State>(executor)) {}

    void add(asio::awaitable<T> work) {
        const auto place = state_->results.size();
        state_->results.emplace_back();
        ++state_->under_way;
        asio::co_spawn(
            state_->all_done.get_executor(),
            std::move(work),
            [state = state_, place](const std::exception_ptr& fault, T result) {
                if (fault && !state->fault) state->fault = fault;
                state->results[place] = std::move(result);
                if (--state->under_way == 0) state->all_done.cancel();
            }
        );
    }

    [[nodiscard]] std::size_t under_way() const { return state_->under_way; }

    /// Waits for all; what each gave, in the order in which they were added. Throws the first fault once none is under
    /// way. Empty again after it.
    asio::awaitable<std::vector<T>> results() {
        while (state_->under_way > 0) {
            co_await state_->all_done.async_wait(asio::as_tuple(asio::use_awaitable));
        }
        if (const auto fault = std::exchange(state_->fault, nullptr)) {
            state_->results.clear();
            std::rethrow_exception(fault);
        }
        co_return std::exchange(state_->results, {});
    }

private:
    struct State {
        explicit State(const asio::any_io_executor& executor)
            : all_done(executor, asio::steady_timer::time_point::max()) {}

        asio::steady_timer all_done;  // never expires; cancelled when nothing is under way
        std::vector<T> results;
        std::size_t under_way = 0;
        std::exception_ptr fault;
    };

    std::shared_ptr<State> state_;
};

}  // namespace koebel::live
