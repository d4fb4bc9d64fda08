#pragma once

#include "base/credits.hpp"
#include "base/id.hpp"
#include "base/time.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

namespace koebel::store {

/// One statement: a constant of static storage, prepared once per connection. The text is what SQLite
/// and PostgreSQL both speak, with two things the store writes differently for each:
/// arguments are `$1`, `$2` …; `IN @list($1)` tests against a list argument.
/// Where the dialects part, `postgresql` holds the other text.
struct Sql {
    std::string_view name;  ///< "room.what", stands in errors and metrics
    std::string_view text;
    std::string_view postgresql = {};  ///< empty: the same text
};

/// What an argument or a column holds.
using Value = std::variant<std::monostate, std::int64_t, double, std::string>;

namespace detail {
[[nodiscard]] std::string to_list(const std::vector<std::string>& texts);  // a JSON array
}

// Arguments: numbers, bool (0 or 1), text, strong ids, Instant (microseconds), Credits, optional of
// these (null), vectors of text or ids (for @list).
inline Value to_value(std::string_view text) {
    return std::string{text};
}
inline Value to_value(const std::string& text) {
    return text;
}
inline Value to_value(const char* text) {
    return std::string{text};
}
inline Value to_value(double number) {
    return number;
}
template <std::integral T>
Value to_value(T number) {
    return static_cast<std::int64_t>(number);
}
inline Value to_value(Instant at) {
    return static_cast<std::int64_t>(at.time_since_epoch().count());
}
inline Value to_value(Credits credits) {
    return credits.count();
}
template <class Tag>
Value to_value(const Id<Tag>& id) {
    return id.text();
}
template <class T>
Value to_value(const std::optional<T>& value) {
    return value ? to_value(*value) : Value{};
}
inline Value to_value(const std::vector<std::string>& texts) {
    return detail::to_list(texts);
}
template <class Tag>
Value to_value(const std::vector<Id<Tag>>& ids) {
    std::vector<std::string> texts;
    texts.reserve(ids.size());
    for (const auto& id : ids) texts.push_back(id.text());
    return detail::to_list(texts);
}

/// One row of an answer. Valid only while the store calls with it.
class Row {
public:
    Row() = default;
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;
    virtual ~Row() = default;

    [[nodiscard]] virtual bool is_null(std::size_t column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(std::size_t column) const = 0;
    [[nodiscard]] virtual double real(std::size_t column) const = 0;
    [[nodiscard]] virtual std::string text(std::size_t column) const = 0;

    /// The column as T: bool, a whole number, double, std::string, a strong id, Instant, Credits, or
    /// std::optional of these. A null read as a value is empty text or 0.
    template <class T>
    [[nodiscard]] T get(std::size_t column) const;
};

namespace detail {
template <class T>
struct Column;  // one specialisation per kind of column

template <std::integral T>
struct Column<T> {
    static T get(const Row& row, std::size_t i) { return static_cast<T>(row.integer(i)); }
};
template <>
struct Column<bool> {
    static bool get(const Row& row, std::size_t i) { return row.integer(i) != 0; }
};
template <>
struct Column<double> {
    static double get(const Row& row, std::size_t i) { return row.real(i); }
};
template <>
struct Column<std::string> {
    static std::string get(const Row& row, std::size_t i) { return row.text(i); }
};
template <>
struct Column<Instant> {
    static Instant get(const Row& row, std::size_t i) { return Instant{std::chrono::microseconds{row.integer(i)}}; }
};
template <>
struct Column<Credits> {
    static Credits get(const Row& row, std::size_t i) { return Credits{row.integer(i)}; }
};
template <class Tag>
struct Column<Id<Tag>> {
    static Id<Tag> get(const Row& row, std::size_t i) { return Id<Tag>{row.text(i)}; }
};
template <class T>
struct Column<std::optional<T>> {
    static std::optional<T> get(const Row& row, std::size_t i) {
        if (row.is_null(i)) return std::nullopt;
        return Column<T>::get(row, i);
    }
};

template <class T>
concept FromRow = requires(const Row& row) {
    { T::from(row) } -> std::same_as<T>;
};

/// A row as T: a type with `static T from(const Row&)`, a std::tuple of columns, or a single column.
template <class T>
struct Shape {
    static T of(const Row& row) {
        if constexpr (FromRow<T>) {
            return T::from(row);
        } else {
            return Column<T>::get(row, 0);
        }
    }
};
template <class... T>
struct Shape<std::tuple<T...>> {
    static std::tuple<T...> of(const Row& row) { return columns(row, std::index_sequence_for<T...>{}); }

private:
    template <std::size_t... I>
    static std::tuple<T...> columns(const Row& row, std::index_sequence<I...>) {
        return std::tuple<T...>{Column<T>::get(row, I)...};
    }
};
}  // namespace detail

template <class T>
T Row::get(std::size_t column) const {
    return detail::Column<T>::get(*this, column);
}

}  // namespace koebel::store
