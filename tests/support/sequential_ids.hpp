#pragma once

#include "base/id.hpp"

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <string>

namespace koebel::test {

/// Ids that count: the same in every run, valid UUIDs of version 7, in order of their making. Thread-safe.
class SequentialIds final : public IdSource {
public:
    [[nodiscard]] std::string next(Instant /*now*/) override { return nth(++last_); }

    /// The id that the n-th call to next() gives, from 1.
    [[nodiscard]] static std::string nth(std::uint64_t n) {
        char text[37];
        std::snprintf(text, sizeof text, "0195e000-0000-7000-8000-%012llx", static_cast<unsigned long long>(n));
        return text;
    }

private:
    std::atomic<std::uint64_t> last_{0};
};

}  // namespace koebel::test
