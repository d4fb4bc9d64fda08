#pragma once

#include "store/data_directory.hpp"
#include "store/database.hpp"
#include "store/readers.hpp"
#include "store/statistics.hpp"
#include "store/store.hpp"
#include "store/writer.hpp"

#include <atomic>
#include <optional>

namespace koebel::store {

/// The Store: a writer and readers on one database, SQLite or PostgreSQL alike.
class DatabaseStore final : public Store {
public:
    DatabaseStore(const Settings& settings, Clock& clock, IdSource& ids);
    ~DatabaseStore() override { stop(); }

    void on_commit(std::function<void(Committed)> listener) override { writer_->on_commit(std::move(listener)); }
    [[nodiscard]] Instant last_success() const override { return last_success_; }
    [[nodiscard]] std::optional<Instant> write_failing_since() const override { return writer_->write_failing_since(); }
    [[nodiscard]] const Statistics& statistics() const override { return statistics_; }
    std::string confirm_history(const LogHead& delivered) override;
    void stop() override;

protected:
    asio::awaitable<Result<void>> submit(RequestKey key, ErasedJob job, google::protobuf::Message* answer) override;
    asio::awaitable<void> submit_read(std::function<void(Reader&)> job) override;
    void read_blocking(const std::function<void(Reader&)>& job) override;
    Result<void> write_blocking(std::string_view name, ErasedJob job) override;

private:
    const Settings settings_;
    Clock& clock_;
    Statistics statistics_;
    std::atomic<Instant> last_success_;
    std::optional<DataDirectory> directory_;
    std::unique_ptr<Database> database_;
    std::unique_ptr<Readers> readers_;
    std::unique_ptr<Writer> writer_;
};

}  // namespace koebel::store
