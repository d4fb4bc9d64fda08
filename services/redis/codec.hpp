#pragma once

#include "redis/reply.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::redis {

/// A command as it goes over the wire.
[[nodiscard]] std::string encode(std::span<const std::string> arguments);

/// Makes answers of bytes, however they arrive. Throws Fault for bytes that are not the protocol, and for an answer of
/// more than `most` bytes; it is of no use after that.
class ReplyReader {
public:
    explicit ReplyReader(std::size_t most);
    ReplyReader(const ReplyReader&) = delete;
    ReplyReader& operator=(const ReplyReader&) = delete;
    ~ReplyReader();

    void feed(std::string_view bytes);
    /// The next whole answer, if there is one.
    [[nodiscard]] std::optional<Reply> next();

private:
    struct Hiredis;
    const std::unique_ptr<Hiredis> hiredis_;
    const std::size_t most_;
    std::size_t unread_ = 0;  // bytes since the last whole answer
};

}  // namespace koebel::redis
