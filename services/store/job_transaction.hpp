#pragma once

#include "base/id.hpp"
#include "store/connection.hpp"
#include "store/receipts.hpp"
#include "store/transaction.hpp"

#include <exception>
#include <list>
#include <map>
#include <set>

namespace koebel::store {

/// Reads through a connection that is in a transaction. Lives for one job.
class ConnectionReader final : public Reader {
public:
    ConnectionReader(Connection& connection, const Clock& clock) : connection_(connection), clock_(clock) {}

    [[nodiscard]] Instant now() const override;

protected:
    void fetch(std::span<const Bound> queries, const std::function<void(std::size_t, const Row&)>& each) override {
        fetch_all(connection_, queries, each);
    }

private:
    Connection& connection_;
    const Clock& clock_;
    mutable std::optional<Instant> now_;
};

/// Where the log stands while a batch runs: read under the lock, carried from job to job.
struct BatchHead {
    std::string epoch;
    std::uint64_t position = 0;
    Instant at;
    std::map<std::string, std::uint64_t, std::less<>> topics{};  ///< the newest seq, where the batch has learnt it
    std::set<std::string, std::less<>> behind{};                 ///< topics whose row is to be brought up to it
};

/// Queues the rows of topics that are behind: once a batch, before its commit, however many entries it has.
void write_topic_heads(Connection& connection, const BatchHead& head);

/// One job's writes, in its savepoint. Lives on the writer's thread for the length of the job.
class JobTransaction final : public Transaction {
public:
    struct Parts {
        Connection& connection;
        IdSource& ids;
        Receipts& receipts;
        BatchHead& head;  ///< moved on by keep() only
        Instant now;
    };
    explicit JobTransaction(const Parts& parts) : parts_(parts), position_(parts.head.position) {}

    [[nodiscard]] Instant now() const override { return parts_.now; }
    [[nodiscard]] std::string new_id() override { return parts_.ids.next(parts_.now); }
    std::uint64_t append(NewEntry entry) override;
    [[nodiscard]] std::uint64_t next_position() const override { return position_ + 1; }
    void schedule(std::string_view key, Instant due_at, std::string_view rule = {}) override;
    void unschedule(std::string_view key) override;

    /// Whether a statement failed, also one whose fault the job swallowed.
    [[nodiscard]] bool has_fault() const { return fault_ != nullptr; }

    /// Whether anything would have to be taken back; reading leaves nothing.
    [[nodiscard]] bool has_written() const { return has_written_; }

    /// Of the job's first and last entry; 0 when it appended none.
    [[nodiscard]] std::uint64_t first_position() const { return appended_.empty() ? 0 : parts_.head.position + 1; }
    [[nodiscard]] std::uint64_t last_position() const { return appended_.empty() ? 0 : position_; }

    /// Rethrows the first fault of a statement: a job that swallowed one must not be kept.
    void rethrow_fault() const {
        if (fault_) std::rethrow_exception(fault_);
    }

    /// The savepoint is released: moves the head on and hands the entries over, in order. Entries of
    /// the batch that this job redacts lose their payload there too.
    void keep(std::vector<LogEntry>& entries);

protected:
    void fetch(std::span<const Bound> queries, const std::function<void(std::size_t, const Row&)>& each) override;
    void execute(Bound statement) override;
    std::int64_t execute_counted(Bound statement) override;

private:
    template <class Work>
    void noting_fault(Work work);
    /// The topic's newest seq, if the batch or this job has learnt it.
    [[nodiscard]] std::optional<std::uint64_t> known_head(const std::string& topic) const;

    Parts parts_;
    std::uint64_t position_;
    std::list<LogEntry> appended_;  // stable addresses: seqs are filled in when the answers arrive
    std::map<std::string, std::uint64_t, std::less<>> heads_;  // of topics this job appended to, where known
    std::set<std::string, std::less<>> behind_;                // of them, those whose row it did not raise
    bool has_written_ = false;
    std::exception_ptr fault_;
};

}  // namespace koebel::store
