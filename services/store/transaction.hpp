#pragma once

#include "base/result.hpp"
#include "store/log_entry.hpp"
#include "store/sql.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace koebel::store {

/// A statement with its arguments.
struct Bound {
    const Sql* sql;
    std::vector<Value> arguments;
};

/// Not by an initialiser list, which would copy every text once more.
template <class... Args>
[[nodiscard]] Bound bound_to(const Sql& sql, const Args&... args) {
    Bound statement{&sql, {}};
    statement.arguments.reserve(sizeof...(Args));
    (statement.arguments.push_back(to_value(args)), ...);
    return statement;
}

/// A statement with its arguments whose rows have the shape T.
template <class T>
struct Query {
    Bound bound;
};

template <class T, class... Args>
[[nodiscard]] Query<T> query(const Sql& sql, const Args&... args) {
    return {bound_to(sql, args...)};
}

/// Reads from one snapshot. Lives on the thread that made it, for the length of one job.
/// Faults are exceptions of type store::Fault, with the statement's name and code, never its values.
class Reader {
public:
    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    virtual ~Reader() = default;

    /// All rows. T: a type with `static T from(const Row&)`, a std::tuple, or a single column's type.
    template <class T, class... Args>
    [[nodiscard]] std::vector<T> rows(const Sql& sql, const Args&... args) {
        return std::get<0>(read(query<T>(sql, args...)));
    }

    /// The first row, if there is one.
    template <class T, class... Args>
    [[nodiscard]] std::optional<T> row(const Sql& sql, const Args&... args) {
        auto all = rows<T>(sql, args...);
        if (all.empty()) return std::nullopt;
        return std::move(all.front());
    }

    /// Several queries in one round trip: all a rule needs is read with one call.
    template <class... T>
    [[nodiscard]] std::tuple<std::vector<T>...> read(const Query<T>&... queries) {
        std::tuple<std::vector<T>...> answer;
        const std::array<Bound, sizeof...(T)> bounds{queries.bound...};
        fetch(bounds, [&](std::size_t which, const Row& one) {
            dispatch(answer, which, one, std::index_sequence_for<T...>{});
        });
        return answer;
    }

    /// The moment of this job: the clock's, but never before the log's newest entry.
    [[nodiscard]] virtual Instant now() const = 0;

protected:
    /// Runs the queries in one round trip; calls `each` with the query's index for every row.
    virtual void fetch(std::span<const Bound> queries, const std::function<void(std::size_t, const Row&)>& each) = 0;

private:
    template <class Answer, std::size_t... I>
    static void dispatch(Answer& answer, std::size_t which, const Row& one, std::index_sequence<I...>) {
        ((which == I ? static_cast<void>(std::get<I>(answer).push_back(
                           detail::Shape<typename std::tuple_element_t<I, Answer>::value_type>::of(one)
                       ))
                     : void()),
         ...);
    }
};

/// Writes, within a savepoint of a batch. Lives on the writer's thread for the length of one job. A
/// job owns what it captures and may run twice: it takes ids and the time from here, and leaves no
/// trace outside when it returns a refusal or throws.
class Transaction : public Reader {
public:
    /// Writes. On PostgreSQL it travels with the next read or the end of the job: no round trip of its
    /// own. A statement that fails throws there.
    template <class... Args>
    void run(const Sql& sql, const Args&... args) {
        execute(bound_to(sql, args...));
    }

    /// Writes and waits; the number of rows changed.
    template <class... Args>
    std::int64_t change(const Sql& sql, const Args&... args) {
        return execute_counted(bound_to(sql, args...));
    }

    /// A new UUIDv7.
    [[nodiscard]] virtual std::string new_id() = 0;

    /// Appends to the log and returns the entry's position: gap-free in commit order. The positions
    /// in `redacts` lose their payloads in this same transaction, and receipts of them go.
    virtual std::uint64_t append(NewEntry entry) = 0;

    /// The position the next append will return: for a payload that names its own place.
    [[nodiscard]] virtual std::uint64_t next_position() const = 0;

    /// Plans `key` for `due_at` and then by `rule` (see store/rule.hpp; empty: once); replaces what was
    /// planned under that key. See store/schedule.hpp.
    virtual void schedule(std::string_view key, Instant due_at, std::string_view rule = {}) = 0;

    /// Removes what was planned under that key.
    virtual void unschedule(std::string_view key) = 0;

protected:
    virtual void execute(Bound statement) = 0;
    virtual std::int64_t execute_counted(Bound statement) = 0;
};

}  // namespace koebel::store
