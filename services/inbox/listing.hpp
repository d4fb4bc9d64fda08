#pragma once

#include "base/result.hpp"
#include "rpc/caller.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/inbox.pb.h>

#include <cstddef>
#include <cstdint>

namespace koebel::inbox {

/// A page, newest first: what is below `before`; 0: from the newest.
struct Page {
    std::uint64_t before = 0;
    std::size_t size = 30;  ///< 1 to 100
};

/// What concerns somebody and can still be seen, with a snapshot of their topic.
[[nodiscard]] v1::ListInboxResponse list(store::Reader& reader, const PersonId& person, Page page);

/// Moves the caller's read position forward, at most to the end of the log.
/// Refuses with kUnauthenticated SESSION_ENDED.
[[nodiscard]] Result<v1::MarkInboxReadResponse> mark_read(
    store::Transaction& tx, const rpc::Caller& caller, std::uint64_t read_position
);

}  // namespace koebel::inbox
