#pragma once

#include <boost/asio/any_io_executor.hpp>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace koebel::store {

/// Callers to be resumed when a batch is answered: one task per executor, however many there are, so that an io
/// thread is woken once. Lives on the writer's thread for the length of one answer.
class Resumptions {
public:
    using Executor = boost::asio::any_io_executor;

    void add(const Executor& executor, std::function<void()> resume);

    /// Hands them over; each runs on its executor, in the order they came.
    void post();

private:
    using Group = std::vector<std::function<void()>>;

    std::vector<std::pair<Executor, std::shared_ptr<Group>>> groups_;  // few: an io thread each
};

}  // namespace koebel::store
