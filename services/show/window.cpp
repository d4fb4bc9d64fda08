#include "show/window.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace koebel::show {
namespace {

constexpr std::string_view kPrefix = "show.window.";

std::string key_of(const ShowId& id) {
    return std::string{kPrefix} + id.text();
}

}  // namespace

void plan_window(store::Transaction& tx, const Show& show) {
    switch (show.state) {
        case v1::SHOW_STATE_PLANNED:
            return tx.schedule(key_of(show.id), show.times.opens_at);
        case v1::SHOW_STATE_COLLECTING:
            return tx.schedule(key_of(show.id), show.times.closes_at);
        default:
            return forget_window(tx, show.id);
    }
}

void forget_window(store::Transaction& tx, const ShowId& id) {
    tx.unschedule(key_of(id));
}

void keep_windows(store::Schedule& schedule, Following following) {
    schedule.on(
        std::string{kPrefix},
        [following = std::move(following)](store::Transaction& tx, const store::Due& due) {
            // This node's clock said that it is time; the database's may be behind, and a moment is planned only once.
            follow_window(tx, ShowId{due.key.substr(kPrefix.size())}, std::max(tx.now(), due.due_at), following);
        }
    );
}

}  // namespace koebel::show
