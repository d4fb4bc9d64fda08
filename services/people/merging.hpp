#pragma once

#include "base/result.hpp"
#include "people/hooks.hpp"
#include "people/merge.hpp"
#include "store/transaction.hpp"

#include <koebel/v1/merge.pb.h>

#include <cstdint>

namespace koebel::people {

/// Whether they are somebody else by now, for good.
[[nodiscard]] bool was_merged(store::Reader& reader, const PersonId& person);

/// What the merge would do. Of what was said only numbers are in it. Refuses as may_merge does.
[[nodiscard]] Result<v1::PreviewMergeResponse> preview_merge(
    store::Reader& reader, const Merge& merge, const Hooks& hooks
);

/// Makes two people one, within the transaction. Who goes is deactivated as in leaving (Hooks::deactivated), and what
/// other rooms hold of them is handed over (Hooks::merged), last: then names, teams and publicity are those that stay.
/// The rights of the caller were looked at. The position of the newest entry about rights. Refuses as may_merge does.
[[nodiscard]] Result<std::uint64_t> merge_people(store::Transaction& tx, const Merge& merge, const Hooks& hooks);

}  // namespace koebel::people
