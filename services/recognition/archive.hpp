#pragma once

#include "access/archive_codes.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/leaving.pb.h>

#include <cstdint>

namespace koebel::recognition {

/// A page of what somebody who left gave or was thanked for, newest first: what is below `before`; 0: from the newest.
/// As participants see it, without portraits: nothing else can be fetched with the code.
[[nodiscard]] v1::OpenArchiveResponse archive_page(
    store::Reader& reader, const access::ArchiveCode& code, std::uint64_t before
);

}  // namespace koebel::recognition
