#pragma once

#include "store/store.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace koebel::live {

/// One place that changed, as it is from a position on.
struct IndexUpdate {
    std::uint64_t position = 0;
    std::string board;
    std::string member;
    std::string score;  ///< empty: absent

    friend bool operator==(const IndexUpdate&, const IndexUpdate&) = default;
};

/// What follows a position of the log for the boards: one snapshot.
struct IndexPage {
    store::LogHead head;
    std::uint64_t after = 0;
    std::uint64_t covered = 0;  ///< all updates from after + 1 up to here are in it
    bool has_gap = false;       ///< entries that follow `after` are beyond retention: they are not in it
    bool is_damaged = false;    ///< an entry's updates could not be read; they are missing
    std::vector<IndexUpdate> updates;
};

/// The updates of the entries after `after`, of about `limit` at most. For a reader's thread: parses too.
[[nodiscard]] IndexPage index_after(store::Reader& reader, std::uint64_t after, std::size_t limit);

/// Appends the updates of an entry. False, and nothing appended: it is not an array as store::NewEntry has it.
[[nodiscard]] bool parse_index_updates(
    std::uint64_t position, std::string_view text, std::vector<IndexUpdate>& updates
);

}  // namespace koebel::live
