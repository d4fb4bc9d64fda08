#pragma once

#include "base/time.hpp"

#include <google/protobuf/timestamp.pb.h>

namespace koebel {

[[nodiscard]] google::protobuf::Timestamp to_timestamp(Instant at);

/// To the microsecond. What lies outside the years 1 to 9999, which a Timestamp may not, becomes the nearest bound.
[[nodiscard]] Instant to_instant(const google::protobuf::Timestamp& timestamp);

}  // namespace koebel
