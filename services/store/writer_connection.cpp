// The writer's way back after its connection was lost.
#include "base/log.hpp"
#include "store/history.hpp"
#include "store/writer.hpp"

#include <algorithm>
#include <random>

namespace koebel::store {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kShortestBackoff{50};
constexpr std::chrono::milliseconds kLongestBackoff{5000};
constexpr std::chrono::seconds kSettleAtMost{8};

constexpr Sql kEntryId{"store.entry_id", "SELECT id FROM log WHERE position = $1"};

/// Between half of it and all of it, so that nodes do not come back in step.
std::chrono::milliseconds jittered(std::chrono::milliseconds backoff) {
    thread_local std::minstd_rand random{std::random_device{}()};
    return std::chrono::milliseconds{
        std::uniform_int_distribution<std::int64_t>{backoff.count() / 2, backoff.count()}(random)
    };
}

}  // namespace

void Writer::ensure_connection() {
    if (connection_ && connection_->is_alive()) return;
    connection_.reset();
    if (SteadyClock::now() < reconnect_at_) {
        throw DatabaseFault(DatabaseFault::Kind::kUnavailable, "store.connect: waiting before the next try");
    }
    try {
        connection_ = parts_.database.connect_writer();
    } catch (const DatabaseFault&) {
        backoff_ = std::clamp(backoff_ * 2, kShortestBackoff, kLongestBackoff);
        reconnect_at_ = SteadyClock::now() + jittered(backoff_);
        throw;
    }
    backoff_ = {};
    parts_.statistics.reconnects += 1;
    confirm_delivered();
}

void Writer::confirm_delivered() {
    if (delivered_.position == 0) return;
    begin_once({});
    JobTransaction tx({
        .connection = *connection_,
        .ids = parts_.ids,
        .receipts = *receipts_,
        .head = head_,
        .now = now(),
    });
    static_cast<void>(store::confirm_history(tx, delivered_));
    connection_->commit();
}

/// The connection was lost at COMMIT. With the lock in hand again the old session has ended one way or
/// the other; then the batch, which is one transaction, is there if any trace of it is.
Writer::Attempt Writer::settle_lost_commit() {
    if (!wrote_) return Attempt::kCommitted;  // there was nothing to lose
    const auto entries = entries_;
    const auto receipted = receipted_;
    const auto head = head_;
    const auto until = SteadyClock::now() + kSettleAtMost;
    auto settled = Attempt::kUnknown;
    while (settled == Attempt::kUnknown && SteadyClock::now() < until) {
        try {
            ensure_connection();
            begin_once({});
            entries_ = entries;
            receipted_ = receipted;
            settled = look_for_evidence();
            connection_->rollback();
            break;
        } catch (const DatabaseFault& error) {
            log("store").warn("settling a lost commit: {}", error.what());
            std::this_thread::sleep_until(std::min(until, std::max(reconnect_at_, SteadyClock::now())));
        }
    }
    entries_ = entries;
    head_ = head;
    return settled;
}

Writer::Attempt Writer::look_for_evidence() {
    if (receipted_) {
        receipts_->look_up(*receipted_);
        connection_->flush();
        return receipts_->find(*receipted_) != nullptr ? Attempt::kCommitted : Attempt::kDropped;
    }
    if (entries_.empty()) return Attempt::kUnknown;
    bool found = false;
    connection_->queue(bound_to(kEntryId, entries_.front().position), [&](const Row& row) {
        found = row.text(0) == entries_.front().id;
    });
    connection_->flush();
    return found ? Attempt::kCommitted : Attempt::kDropped;
}

}  // namespace koebel::store
