#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace koebel {

/// Text put together by the compiler, so that statements made of shared parts stay constants:
/// `constexpr auto kText = "SELECT … WHERE " + people::visible_to("$1");`
template <std::size_t Size>
struct StaticText {
    std::array<char, Size> characters{};

    // Implicit, as a literal is: what takes a view takes this. Valid as long as the constant.
    constexpr operator std::string_view() const { return {characters.data(), Size}; }
};

template <std::size_t Size>
[[nodiscard]] constexpr StaticText<Size - 1> static_text(const char (&literal)[Size]) {
    StaticText<Size - 1> text;
    auto* to = text.characters.data();
    for (std::size_t i = 0; i + 1 < Size; ++i) to[i] = literal[i];
    return text;
}

template <std::size_t Left, std::size_t Right>
[[nodiscard]] constexpr StaticText<Left + Right> operator+(
    const StaticText<Left>& left, const StaticText<Right>& right
) {
    // By pointers: compilers count steps, and an array's [] takes many.
    StaticText<Left + Right> text;
    auto* to = text.characters.data();
    const auto* from = left.characters.data();
    for (std::size_t i = 0; i < Left; ++i) to[i] = from[i];
    from = right.characters.data();
    for (std::size_t i = 0; i < Right; ++i) to[Left + i] = from[i];
    return text;
}

template <std::size_t Left, std::size_t Right>
[[nodiscard]] constexpr auto operator+(const StaticText<Left>& left, const char (&right)[Right]) {
    return left + static_text(right);
}

template <std::size_t Left, std::size_t Right>
[[nodiscard]] constexpr auto operator+(const char (&left)[Left], const StaticText<Right>& right) {
    return static_text(left) + right;
}

}  // namespace koebel
