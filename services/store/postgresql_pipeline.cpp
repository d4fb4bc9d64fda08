#include "store/postgresql_pipeline.hpp"

#include "base/text.hpp"

#include <poll.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

namespace koebel::store {
namespace {

using Kind = DatabaseFault::Kind;

constexpr Oid kInt8 = 20;
constexpr Oid kFloat8 = 701;
constexpr Oid kInferred = 0;

/// By SQLSTATE: what may work later. Everything else is the statement's own fault.
Kind kind_of(std::string_view state) {
    constexpr std::string_view kLater[] = {"08", "40", "53", "55P03", "57", "58", "25P03", "25006", "XX"};
    for (const auto prefix : kLater) {
        if (state.starts_with(prefix)) return Kind::kUnavailable;
    }
    return Kind::kStatement;
}

/// What libpq says about the connection, on one line.
std::string field(const PGresult* result, int which) {
    const char* text = PQresultErrorField(result, which);
    return text == nullptr ? "" : text;
}

class PostgresqlRow final : public Row {
public:
    PostgresqlRow(const PGresult* result, int row) : result_(result), row_(row) {}

    [[nodiscard]] bool is_null(std::size_t column) const override {
        return PQgetisnull(result_, row_, static_cast<int>(column)) != 0;
    }
    [[nodiscard]] std::int64_t integer(std::size_t column) const override {
        const auto text = view(column);
        if (text == "t") return 1;  // a condition in the select list
        std::int64_t number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return number;
    }
    [[nodiscard]] double real(std::size_t column) const override {
        const auto text = view(column);
        double number = 0;
        std::from_chars(text.data(), text.data() + text.size(), number);
        return number;
    }
    [[nodiscard]] std::string text(std::size_t column) const override { return std::string{view(column)}; }

private:
    [[nodiscard]] std::string_view view(std::size_t column) const {
        const int index = static_cast<int>(column);
        return {PQgetvalue(result_, row_, index), static_cast<std::size_t>(PQgetlength(result_, row_, index))};
    }

    const PGresult* result_;
    int row_;
};

/// Arguments as libpq takes them: text, with the type where it is known.
struct Arguments {
    explicit Arguments(const Bound& bound) {
        texts.reserve(bound.arguments.size());  // values_ points into it
        for (const auto& argument : bound.arguments) {
            if (const auto* number = std::get_if<std::int64_t>(&argument)) {
                add(std::to_string(*number), kInt8, 'i');
            } else if (const auto* real = std::get_if<double>(&argument)) {
                char buffer[32];
                const auto end = std::to_chars(buffer, buffer + sizeof buffer, *real).ptr;
                add(std::string(buffer, end), kFloat8, 'f');
            } else if (const auto* text = std::get_if<std::string>(&argument)) {
                // libpq would cut it there; the edge refuses it, so this is a mistake of ours.
                if (text->find('\0') != std::string::npos) {
                    throw DatabaseFault(Kind::kStatement, std::string{bound.sql->name} + ": U+0000 in an argument");
                }
                add(*text, kInferred, 't');
            } else {
                types.push_back(kInferred);
                values.push_back(nullptr);
                signature += 't';
            }
        }
    }

    void add(std::string text, Oid type, char letter) {
        texts.push_back(std::move(text));
        values.push_back(texts.back().c_str());
        types.push_back(type);
        signature += letter;
    }
    [[nodiscard]] int count() const { return static_cast<int>(values.size()); }

    std::vector<std::string> texts;
    std::vector<const char*> values;
    std::vector<Oid> types;
    std::string signature;
};

}  // namespace

PostgresqlPipeline::PostgresqlPipeline(const std::string& connection_string) {
    // What the operator writes wins over what stands before it.
    const char* const keywords[] = {
        "connect_timeout", "tcp_user_timeout", "application_name", "dbname", "client_encoding", nullptr
    };
    const char* const values[] = {"5", "5000", "koebeld", connection_string.c_str(), "UTF8", nullptr};
    handle_.reset(PQconnectdbParams(keywords, values, 1));
    if (!is_alive()) {
        throw DatabaseFault(Kind::kUnavailable, "store.connect: " + one_line(PQerrorMessage(handle_.get())));
    }
    // Notices can quote values.
    PQsetNoticeProcessor(handle_.get(), [](void*, const char*) {}, nullptr);
    if (PQsetnonblocking(handle_.get(), 1) != 0 || PQenterPipelineMode(handle_.get()) != 1) lose("pipeline mode");
}

void PostgresqlPipeline::queue(const Bound& bound, EachRow each, std::int64_t* changed) {
    if (!is_alive()) lose("the connection is gone");
    const Arguments arguments(bound);
    auto& statement = statements_[{bound.sql, arguments.signature}];
    if (statement.text != bound.sql->text.data()) {
        statement = {.name = "s" + std::to_string(++named_), .text = bound.sql->text.data()};
        const auto text = to_dialect(*bound.sql, Dialect::kPostgresql);
        if (PQsendPrepare(
                handle_.get(), statement.name.c_str(), text.c_str(), arguments.count(), arguments.types.data()
            ) != 1) {
            lose("sending");
        }
        expected_.push_back({.prepares = &statement, .sql = bound.sql});
    }
    if (PQsendQueryPrepared(
            handle_.get(), statement.name.c_str(), arguments.count(), arguments.values.data(), nullptr, nullptr, 0
        ) != 1) {
        lose("sending");
    }
    expected_.push_back({.sql = bound.sql, .each = std::move(each), .changed = changed});
}

void PostgresqlPipeline::flush(Deadline until) {
    if (expected_.empty()) return;
    fault_ = nullptr;
    if (PQpipelineSync(handle_.get()) != 1) lose("sending");
    while (!expected_.empty()) {
        const auto expected = std::move(expected_.front());
        expected_.pop_front();
        take(expected, until);
    }
    take_sync(until);
    if (fault_) std::rethrow_exception(std::exchange(fault_, nullptr));
}

void PostgresqlPipeline::take(const Expected& expected, Deadline until) {
    const auto result = next(until);
    if (!result) lose("an answer is missing");
    take_result(expected, result.get());
    if (next(until)) lose("an answer too many");
}

void PostgresqlPipeline::take_result(const Expected& expected, const PGresult* result) {
    const auto status = PQresultStatus(result);
    if (status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK) {
        tag_ = PQcmdStatus(const_cast<PGresult*>(result));
        if (expected.changed != nullptr) {
            const std::string_view count = PQcmdTuples(const_cast<PGresult*>(result));
            std::from_chars(count.data(), count.data() + count.size(), *expected.changed);
        }
        if (!expected.each || fault_) return;
        try {
            for (int row = 0; row < PQntuples(result); ++row) expected.each(PostgresqlRow{result, row});
        } catch (...) {
            note(std::current_exception());
        }
        return;
    }
    if (expected.prepares != nullptr) expected.prepares->text = nullptr;  // not prepared after all
    if (status == PGRES_PIPELINE_ABORTED) return;
    if (!is_alive()) lose(PQerrorMessage(handle_.get()));

    const auto state = field(result, PG_DIAG_SQLSTATE);
    auto what = std::string{expected.sql->name} + ": PostgreSQL " + state;
    // The message can quote values, unless the statement had none yet.
    if (expected.prepares != nullptr) what += " " + field(result, PG_DIAG_MESSAGE_PRIMARY);
    if (const auto constraint = field(result, PG_DIAG_CONSTRAINT_NAME); !constraint.empty()) what += " " + constraint;
    note(std::make_exception_ptr(DatabaseFault(kind_of(state), what)));
}

void PostgresqlPipeline::take_sync(Deadline until) {
    const auto result = next(until);
    if (!result || PQresultStatus(result.get()) != PGRES_PIPELINE_SYNC) lose("the end of an answer is missing");
}

PostgresqlPipeline::Answer PostgresqlPipeline::next(Deadline until) {
    while (PQisBusy(handle_.get()) != 0) wait(until);
    return Answer{PQgetResult(handle_.get())};
}

/// Until the server sent something, sending on meanwhile.
void PostgresqlPipeline::wait(Deadline until) {
    const int unsent = PQflush(handle_.get());
    if (unsent < 0) lose(PQerrorMessage(handle_.get()));
    pollfd descriptor{.fd = PQsocket(handle_.get()), .events = POLLIN, .revents = 0};
    if (unsent == 1) descriptor.events |= POLLOUT;

    const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now()).count();
    const int ready = left <= 0 ? 0 : ::poll(&descriptor, 1, static_cast<int>(std::min<std::int64_t>(left, 60'000)));
    if (ready < 0 && errno != EINTR) lose(std::strerror(errno));
    if (ready == 0 && left <= 60'000) lose("no answer in time");
    if (ready > 0 && (descriptor.revents & ~POLLOUT) != 0 && PQconsumeInput(handle_.get()) != 1) {
        lose(PQerrorMessage(handle_.get()));
    }
}

/// Nothing can be said about what was sent: the connection is closed, which also ends the transaction.
void PostgresqlPipeline::lose(const char* why) {
    const auto text = one_line(why);  // it may stand in the handle that goes
    expected_.clear();
    fault_ = nullptr;
    handle_.reset();
    throw DatabaseFault(Kind::kLost, "store.connection: " + text);
}

void PostgresqlPipeline::note(std::exception_ptr fault) {
    if (!fault_) fault_ = std::move(fault);
}

void PostgresqlPipeline::script(std::string_view text) {
    if (!is_alive() || PQexitPipelineMode(handle_.get()) != 1) lose("pipeline mode");
    const Answer result{PQexec(handle_.get(), std::string{text}.c_str())};
    const auto status = PQresultStatus(result.get());
    const std::string message = PQresultErrorMessage(result.get());
    if (!is_alive() || PQenterPipelineMode(handle_.get()) != 1) lose("pipeline mode");
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) {
        throw DatabaseFault(kind_of(field(result.get(), PG_DIAG_SQLSTATE)), "script: " + message);
    }
}

bool PostgresqlPipeline::in_transaction() const {
    if (!is_alive()) return false;
    const auto status = PQtransactionStatus(handle_.get());
    return status == PQTRANS_INTRANS || status == PQTRANS_INERROR || status == PQTRANS_ACTIVE;
}

}  // namespace koebel::store
