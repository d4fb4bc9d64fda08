#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::people {

/// One record: its fields and the line it starts on, from 1.
struct CsvRecord {
    std::uint32_t line = 0;
    std::vector<std::string> fields;
};

/// Where a text stops being CSV, and why.
struct CsvFault {
    std::uint32_t line = 0;
    std::string_view reason;
};

/// What is still read.
struct CsvLimits {
    std::size_t bytes = 10 * 1024 * 1024;
    std::size_t records = 200'000;
    std::size_t fields = 64;  ///< in one record
};

/// Reads CSV as RFC 4180 has it: quoted fields hold commas, line breaks and doubled quotes; lines end
/// with CRLF or LF. A byte order mark is skipped, empty lines too. Text is taken as it is: what is
/// allowed in it is the caller's question.
///
/// Faults: QUOTE_MISPLACED, QUOTE_OPEN, TOO_MANY_FIELDS, TOO_MANY_LINES, TOO_LARGE.
[[nodiscard]] std::expected<std::vector<CsvRecord>, CsvFault> read_csv(
    std::string_view text, const CsvLimits& limits = {}
);

}  // namespace koebel::people
