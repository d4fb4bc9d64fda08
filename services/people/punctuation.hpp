#pragma once

#include <unicode/umachine.h>

namespace koebel::people {

// As people and their keyboards write them.

[[nodiscard]] constexpr bool is_quote(UChar32 c) {
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E;
}

[[nodiscard]] constexpr bool is_apostrophe(UChar32 c) {
    return c == '\'' || c == '`' || c == 0x00B4 || c == 0x2018 || c == 0x2019 || c == 0x02BB || c == 0x02BC;
}

}  // namespace koebel::people
