#pragma once

#include "base/result.hpp"
#include "store/transaction.hpp"
#include "studio/segment.hpp"

#include <koebel/v1/rundown.pb.h>

namespace koebel::studio {

/// A job of Store::read. Refuses with kNotFound SHOW_NOT_FOUND.
[[nodiscard]] Result<v1::GetRundownResponse> get_rundown(
    store::Reader& reader, const PersonId& viewer, const show::ShowId& show
);

}  // namespace koebel::studio
