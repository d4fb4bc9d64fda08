#pragma once

#include "base/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace koebel::studio {

/// A refusal that says what it is about: ids, names, or fields.
[[nodiscard]] inline std::unexpected<Error> refuse_about(
    Code code, std::string_view reason, std::vector<std::string> about
) {
    auto error = refusal(code, reason);
    error.details = std::move(about);
    return std::unexpected(std::move(error));
}

}  // namespace koebel::studio
