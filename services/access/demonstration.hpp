#pragma once

#include "store/transaction.hpp"

#include <koebel/v1/access.pb.h>

#include <string_view>

namespace koebel::access {

/// The people one may be: those whose names begin so, or without letters a selection with every role.
/// At most 50. Who asks has been let in by may_choose().
[[nodiscard]] v1::ListDemonstrationPeopleResponse demonstration_people(store::Reader& reader, std::string_view typed);

}  // namespace koebel::access
