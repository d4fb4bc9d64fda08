#pragma once

#include "store/transaction.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace koebel::store {

/// Looks whether the log is whole: positions and each topic's seqs without a gap up to their heads, moments that never
/// run back. The first thing that is not so, in words; nothing: it is.
[[nodiscard]] std::optional<std::string> find_gap(Reader& reader);

/// How many entries the log has.
[[nodiscard]] std::uint64_t log_length(Reader& reader);

}  // namespace koebel::store
