#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace koebel::simulation {

/// The documented algorithm for one topic, as web/src/live/topic.ts has it: next seq → apply; older →
/// drop; newer, or a head that stays ahead while nothing comes for two seconds → subscribe again; another epoch or
/// RESET → the snapshot. Pure: the caller brings the time.
class ClientTopic {
public:
    using Time = std::chrono::steady_clock::time_point;
    enum class Verdict : std::uint8_t { kApply, kDrop, kSubscribe };
    enum class Step : std::uint8_t { kNone, kSubscribe, kReset };

    ClientTopic(std::string epoch, std::uint64_t seq) : epoch_(std::move(epoch)), seq_(seq) {}

    [[nodiscard]] const std::string& epoch() const { return epoch_; }
    [[nodiscard]] std::uint64_t seq() const { return seq_; }
    [[nodiscard]] bool is_asked() const { return asked_; }

    void asked() {
        asked_ = true;
        awaited_.reset();
    }
    void disconnected() {
        asked_ = false;
        awaited_.reset();
    }

    Verdict event(std::uint64_t seq) {
        if (seq <= seq_) return Verdict::kDrop;
        if (seq == seq_ + 1) {
            seq_ = seq;
            return Verdict::kApply;
        }
        return asked_ ? Verdict::kDrop : Verdict::kSubscribe;
    }

    Step subscribed(const std::string& epoch, std::uint64_t head, bool is_reset, Time now) {
        asked_ = false;
        if (is_reset || epoch != epoch_) return Step::kReset;
        return this->head(head, now);
    }

    Step head(std::uint64_t head, Time now) {
        if (head <= seq_) {
            awaited_.reset();
            return Step::kNone;
        }
        if (!awaited_ || seq_ >= awaited_->head) {
            awaited_ = Awaited{.head = head, .seq = seq_, .since = now};
            return Step::kNone;
        }
        return tick(now);
    }

    Step tick(Time now) {
        if (!awaited_ || asked_) return Step::kNone;
        if (seq_ >= awaited_->head) {
            awaited_.reset();
            return Step::kNone;
        }
        // A long way to catch up takes its time: every step of it starts the patience again.
        if (seq_ > awaited_->seq) awaited_ = Awaited{.head = awaited_->head, .seq = seq_, .since = now};
        return now - awaited_->since >= kPatience ? Step::kSubscribe : Step::kNone;
    }

    /// A mistake for the simulation to find: takes what comes as if nothing lay between.
    void skip_to(std::uint64_t seq) { seq_ = seq; }

private:
    static constexpr std::chrono::seconds kPatience{2};
    struct Awaited {
        std::uint64_t head;
        std::uint64_t seq;
        Time since;
    };

    std::string epoch_;
    std::uint64_t seq_;
    bool asked_ = false;
    std::optional<Awaited> awaited_;
};

}  // namespace koebel::simulation
