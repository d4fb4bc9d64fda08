#include "redis/reply.hpp"

namespace koebel::redis {

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
    return error().substr(0, error().find(' '));
}

}  // namespace koebel::redis
