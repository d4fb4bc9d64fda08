#pragma once

#include "base/time.hpp"

#include <compare>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace koebel {

/// A strong id: a UUIDv7 as 36 characters of text. An empty one names nothing.
template <class Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string text) : text_(std::move(text)) {}

    [[nodiscard]] const std::string& text() const { return text_; }
    [[nodiscard]] bool empty() const { return text_.empty(); }

    friend auto operator<=>(const Id&, const Id&) = default;

private:
    std::string text_;
};

/// For a column that may be NULL.
template <class Tag>
[[nodiscard]] std::optional<Id<Tag>> unless_empty(const Id<Tag>& id) {
    return id.empty() ? std::optional<Id<Tag>>{} : id;
}

using PersonId = Id<struct PersonTag>;
using TeamId = Id<struct TeamTag>;
using ValueId = Id<struct ValueTag>;
using RecognitionId = Id<struct RecognitionTag>;
using SessionId = Id<struct SessionTag>;
using ScreenId = Id<struct ScreenTag>;

/// Whether `text` has the form of a UUID: 36 characters, lower or upper case.
[[nodiscard]] bool is_uuid(std::string_view text);

/// Makes ids. Thread-safe.
class IdSource {
public:
    IdSource() = default;
    IdSource(const IdSource&) = delete;
    IdSource& operator=(const IdSource&) = delete;
    virtual ~IdSource() = default;

    /// A UUIDv7 (RFC 9562) for this moment.
    [[nodiscard]] virtual std::string next(Instant now) = 0;
};

/// UUIDv7 from the kernel's randomness.
class RandomIdSource final : public IdSource {
public:
    [[nodiscard]] std::string next(Instant now) override;
};

/// `bytes` random bytes from the kernel, as lower case hex.
[[nodiscard]] std::string random_hex(std::size_t bytes);

/// 32 hexadecimal digits that occur once in the world: 128 random bits. Cheaper than random_hex, and not for secrets.
[[nodiscard]] std::string random_mark();

}  // namespace koebel

template <class Tag>
struct std::hash<koebel::Id<Tag>> {
    std::size_t operator()(const koebel::Id<Tag>& id) const noexcept { return std::hash<std::string>{}(id.text()); }
};
