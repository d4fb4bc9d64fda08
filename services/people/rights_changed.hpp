#pragma once

#include "store/transaction.hpp"

#include <koebel/v1/event.pb.h>

#include <cstdint>
#include <string_view>

namespace koebel::people {

/// The internal topic of changes of rights: every io thread applies its entries in log order.
inline constexpr std::string_view kAccessTopic = "access";

/// Appends that the rights of a session, person or screen changed. The entry's position.
std::uint64_t append_rights_changed(store::Transaction& tx, v1::AccessChanged::Kind kind, std::string_view subject_id);

}  // namespace koebel::people
