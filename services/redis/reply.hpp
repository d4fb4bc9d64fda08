#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

namespace koebel::redis {

/// Redis cannot be reached, or did not answer in time, or not in its protocol: what was asked may have been done or
/// not. what() names the command at most, never a value.
class Fault : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The decimal number that Redis keeps as text; 0 for what is none.
[[nodiscard]] std::uint64_t to_number(const std::string& text);

/// An answer of Redis. A refusal of Redis's is an answer too.
class Reply {
public:
    /// Nil.
    Reply() = default;

    [[nodiscard]] static Reply of_integer(std::int64_t value) { return Reply{value}; }
    [[nodiscard]] static Reply of_text(std::string text) { return Reply{std::move(text)}; }
    [[nodiscard]] static Reply of_array(std::vector<Reply> items) { return Reply{std::move(items)}; }
    [[nodiscard]] static Reply of_error(std::string text) { return Reply{Refusal{std::move(text)}}; }

    [[nodiscard]] bool is_nil() const { return std::holds_alternative<std::monostate>(value_); }
    [[nodiscard]] bool is_error() const { return std::holds_alternative<Refusal>(value_); }

    // Each throws Fault where the answer is of another kind.

    [[nodiscard]] std::int64_t integer() const;
    /// Also a status, "OK".
    [[nodiscard]] const std::string& text() const;
    [[nodiscard]] const std::vector<Reply>& array() const;
    /// What Redis refused with: a word in capitals, and more. The more may hold values; a log gets error_word(), which
    /// is REFUSED where there is no such word.
    [[nodiscard]] const std::string& error() const;
    [[nodiscard]] std::string error_word() const;

private:
    friend class ReplyReader;

    struct Refusal {
        std::string text;
    };
    using Value = std::variant<std::monostate, std::int64_t, std::string, std::vector<Reply>, Refusal>;

    explicit Reply(Value value) : value_(std::move(value)) {}

    Value value_;
};

}  // namespace koebel::redis
