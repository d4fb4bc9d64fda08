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
    for (std::size_t i = 0; i + 1 < Size; ++i) text.characters[i] = literal[i];
    return text;
}

template <std::size_t Left, std::size_t Right>
[[nodiscard]] constexpr StaticText<Left + Right> operator+(
    const StaticText<Left>& left, const StaticText<Right>& right
) {
    StaticText<Left + Right> text;
    for (std::size_t i = 0; i < Left; ++i) text.characters[i] = left.characters[i];
    for (std::size_t i = 0; i < Right; ++i) text.characters[Left + i] = right.characters[i];
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
