#include "store/readers.hpp"

#include "store/job_transaction.hpp"

namespace koebel::store {

Readers::Readers(const Parts& parts) : parts_(parts) {
    for (std::size_t i = 0; i < parts_.settings.readers; ++i) threads_.emplace_back([this] { loop(); });
}

void Readers::submit(PendingRead read) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) throw Fault("the store is stopping");
        if (queue_.size() >= parts_.settings.queue) {
            parts_.statistics.overloaded += 1;
            throw Overloaded("too many reads are waiting");
        }
        queue_.push_back(std::move(read));
        parts_.statistics.read_queue = queue_.size();
    }
    woken_.notify_one();
}

void Readers::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    woken_.notify_all();
    for (auto& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

void Readers::loop() {
    std::unique_ptr<Connection> connection;
    while (const auto read = take()) {
        std::exception_ptr fault;
        try {
            run(connection, *read);
            parts_.statistics.reads += 1;
            parts_.last_success = parts_.clock.now();
        } catch (...) {
            parts_.statistics.faults += 1;
            fault = std::current_exception();
        }
        read->done(fault);
    }
}

std::optional<PendingRead> Readers::take() {
    std::unique_lock lock(mutex_);
    woken_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return std::nullopt;
    auto read = std::move(queue_.front());
    queue_.pop_front();
    parts_.statistics.read_queue = queue_.size();
    return read;
}

/// A connection that was lost since its last read is made anew, once: reading twice does no harm.
void Readers::run(std::unique_ptr<Connection>& connection, const PendingRead& read) {
    const bool fresh = connection == nullptr;
    try {
        run_once(connection, read);
    } catch (const DatabaseFault& fault) {
        if (fresh || fault.kind() != DatabaseFault::Kind::kLost) throw;
        parts_.statistics.reconnects += 1;
        run_once(connection, read);
    }
}

void Readers::run_once(std::unique_ptr<Connection>& connection, const PendingRead& read) {
    if (!connection) connection = parts_.database.connect_reader();
    try {
        connection->begin_read(std::chrono::steady_clock::now() + parts_.settings.read_deadline);
        ConnectionReader reader(*connection, parts_.clock);
        read.job(reader);
        connection->commit();
    } catch (...) {
        connection->rollback();
        if (!connection->is_alive()) connection.reset();
        throw;
    }
}

}  // namespace koebel::store
