#pragma once

#include "access/settings.hpp"
#include "koebeld/settings.hpp"
#include "store/store.hpp"

namespace koebel {

/// What access goes by, with the key of time-based codes: the option's, else the data directory's, which is made at the
/// first start. Says so if there are codes that it does not open.
[[nodiscard]] access::Settings with_code_key(const Settings& settings, store::Store& store);

}  // namespace koebel
