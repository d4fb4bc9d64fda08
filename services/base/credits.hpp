#pragma once

#include <compare>
#include <cstdint>

namespace koebel {

/// What an allowance is counted in and a recognition carries. Has no worth in money.
class Credits {
public:
    constexpr Credits() = default;
    constexpr explicit Credits(std::int64_t count) : count_(count) {}

    [[nodiscard]] constexpr std::int64_t count() const { return count_; }

    friend constexpr auto operator<=>(Credits, Credits) = default;
    friend constexpr Credits operator+(Credits a, Credits b) { return Credits{a.count_ + b.count_}; }
    friend constexpr Credits operator-(Credits a, Credits b) { return Credits{a.count_ - b.count_}; }
    friend constexpr Credits operator*(Credits a, std::int64_t times) { return Credits{a.count_ * times}; }
    friend constexpr Credits operator/(Credits a, std::int64_t parts) { return Credits{a.count_ / parts}; }

private:
    std::int64_t count_ = 0;
};

}  // namespace koebel
