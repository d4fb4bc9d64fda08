#include "access/set_up_gate.hpp"

#include "access/set_up.hpp"

namespace koebel::access {

bool SetUpGate::lets_through(std::string_view method) const {
    return method == "koebel.v1.SetUpService/CheckSetUpLink" || method == "koebel.v1.SetUpService/BeginSetUp";
}

asio::awaitable<Result<void>> SetUpGate::look() {
    auto job = [](store::Reader& reader) { return is_set_up(reader); };
    if (!co_await store_.read(job))
        co_return refuse(Code::kFailedPrecondition, "SET_UP_FIRST", "nobody administers here");
    is_open_.store(true, std::memory_order_relaxed);
    co_return Result<void>{};
}

}  // namespace koebel::access
