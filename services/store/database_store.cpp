#include "store/database_store.hpp"

#include "base/log.hpp"
#include "store/history.hpp"
#include "store/migrations.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <future>

namespace koebel::store {
namespace {

/// A coroutine that waits, and where it goes on. Its executor counts as busy until then: a loop that runs out of work
/// would lose the coroutine.
struct Waiting {
    asio::any_io_executor executor;
    std::function<void()> resume;  ///< once, on the executor
};

/// Calls `start` with the awaiting coroutine.
template <class Start>
asio::awaitable<void> resume_later(Start start) {
    const auto executor = co_await asio::this_coro::executor;
    auto initiate = [executor, start = std::move(start)](auto handler) mutable {
        // A std::function copies: handler and guard move into shared ownership.
        struct Held {
            decltype(handler) waiting;
            asio::executor_work_guard<asio::any_io_executor> busy;
        };
        auto held = std::make_shared<Held>(Held{std::move(handler), asio::make_work_guard(executor)});
        start(Waiting{.executor = executor, .resume = [held] { std::move(held->waiting)(); }});
    };
    co_await asio::async_initiate<decltype(asio::use_awaitable), void()>(std::move(initiate), asio::use_awaitable);
}

Settings bounded(Settings settings) {
    if (!settings.postgresql.empty()) settings.batch_jobs = std::min(settings.batch_jobs, kPostgresqlBatch);
    return settings;
}

}  // namespace

std::unique_ptr<Store> Store::open(const Settings& settings, Clock& clock, IdSource& ids) {
    return std::make_unique<DatabaseStore>(settings, clock, ids);
}

DatabaseStore::DatabaseStore(const Settings& settings, Clock& clock, IdSource& ids)
    : settings_(bounded(settings)), clock_(clock), last_success_(clock.now()) {
    if (!settings_.data_directory.empty()) directory_.emplace(settings_.data_directory);
    database_ = make_database(settings_);
    auto connection = database_->connect_writer();
    migrate(*connection, clock.now());
    readers_ = std::make_unique<Readers>(Readers::Parts{
        .settings = settings_,
        .database = *database_,
        .clock = clock_,
        .statistics = statistics_,
        .last_success = last_success_,
    });
    writer_ = std::make_unique<Writer>(
        Writer::Parts{
            .settings = settings_,
            .database = *database_,
            .clock = clock_,
            .ids = ids,
            .statistics = statistics_,
            .last_success = last_success_,
            .directory = directory_ ? &*directory_ : nullptr,
        },
        std::move(connection)
    );
    if (!directory_) return;
    if (const auto delivered = directory_->delivered()) confirm_history(*delivered);
}

void DatabaseStore::stop() {
    if (writer_) writer_->stop();
    if (readers_) readers_->stop();
    if (writer_) writer_->close();
}

std::string DatabaseStore::confirm_history(const LogHead& delivered) {
    const auto epoch = write_now("store.confirm_history", [delivered](Transaction& tx) -> Result<std::string> {
        return store::confirm_history(tx, delivered);
    });
    if (!epoch) throw Fault("store.confirm_history: " + epoch.error().message);
    return *epoch;
}

asio::awaitable<Result<void>> DatabaseStore::submit(RequestKey key, ErasedJob job, google::protobuf::Message* answer) {
    if (answer != nullptr && !is_uuid(key.request_id)) {
        co_return refuse(Code::kInvalidArgument, "REQUEST_ID_REQUIRED", "request_id must be a UUID");
    }
    const auto outcome = std::make_shared<Outcome>();
    PendingWrite write{.key = std::move(key), .job = std::move(job), .answer = answer, .done = {}};
    auto start = [this, outcome, &write](Waiting caller) {
        write.done = [outcome, caller = std::move(caller)](Outcome ended, Resumptions& resumptions) {
            *outcome = std::move(ended);
            resumptions.add(caller.executor, caller.resume);
        };
        writer_->submit(std::move(write));
    };
    co_await resume_later(std::move(start));
    if (outcome->fault) std::rethrow_exception(outcome->fault);
    co_return std::move(outcome->result);
}

asio::awaitable<void> DatabaseStore::submit_read(std::function<void(Reader&)> job) {
    const auto fault = std::make_shared<std::exception_ptr>();
    auto start = [this, fault, &job](Waiting caller) {
        const auto done = [fault, caller = std::move(caller)](std::exception_ptr ended) {
            *fault = std::move(ended);
            asio::post(caller.executor, caller.resume);
        };
        try {
            readers_->submit({.job = std::move(job), .done = done});
        } catch (...) {
            done(std::current_exception());
        }
    };
    co_await resume_later(std::move(start));
    if (*fault) std::rethrow_exception(*fault);
}

void DatabaseStore::read_blocking(const std::function<void(Reader&)>& job) {
    std::promise<void> promise;
    auto done = promise.get_future();
    readers_->submit({
        .job = job,
        .done =
            [&promise](std::exception_ptr fault) {
                if (fault) {
                    promise.set_exception(std::move(fault));
                } else {
                    promise.set_value();
                }
            },
    });
    done.get();
}

Result<void> DatabaseStore::write_blocking(std::string_view name, ErasedJob job) {
    std::promise<Outcome> promise;
    auto done = promise.get_future();
    writer_->submit({
        .key = {.method = std::string{name}},
        .job = std::move(job),
        .answer = nullptr,
        .done = [&promise](Outcome ended, Resumptions&) { promise.set_value(std::move(ended)); },
    });
    auto outcome = done.get();
    if (outcome.fault) std::rethrow_exception(outcome.fault);
    return std::move(outcome.result);
}

}  // namespace koebel::store
