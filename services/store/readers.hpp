#pragma once

#include "store/connection.hpp"
#include "store/database.hpp"
#include "store/statistics.hpp"
#include "store/store.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace koebel::store {

/// A read that waits for a reader.
struct PendingRead {
    std::function<void(Reader&)> job;
    std::function<void(std::exception_ptr)> done;  ///< called once, on the reader's thread
};

/// The threads that read, a connection each, from one bounded queue. Owned by the store.
class Readers {
public:
    struct Parts {
        const Settings& settings;
        Database& database;
        Clock& clock;
        Statistics& statistics;
        std::atomic<Instant>& last_success;
    };

    explicit Readers(const Parts& parts);
    Readers(const Readers&) = delete;
    Readers& operator=(const Readers&) = delete;
    ~Readers() { stop(); }

    /// Queues a read. Throws Overloaded when the queue is full, Fault after stop(). Any thread.
    void submit(PendingRead read);

    /// Stops accepting, runs what waits, joins. Idempotent.
    void stop();

private:
    void loop();
    [[nodiscard]] std::optional<PendingRead> take();
    void run(std::unique_ptr<Connection>& connection, const PendingRead& read);
    void run_once(std::unique_ptr<Connection>& connection, const PendingRead& read);

    Parts parts_;
    std::mutex mutex_;
    std::condition_variable woken_;
    std::deque<PendingRead> queue_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace koebel::store
