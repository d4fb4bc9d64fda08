#pragma once

#include "store/store.hpp"
#include "support/manual_clock.hpp"
#include "support/postgresql.hpp"
#include "support/sequential_ids.hpp"
#include "support/temporary_directory.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace koebel::test {

/// What a store stands on.
enum class Backend : std::uint8_t { kSqlite, kPostgresql };

/// Every backend, for INSTANTIATE_TEST_SUITE_P.
[[nodiscard]] std::vector<Backend> backends();

/// The name of a parameterised test's backend: `INSTANTIATE_TEST_SUITE_P(Databases, PeopleTest,
/// testing::ValuesIn(test::backends()), test::backend_name);`
[[nodiscard]] std::string backend_name(const testing::TestParamInfo<Backend>& info);

/// A database of its own with all migrations, and a store on it whose clock and ids the test has in its
/// hands. A member of a fixture; gone with it.
class Database {
public:
    explicit Database(Backend backend);
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database();

    [[nodiscard]] store::Store& store() { return *store_; }
    [[nodiscard]] ManualClock& clock() { return clock_; }
    [[nodiscard]] SequentialIds& ids() { return ids_; }
    [[nodiscard]] const store::Settings& settings() const { return settings_; }
    [[nodiscard]] Backend backend() const { return backend_; }

    /// Closes the store, if it is open, and opens it on the same database, perhaps with other settings.
    void reopen();
    void reopen(const store::Settings& settings);
    void close() { store_.reset(); }

    /// Writes and returns what `job(tx)` returned; a refusal fails the test.
    template <class Job, class T = typename std::invoke_result_t<Job, store::Transaction&>::value_type>
    T write(Job job) {
        auto written = store().write_now("test.write", std::move(job));
        if (!written) throw std::runtime_error("refused: " + std::string{written.error().reason});
        return *std::move(written);
    }

    /// The connection string of its PostgreSQL database.
    [[nodiscard]] const std::string& connection_string() const { return postgresql_.value().connection_string(); }

    /// The whole log, in order.
    [[nodiscard]] std::vector<store::LogEntry> log();

private:
    Backend backend_;
    TemporaryDirectory directory_;
    std::optional<PostgresqlDatabase> postgresql_;
    ManualClock clock_;
    SequentialIds ids_;
    store::Settings settings_;
    std::unique_ptr<store::Store> store_;
};

/// Runs a coroutine to its end on an io_context of its own; throws what it threw.
void await(boost::asio::awaitable<void> coroutine);

/// The same for one that returns something.
template <class T>
T await(boost::asio::awaitable<T> coroutine) {
    std::optional<T> returned;
    auto keep = [](boost::asio::awaitable<T> running, std::optional<T>& into) -> boost::asio::awaitable<void> {
        into.emplace(co_await std::move(running));
    };
    await(keep(std::move(coroutine), returned));
    return *std::move(returned);
}

/// A request key whose request_id is the n-th: a repeat has the same n.
[[nodiscard]] store::RequestKey request(std::uint64_t n, std::string caller = "person:test");

}  // namespace koebel::test
