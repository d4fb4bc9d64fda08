#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace koebel::fuzz {

/// A request as RFC 9112 lets it be read, in the only way: where two parsers could differ there is none.
struct StrictRequest {
    std::string method;
    std::string target;
    unsigned version = 11;
    std::vector<std::pair<std::string, std::string>> headers;  ///< names in lower case, runs of blanks as one
    std::string body;
    std::size_t size = 0;  ///< bytes from the beginning to the next request

    [[nodiscard]] std::vector<std::string> all(std::string_view name) const;
};

/// The first request in `bytes`; nothing when it is not there as a whole, or not beyond doubt.
[[nodiscard]] std::optional<StrictRequest> read_strictly(std::string_view bytes);

/// `text` with every run of blanks as one space, and none at its ends.
[[nodiscard]] std::string without_runs(std::string_view text);

}  // namespace koebel::fuzz
