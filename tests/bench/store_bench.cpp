// How much of a bare SQLite loop's rate the store keeps: 64 callers at once through Store::write, against a
// loop that inserts the same rows (the thing, its log entry, its topic, its receipt) in transactions of 64
// with synchronous=FULL. A run is a slice of the loop, one of the store and one of the loop again; it counts only when
// both of the loop agree, whatever the store did. The figure is the median of the runs that count. Prints JSON lines;
// the last one has the verdict. Never fails because of a number.
#include "base/id.hpp"
#include "store/statistics.hpp"
#include "store/store.hpp"
#include "support/temporary_directory.hpp"

#include <sqlite3.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

namespace koebel::store {
namespace {

constexpr double kAtLeast = 0.5;
constexpr int kCallers = 64;
constexpr int kRounds = 60;       // a slice writes kCallers * kRounds things
constexpr std::size_t kRuns = 5;  // that count
constexpr int kTries = 5;         // times as many runs are made before the machine is called too noisy
constexpr double kNoisy = 0.1;    // how far the loop's two slices may lie apart

constexpr Sql kTable{"bench.table", "CREATE TABLE IF NOT EXISTS thing (id TEXT PRIMARY KEY, words TEXT NOT NULL)"};
constexpr Sql kInsert{"bench.insert", "INSERT INTO thing (id, words) VALUES ($1, $2)"};

const std::string kWords(180, 'w');

v1::EventBody body(const std::string& id) {
    v1::EventBody event;
    event.mutable_recognition_withdrawn()->set_recognition_id(id + kWords);
    return event;
}

double seconds_since(std::chrono::steady_clock::time_point from) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

/// The processor's time per thing, of all threads: what a busy machine blurs least.
template <class Slice>
double processor_microseconds(Slice slice) {
    const auto from = std::clock();
    slice();
    return static_cast<double>(std::clock() - from) * 1e6 / CLOCKS_PER_SEC / (kCallers * kRounds);
}

/// Things a second through the store.
class StoreSide {
public:
    StoreSide() {
        Settings settings;
        settings.data_directory = directory_.path() / "store";
        store_ = Store::open(settings, clock_, ids_);
        static_cast<void>(store_->write_now("bench.table", [](Transaction& tx) -> Result<int> {
            tx.run(kTable);
            return 0;
        }));
    }

    double slice() {
        boost::asio::io_context context{1};
        for (int i = 0; i < kCallers; ++i) boost::asio::co_spawn(context, caller(), boost::asio::detached);
        const auto from = std::chrono::steady_clock::now();
        context.run();
        return kCallers * kRounds / seconds_since(from);
    }

    [[nodiscard]] double jobs_per_commit() const {
        const auto& statistics = store_->statistics();
        return static_cast<double>(statistics.jobs) / static_cast<double>(statistics.batches);
    }

private:
    boost::asio::awaitable<void> caller() {
        for (int round = 0; round < kRounds; ++round) {
            RequestKey key{
                .caller = "person:bench",
                .method = "koebel.v1.BenchService/Write",
                .request_id = ids_.next(clock_.now()),
                .hash = "0123456789abcdef0123456789abcdef",
            };
            const auto job = [](Transaction& tx) -> Result<v1::TopicHead> {
                v1::TopicHead answer;
                answer.set_topic(tx.new_id());
                tx.run(kInsert, answer.topic(), kWords);
                answer.set_seq(tx.append({.topic = "feed", .body = body(answer.topic())}));
                return answer;
            };
            const auto written = co_await store_->write(std::move(key), job);
            if (!written) throw Fault(written.error().message);
        }
    }

    test::TemporaryDirectory directory_;
    SystemClock clock_;
    RandomIdSource ids_;
    std::unique_ptr<Store> store_;
};

/// Things a second by a loop around sqlite3_step, in a file of its own.
class BareSide {
public:
    BareSide() {
        {
            Settings settings;
            settings.data_directory = directory_.path() / "bare";
            const auto made = Store::open(settings, clock_, ids_);  // for the same tables
            path_ = settings.data_directory + "/koebel.db";
        }
        sqlite3_open(path_.c_str(), &handle_);
        run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA cache_size=-32768;");
        run(std::string{kTable.text}.c_str());
        thing_ = prepare("INSERT INTO thing VALUES (?1, ?2)");
        topic_ = prepare(
            "INSERT INTO topic (name, head, kept_from) VALUES ('feed', 1, 1)"
            " ON CONFLICT (name) DO UPDATE SET head = head + 1"
        );
        entry_ = prepare("INSERT INTO log VALUES (?1, ?2, 'feed', ?1, 'recognition_withdrawn', ?3, '[]', '', 0)");
        receipt_ = prepare(
            "INSERT INTO receipt VALUES ('person:bench', 'koebel.v1.BenchService/Write', ?1,"
            " '0123456789abcdef0123456789abcdef', 0, ?2, ?3, ?3, 0)"
        );
    }
    BareSide(const BareSide&) = delete;
    BareSide& operator=(const BareSide&) = delete;
    ~BareSide() {
        for (auto* statement : {thing_, topic_, entry_, receipt_}) sqlite3_finalize(statement);
        sqlite3_close(handle_);
    }

    double slice() {
        const auto from = std::chrono::steady_clock::now();
        for (int round = 0; round < kRounds; ++round) {
            run("BEGIN IMMEDIATE");
            for (int i = 0; i < kCallers; ++i) one();
            run("COMMIT");
        }
        return kCallers * kRounds / seconds_since(from);
    }

private:
    void one() {
        // Ids and texts of the same length; what they say is made beforehand by whoever writes a bare loop.
        const auto id = ids_.next(clock_.now());
        const auto payload = R"({"recognitionWithdrawn":{"recognitionId":")" + id + kWords + "\"}}";
        const auto answer = R"({"topic":")" + id + R"(","seq":"1"})";
        ++position_;
        text(thing_, 1, id);
        text(thing_, 2, kWords);
        step(thing_);
        step(topic_);
        sqlite3_bind_int64(entry_, 1, position_);
        text(entry_, 2, id);
        text(entry_, 3, payload);
        step(entry_);
        text(receipt_, 1, id);
        text(receipt_, 2, answer);
        sqlite3_bind_int64(receipt_, 3, position_);
        step(receipt_);
    }
    static void text(sqlite3_stmt* statement, int index, const std::string& value) {
        sqlite3_bind_text(statement, index, value.data(), static_cast<int>(value.size()), SQLITE_STATIC);
    }
    static void step(sqlite3_stmt* statement) {
        if (sqlite3_step(statement) != SQLITE_DONE) throw Fault("bench: a bare statement failed");
        sqlite3_reset(statement);
    }
    void run(const char* statements) {
        if (sqlite3_exec(handle_, statements, nullptr, nullptr, nullptr) != SQLITE_OK) throw Fault(statements);
    }
    sqlite3_stmt* prepare(const char* statement) {
        sqlite3_stmt* prepared = nullptr;
        if (sqlite3_prepare_v2(handle_, statement, -1, &prepared, nullptr) != SQLITE_OK) throw Fault(statement);
        return prepared;
    }

    test::TemporaryDirectory directory_;
    SystemClock clock_;
    RandomIdSource ids_;
    std::string path_;
    sqlite3* handle_ = nullptr;
    sqlite3_stmt* thing_ = nullptr;
    sqlite3_stmt* topic_ = nullptr;
    sqlite3_stmt* entry_ = nullptr;
    sqlite3_stmt* receipt_ = nullptr;
    std::int64_t position_ = 0;
};

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

void run() {
    StoreSide store;
    BareSide bare;
    store.slice();
    double before = bare.slice();
    std::vector<double> ratios;
    for (std::size_t i = 0; i < kRuns * kTries && ratios.size() < kRuns; ++i) {
        const double rate = store.slice();
        const double after = bare.slice();
        const bool counts = std::abs(before - after) < kNoisy * std::max(before, after);
        const double ratio = rate / ((before + after) / 2);
        std::printf(
            "{\"run\":%zu,\"bare_before\":%.0f,\"store\":%.0f,\"bare_after\":%.0f,\"ratio\":%.2f,\"counts\":%s}\n",
            i,
            before,
            rate,
            after,
            ratio,
            counts ? "true" : "false"
        );
        if (counts) ratios.push_back(ratio);
        before = after;
    }
    const auto store_time = processor_microseconds([&] { store.slice(); });
    const auto bare_time = processor_microseconds([&] { bare.slice(); });
    const bool is_conclusive = ratios.size() == kRuns;
    const double ratio = ratios.empty() ? 0 : median(ratios);
    std::printf(
        "{\"bench\":\"store.write_64\",\"ratio\":%.2f,\"at_least\":%.2f,\"runs\":%zu,\"jobs_per_commit\":%.1f,"
        "\"store_processor_us\":%.1f,\"bare_processor_us\":%.1f,"
        "\"verdict\":\"%s\"}\n",
        ratio,
        kAtLeast,
        ratios.size(),
        store.jobs_per_commit(),
        store_time,
        bare_time,
        !is_conclusive      ? "inconclusive"
        : ratio >= kAtLeast ? "ok"
                            : "below"
    );
}

}  // namespace
}  // namespace koebel::store

int main() {
    std::setvbuf(stdout, nullptr, _IOLBF, 0);  // a run that is ended early has still told what it saw
    koebel::store::run();
}
