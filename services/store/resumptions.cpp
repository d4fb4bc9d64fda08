#include "store/resumptions.hpp"

#include <boost/asio/post.hpp>

namespace koebel::store {
namespace {

using Group = std::vector<std::function<void()>>;
using Executor = Resumptions::Executor;

void post_from(const Executor& executor, const std::shared_ptr<Group>& group, std::size_t from);

/// One that throws ends its task; those behind it get another.
void run_from(const Executor& executor, const std::shared_ptr<Group>& group, std::size_t from) {
    for (std::size_t i = from; i < group->size(); ++i) {
        try {
            std::exchange((*group)[i], nullptr)();
        } catch (...) {
            if (i + 1 < group->size()) post_from(executor, group, i + 1);
            throw;
        }
    }
}

void post_from(const Executor& executor, const std::shared_ptr<Group>& group, std::size_t from) {
    boost::asio::post(executor, [executor, group, from] { run_from(executor, group, from); });
}

}  // namespace

void Resumptions::add(const Executor& executor, std::function<void()> resume) {
    for (auto& [known, group] : groups_) {
        if (known == executor) return group->push_back(std::move(resume));
    }
    groups_.emplace_back(executor, std::make_shared<Group>()).second->push_back(std::move(resume));
}

void Resumptions::post() {
    for (auto& [executor, group] : groups_) post_from(executor, group, 0);
    groups_.clear();
}

}  // namespace koebel::store
