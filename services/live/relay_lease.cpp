#include "live/relay_lease.hpp"

#include <tuple>

namespace koebel::live {
namespace {

constexpr store::Sql kRead{"live.read_lease", "SELECT holder, held_until FROM relay_lease WHERE id = 1"};
constexpr store::Sql kTake{
    "live.take_lease",
    "UPDATE relay_lease SET holder = $1, held_until = $2 WHERE id = 1 AND (holder = $1 OR held_until <= $3)",
};

struct Row {
    std::string holder;
    Instant until;
    static Row from(const store::Row& row) { return {.holder = row.text(0), .until = row.get<Instant>(1)}; }
};

}  // namespace

asio::awaitable<bool> RelayLease::hold() {
    if (is_alone_) co_return is_held_ = true;
    const auto now = Steady::now();
    if (now < ask_again_) co_return is_held_;
    if (!is_held_) {
        // Looking is cheap, writing is everybody's time.
        auto look = [node = node_](store::Reader& reader) {
            const auto row = reader.row<Row>(kRead);
            return !row || row->holder == node || row->until <= reader.now();
        };
        auto looking = store_.read(look);  // named: g++ 12
        ask_again_ = now + length_ / 6;
        if (!co_await std::move(looking)) co_return false;
    }
    auto take = [node = node_, length = length_](store::Transaction& tx) -> Result<bool> {
        return tx.change(kTake, node, tx.now() + length, tx.now()) > 0;
    };
    auto taking = store_.write("live.take_lease", take);  // named: g++ 12
    const auto taken = co_await std::move(taking);
    is_held_ = taken && *taken;
    ask_again_ = now + (is_held_ ? length_ / 3 : length_ / 6);
    co_return is_held_;
}

}  // namespace koebel::live
