#include "redis/reply.hpp"

#include <algorithm>
#include <charconv>

namespace koebel::redis {

namespace {

constexpr std::size_t kMostWord = 32;

}  // namespace

std::uint64_t to_number(const std::string& text) {
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::int64_t Reply::integer() const {
    const auto* value = std::get_if<std::int64_t>(&value_);
    if (!value) throw Fault("an answer that is no number");
    return *value;
}

const std::string& Reply::text() const {
    const auto* value = std::get_if<std::string>(&value_);
    if (!value) throw Fault("an answer that is no text");
    return *value;
}

const std::vector<Reply>& Reply::array() const {
    const auto* value = std::get_if<std::vector<Reply>>(&value_);
    if (!value) throw Fault("an answer that is no list");
    return *value;
}

const std::string& Reply::error() const {
    const auto* value = std::get_if<Refusal>(&value_);
    if (!value) throw Fault("an answer that is no refusal");
    return value->text;
}

std::string Reply::error_word() const {
    auto word = error().substr(0, std::min(error().find(' '), kMostWord));
    const auto is_plain = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'; };
    if (word.empty() || !std::ranges::all_of(word, is_plain)) return "REFUSED";
    return word;
}

}  // namespace koebel::redis
